using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>A candidate adds a file to the own application, until materials close or while a reviewer waits for a supplement.</summary>
public sealed class AddAttachment(ApprovalDb db, RegistrationQuery registration, AttachmentStore store, TimeProvider clock)
{
    private const int LongestName = 120;

    /// <summary>The content is read once and not closed.</summary>
    public sealed record Request(Guid CompetitionId, AttachmentKind Kind, string FileName, Stream Content);

    public async Task<AddAttachmentOutcome> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        var (refusal, application) = await OwnOpenCaseAsync(request.CompetitionId, actor, ct);
        if (application is null) return refusal; // before ten megabytes are taken in for nothing

        var name = NameOf(request.FileName);
        var (outcome, file) = await store.TakeAsync(request.Content, name, ct);
        if (file is null) return outcome;

        var added = false;
        try
        {
            outcome = await db.CommitAsync(() => AddAsync(request, name, file, actor, ct));
            added = outcome == AddAttachmentOutcome.Added;
            return outcome;
        }
        finally
        {
            if (!added) store.Discard(file.StoredName);
        }
    }

    private async Task<AddAttachmentOutcome> AddAsync(Request request, string name, StoredFile file, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (refusal, application) = await OwnOpenCaseAsync(request.CompetitionId, actor, ct);
        if (application is null) return refusal;

        var taken = await db.Set<Attachment>().Where(a => a.ApplicationId == application.Id && a.Slot != null).Select(a => a.Slot!.Value).ToListAsync(ct);
        var free = Enumerable.Range(1, Attachment.MaxPerApplication).Except(taken).FirstOrDefault();
        if (free == 0) return AddAttachmentOutcome.TooMany;

        var attachment = Attachment.Of(application.Id, request.Kind, name, file, free, now);
        db.Add(attachment);
        db.Record(application.CompetitionId, "attachment.added", attachment.Id, actor, $"{application.Id:n} {attachment.Kind} {file.Bytes} bytes sha256 {file.Sha256}", now);
        await db.SaveChangesAsync(ct);
        return AddAttachmentOutcome.Added;
    }

    /// <summary>The actor's own case if its materials may still be added to; otherwise why not.</summary>
    private async Task<(AddAttachmentOutcome Refusal, Application? Application)> OwnOpenCaseAsync(Guid competitionId, Actor actor, CancellationToken ct)
    {
        var application = await db.Set<Application>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.CompetitionId == competitionId && a.PersonId == actor.PersonId, ct);
        var desk = await registration.FindAsync(competitionId, actor.PersonId, ct);
        if (application is null || desk is null) return (AddAttachmentOutcome.NotFound, null);

        var now = clock.GetUtcNow();
        var open = !application.State.IsOut() && (now <= desk.MaterialsCloseAt || await SupplementIsOpenAsync(db, application.Id, now, ct));
        return open ? (AddAttachmentOutcome.Added, application) : (AddAttachmentOutcome.Closed, null);
    }

    internal static Task<bool> SupplementIsOpenAsync(ApprovalDb db, Guid applicationId, DateTimeOffset now, CancellationToken ct) =>
        db.Set<UserTask>().AnyAsync(
            t => t.Kind == TaskKind.Supplement && t.SubjectId == applicationId && t.State == TaskState.Open && (t.DueAt == null || t.DueAt >= now), ct);

    /// <summary>The last part of what the browser sent, without what no file system likes, and not too long.</summary>
    private static string NameOf(string sent)
    {
        var name = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(c => !char.IsControl(c) && c is not ('"' or ':' or '*' or '?' or '<' or '>' or '|'))).Trim();
        var extension = Path.GetExtension(name);
        if (name.Length <= LongestName || extension.Length > 10) return name.Length <= LongestName ? name : name[..LongestName];
        return name[..(LongestName - extension.Length)] + extension;
    }
}
