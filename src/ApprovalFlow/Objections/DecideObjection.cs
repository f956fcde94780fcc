using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Notices;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

public enum DecideObjectionOutcome { Decided = 1, NotFound, AlreadyDecided, OwnVerification, ResultMissing, ReasonRequired }

/// <summary>
/// The discipline office concludes on a verified report: without effect, the person is released and goes on; upheld, the
/// person is not appointed and is told so. The handler never concludes on their own findings.
/// </summary>
public sealed class DecideObjection(ApprovalDb db, TaskAccess tasks, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, ObjectionState Result, string? Conclusion);

    public Task<DecideObjectionOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.DecideObjection) return DecideObjectionOutcome.NotFound;
        if (task.State != TaskState.Open) return DecideObjectionOutcome.AlreadyDecided;
        if (request.Result is not (ObjectionState.Unsubstantiated or ObjectionState.NoEffect or ObjectionState.Upheld)) return DecideObjectionOutcome.ResultMissing;
        if (string.IsNullOrWhiteSpace(request.Conclusion)) return DecideObjectionOutcome.ReasonRequired;

        var objection = await db.Set<Objection>().SingleAsync(o => o.Id == task.SubjectId, ct);
        if (objection.HandlerId == actor.PersonId) return DecideObjectionOutcome.OwnVerification;

        var now = clock.GetUtcNow();
        var conclusion = request.Conclusion.Trim();
        if (!objection.Conclude(request.Result, actor, conclusion, now)) return DecideObjectionOutcome.AlreadyDecided;

        var person = await db.Set<NoticePerson>().SingleAsync(p => p.Id == objection.NoticePersonId, ct);
        var application = await db.Set<Application>().SingleAsync(a => a.Id == person.ApplicationId, ct);
        if (request.Result == ObjectionState.Upheld) await EndAsync(application, conclusion, now, ct);
        else await ReleaseAsync(application, objection, now, ct);

        task.Decide(Verdict.Complete, conclusion, mayAct: true, actor, now);
        db.Record(task.CompetitionId, "objection.decided", objection.Id, actor, $"{request.Result}: {conclusion}", now);
        await Appointments.Waiting.WakeAsync(db, task.CompetitionId, now, ct);
        await db.SaveChangesAsync(ct);
        return DecideObjectionOutcome.Decided;
    });

    private async Task EndAsync(Application application, string conclusion, DateTimeOffset now, CancellationToken ct)
    {
        if (!application.MoveTo(ApplicationState.Disqualified, conclusion)) return;
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.Disqualified, conclusion, now));
        var post = await db.Set<Post>().SingleAsync(p => p.Id == application.PostId, ct);
        foreach (var open in await db.Set<UserTask>()
            .Where(t => t.CompetitionId == application.CompetitionId && t.SubjectId == application.Id && t.State == TaskState.Open).ToListAsync(ct))
        {
            open.Withdraw();
        }

        var channel = await (
            from c in db.Set<Competition>()
            join u in db.Set<Unit>() on c.UnitId equals u.Id
            where c.Id == application.CompetitionId
            select u.SupervisionPhone).SingleAsync(ct);
        await outbox.PromiseAsync(
            db, application.PersonId,
            new NotChosen(post.Name, new("公示期间反映的问题经核查影响任职", "a report made during the notice was upheld"), channel),
            $"{MailEvent.M11NotChosen}:objection:{application.Id:n}", 1, application.CompetitionId, application.Id, now, ct);
    }

    /// <summary>Other reports about the same person may still hold them; a hold by the discipline office itself is theirs to lift.</summary>
    private async Task ReleaseAsync(Application application, Objection settled, DateTimeOffset now, CancellationToken ct)
    {
        if (application.HoldReason != Objection.HoldReason) return;
        var others = await (
            from o in db.Set<Objection>()
            join p in db.Set<NoticePerson>() on o.NoticePersonId equals p.Id
            where p.ApplicationId == application.Id && o.Id != settled.Id
            select o.State).ToListAsync(ct);
        var stillOpen = others.Any(state => state is ObjectionState.UnderVerification or ObjectionState.Verified);
        if (!stillOpen && application.Release()) db.Add(CaseEvent.Of(application.Id, CaseEventKind.HoldReleased, "", now));
    }
}
