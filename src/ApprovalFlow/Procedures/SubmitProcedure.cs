using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum SubmitProcedureOutcome
{
    Submitted = 1,
    NotFound,
    NotADraft,

    /// <summary>Saved by somebody since the page was read.</summary>
    Changed,

    /// <summary>The checks found errors; the result names them, and the warnings beside them.</summary>
    HasErrors,

    /// <summary>Everybody who might approve has drawn on it, or nobody may.</summary>
    NobodyToApprove,
}

/// <summary>
/// Puts a checked draft before those who may approve it. From here on nobody draws on it, unless it is taken back or given back.
/// </summary>
public sealed class SubmitProcedure(ApprovalDb db, ProcedureAccess access, PublicationGate gate, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(string VersionId, int RevisionSeen);

    public sealed record Result(SubmitProcedureOutcome Outcome, IReadOnlyList<ProcedureFinding>? Findings = null);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.DraftedByAsync(request.VersionId, actor, ct) is not { } version) return new Result(SubmitProcedureOutcome.NotFound);
        if (version.State != ProcedureState.Draft) return new Result(SubmitProcedureOutcome.NotADraft);
        var draft = await db.Set<ProcedureDraft>().SingleAsync(d => d.VersionId == version.Id, ct);
        if (draft.Revision != request.RevisionSeen) return new Result(SubmitProcedureOutcome.Changed);
        var findings = await gate.FindAsync(draft.Json, version.UnitId, ct);
        if (findings.Any(f => f.Blocks)) return new Result(SubmitProcedureOutcome.HasErrors, findings);
        var approvers = await access.ApproversAsync(version.UnitId!.Value, draft.Designers, ct);
        if (approvers.Count == 0) return new Result(SubmitProcedureOutcome.NobodyToApprove);

        var now = clock.GetUtcNow();
        version.State = ProcedureState.AwaitingApproval;
        (version.SubmitterId, version.SubmittedAt, version.ReturnReason) = (actor.PersonId, now, "");
        db.HoldStill(draft);
        var text = new ProcedureToApprove(version.Name, version.NameEn, version.Id);
        foreach (var approver in approvers)
            await outbox.PromiseAsync(db, approver, text, $"procedure-to-approve:{version.Id}", draft.Revision, null, null, now, ct);
        db.Record(TrailEntry.HouseChain, "procedure.submitted", version.TrailId, actor, $"{version.Id} #{draft.Revision}", now);
        await db.SaveChangesAsync(ct);
        return new Result(SubmitProcedureOutcome.Submitted);
    });
}
