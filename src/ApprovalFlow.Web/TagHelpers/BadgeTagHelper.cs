using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>&lt;badge tone="Good"&gt;words&lt;/badge&gt;: a state in one or two words.</summary>
[HtmlTargetElement("badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public Tone Tone { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"tone tone-{Tone.Css()}");
    }
}
