using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>
/// Hands out one file to its owner, or to somebody who may read candidates' files of that competition once the form was
/// submitted; null for everybody else. Each reading by somebody else is on record before the first byte goes out.
/// </summary>
public sealed class ReadAttachment(ApprovalDb db, CompetitionAccess access, AttachmentStore store, TimeProvider clock)
{
    public sealed record File(string Name, string MediaType, Stream Content);

    public async Task<File?> RunAsync(Guid attachmentId, Actor actor, CancellationToken ct)
    {
        var attachment = await db.Set<Attachment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == attachmentId && a.RemovedAt == null, ct);
        if (attachment is null) return null;
        var application = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == attachment.ApplicationId, ct);

        if (application.PersonId != actor.PersonId)
        {
            if (application.State == ApplicationState.Draft) return null;
            if (await access.ForAsync(actor, application.CompetitionId, ct) is not { SeesCandidates: true }) return null;
            await db.CommitAsync(async () =>
            {
                db.Record(application.CompetitionId, "attachment.read", attachment.Id, actor, $"{application.Number} {attachment.Kind}", clock.GetUtcNow());
                return await db.SaveChangesAsync(ct);
            });
        }

        return store.Open(attachment.StoredName) is { } content ? new File(attachment.FileName, attachment.Type.MediaType(), content) : null;
    }
}
