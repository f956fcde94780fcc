using System.Text.RegularExpressions;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Rehearsals;

/// <summary>Reads a competition that was played through into a report, without anything that differs from one playing to the next.</summary>
public sealed partial class ReadRehearsal(ApprovalDb db, Calendars calendars)
{
    public async Task<RehearsalReport> ForAsync(Guid competitionId, Scenario scenario, Drawing drawing, int candidates, DateOnly startOn, Bilingual? stuck, CancellationToken ct)
    {
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == competitionId, ct);
        var runs = await db.Set<StageRun>().AsNoTracking().Where(r => r.CompetitionId == competitionId).OrderBy(r => r.EnteredAt).ThenBy(r => r.Kind).ThenBy(r => r.Round).ToListAsync(ct);
        var names = await db.Set<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p, ct);
        var stages = runs.Select(Stage).ToList();
        var last = stages.Max(s => (DateTimeOffset?)(s.ClosedAt ?? s.EnteredAt)) ?? ChinaTime.At(startOn, TimeOnly.MinValue);
        var endOn = ChinaTime.DateOf(last);
        return new RehearsalReport(
            scenario.Name, scenario.Title, candidates, startOn, endOn, calendars.Current.WorkingDaysBetween(startOn, endOn), competition.State,
            competition.State == CompetitionState.Finished ? competition.EndReason : "", stages,
            await TasksAsync(competitionId, runs, names, ct), await MailsAsync(competitionId, names, ct), Branches(drawing, runs), stuck);
    }

    private RehearsedStage Stage(StageRun run) => new(
        run.ActivityId, NameOf(run.Kind, run.DisplayText), run.Kind, run.Round, run.EnteredAt, run.ClosedAt,
        run.ClosedAt is { } closed ? calendars.Current.WorkingDaysBetween(ChinaTime.DateOf(run.EnteredAt), ChinaTime.DateOf(closed)) : 0,
        run.Outcome, LabelOf(run.Kind, run.Outcome), SummaryWords.Of(run.SummaryJson));

    private async Task<IReadOnlyList<RehearsedTask>> TasksAsync(Guid competitionId, List<StageRun> runs, Dictionary<Guid, Person> names, CancellationToken ct)
    {
        var activities = runs.ToDictionary(r => r.Id, r => r.ActivityId);
        var tasks = await db.Set<UserTask>().AsNoTracking().Where(t => t.CompetitionId == competitionId).ToListAsync(ct);
        string ActivityOf(UserTask task) => task.StageRunId is { } run ? activities.GetValueOrDefault(run, "") : "";
        return
        [
            .. tasks.GroupBy(t => (Activity: ActivityOf(t), t.Kind, t.PoolDuty, t.PoolRole, t.OpenedAt, t.DueAt))
                .OrderBy(same => same.Key.OpenedAt).ThenBy(same => same.Key.Kind).ThenBy(same => same.Key.DueAt)
                .Select(same => new RehearsedTask(
                    same.Key.Activity, same.Key.Kind, TaskNames.Of(same.Key.Kind), same.Count(), same.Key.PoolDuty, same.Key.PoolRole,
                    [.. same.Select(t => t.DecidedById ?? t.AssigneeId).OfType<Guid>().Distinct().Select(id => names[id]).OrderBy(p => p.StaffNumber, StringComparer.Ordinal).Select(p => p.Name)],
                    same.Key.OpenedAt, same.Key.DueAt, same.Max(t => t.DecidedAt))),
        ];
    }

    private async Task<IReadOnlyList<RehearsedMail>> MailsAsync(Guid competitionId, Dictionary<Guid, Person> names, CancellationToken ct)
    {
        var mails = await db.Set<MailMessage>().AsNoTracking().Where(m => m.CompetitionId == competitionId)
            .Select(m => new { m.CreatedAt, m.Event, m.Subject, m.Text, m.PersonId }).ToListAsync(ct);
        return
        [
            .. from mail in mails
               group mail by (mail.CreatedAt, mail.Event, mail.Subject) into same
               orderby same.Key.CreatedAt, same.Key.Event, same.Key.Subject
               let letters = same.OrderBy(m => names[m.PersonId].StaffNumber, StringComparer.Ordinal).ThenBy(m => m.Text, StringComparer.Ordinal)
                   .GroupBy(m => Ids().Replace(AfterGreeting(m.Text), "…"), m => names[m.PersonId].Name)
               select new RehearsedMail(same.Key.CreatedAt, same.Key.Event, same.Key.Subject, [.. letters.Select(l => new RehearsedLetter([.. l], l.Key))]),
        ];
    }

    private static string AfterGreeting(string text) => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimStart('\n');

    private static IReadOnlyList<RehearsedBranch> Branches(Drawing drawing, List<StageRun> runs) =>
    [
        .. from activity in drawing.InOrder
           where activity.Descriptor is not null && activity.Stage is not StageKind.CloseCompetition
           from outcome in activity.Descriptor!.Outcomes
           select new RehearsedBranch(
               activity.Id, NameOf(activity.Stage!.Value, activity.DisplayText), outcome.Name, outcome.Label,
               runs.Count(r => r.ActivityId == activity.Id && r.Outcome == outcome.Name)),
    ];

    private static Bilingual NameOf(StageKind kind, string drawn)
    {
        var usual = ProcedureWords.Name(kind);
        return new(drawn.Length > 0 ? drawn : usual.Zh, usual.En);
    }

    private static Bilingual LabelOf(StageKind kind, string outcome) =>
        StageCatalog.All.FirstOrDefault(d => d.TypeName == "ApprovalFlow." + kind)?.Outcomes.FirstOrDefault(o => o.Name == outcome)?.Label ?? new(outcome, outcome);

    [GeneratedRegex("[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Ids();
}
