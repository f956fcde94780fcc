using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Disqualifications;

/// <summary>One proposal to disqualify, with the names of who signed.</summary>
public sealed record DisqualificationLine(DisqualificationState State, string Reason, string ProposedBy, DateTimeOffset ProposedAt, string DecidedBy, DateTimeOffset? DecidedAt);

/// <summary>Whether a candidate may move on, and what the reader may do about it.</summary>
public sealed record StandingSheet(
    Guid ApplicationId, Guid CompetitionId, string CompetitionTitle, string CompetitionTitleEn, string Number, string Name, ApplicationState State,
    string StateReason, DateTimeOffset? HeldAt, string HoldReason, bool MayHold, bool MayPropose, IReadOnlyList<DisqualificationLine> Disqualifications);

/// <summary>For organisers and those who supervise; null for everybody else.</summary>
public sealed class StandingQuery(ApprovalDb db, CompetitionAccess access)
{
    public async Task<StandingSheet?> ForAsync(Guid applicationId, Actor actor, CancellationToken ct)
    {
        var application = await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == applicationId, ct);
        if (application is null or { State: ApplicationState.Draft }) return null;
        if (await access.ForAsync(actor, application.CompetitionId, ct) is not { } rights || (!rights.Organises && !rights.Supervises)) return null;

        var competition = await db.Set<Competition>().AsNoTracking().Where(c => c.Id == application.CompetitionId)
            .Select(c => new { c.Title, c.TitleEn }).SingleAsync(ct);
        var rows = await db.Set<Disqualification>().AsNoTracking().Where(d => d.ApplicationId == application.Id).OrderBy(d => d.ProposedAt).ToListAsync(ct);
        var people = rows.SelectMany(r => new[] { r.ProposedById, r.DecidedById ?? Guid.Empty }).Append(application.PersonId).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);

        return new(
            application.Id, application.CompetitionId, competition.Title, competition.TitleEn, application.Number, names[application.PersonId],
            application.State, application.StateReason, application.HeldAt, rights.Supervises ? application.HoldReason : "",
            rights.Supervises && application.State.IsIn(),
            rights.Organises && application.State.IsIn() && rows.All(r => r.State != DisqualificationState.Proposed),
            [.. rows.Select(r => new DisqualificationLine(
                r.State, r.Reason, names.GetValueOrDefault(r.ProposedById, ""), r.ProposedAt,
                names.GetValueOrDefault(r.DecidedById ?? Guid.Empty, ""), r.DecidedAt))]);
    }
}
