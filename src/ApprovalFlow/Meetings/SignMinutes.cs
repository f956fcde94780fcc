using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>Chair and recorder sign the frozen minutes; the second signature lets the stage conclude.</summary>
public sealed class SignMinutes(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, string HashSeen);

    public Task<SignMinutesOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.SignMinutes, SubjectId: { } meetingId }) return SignMinutesOutcome.NotFound;

        var now = clock.GetUtcNow();
        var meeting = await db.Set<Meeting>().SingleAsync(m => m.Id == meetingId, ct);
        var outcome = meeting.SignMinutes(request.HashSeen, actor, now);
        if (outcome != SignMinutesOutcome.Recorded) return outcome;

        task.Decide(Verdict.Approve, null, mayAct: true, actor, now);
        db.Record(task.CompetitionId, "minutes.signed", meeting.Id, actor, meeting.MinutesHash, now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
