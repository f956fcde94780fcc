using System.Text.Encodings.Web;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>
/// &lt;page-header title="..." subtitle="..." crumbs="..."&gt;buttons&lt;/page-header&gt;: the one h1 of a page and the
/// title of its window. What stands inside are the page's actions.
/// </summary>
[HtmlTargetElement("page-header")]
public sealed class PageHeaderTagHelper(HtmlEncoder encoder, Texts texts) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public string Title { get; set; } = "";
    public string? Subtitle { get; set; }

    /// <summary>The way here, from the top: text and address of each page above this one.</summary>
    public IReadOnlyList<(string Text, string Href)> Crumbs { get; set; } = [];

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext.ViewData["Title"] = Title;
        var actions = await output.GetChildContentAsync();

        output.TagName = "div";
        output.Attributes.SetAttribute("class", "page-head");
        if (Crumbs.Count > 0)
        {
            var way = texts["所在位置"];
            output.Content.AppendHtml($"<nav class=\"crumbs\" aria-label=\"{Encode(way)}\"><ol>");
            foreach (var (text, href) in Crumbs) output.Content.AppendHtml($"<li><a href=\"{Encode(href)}\">{Encode(text)}</a></li>");
            output.Content.AppendHtml("</ol></nav>");
        }

        output.Content.AppendHtml($"<div><h1>{Encode(Title)}</h1>");
        if (!string.IsNullOrEmpty(Subtitle)) output.Content.AppendHtml($"<p class=\"page-subtitle\">{Encode(Subtitle)}</p>");
        output.Content.AppendHtml("</div>");
        if (!actions.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml("<div class=\"page-actions\">").AppendHtml(actions).AppendHtml("</div>");
    }

    private string Encode(string text) => encoder.Encode(text);
}
