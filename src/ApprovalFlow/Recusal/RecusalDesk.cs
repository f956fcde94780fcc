using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

/// <summary>A candidate who may be named in a challenge.</summary>
public sealed record ChallengeSubject(Guid ApplicationId, string Number, string Name);

/// <summary>A challenge as its raiser, or those who decide, see it.</summary>
public sealed record ChallengeLine(string Person, string Candidate, string Ground, ChallengeState State, string Reason, DateTimeOffset RaisedAt);

/// <summary>Who declared, and whether there is a conflict: never which relation.</summary>
public sealed record DeclarationLine(string Person, DateTimeOffset? DeclaredAt, bool Conflict);

/// <summary>The recusal page of one competition as one reader sees it.</summary>
public sealed record RecusalDesk(
    Guid CompetitionId, string CompetitionTitle, string CompetitionTitleEn, bool Declares, DateTimeOffset? DeclaredAt,
    IReadOnlyList<RelationGiven> Relations, IReadOnlyList<ChallengeSubject> Subjects, IReadOnlyList<ChallengeLine> Challenges,
    IReadOnlyList<DeclarationLine>? Declarations);

/// <summary>For everybody with a part in the competition, candidates included; null for strangers.</summary>
public sealed class RecusalDeskQuery(ApprovalDb db, CompetitionAccess access, RelatedPeople related)
{
    /// <summary>Has the person confirmed their relations for this competition?</summary>
    public Task<bool> HasDeclaredAsync(Guid competitionId, Guid personId, CancellationToken ct) =>
        db.Set<RecusalDeclaration>().AnyAsync(d => d.CompetitionId == competitionId && d.PersonId == personId, ct);

    public async Task<RecusalDesk?> ForAsync(Guid competitionId, Actor actor, CancellationToken ct)
    {
        if (await access.ForAsync(actor, competitionId, ct) is not { } rights) return null;
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == competitionId, ct);
        var declared = await db.Set<RecusalDeclaration>().AsNoTracking()
            .Where(d => d.CompetitionId == competitionId && d.PersonId == actor.PersonId).Select(d => (DateTimeOffset?)d.DeclaredAt).SingleOrDefaultAsync(ct);
        var relations = await db.Set<DeclaredRelation>().AsNoTracking().Where(r => r.PersonId == actor.PersonId).OrderBy(r => r.Id)
            .Select(r => new RelationGiven(r.Kinship, r.Name, r.BornIn)).ToListAsync(ct);
        var overseer = rights.Organises || rights.Supervises;

        var subjects = await (
            from a in db.Set<Application>().AsNoTracking()
            join p in db.Set<Person>() on a.PersonId equals p.Id
            where a.CompetitionId == competitionId && a.State != ApplicationState.Draft && (rights.SeesCandidates || a.PersonId == actor.PersonId)
            orderby a.Number
            select new ChallengeSubject(a.Id, a.Number, p.Name)).ToListAsync(ct);
        var challenges = await (
            from c in db.Set<Challenge>().AsNoTracking()
            join p in db.Set<Person>() on c.PersonId equals p.Id
            join a in db.Set<Application>() on c.ApplicationId equals a.Id
            join of in db.Set<Person>() on a.PersonId equals of.Id
            where c.CompetitionId == competitionId && (overseer || c.RaisedById == actor.PersonId)
            orderby c.RaisedAt descending
            select new ChallengeLine(p.Name, of.Name, c.Ground, c.State, c.Reason, c.RaisedAt)).ToListAsync(ct);

        return new(
            competition.Id, competition.Title, competition.TitleEn, rights.ApplicationId is null && (rights.Roles.Count > 0 || rights.Duties.Count > 0),
            declared, relations, subjects, challenges, overseer ? await DeclarationsAsync(competitionId, ct) : null);
    }

    private async Task<List<DeclarationLine>> DeclarationsAsync(Guid competitionId, CancellationToken ct)
    {
        var people = await (
            from a in db.Set<Assignment>().AsNoTracking()
            join p in db.Set<Person>() on a.PersonId equals p.Id
            where a.CompetitionId == competitionId && a.RelievedAt == null && a.Duty != Duty.Evaluator
            select new { p.Id, p.Name }).Distinct().ToListAsync(ct);
        var declared = await db.Set<RecusalDeclaration>().AsNoTracking().Where(d => d.CompetitionId == competitionId)
            .ToDictionaryAsync(d => d.PersonId, d => d.DeclaredAt, ct);
        var conflicts = (await related.ForAsync(competitionId, [.. people.Select(p => p.Id)], ct)).Select(pair => pair.PersonId).ToHashSet();
        return [.. people.OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new DeclarationLine(p.Name, declared.TryGetValue(p.Id, out var at) ? at : null, conflicts.Contains(p.Id)))];
    }
}
