using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>
/// The system could not be used for a while (DOMAIN §15 case 29): whatever was not past when that began is put off by the
/// working days lost, at least one, and never shortened. The reason is published and told to everybody registered.
/// </summary>
public sealed class ExtendForOutage(ApprovalDb db, CompetitionAccess access, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, DateTimeOffset From, DateTimeOffset To, string Reason);

    public Task<SteerOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var rights = await access.ForAsync(actor, request.CompetitionId, ct);
        if (rights?.SeesBoard != true) return SteerOutcome.NotFound;
        if (!rights.Has(Role.LeadingGroup)) return SteerOutcome.NotAllowed;
        if (string.IsNullOrWhiteSpace(request.Reason)) return SteerOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        if (request.From >= request.To || request.To > now) return SteerOutcome.PeriodInvalid;
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        if (competition.State != CompetitionState.Running) return SteerOutcome.WrongState;

        var days = Math.Max(1, calendars.Current.WorkingDaysBetween(ChinaTime.DateOf(request.From), ChinaTime.DateOf(request.To)));
        var reason = request.Reason.Trim();
        var moved = await OpenDeadlines.PutOffAsync(db, calendars.Current, competition.Id, days, request.From, ct);
        await TellEveryone.RunAsync(
            db, outbox, competition, CaseEventKind.ScheduleChanged,
            new($"“{competition.Title}”尚未到期的期限顺延{days}个工作日", $"Open deadlines of \"{competition.NameIn(chinese: false)}\" are put off by {days} working day(s)"),
            reason, now, ct);
        await PublishAsync(competition, request, days, reason, actor, now, ct);
        db.Record(
            competition.Id, "competition.outage", competition.Id, actor,
            $"{request.From:O} to {request.To:O} (+{days} wd, {moved} deadlines): {reason}", now);
        await db.SaveChangesAsync(ct);
        return SteerOutcome.Done;
    });

    /// <summary>Where the announcement stands, the change stands beside it.</summary>
    private async Task PublishAsync(Competition competition, Request request, int days, string reason, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var announced = await db.Set<Notice>().FirstOrDefaultAsync(
            n => n.CompetitionId == competition.Id && n.Kind == NoticeKind.Announcement && n.State == NoticeState.InForce, ct);
        if (announced is null) return;

        var text = ChangeText.Extended(competition, announced, request.From, request.To, days, reason, now);
        var number = await NoticeNumber.NextAsync(db, competition.UnitId, NoticeKind.Change, now, ct);
        db.Add(Notice.Publish(competition, NoticeKind.Change, number, text.Title, text.Html, text.Hash, announced.Scope, null, null, null, actor, now));
    }
}
