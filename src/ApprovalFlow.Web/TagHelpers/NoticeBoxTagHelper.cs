using System.Text.Encodings.Web;
using ApprovalFlow.Web.Assets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>
/// &lt;notice-box tone="Wait" title="..."&gt;text&lt;/notice-box&gt;: something the reader should know before going on.
/// A bad one is announced to screen readers at once.
/// </summary>
[HtmlTargetElement("notice-box")]
public sealed class NoticeBoxTagHelper(HtmlEncoder encoder, Icons icons) : TagHelper
{
    public Tone Tone { get; set; } = Tone.Accent;

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"notice-box notice-box-{Tone.Css()}");
        output.Attributes.SetAttribute("role", Tone == Tone.Bad ? "alert" : "status");
        output.Content.AppendHtml(icons.Svg(IconOf(Tone))).AppendHtml("<div>");
        if (!string.IsNullOrEmpty(Title)) output.Content.AppendHtml($"<strong>{encoder.Encode(Title)}</strong>");
        output.Content.AppendHtml(text).AppendHtml("</div>");
    }

    private static string IconOf(Tone tone) => tone switch
    {
        Tone.Quiet or Tone.Accent => "info-circle",
        Tone.Good => "circle-check",
        Tone.Wait => "alert-triangle",
        Tone.Bad => "alert-circle",
    };
}
