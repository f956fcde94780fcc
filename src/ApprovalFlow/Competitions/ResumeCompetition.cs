using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>
/// Lets a suspended competition go on: every open deadline gets back the working days it lost and is never shortened,
/// waiting stages are woken, everybody registered is told.
/// </summary>
public sealed class ResumeCompetition(ApprovalDb db, CompetitionAccess access, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, string Reason);

    public Task<SteerOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var rights = await access.ForAsync(actor, request.CompetitionId, ct);
        if (rights?.SeesBoard != true) return SteerOutcome.NotFound;
        if (!rights.Has(Role.LeadingGroup)) return SteerOutcome.NotAllowed;
        if (string.IsNullOrWhiteSpace(request.Reason)) return SteerOutcome.ReasonRequired;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var now = clock.GetUtcNow();
        var suspendedAt = competition.SuspendedAt;
        if (!competition.Resume()) return SteerOutcome.WrongState;

        var lost = calendars.Current.WorkingDaysBetween(ChinaTime.DateOf(suspendedAt!.Value), ChinaTime.DateOf(now));
        if (lost > 0) await OpenDeadlines.PutOffAsync(db, calendars.Current, competition.Id, lost, from: null, ct);
        if (competition.InstanceId is { } instance) db.Add(Signal.Poke(instance, null, now));
        var reason = request.Reason.Trim();
        await TellEveryone.RunAsync(
            db, outbox, competition, CaseEventKind.CompetitionResumed,
            new($"“{competition.Title}”恢复进行", $"\"{competition.NameIn(chinese: false)}\" goes on"), reason, now, ct);
        db.Record(competition.Id, "competition.resumed", competition.Id, actor, $"{reason} (+{lost} wd)", now);
        await db.SaveChangesAsync(ct);
        return SteerOutcome.Done;
    });
}
