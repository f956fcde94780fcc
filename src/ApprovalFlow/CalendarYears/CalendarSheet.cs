using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.CalendarYears;

/// <summary>An open deadline that the calendar in force would end earlier; it stays until the leading group approves.</summary>
public sealed record EarlierDeadline(
    Guid Id, string Competition, string CompetitionEn, DeadlineKind Kind, TaskKind? Task, DateTimeOffset DueAt, DateTimeOffset WouldBe, bool MayApprove);

/// <summary>One import, for the list of them.</summary>
public sealed record ImportLine(string Version, string FileName, string ImportedBy, DateTimeOffset ImportedAt);

/// <summary>The calendar in force, where it came from, and what it would end earlier in the reader's units.</summary>
public sealed record CalendarSheet(
    string Version, IReadOnlyList<CalendarYear> Years, IReadOnlyList<ImportLine> Imports, IReadOnlyList<EarlierDeadline> Earlier, bool MayImport);

public sealed class CalendarSheetQuery(ApprovalDb db, StandingRoles roles, Outbox outbox)
{
    /// <summary>Null for whoever neither keeps the calendar nor decides on deadlines.</summary>
    public async Task<CalendarSheet?> ForAsync(Actor actor, CancellationToken ct)
    {
        var standing = await roles.ForAsync(actor, ct);
        if (!standing.HoldsAny(Role.UnitAdministrator, Role.Operator, Role.LeadingGroup)) return null;

        var imports = await db.Set<CalendarImport>().AsNoTracking().OrderByDescending(i => i.Seq).ToListAsync(ct);
        var history = new CalendarHistory(imports);
        return new CalendarSheet(
            history.Current.Version, [.. history.Current.Years.Values.OrderByDescending(y => y.Year)],
            [.. imports.Select(i => new ImportLine(i.Version, i.FileName, i.ImportedBy, i.ImportedAt))],
            await EarlierAsync(history, standing, ct), standing.HoldsAny(Role.UnitAdministrator, Role.Operator));
    }

    private async Task<IReadOnlyList<EarlierDeadline>> EarlierAsync(CalendarHistory history, Standing standing, CancellationToken ct)
    {
        var approves = standing.UnitsAs(Role.LeadingGroup).ToHashSet();
        var units = approves.Concat(standing.UnitsAs(Role.UnitAdministrator)).Distinct().ToList();
        var current = history.Current.Version;
        var open = await (
            from d in ImportCalendarYear.Open(db).AsNoTracking()
            join c in db.Set<Competition>() on d.CompetitionId equals c.Id
            where d.CalendarVersion != current && units.Contains(c.UnitId)
            orderby d.DueAt
            select new { Deadline = d, Competition = c }).ToListAsync(ct);

        var earlier = new List<EarlierDeadline>();
        foreach (var row in open)
        {
            var moved = await MovedDeadline.LoadAsync(db, outbox, row.Deadline, ct);
            var recompute = moved.By(history, history.Current);
            if (recompute.Outcome != RecomputeOutcome.WouldShorten) continue;
            earlier.Add(new(
                row.Deadline.Id, row.Competition.Title, row.Competition.TitleEn, row.Deadline.Kind, moved.Task?.Kind, recompute.Was, recompute.Becomes,
                approves.Contains(row.Competition.UnitId)));
        }

        return earlier;
    }
}
