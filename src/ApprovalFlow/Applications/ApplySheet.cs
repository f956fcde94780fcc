using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>Everything the page of the registration form needs; <see cref="Application"/> is null before the form was begun.</summary>
public sealed record ApplySheet(
    RegistrationDesk Desk, Unit Unit, Application? Application, ApplicationForm Form, FormDemands Demands, IReadOnlyList<Post> Choices,
    IReadOnlyList<FormProblem> Problems, IReadOnlyList<Attachment> Attachments, bool IsOpen, bool HasConflictOfDuty, int RetentionYears)
{
    public Guid CompetitionId => Desk.Competition.Id;
}

/// <summary>Null where the person cannot register at all, so that pages say 404.</summary>
public sealed class ApplySheetQuery(ApprovalDb db, RegistrationQuery registration, TimeProvider clock)
{
    public async Task<ApplySheet?> ForAsync(Actor actor, Guid competitionId, CancellationToken ct)
    {
        if (await registration.FindAsync(competitionId, actor.PersonId, ct) is not { InScope: true } desk) return null;

        var now = clock.GetUtcNow();
        var application = await db.Set<Application>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.CompetitionId == competitionId && a.PersonId == actor.PersonId, ct);
        var form = application is null ? new ApplicationForm() : ApplicationForm.Read(application.FormJson);
        var demands = desk.Demands(form, now);
        var attachments = application is null ? [] : await db.Set<Attachment>().AsNoTracking()
            .Where(a => a.ApplicationId == application.Id && a.RemovedAt == null).OrderBy(a => a.AddedAt).ToListAsync(ct);
        return new(
            desk, await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == desk.Competition.UnitId, ct), application, form, demands,
            desk.PostsToChoose(now), FormCheck.Problems(form, demands), attachments, desk.IsOpenAt(now),
            await StartApplication.HasConflictingDutyAsync(db, competitionId, actor.PersonId, ct), FormSheet.DefaultRetentionYears);
    }
}

/// <summary>A submitted form as it was frozen, for printing: form F1.</summary>
public sealed record FormSheet(
    Guid ApplicationId, Guid CompetitionId, string Title, string UnitName, string Number, DateTimeOffset? SubmittedAt, string SnapshotHash,
    ApplicationForm Form, IReadOnlyList<string> Posts, Guid? PhotoId, IReadOnlyList<Attachment> Attachments, bool IsOwn)
{
    /// <summary>How long the forms of those not chosen are kept after the end (DOMAIN §16.4).</summary>
    public const int DefaultRetentionYears = 2;
}

/// <summary>
/// The form for its owner, or once submitted for those who may read candidates' forms; null for everybody else. Readings by
/// others are on record.
/// </summary>
public sealed class FormSheetQuery(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public async Task<FormSheet?> ForAsync(Actor actor, Guid applicationId, CancellationToken ct)
    {
        var application = await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == applicationId, ct);
        if (application is null) return null;
        var own = application.PersonId == actor.PersonId;
        if (!own)
        {
            if (application.State == ApplicationState.Draft) return null;
            if (await access.ForAsync(actor, application.CompetitionId, ct) is not { SeesCandidates: true }) return null;
            await db.CommitAsync(async () =>
            {
                db.Record(application.CompetitionId, "form.read", application.Id, actor, application.Number, clock.GetUtcNow());
                return await db.SaveChangesAsync(ct);
            });
        }

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == application.CompetitionId, ct);
        var form = ApplicationForm.Read(application.FormJson);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competition.Id).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var attachments = await db.Set<Attachment>().AsNoTracking()
            .Where(a => a.ApplicationId == application.Id && a.RemovedAt == null).OrderBy(a => a.AddedAt).ToListAsync(ct);
        return new(
            application.Id, competition.Id, competition.Title, await db.Set<Unit>().Where(u => u.Id == competition.UnitId).Select(u => u.Name).SingleAsync(ct),
            application.Number, application.SubmittedAt, application.SnapshotHash, form,
            [.. form.Preferences.Where(posts.ContainsKey).Select(id => posts[id])],
            attachments.LastOrDefault(a => a.Kind == AttachmentKind.Photo)?.Id, attachments, own);
    }
}
