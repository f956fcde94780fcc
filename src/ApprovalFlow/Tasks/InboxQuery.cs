using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>Which deadlines to show.</summary>
public enum InboxDue { All = 1, Overdue, Soon, NoDate }

/// <summary>One line of an inbox: what must be done, for whom, by when.</summary>
public sealed record InboxLine(
    Guid TaskId, TaskKind Kind, Guid CompetitionId, string CompetitionTitle, string CompetitionTitleEn, string SubjectLabel, int Round,
    DateTimeOffset OpenedAt, DateTimeOffset? WaitsUntil, DateTimeOffset? DueAt, bool Free, Verdict? Verdict, DateTimeOffset? DecidedAt);

public sealed record InboxCounts(int Open, int Overdue, int Soon, int Free);

/// <summary>One page of an inbox with the numbers above it. The numbers are of everything open, whatever is filtered.</summary>
public sealed record Inbox(
    IReadOnlyList<InboxLine> Lines, int Total, int Page, InboxCounts Counts,
    IReadOnlyList<(Guid Id, string Title, string TitleEn)> Competitions, IReadOnlyList<TaskKind> Kinds)
{
    public const int PageSize = 20;
}

/// <summary>
/// What waits for one person: tasks assigned to them and unclaimed tasks of pools they belong to, the most urgent first;
/// or what they have done. Counting and listing are separate statements, each on an index that starts with the person.
/// </summary>
public sealed class InboxQuery(ApprovalDb db, Calendars calendars, TimeProvider clock)
{
    /// <summary>"Soon" is due within this many working days, today not counted.</summary>
    public const int SoonWorkingDays = 2;

    public sealed record Filter(
        bool Done = false, Guid? CompetitionId = null, TaskKind? Kind = null, InboxDue Due = InboxDue.All, string? Search = null, int Page = 1);

    public async Task<Inbox> ForAsync(Actor actor, Filter filter, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var soon = calendars.Current.DueAt(now, SoonWorkingDays);
        var mine = MineAndFree(actor.PersonId);

        var tally = await mine.GroupBy(t => new { t.CompetitionId, t.Kind })
            .Select(g => new
            {
                g.Key.CompetitionId,
                g.Key.Kind,
                Open = g.Count(),
                Overdue = g.Count(t => t.DueAt < now),
                Soon = g.Count(t => t.DueAt >= now && t.DueAt <= soon),
                Free = g.Count(t => t.AssigneeId == null),
            }).ToListAsync(ct);

        var shown = Narrow(filter.Done ? Done(actor.PersonId) : mine, filter, now, soon);
        var total = await shown.CountAsync(ct);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + Inbox.PageSize - 1) / Inbox.PageSize));
        var ordered = filter.Done
            ? shown.OrderByDescending(t => t.DecidedAt).ThenBy(t => t.Id)
            : shown.OrderBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.Id);
        var tasks = await ordered.Skip((page - 1) * Inbox.PageSize).Take(Inbox.PageSize)
            .Select(t => new { t.Id, t.Kind, t.CompetitionId, t.SubjectLabel, t.Round, t.OpenedAt, t.NotBefore, t.DueAt, t.AssigneeId, t.Verdict, t.DecidedAt })
            .ToListAsync(ct);

        var competitionIds = tally.Select(t => t.CompetitionId).Concat(tasks.Select(t => t.CompetitionId)).Distinct().ToList();
        var titles = await db.Set<Competition>().AsNoTracking().Where(c => competitionIds.Contains(c.Id))
            .Select(c => new { c.Id, c.Title, c.TitleEn, c.CreatedAt }).ToDictionaryAsync(c => c.Id, ct);

        return new(
            [.. tasks.Select(t => new InboxLine(
                t.Id, t.Kind, t.CompetitionId, titles[t.CompetitionId].Title, titles[t.CompetitionId].TitleEn, t.SubjectLabel, t.Round,
                t.OpenedAt, t.NotBefore > now ? t.NotBefore : null, t.DueAt, t.AssigneeId is null, t.Verdict, t.DecidedAt))],
            total, page,
            new(tally.Sum(t => t.Open), tally.Sum(t => t.Overdue), tally.Sum(t => t.Soon), tally.Sum(t => t.Free)),
            [.. titles.Values.OrderByDescending(c => c.CreatedAt).Select(c => (c.Id, c.Title, c.TitleEn))],
            [.. (filter.Done ? tasks.Select(t => t.Kind) : tally.Select(t => t.Kind)).Distinct().Order()]);
    }

    /// <summary>Three disjoint sets, so that each part runs on its own index.</summary>
    private IQueryable<UserTask> MineAndFree(Guid me)
    {
        var tasks = db.Set<UserTask>().AsNoTracking().Where(t => t.State == TaskState.Open);
        var free = tasks.Where(t => t.AssigneeId == null)
            .Where(t => !db.Set<Application>().Any(a => a.CompetitionId == t.CompetitionId && a.PersonId == me));
        var byDuty = free.Where(t => db.Set<Assignment>().Any(
            a => a.PersonId == me && a.CompetitionId == t.CompetitionId && a.Duty == t.PoolDuty && a.RelievedAt == null));
        var byRole = free.Where(t => t.PoolDuty == null && db.Set<Competition>().Any(
            c => c.Id == t.CompetitionId && db.Set<RoleGrant>().Any(g => g.PersonId == me && g.Role == t.PoolRole && g.UnitId == c.UnitId)));
        return tasks.Where(t => t.AssigneeId == me).Concat(byDuty).Concat(byRole);
    }

    private IQueryable<UserTask> Done(Guid me) =>
        db.Set<UserTask>().AsNoTracking().Where(t => t.DecidedById == me && t.State == TaskState.Done);

    private IQueryable<UserTask> Narrow(IQueryable<UserTask> tasks, Filter filter, DateTimeOffset now, DateTimeOffset soon)
    {
        if (filter.CompetitionId is { } competition) tasks = tasks.Where(t => t.CompetitionId == competition);
        if (filter.Kind is { } kind) tasks = tasks.Where(t => t.Kind == kind);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var words = filter.Search.Trim();
            tasks = tasks.Where(t => t.SubjectLabel.Contains(words)
                || db.Set<Competition>().Any(c => c.Id == t.CompetitionId && (c.Title.Contains(words) || c.TitleEn.Contains(words))));
        }

        return filter.Due switch
        {
            InboxDue.All => tasks,
            InboxDue.Overdue => tasks.Where(t => t.DueAt < now),
            InboxDue.Soon => tasks.Where(t => t.DueAt >= now && t.DueAt <= soon),
            InboxDue.NoDate => tasks.Where(t => t.DueAt == null),
        };
    }
}
