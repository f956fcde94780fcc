using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.CommandLine;

/// <summary>A rehearsal as lines for a terminal.</summary>
internal static class RehearsalText
{
    private const int MostNames = 6;

    public static async Task WriteAsync(
        IReadOnlyList<RehearsalReport> reports, IReadOnlyList<RehearsedBranch> notReached, IReadOnlyList<RehearsalChange>? changes, Texts texts, bool zh, TextWriter output)
    {
        foreach (var report in reports)
            foreach (var line in Lines(report, texts, zh)) await output.WriteLineAsync(line);
        await output.WriteLineAsync(zh ? "没有情形到达的出口" : "Ways out that no scenario took");
        if (notReached.Count == 0) await output.WriteLineAsync(zh ? "  （无）" : "  (none)");
        foreach (var branch in notReached) await output.WriteLineAsync($"  {(zh ? branch.Stage.Zh : branch.Stage.En)} -> {(zh ? branch.Text.Zh : branch.Text.En)}");
        if (changes is null) return;

        await output.WriteLineAsync(zh ? "与现行版本相比" : "Compared with the version in force");
        if (changes.Count == 0) await output.WriteLineAsync(zh ? "  （没有差别）" : "  (no difference)");
        foreach (var change in changes) await output.WriteLineAsync($"  {(zh ? change.What.Zh : change.What.En)}: {change.Before ?? "-"} => {change.After ?? "-"}");
    }

    private static IEnumerable<string> Lines(RehearsalReport report, Texts texts, bool zh)
    {
        yield return zh
            ? $"== {report.Title.Zh}（{report.Scenario}）：{report.Candidates} 人报名，{Day(report.StartOn)} 至 {Day(report.EndOn)}，{report.WorkingDays} 个工作日，{texts.Of(report.Ending)}"
            : $"== {report.Title.En} ({report.Scenario}): {report.Candidates} apply, {Day(report.StartOn)} to {Day(report.EndOn)}, {report.WorkingDays} working days, {texts.Of(report.Ending)}";
        if (report.EndReason.Length > 0) yield return "  " + report.EndReason;
        if (report.Stuck is { } stuck) yield return "  ! " + (zh ? stuck.Zh : stuck.En);
        yield return zh ? "环节" : "Stages";
        foreach (var stage in report.Stages)
        {
            yield return $"  {Day(stage.EnteredAt)} - {(stage.ClosedAt is { } at ? Day(at) : "..."),-10} ({stage.WorkingDays,3})  {(zh ? stage.Name.Zh : stage.Name.En)} -> "
                + $"{(zh ? stage.OutcomeText.Zh : stage.OutcomeText.En)}  [{(zh ? stage.Why.Zh : stage.Why.En)}]";
        }

        yield return zh ? "任务" : "Tasks";
        foreach (var task in report.Tasks)
        {
            var who = task.Duty is { } duty ? texts.Of(duty) : task.Role is { } role ? texts.Of(role) : "";
            yield return $"  {Day(task.OpenedAt)} {(task.DueAt is { } due ? (zh ? "期限 " : "due ") + Day(due) : ""),-16} {(zh ? task.Name.Zh : task.Name.En)} x{task.Count}  {who} {Names(task.People)}".TrimEnd();
        }

        yield return zh ? "邮件" : "Mails";
        foreach (var mail in report.Mails)
        {
            yield return $"  {Day(mail.At)} {mail.Subject}  x{mail.Count}";
            foreach (var letter in mail.Letters)
                yield return $"    -> {Names(letter.To)}: " + string.Join(' ', letter.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" (+{names.Count - MostNames})") : "");

    private static string Day(DateTimeOffset at) => Day(ChinaTime.DateOf(at));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
