using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

/// <summary>What whoever decides a challenge needs to see.</summary>
public sealed record ChallengeSheet(string Person, string Candidate, string Ground, string RaisedBy, DateTimeOffset RaisedAt);

/// <summary>For whoever may see the task; its header has been asked before.</summary>
public sealed class ChallengeSheetQuery(ApprovalDb db)
{
    public Task<ChallengeSheet> ForAsync(Guid challengeId, CancellationToken ct) => (
        from c in db.Set<Challenge>().AsNoTracking()
        join p in db.Set<Person>() on c.PersonId equals p.Id
        join a in db.Set<Application>() on c.ApplicationId equals a.Id
        join candidate in db.Set<Person>() on a.PersonId equals candidate.Id
        join raiser in db.Set<Person>() on c.RaisedById equals raiser.Id
        where c.Id == challengeId
        select new ChallengeSheet(p.Name, candidate.Name, c.Ground, raiser.Name, c.RaisedAt)).SingleAsync(ct);
}
