using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Registration;

public enum RechoosePostOutcome { Chosen = 1, NotFound, AlreadyChosen, TooLate, PostNotOpen }

/// <summary>A candidate whose post was cancelled chooses another open one, once, before the deadline. The snapshot of the form stays as it was.</summary>
public sealed class RechoosePost(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid PostId);

    public Task<RechoosePostOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.RechoosePost }) return RechoosePostOutcome.NotFound;
        if (task.State == TaskState.Done) return RechoosePostOutcome.AlreadyChosen;

        var now = clock.GetUtcNow();
        if (task.State == TaskState.Withdrawn || now > task.DueAt) return RechoosePostOutcome.TooLate;
        var post = await db.Set<Post>().SingleOrDefaultAsync(
            p => p.Id == request.PostId && p.CompetitionId == task.CompetitionId && p.State == PostState.Open, ct);
        if (post is null) return RechoosePostOutcome.PostNotOpen;

        var application = await db.Set<Application>().SingleAsync(a => a.Id == task.SubjectId, ct);
        application.ChangePost(post.Id);
        task.Decide(Verdict.Complete, post.Name, mayAct: true, actor, now);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.PostRechosen, post.Name, now));
        db.Record(task.CompetitionId, "post.rechosen", application.Id, actor, $"{application.Number}: {task.SubjectLabel} -> {post.Name}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return RechoosePostOutcome.Chosen;
    });
}
