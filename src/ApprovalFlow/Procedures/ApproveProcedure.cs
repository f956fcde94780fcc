using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum ApproveProcedureOutcome
{
    Published = 1,
    Returned,
    NotFound,

    /// <summary>Taken back, or decided by somebody else.</summary>
    NotSubmitted,

    /// <summary>Taken back and submitted anew since the page was read: what was read is not what would be approved.</summary>
    Changed,

    /// <summary>Whoever drew on a version does not approve it.</summary>
    OwnWork,

    ReasonRequired,

    /// <summary>The checks, asked again, found errors; the result names them.</summary>
    HasErrors,
}

/// <summary>
/// Somebody of the leading group, or the party secretary, publishes a submitted version or gives it back with a reason. The
/// frozen definition, its number and hash, and the entry of the record are one commit.
/// </summary>
public sealed class ApproveProcedure(ApprovalDb db, ProcedureAccess access, PublicationGate gate, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(string VersionId, int RevisionSeen, bool Approve, string? Reason);

    public sealed record Result(ApproveProcedureOutcome Outcome, IReadOnlyList<ProcedureFinding>? Findings = null);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var version = await db.Set<ProcedureVersion>().SingleOrDefaultAsync(v => v.Id == request.VersionId, ct);
        if (version?.UnitId is not { } unitId || await access.ForAsync(actor, unitId, ct) is not { Approves: true }) return new Result(ApproveProcedureOutcome.NotFound);
        if (version.State != ProcedureState.AwaitingApproval) return new Result(ApproveProcedureOutcome.NotSubmitted);
        var draft = await db.Set<ProcedureDraft>().SingleAsync(d => d.VersionId == version.Id, ct);
        if (draft.Revision != request.RevisionSeen) return new Result(ApproveProcedureOutcome.Changed);
        if (draft.Designers.Contains(actor.PersonId) || version.SubmitterId == actor.PersonId) return new Result(ApproveProcedureOutcome.OwnWork);

        var now = clock.GetUtcNow();
        var reason = request.Reason?.Trim() ?? "";
        if (request.Approve)
        {
            var findings = await gate.FindAsync(draft.Json, unitId, ct);
            if (findings.Any(f => f.Blocks)) return new Result(ApproveProcedureOutcome.HasErrors, findings);
            Publish(version, draft, actor, now);
        }
        else
        {
            if (reason.Length == 0) return new Result(ApproveProcedureOutcome.ReasonRequired);
            Return(version, draft, reason.Length > 1000 ? reason[..1000] : reason, actor, now);
        }

        var text = new ProcedureDecided(version.Name, version.NameEn, version.Id, request.Approve, reason);
        foreach (var designer in draft.Designers)
            await outbox.PromiseAsync(db, designer, text, $"procedure-decided:{version.Id}", draft.Revision, null, null, now, ct);
        await db.SaveChangesAsync(ct);
        return new Result(request.Approve ? ApproveProcedureOutcome.Published : ApproveProcedureOutcome.Returned);
    });

    private void Publish(ProcedureVersion version, ProcedureDraft draft, Actor actor, DateTimeOffset now)
    {
        var json = DefinitionImport.Parse(draft.Json);
        json["isPublished"] = true;
        var stored = new StoredDefinition(json, isPublished: true, now);
        db.Add(stored);
        version.State = ProcedureState.Published;
        (version.Hash, version.ApproverId, version.PublishedAt) = (stored.Hash, actor.PersonId, now);
        draft.Empty();
        db.Record(TrailEntry.HouseChain, "procedure.published", version.TrailId, actor,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{version.Id} v{version.Version} sha256 {version.Hash}"), now);
    }

    private void Return(ProcedureVersion version, ProcedureDraft draft, string reason, Actor actor, DateTimeOffset now)
    {
        version.State = ProcedureState.Draft;
        (version.SubmitterId, version.SubmittedAt, version.ReturnReason) = (null, null, reason);
        db.HoldStill(draft);
        db.Record(TrailEntry.HouseChain, "procedure.returned", version.TrailId, actor, $"{version.Id} {reason}", now);
    }
}
