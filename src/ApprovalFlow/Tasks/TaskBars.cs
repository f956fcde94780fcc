using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Recusal;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>Why a person may not act on one task, whatever their duty.</summary>
public enum TaskBar
{
    /// <summary>A candidate never acts for the organisers of the same competition.</summary>
    Candidate = 1,

    /// <summary>Answered the question that this one checks.</summary>
    SameHands = 2,

    /// <summary>Holds another duty in this competition that excludes the one this task is for.</summary>
    IncompatibleDuty = 3,

    /// <summary>Must keep away from the candidate this is about: a relation, an interest, or a challenge not yet decided.</summary>
    Recused = 4,

    /// <summary>The task decides about this very person.</summary>
    ConcernsYou = 5,
}

/// <summary>
/// Asked on every way to a task: when it is opened, claimed, reassigned and answered. Says whether something stands
/// between this person and this task (INV-22, INV-23).
/// </summary>
public sealed class TaskBars(ApprovalDb db, RelatedPeople related)
{
    /// <summary>The first thing in the way; null when the person may act. Being of the pool at all is not asked here.</summary>
    public async Task<TaskBar?> FindAsync(UserTask task, Guid personId, CancellationToken ct)
    {
        if (task.Kind.IsForCandidate()) return null;
        if (!MayActAsCandidate(task) && await IsCandidateAsync(task, personId, ct)) return TaskBar.Candidate;
        if (await HadAHandInAsync(task, personId, ct)) return TaskBar.SameHands;
        if (task.SubjectId is { } subject && await related.IsAsync(personId, subject, ct)) return TaskBar.Recused;
        if (await ConcernsAsync(task, personId, ct)) return TaskBar.ConcernsYou;
        return await HoldsExcludedDutyAsync(task, personId, ct) ? TaskBar.IncompatibleDuty : null;
    }

    private Task<bool> IsCandidateAsync(UserTask task, Guid personId, CancellationToken ct) =>
        db.Set<Application>().AnyAsync(a => a.CompetitionId == task.CompetitionId && a.PersonId == personId, ct);

    /// <summary>Duties that a candidate may keep (an evaluator of the others, a member who leaves for the own item).</summary>
    private static bool MayActAsCandidate(UserTask task) =>
        task.PoolDuty is { } duty ? !IncompatibleDuties.Exclude(Duty.Candidate, duty)
            : task.Kind is TaskKind.EvaluationBallot or TaskKind.DecisionBallot;

    private async Task<bool> HadAHandInAsync(UserTask task, Guid personId, CancellationToken ct)
    {
        var before = SeparateHands.Before(task.Kind);
        if (before.Count == 0) return false;
        return await db.Set<UserTask>().AnyAsync(
            t => t.CompetitionId == task.CompetitionId && t.SubjectId == task.SubjectId && t.Id != task.Id
                && t.State == TaskState.Done && t.DecidedById == personId && before.Contains(t.Kind), ct);
    }

    private async Task<bool> ConcernsAsync(UserTask task, Guid personId, CancellationToken ct) =>
        task.Kind == TaskKind.RecusalDecision
        && await db.Set<Challenge>().AnyAsync(c => c.Id == task.SubjectId && (c.PersonId == personId || c.RaisedById == personId), ct);

    private async Task<bool> HoldsExcludedDutyAsync(UserTask task, Guid personId, CancellationToken ct)
    {
        if (task.PoolDuty is not { } duty) return false;
        var held = await db.Set<Assignment>()
            .Where(a => a.CompetitionId == task.CompetitionId && a.PersonId == personId && a.RelievedAt == null)
            .Select(a => a.Duty).ToListAsync(ct);
        return IncompatibleDuties.Check(held, duty) is not null;
    }
}
