using ApprovalFlow.Applications;
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
/// Ends a competition before its time, with a reason: the organiser while its plan is being written, the leading group
/// afterwards. Open tasks and deadlines end, the engine's instance is cancelled, everybody registered is told, and what
/// was announced is answered by a change notice in the same scope.
/// </summary>
public sealed class CancelCompetition(ApprovalDb db, CompetitionAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, string Reason);

    public Task<SteerOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var rights = await access.ForAsync(actor, request.CompetitionId, ct);
        if (rights?.SeesBoard != true) return SteerOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Reason)) return SteerOutcome.ReasonRequired;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var mayCancel = rights.Has(Role.LeadingGroup) || (competition.ApprovedAt is null && rights.Organises);
        if (!mayCancel) return SteerOutcome.NotAllowed;

        var now = clock.GetUtcNow();
        var reason = request.Reason.Trim();
        if (!competition.Cancel(reason, now)) return SteerOutcome.WrongState;

        var registered = await TellEveryone.RunAsync(
            db, outbox, competition, CaseEventKind.CompetitionClosed,
            new($"“{competition.Title}”取消", $"\"{competition.NameIn(chinese: false)}\" is cancelled"), reason, now, ct);
        foreach (var application in registered) application.MoveTo(ApplicationState.CompetitionClosed, reason);
        await EndWorkAsync(competition.Id, ct);
        await AnswerAnnouncementAsync(competition, reason, actor, now, ct);
        if (competition.InstanceId is { } instance) db.Add(Signal.Cancel(instance, now));
        db.Record(competition.Id, "competition.cancelled", competition.Id, actor, reason, now);
        await db.SaveChangesAsync(ct);
        return SteerOutcome.Done;
    });

    private async Task EndWorkAsync(Guid competitionId, CancellationToken ct)
    {
        foreach (var task in await db.Set<UserTask>().Where(t => t.CompetitionId == competitionId && t.State == TaskState.Open).ToListAsync(ct))
            task.Withdraw();
        foreach (var deadline in await db.Set<Deadline>().Where(d => d.CompetitionId == competitionId && d.State == DeadlineState.Open).ToListAsync(ct))
            deadline.Cancel();
    }

    private async Task AnswerAnnouncementAsync(Competition competition, string reason, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var notices = await db.Set<Notice>().Where(n => n.CompetitionId == competition.Id && n.State == NoticeState.InForce).ToListAsync(ct);
        foreach (var notice in notices) notice.End();
        if (notices.Find(n => n.Kind == NoticeKind.Announcement) is not { } announced) return;

        var text = ChangeText.Cancelled(competition, announced, reason, now);
        var number = await NoticeNumber.NextAsync(db, competition.UnitId, NoticeKind.Change, now, ct);
        db.Add(Notice.Publish(
            competition, NoticeKind.Change, number, text.Title, text.Html, text.Hash, announced.Scope, null, null, null, actor, now));
    }
}
