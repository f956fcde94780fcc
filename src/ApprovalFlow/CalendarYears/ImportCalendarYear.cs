using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.CalendarYears;

public enum ImportCalendarOutcome
{
    Imported = 1,
    NotFound,

    /// <summary>The file has problems; nothing was taken over.</summary>
    Refused,

    /// <summary>Every day in the file is known already.</summary>
    NothingNew,
}

/// <summary>What an import did: problems that refused it or only ask for a look, and what it changed.</summary>
public sealed record ImportCalendarResult(
    ImportCalendarOutcome Outcome, IReadOnlyList<HolidayProblem> Problems, string Version, int Lengthened, int WouldShorten);

/// <summary>
/// Takes over the arrangement of a year as published and counts every open deadline again: a later end applies at once, is
/// on record and told to those concerned; an earlier one waits for an approval (INV-26, DOMAIN §10.1). One commit.
/// </summary>
public sealed class ImportCalendarYear(ApprovalDb db, StandingRoles roles, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    public sealed record Request(string FileName, string? Json);

    public async Task<ImportCalendarResult> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        if (!(await roles.ForAsync(actor, ct)).HoldsAny(Role.UnitAdministrator, Role.Operator)) return No(ImportCalendarOutcome.NotFound);
        var read = HolidayImport.Read(request.Json ?? "");
        if (!read.Accepted) return No(ImportCalendarOutcome.Refused, [.. read.Problems]);

        var (result, calendar) = await db.CommitAsync(() => AttemptAsync(request, read, actor, ct));
        if (calendar is not null) calendars.Use(calendar);
        return result;
    }

    private async Task<(ImportCalendarResult Result, WorkingCalendar? Calendar)> AttemptAsync(
        Request request, HolidayImport read, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var imports = await db.Set<CalendarImport>().AsNoTracking().ToListAsync(ct);
        var history = new CalendarHistory(imports);
        if (read.Years.All(year => Same(history.Current.Years.GetValueOrDefault(year.Year), year))) return (No(ImportCalendarOutcome.NothingNew), null);

        var import = CalendarImport.Of(imports.Count + 1, request.FileName, request.Json!, actor, now);
        var calendar = history.Current.With(import.Version, read.Years);
        db.Add(import);
        db.Record(TrailEntry.HouseChain, "calendar.imported", import.Id, actor, $"{import.Version}: {string.Join(", ", read.Years.Select(y => y.Year))} {request.FileName}", now);
        var (lengthened, wouldShorten) = await CountAgainAsync(history, calendar, actor, now, ct);
        await db.SaveChangesAsync(ct);
        return (new(ImportCalendarOutcome.Imported, [.. read.Problems], import.Version, lengthened, wouldShorten), calendar);
    }

    private async Task<(int Lengthened, int WouldShorten)> CountAgainAsync(
        CalendarHistory history, WorkingCalendar calendar, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var (lengthened, wouldShorten) = (0, 0);
        foreach (var deadline in await Open(db).OrderBy(d => d.DueAt).ToListAsync(ct))
        {
            var moved = await MovedDeadline.LoadAsync(db, outbox, deadline, ct);
            var recompute = moved.By(history, calendar);
            switch (recompute.Outcome)
            {
                case RecomputeOutcome.Unchanged:
                    moved.Confirm(calendar);
                    break;
                case RecomputeOutcome.Lengthened:
                    lengthened++;
                    await moved.LengthenAsync(recompute.Becomes, calendar, actor, now, ct);
                    break;
                case RecomputeOutcome.WouldShorten:
                    wouldShorten++;
                    db.Record(deadline.CompetitionId, "deadline.would-shorten", deadline.Id, actor, $"{deadline.Kind} {deadline.DueAt:O} would be {recompute.Becomes:O} by {calendar.Version}", now);
                    break;
            }
        }

        return (lengthened, wouldShorten);
    }

    /// <summary>Counted deadlines that still run, of competitions that do.</summary>
    internal static IQueryable<Deadline> Open(ApprovalDb db) =>
        db.Set<Deadline>().Where(d => d.State == DeadlineState.Open && d.FromOn != null && db.Set<Competition>().Any(
            c => c.Id == d.CompetitionId && (c.State == CompetitionState.Running || c.State == CompetitionState.Suspended || c.State == CompetitionState.AwaitingApproval)));

    private static bool Same(CalendarYear? known, CalendarYear read) => known is { Official: true }
        && known.Off.Select(d => d.Date).ToHashSet().SetEquals(read.Off.Select(d => d.Date))
        && known.Work.Select(d => d.Date).ToHashSet().SetEquals(read.Work.Select(d => d.Date));

    private static ImportCalendarResult No(ImportCalendarOutcome outcome, IReadOnlyList<HolidayProblem>? problems = null) => new(outcome, problems ?? [], "", 0, 0);
}
