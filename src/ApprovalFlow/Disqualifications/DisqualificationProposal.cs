using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Disqualifications;

/// <summary>What discipline needs to see before the second signature.</summary>
public sealed record DisqualificationProposal(string Number, string Name, ApplicationState State, string Reason, string ProposedBy, DateTimeOffset ProposedAt);

/// <summary>For whoever may see the task; its header has been asked before.</summary>
public sealed class DisqualificationProposalQuery(ApprovalDb db)
{
    public Task<DisqualificationProposal> ForAsync(Guid id, CancellationToken ct) => (
        from d in db.Set<Disqualification>().AsNoTracking()
        join a in db.Set<Application>() on d.ApplicationId equals a.Id
        join p in db.Set<Person>() on a.PersonId equals p.Id
        join proposer in db.Set<Person>() on d.ProposedById equals proposer.Id
        where d.Id == id
        select new DisqualificationProposal(a.Number, p.Name, a.State, d.Reason, proposer.Name, d.ProposedAt)).SingleAsync(ct);
}
