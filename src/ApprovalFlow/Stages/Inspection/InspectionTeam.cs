using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Recusal;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>One member of the inspection team (考察组).</summary>
public sealed record Inspector(Guid PersonId, string Name, string Position, string Phone, bool Leads);

/// <summary>
/// The inspection team of a competition, and who of it must keep away from which subject: a member never inspects a
/// relative, and at least two remain for each subject.
/// </summary>
public sealed class InspectionTeam
{
    private readonly IReadOnlySet<(Guid PersonId, Guid ApplicationId)> _recused;

    public InspectionTeam(IReadOnlyList<Inspector> members, IReadOnlySet<(Guid PersonId, Guid ApplicationId)> recused) =>
        (Members, _recused) = (members, recused);

    /// <summary>The leader first.</summary>
    public IReadOnlyList<Inspector> Members { get; }

    public IReadOnlyList<Inspector> For(Guid applicationId) =>
        [.. Members.Where(m => !_recused.Contains((m.PersonId, applicationId)))];

    /// <summary>Who writes the material: the leader, or the next member where the leader is recused; null when nobody is left.</summary>
    public Inspector? WriterFor(Guid applicationId) => For(applicationId) is [var first, ..] ? first : null;

    internal static async Task<InspectionTeam> LoadAsync(ApprovalDb db, Guid competitionId, CancellationToken ct)
    {
        var duties = await db.Set<Assignment>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.RelievedAt == null && (a.Duty == Duty.Inspector || a.Duty == Duty.InspectionLeader))
            .Select(a => new { a.PersonId, a.Duty }).ToListAsync(ct);
        var ids = duties.Select(d => d.PersonId).ToHashSet();
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var leaders = duties.Where(d => d.Duty == Duty.InspectionLeader).Select(d => d.PersonId).ToHashSet();
        var members = people.Select(p => new Inspector(p.Id, p.Name, p.Position, p.Phone, leaders.Contains(p.Id)))
            .OrderByDescending(m => m.Leads).ThenBy(m => m.PersonId).ToList();
        return new InspectionTeam(members, await new RelatedPeople(db).ForAsync(competitionId, ids, ct));
    }
}
