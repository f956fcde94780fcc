using ApprovalFlow.Web.Assets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>&lt;icon name="inbox" /&gt;: an outline icon beside its words; never the only carrier of a meaning.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(Icons icons) : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(icons.Svg(Name));
    }
}
