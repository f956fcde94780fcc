using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

public enum RelieveDutyOutcome
{
    Relieved = 1,
    Replaced,
    NotFound,
    NotHeld,
    ReasonRequired,
    PlanSubmitted,
    Ended,
    ReplacementUnknown,
    ReplacementHolds,
    ReplacementIncompatible,
    ReplacementIsCandidate,
}

/// <summary>
/// Relieves a person of a duty (recusal, illness), with or without a replacement, in one commit. In drafting the row
/// simply goes; after approval it stays as record with its reason, the person's open tasks for that duty are withdrawn or
/// handed to the replacement, and the stages that wait are woken to look again.
/// </summary>
public sealed class RelieveDuty(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, Guid AssignmentId, string Reason, Guid? ReplacementId = null);

    public Task<RelieveDutyOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if ((await access.ForAsync(actor, request.CompetitionId, ct))?.Organises != true) return RelieveDutyOutcome.NotFound;
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var rows = await db.Set<Assignment>().Where(a => a.CompetitionId == competition.Id).ToListAsync(ct);
        if (rows.SingleOrDefault(a => a.Id == request.AssignmentId) is not { } assignment) return RelieveDutyOutcome.NotFound;
        if (Refusal(competition, assignment, request.Reason) is { } refusal) return refusal;

        var replacement = request.ReplacementId is { } id ? await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.Active, ct) : null;
        if (request.ReplacementId is not null && await RefusalOfAsync(replacement, assignment, rows, ct) is { } unfit) return unfit;

        var now = clock.GetUtcNow();
        if (competition.PlanIsOpen) db.Remove(assignment);
        else assignment.Relieve(request.Reason.Trim(), now);
        if (replacement is not null) db.Add(Assignment.Of(competition.Id, replacement.Id, assignment.Duty, assignment.Category));
        competition.Touch();
        await HandOverAsync(competition, assignment, replacement, now, ct);

        db.Record(competition.Id, "duty.relieved", assignment.PersonId, actor,
            $"{assignment.Duty} {request.Reason} {(replacement is null ? "" : $"-> {replacement.Name}")}".TrimEnd(), now);
        await db.SaveChangesAsync(ct);
        return replacement is null ? RelieveDutyOutcome.Relieved : RelieveDutyOutcome.Replaced;
    });

    private static RelieveDutyOutcome? Refusal(Competition competition, Assignment assignment, string reason)
    {
        if (assignment.RelievedAt is not null) return RelieveDutyOutcome.NotHeld;
        return AssignDuty.MayChange(competition, reason) switch
        {
            null => null,
            AssignDutyOutcome.PlanSubmitted => RelieveDutyOutcome.PlanSubmitted,
            AssignDutyOutcome.ReasonRequired => RelieveDutyOutcome.ReasonRequired,
            _ => RelieveDutyOutcome.Ended,
        };
    }

    private async Task<RelieveDutyOutcome?> RefusalOfAsync(Person? replacement, Assignment assignment, List<Assignment> rows, CancellationToken ct)
    {
        if (replacement is null) return RelieveDutyOutcome.ReplacementUnknown;
        var theirs = rows.Where(a => a.PersonId == replacement.Id).ToList();
        if (theirs.Any(a => a.Duty == assignment.Duty)) return RelieveDutyOutcome.ReplacementHolds;
        if (IncompatibleDuties.Check(theirs.Where(a => a.RelievedAt is null).Select(a => a.Duty), assignment.Duty) is not null)
            return RelieveDutyOutcome.ReplacementIncompatible;
        var competes = await db.Set<Application>().AnyAsync(
            a => a.CompetitionId == assignment.CompetitionId && a.PersonId == replacement.Id && a.State < ApplicationState.Withdrawn, ct);
        return competes && IncompatibleDuties.Exclude(Duty.Candidate, assignment.Duty) ? RelieveDutyOutcome.ReplacementIsCandidate : null;
    }

    /// <summary>
    /// Only questions that were put to this person because of the duty move: those are addressed to them and name it as
    /// their pool, or stand in the pool unclaimed and need nothing.
    /// </summary>
    private async Task HandOverAsync(Competition competition, Assignment assignment, Person? replacement, DateTimeOffset now, CancellationToken ct)
    {
        if (competition.InstanceId is not { } instance) return;
        var tasks = await db.Set<UserTask>().Where(
            t => t.CompetitionId == competition.Id && t.AssigneeId == assignment.PersonId && t.PoolDuty == assignment.Duty && t.State == TaskState.Open)
            .ToListAsync(ct);
        foreach (var task in tasks)
        {
            if (replacement is null) task.Release(new Actor(assignment.PersonId, ""));
            else task.Reassign(replacement.Id);
        }

        db.Add(Signal.Poke(instance, null, now));
    }
}
