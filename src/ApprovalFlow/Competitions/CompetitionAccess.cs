using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>What an actor may do in one competition: standing roles in its unit, duties in it, and an own application.</summary>
public sealed record Rights(
    Guid CompetitionId, Guid UnitId, IReadOnlySet<Role> Roles, IReadOnlySet<Duty> Duties, Guid? ApplicationId)
{
    public bool Has(Role role) => Roles.Contains(role);
    public bool Has(Duty duty) => Duties.Contains(duty);

    /// <summary>Organises this competition; never while being a candidate in it.</summary>
    public bool Organises => Has(Role.Organiser) && ApplicationId is null;

    /// <summary>Watches every stage: discipline office, or its observer named for this competition.</summary>
    public bool Supervises => (Has(Role.Discipline) || Has(Duty.DisciplineObserver) || Has(Duty.DisciplineReviewer)) && ApplicationId is null;

    public bool Audits => Has(Role.Auditor);

    /// <summary>May open the competition's board: organisers, supervisors, auditors, leading group, unit administrators.</summary>
    public bool SeesBoard => ApplicationId is null
        && (Organises || Supervises || Audits || Has(Role.LeadingGroup) || Has(Role.UnitAdministrator));

    /// <summary>May see published scores and the record, opinions included: never administrators.</summary>
    public bool SeesScores => ApplicationId is null && (Organises || Supervises || Audits || Has(Role.LeadingGroup));

    /// <summary>May read candidates' forms and files: those who review, inspect, supervise or audit, never administrators.</summary>
    public bool SeesCandidates => ApplicationId is null && (Organises || Supervises || Audits
        || Has(Duty.QualificationReviewer) || Has(Duty.RecheckReviewer) || Has(Duty.Inspector) || Has(Duty.InspectionLeader));

    /// <summary>
    /// May open what a stage of this kind has to show: scores as <see cref="SeesScores"/> says; reviews, inspections, checks
    /// and decisions for organisers, supervisors and auditors, a decision for the party group too; the rest with the board.
    /// What a decision's board keeps from relatives of a candidate it asks itself.
    /// </summary>
    public bool Opens(StageKind kind) => kind switch
    {
        StageKind.WrittenExam or StageKind.Interview or StageKind.DemocraticEvaluation or StageKind.Synthesis => SeesScores,
        StageKind.QualificationReview or StageKind.Inspection or StageKind.FourChecks => Follows,
        StageKind.PartyGroupDecision => Follows || (ApplicationId is null && Decides),
        _ => SeesBoard,
    };

    private bool Follows => ApplicationId is null && (Organises || Supervises || Audits);

    private bool Decides => Has(Duty.PartyGroupMember) || Has(Duty.PartySecretary) || Has(Role.PartyGroupMember) || Has(Role.PartySecretary);
}

/// <summary>Answers "what may this person do here"; null for a stranger, so that pages say 404.</summary>
public sealed class CompetitionAccess(ApprovalDb db)
{
    public async Task<Rights?> ForAsync(Actor actor, Guid competitionId, CancellationToken ct)
    {
        var unitId = await db.Set<Competition>().Where(c => c.Id == competitionId).Select(c => (Guid?)c.UnitId).SingleOrDefaultAsync(ct);
        if (unitId is null) return null;

        var roles = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.PersonId == actor.PersonId && g.UnitId == unitId).Select(g => g.Role).ToListAsync(ct);
        var duties = await db.Set<Assignment>().AsNoTracking()
            .Where(a => a.PersonId == actor.PersonId && a.CompetitionId == competitionId && a.RelievedAt == null)
            .Select(a => a.Duty).ToListAsync(ct);
        var application = await db.Set<Application>().AsNoTracking()
            .Where(a => a.PersonId == actor.PersonId && a.CompetitionId == competitionId)
            .Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);

        if (roles.Count == 0 && duties.Count == 0 && application is null) return null;
        return new Rights(competitionId, unitId.Value, roles.ToHashSet(), duties.ToHashSet(), application);
    }

    /// <summary>Holds the actor the role in the unit itself? Roles are not inherited down or up the tree.</summary>
    public Task<bool> HoldsAsync(Actor actor, Guid unitId, Role role, CancellationToken ct) =>
        db.Set<RoleGrant>().AnyAsync(g => g.PersonId == actor.PersonId && g.UnitId == unitId && g.Role == role, ct);
}
