using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Rehearsals;

/// <summary>One thing that is otherwise in a draft than in the version in force; null where it is not there at all.</summary>
public sealed record RehearsalChange(Bilingual What, string? Before, string? After);

/// <summary>What a draft changes against the published version when both are played through in the same way.</summary>
public static class RehearsalDifference
{
    public static IReadOnlyList<RehearsalChange> Between(RehearsalReport published, RehearsalReport draft) =>
    [
        .. Compare([Whole(published)], [Whole(draft)]),
        .. Compare(Stages(published), Stages(draft)),
        .. Compare(Tasks(published), Tasks(draft)),
        .. Compare(Mails(published), Mails(draft)),
        .. Compare(Branches(published), Branches(draft)),
    ];

    private readonly record struct Line(string Key, Bilingual What, string Value);

    private static IEnumerable<RehearsalChange> Compare(IReadOnlyList<Line> before, IReadOnlyList<Line> after)
    {
        var was = before.ToDictionary(l => l.Key);
        var now = after.ToDictionary(l => l.Key);
        foreach (var line in after.Where(l => was.GetValueOrDefault(l.Key).Value != l.Value)) yield return new(line.What, was.GetValueOrDefault(line.Key).Value, line.Value);
        foreach (var line in before.Where(l => !now.ContainsKey(l.Key))) yield return new(line.What, line.Value, null);
    }

    private static Line Whole(RehearsalReport report) =>
        new("", new("全程", "The whole"), Text($"{report.StartOn:yyyy-MM-dd} – {report.EndOn:yyyy-MM-dd} ({report.WorkingDays})"));

    private static List<Line> Stages(RehearsalReport report) => Numbered(report.Stages, s => s.ActivityId, s => new("环节：" + s.Name.Zh, "Stage: " + s.Name.En),
        s => Text($"{Day(s.EnteredAt)} – {(s.ClosedAt is { } at ? Day(at) : "…")} {s.Outcome}"));

    private static List<Line> Tasks(RehearsalReport report) => Numbered(report.Tasks, t => t.ActivityId + t.Kind, t => new("任务：" + t.Name.Zh, "Task: " + t.Name.En),
        t => Text($"{Day(t.OpenedAt)} – {(t.DueAt is { } due ? Day(due) : "…")} ×{t.Count}"));

    private static List<Line> Mails(RehearsalReport report) => Numbered(report.Mails, m => m.Event + m.Subject, m => new("邮件：" + m.Subject, "Mail: " + m.Subject),
        m => Text($"{Day(m.At)} ×{m.Count}"));

    private static List<Line> Branches(RehearsalReport report) => Numbered(report.Branches, b => b.ActivityId + b.Outcome,
        b => new($"出口：{b.Stage.Zh}·{b.Text.Zh}", $"Way out: {b.Stage.En}, {b.Text.En}"), b => Text($"×{b.Taken}"));

    /// <summary>The second of the same kind is compared with the second.</summary>
    private static List<Line> Numbered<T>(IEnumerable<T> all, Func<T, string> key, Func<T, Bilingual> what, Func<T, string> value) =>
        [.. all.GroupBy(key).SelectMany(same => same.Select((each, i) => new Line(Text($"{same.Key}#{i}"), what(each), value(each))))];

    private static string Day(DateTimeOffset at) => Text($"{ChinaTime.DateOf(at):yyyy-MM-dd}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
