using System.Globalization;
using System.Text.Encodings.Web;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>
/// &lt;pager page="1" size="20" total="57" /&gt;: how many there are and links to the pages around this one. Pages count
/// from 1; the number goes into the query parameter p, beside the filters that are already there.
/// </summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagerTagHelper(HtmlEncoder encoder, Texts texts) : TagHelper
{
    private const int Neighbours = 2;

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public int Page { get; set; } = 1;
    public int Size { get; set; } = 20;
    public int Total { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var pages = Math.Max(1, (Total + Size - 1) / Size);
        if (Total == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", texts["分页"]);
        var summary = pages == 1 ? texts["共 {0} 条", Total] : texts["共 {0} 条，第 {1} / {2} 页", Total, Page, pages];
        output.Content.AppendHtml($"<span>{encoder.Encode(summary)}</span>");
        if (pages == 1) return;

        output.Content.AppendHtml("<ul>");
        if (Page > 1) Link(output, Page - 1, texts["上一页"]);
        var last = 0;
        foreach (var number in Enumerable.Range(1, pages).Where(n => n == 1 || n == pages || Math.Abs(n - Page) <= Neighbours))
        {
            if (number > last + 1) output.Content.AppendHtml("<li><span aria-hidden=\"true\">…</span></li>");
            Link(output, number, number.ToString(CultureInfo.InvariantCulture));
            last = number;
        }

        if (Page < pages) Link(output, Page + 1, texts["下一页"]);
        output.Content.AppendHtml("</ul>");
    }

    private void Link(TagHelperOutput output, int page, string text)
    {
        if (page == Page)
        {
            output.Content.AppendHtml($"<li><span aria-current=\"page\">{encoder.Encode(text)}</span></li>");
            return;
        }

        var request = ViewContext.HttpContext.Request;
        var query = request.Query
            .Where(q => !q.Key.Equals("p", StringComparison.OrdinalIgnoreCase))
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
            .Append(KeyValuePair.Create("p", (string?)page.ToString(CultureInfo.InvariantCulture)));
        var href = QueryHelpers.AddQueryString(request.PathBase + request.Path, query);
        output.Content.AppendHtml($"<li><a href=\"{encoder.Encode(href)}\">{encoder.Encode(text)}</a></li>");
    }
}
