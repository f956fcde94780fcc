using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages.Registration;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>A candidate takes a file back while materials are open. What a reviewer has asked for in addition may be added, not removed.</summary>
public sealed class RemoveAttachment(ApprovalDb db, RegistrationQuery registration, AttachmentStore store, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, Guid AttachmentId);

    public async Task<RemoveAttachmentOutcome> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        var (outcome, storedName) = await db.CommitAsync(async () =>
        {
            var attachment = await db.Set<Attachment>().SingleOrDefaultAsync(
                a => a.Id == request.AttachmentId && a.RemovedAt == null
                    && db.Set<Application>().Any(p => p.Id == a.ApplicationId && p.CompetitionId == request.CompetitionId && p.PersonId == actor.PersonId), ct);
            var desk = await registration.FindAsync(request.CompetitionId, actor.PersonId, ct);
            if (attachment is null || desk is null) return (RemoveAttachmentOutcome.NotFound, "");

            var now = clock.GetUtcNow();
            var application = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == attachment.ApplicationId, ct);
            if (now > desk.MaterialsCloseAt || application.State.IsOut()) return (RemoveAttachmentOutcome.Closed, "");

            attachment.Remove(now);
            db.Record(application.CompetitionId, "attachment.removed", attachment.Id, actor, $"{application.Id:n} {attachment.Kind} sha256 {attachment.Sha256}", now);
            await db.SaveChangesAsync(ct);
            return (RemoveAttachmentOutcome.Removed, attachment.StoredName);
        });

        if (outcome == RemoveAttachmentOutcome.Removed) store.Discard(storedName);
        return outcome;
    }
}
