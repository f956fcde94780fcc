using System.Text.Encodings.Web;
using ApprovalFlow.Web.Assets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>
/// &lt;empty-state title="..." next="..."&gt;buttons&lt;/empty-state&gt;: there is nothing here, and this is what comes next.
/// </summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper(HtmlEncoder encoder, Icons icons) : TagHelper
{
    public string Title { get; set; } = "";

    /// <summary>What will appear here, and when or by whose doing.</summary>
    public string Next { get; set; } = "";

    public string Icon { get; set; } = "leaf";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "empty-state");
        output.Content.AppendHtml($"{icons.Svg(Icon)}<h2>{encoder.Encode(Title)}</h2><p>{encoder.Encode(Next)}</p>");
        if (!actions.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml("<div class=\"page-actions\">").AppendHtml(actions).AppendHtml("</div>");
    }
}
