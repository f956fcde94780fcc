using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
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
        if (lost > 0) await GiveBackAsync(competition.Id, lost, ct);
        if (competition.InstanceId is { } instance) db.Add(Signal.Poke(instance, null, now));
        var reason = request.Reason.Trim();
        await TellEveryone.RunAsync(
            db, outbox, competition, CaseEventKind.CompetitionResumed,
            new($"“{competition.Title}”恢复进行", $"\"{competition.NameIn(chinese: false)}\" goes on"), reason, now, ct);
        db.Record(competition.Id, "competition.resumed", competition.Id, actor, $"{reason} (+{lost} wd)", now);
        await db.SaveChangesAsync(ct);
        return SteerOutcome.Done;
    });

    private async Task GiveBackAsync(Guid competitionId, int workingDays, CancellationToken ct)
    {
        var calendar = calendars.Current;
        foreach (var deadline in await db.Set<Deadline>().Where(d => d.CompetitionId == competitionId && d.State == DeadlineState.Open).ToListAsync(ct))
        {
            var due = Later(deadline.DueAt);
            deadline.Lengthen(due, calendar.Version, calendar.IsProvisional(ChinaTime.DateOf(due)));
        }

        foreach (var task in await db.Set<UserTask>().Where(t => t.CompetitionId == competitionId && t.State == TaskState.Open && t.DueAt != null).ToListAsync(ct))
            task.Extend(Later(task.DueAt!.Value));

        foreach (var notice in await db.Set<Notice>().Where(n => n.CompetitionId == competitionId && n.State == NoticeState.InForce && n.EndsAt != null).ToListAsync(ct))
            notice.Lengthen(Later(notice.EndsAt!.Value));

        DateTimeOffset Later(DateTimeOffset due) =>
            ChinaTime.At(calendar.AddWorkingDays(ChinaTime.DateOf(due), workingDays), ChinaTime.TimeOf(due));
    }
}
