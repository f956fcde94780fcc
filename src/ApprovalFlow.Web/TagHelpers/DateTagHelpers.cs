using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Web.Dates;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>&lt;due at="@task.DueAt" /&gt;: a deadline with the working days left; late and near ones stand out.</summary>
[HtmlTargetElement("due", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DueTagHelper(DateWords words) : TagHelper
{
    public DateTimeOffset? At { get; set; }

    /// <summary>Deadlines of what is done or closed: only the day, nothing is late any more.</summary>
    public bool Past { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (At is not { } at)
        {
            output.SuppressOutput();
            return;
        }

        TimeElement.Write(output, TimeElement.Machine(at), Past ? words.DueDay(at) : words.Due(at));
        if (Past) return;
        if (words.StateOf(at) is DueState.Late) output.Attributes.SetAttribute("class", "due-late");
        if (words.StateOf(at) is DueState.Soon) output.Attributes.SetAttribute("class", "due-soon");
    }
}

/// <summary>&lt;day on="@notice.From" /&gt;: a civil date with its weekday.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTagHelper(DateWords words) : TagHelper
{
    public DateOnly? On { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (On is { } on) TimeElement.Write(output, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), words.Day(on));
        else output.SuppressOutput();
    }
}

/// <summary>&lt;when at="@entry.At" /&gt;: an instant to the minute, on the clock of China.</summary>
[HtmlTargetElement("when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTagHelper(DateWords words) : TagHelper
{
    public DateTimeOffset? At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (At is { } at) TimeElement.Write(output, TimeElement.Machine(at), words.When(at));
        else output.SuppressOutput();
    }
}

internal static class TimeElement
{
    public static string Machine(DateTimeOffset at) => ChinaTime.Of(at).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static void Write(TagHelperOutput output, string machine, string words)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", machine);
        output.Content.SetContent(words);
    }
}
