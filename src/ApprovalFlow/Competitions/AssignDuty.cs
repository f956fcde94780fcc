using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

public enum AssignDutyOutcome
{
    Assigned = 1,
    NotFound,
    PersonUnknown,
    AlreadyHeld,

    /// <summary>The person holds a duty that excludes this one (INV-22).</summary>
    Incompatible,

    /// <summary>The person competes, and a candidate judges, counts and records nobody.</summary>
    IsCandidate,

    /// <summary>The plan waits for approval: what the approver reads does not change under their eyes.</summary>
    PlanSubmitted,

    /// <summary>After approval a duty is added only with a reason on record.</summary>
    ReasonRequired,
    Ended,
}

/// <summary>Names a person for a duty: freely while the plan is written, afterwards with a reason that goes on record.</summary>
public sealed class AssignDuty(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, Guid PersonId, Duty Duty, string Category = "", string Reason = "");

    /// <summary><see cref="Pair"/> says which two duties exclude each other, when they do.</summary>
    public sealed record Result(AssignDutyOutcome Outcome, DutyPair? Pair = null);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if ((await access.ForAsync(actor, request.CompetitionId, ct))?.Organises != true) return new Result(AssignDutyOutcome.NotFound);
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        if (MayChange(competition, request.Reason) is { } refusal) return new Result(refusal);

        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == request.PersonId && p.Active, ct);
        if (person is null) return new Result(AssignDutyOutcome.PersonUnknown);

        var rows = await db.Set<Assignment>().Where(a => a.CompetitionId == competition.Id && a.PersonId == person.Id).ToListAsync(ct);
        if (rows.Any(a => a.Duty == request.Duty)) return new Result(AssignDutyOutcome.AlreadyHeld);

        var held = rows.Where(a => a.RelievedAt is null).Select(a => a.Duty).ToList();
        if (IncompatibleDuties.Check(held, request.Duty) is { } pair) return new Result(AssignDutyOutcome.Incompatible, pair);
        var competes = await db.Set<Application>().AnyAsync(
            a => a.CompetitionId == competition.Id && a.PersonId == person.Id && a.State < ApplicationState.Withdrawn, ct);
        if (competes && IncompatibleDuties.Exclude(Duty.Candidate, request.Duty)) return new Result(AssignDutyOutcome.IsCandidate);

        db.Add(Assignment.Of(competition.Id, person.Id, request.Duty, request.Category.Trim()));
        competition.Touch();
        db.Record(competition.Id, "duty.assigned", person.Id, actor, $"{request.Duty} {person.Name} {request.Category} {request.Reason}".TrimEnd(), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new Result(AssignDutyOutcome.Assigned);
    });

    internal static AssignDutyOutcome? MayChange(Competition competition, string reason) => competition.State switch
    {
        CompetitionState.Drafting => null,
        CompetitionState.AwaitingApproval => AssignDutyOutcome.PlanSubmitted,
        CompetitionState.Running or CompetitionState.Suspended => string.IsNullOrWhiteSpace(reason) ? AssignDutyOutcome.ReasonRequired : null,
        CompetitionState.Finished or CompetitionState.Cancelled => AssignDutyOutcome.Ended,
    };
}
