using System.Text.Encodings.Web;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>Where a step of a procedure stands for the reader.</summary>
public enum StepState
{
    Done,
    Now,
    Next,
    Stopped,
}

/// <summary>&lt;steps&gt;: a vertical timeline of &lt;step state="Done" title="..."&gt;details&lt;/step&gt;.</summary>
[HtmlTargetElement("steps")]
public sealed class StepsTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.Attributes.SetAttribute("class", "timeline-steps");
    }
}

/// <summary>One step of a timeline: its state is said in words to those who do not see the dot.</summary>
[HtmlTargetElement("step", ParentTag = "steps")]
public sealed class StepTagHelper(HtmlEncoder encoder, Texts texts) : TagHelper
{
    public StepState State { get; set; }

    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var details = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"step-{CssOf(State)}");
        if (State == StepState.Now) output.Attributes.SetAttribute("aria-current", "step");
        output.Content.AppendHtml(
            $"<div class=\"step-title\"><span class=\"visually-hidden\">{encoder.Encode(texts.Of(State))} </span>{encoder.Encode(Title)}</div>");
        if (!details.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml("<div class=\"step-detail\">").AppendHtml(details).AppendHtml("</div>");
    }

    private static string CssOf(StepState state) => state switch
    {
        StepState.Done => "done",
        StepState.Now => "now",
        StepState.Next => "next",
        StepState.Stopped => "stopped",
    };
}
