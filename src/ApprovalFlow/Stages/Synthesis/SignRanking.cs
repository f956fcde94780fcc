using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Synthesis;

public enum SignRankingOutcome
{
    Recorded = 1,

    /// <summary>Sent back with a reason; the lists are computed anew and all sign again.</summary>
    Returned,
    NotFound,
    AlreadyDecided,

    /// <summary>Two signatures are two people.</summary>
    SignedInOtherCapacity,

    /// <summary>Computing again gives something else than what is stored; send the list back.</summary>
    NoLongerCurrent,
    ReasonRequired,
}

/// <summary>Score keeper, verifier or observer signs the ranked lists of all posts, or returns them with a reason.</summary>
public sealed class SignRanking(ApprovalDb db, SynthesisBoard board, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, TaskKind Kind, bool Approve, string? Reason);

    public Task<SignRankingOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var signer = SynthesisStage.Signers.Single(s => s.Kind == request.Kind).Signer;
        if (await board.FindAsync(request.TaskId, request.Kind, actor, ct) is not (var task, var view)) return SignRankingOutcome.NotFound;
        if (task.State != TaskState.Open) return SignRankingOutcome.AlreadyDecided;
        if (!request.Approve && string.IsNullOrWhiteSpace(request.Reason)) return SignRankingOutcome.ReasonRequired;
        if (request.Approve && view.Lists.Any(list => list.Signatures.Any(s => s.Signature.PersonId == actor.PersonId))) return SignRankingOutcome.SignedInOtherCapacity;
        if (request.Approve && !view.Lists.All(list => list.IsCurrent)) return SignRankingOutcome.NoLongerCurrent;

        var now = clock.GetUtcNow();
        if (request.Approve) db.AddRange(view.Lists.Select(list => ListSignature.Of(list.List, signer, actor, now)));
        task.Decide(request.Approve ? Verdict.Approve : Verdict.Return, request.Reason, mayAct: true, actor, now);
        db.Record(
            task.CompetitionId, request.Approve ? "ranked-list.signed" : "ranked-list.returned", view.Run.Id, actor,
            $"{signer} #{task.Round} {string.Join(' ', view.Lists.Select(list => list.List.Hash[..12]))} {request.Reason}".TrimEnd(), now);

        // Two of three signing at once must not be one person in two capacities: the run is touched by each.
        (await db.Set<StageRun>().SingleAsync(r => r.Id == view.Run.Id, ct)).Touch();
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return request.Approve ? SignRankingOutcome.Recorded : SignRankingOutcome.Returned;
    });
}
