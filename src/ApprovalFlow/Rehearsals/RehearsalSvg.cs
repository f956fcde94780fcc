using System.Globalization;
using System.Net;
using System.Text;
using ApprovalFlow.Calendar;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Rehearsals;

/// <summary>
/// A rehearsal as bars over working days. The months of probation would leave no room for the rest, so the axis ends soon
/// after the appointment; what goes on is drawn to the edge. Presentation attributes only, for the strictest content policy.
/// </summary>
public static class RehearsalSvg
{
    private const int Row = 34, Chart = 640, Head = 30, Slack = 3;

    public static string Of(RehearsalReport report, WorkingCalendar calendar, bool chinese, string title)
    {
        var stages = report.Stages.Where(s => s.Kind != StageKind.CloseCompetition).ToList();
        if (stages.Count == 0) return "";
        int DayOf(DateTimeOffset at) => calendar.WorkingDaysBetween(report.StartOn, ChinaTime.DateOf(at));
        var span = Math.Max(5, Slack + stages.Where(s => s.Kind is not (StageKind.Probation or StageKind.Archive)).Max(s => DayOf(s.ClosedAt ?? s.EnteredAt)));
        var labels = stages.Select(s => chinese ? s.Name.Zh : s.Name.En).ToList();
        var names = 20 + (int)labels.Max(WidthOf);
        var (width, height) = (names + Chart + 20, Head + stages.Count * Row + 10);
        double At(int day) => names + Chart * (double)Math.Clamp(day, 0, span) / span;

        var svg = new StringBuilder();
        svg.Append(Fixed($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" font-family="inherit" font-size="13">"""));
        svg.Append("<title>").Append(WebUtility.HtmlEncode(title)).Append("</title>");
        for (var day = 0; day <= span; day += span > 40 ? 10 : 5)
        {
            svg.Append(Fixed($"""<path d="M{At(day):0.#} {Head - 6}V{height}" stroke="#dde3ea"/>"""));
            svg.Append(Fixed($"""<text x="{At(day):0.#}" y="16" text-anchor="middle" fill="#5a6775" font-size="12">{day}</text>"""));
        }

        foreach (var (stage, i) in stages.Select((s, i) => (s, i)))
        {
            var y = Head + i * Row;
            var (from, to) = (At(DayOf(stage.EnteredAt)), At(stage.ClosedAt is { } closed ? DayOf(closed) : span));
            svg.Append(Fixed($"""<text x="{names - 10}" y="{y + 20}" text-anchor="end" fill="#1d2733">{WebUtility.HtmlEncode(labels[i])}</text>"""));
            svg.Append(Fixed($"""<rect x="{from:0.#}" y="{y + 7}" width="{Math.Max(4, to - from):0.#}" height="18" rx="3" fill="#2a78a0"/>"""));
            var words = FromTo(ChinaTime.DateOf(stage.EnteredAt), stage.ClosedAt is { } end ? ChinaTime.DateOf(end) : null, report.StartOn.Year);
            var (x, anchor) = to < names + Chart - 90 ? (Math.Max(from + 4, to) + 6, "start") : (from - 6, "end");
            svg.Append(Fixed($"""<text x="{x:0.#}" y="{y + 20}" text-anchor="{anchor}" fill="#4a5663" font-size="12">{words}</text>"""));
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>About what a label takes at 13 pixels; a character of Chinese is square.</summary>
    private static double WidthOf(string label) => label.Sum(c => c < 0x2E80 ? 7.3 : 13);

    /// <summary>One day is said once; the year is said where it is not the one in which it all began.</summary>
    private static string FromTo(DateOnly from, DateOnly? to, int year)
    {
        string Day(DateOnly day) => day.ToString(day.Year == year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return to is not { } end ? $"{Day(from)}–…" : end == from ? Day(from) : $"{Day(from)}–{Day(end)}";
    }

    private static string Fixed(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
