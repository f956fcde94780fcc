using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum StartDraftOutcome
{
    Started = 1,
    NotFound,

    /// <summary>Names are one line of at most 100 characters without angle brackets; the Chinese one is needed.</summary>
    NameNeeded,

    /// <summary>The file is no drawing that can be stored; the result says why.</summary>
    Refused,
}

/// <summary>
/// Begins a procedure of a unit's own: as a copy of a template or of a version of the unit, from a file, or from the stages
/// that the rules require.
/// </summary>
public sealed class StartDraft(ApprovalDb db, ProcedureAccess access, DefinitionStore definitions, DraftDoor door, TimeProvider clock)
{
    /// <summary>With neither a version nor JSON the required stages are drawn. A file's own name stands in for an empty one.</summary>
    public sealed record Request(Guid UnitId, string Name, string NameEn, string? FromVersionId = null, string? Json = null);

    public sealed record Result(
        StartDraftOutcome Outcome, string? VersionId = null, string? DefinitionId = null, int Revision = 0, IReadOnlyList<DefinitionProblem>? Problems = null);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.ForAsync(actor, request.UnitId, ct) is not { Drafts: true }) return new Result(StartDraftOutcome.NotFound);
        if (await SourceAsync(request, ct) is not { } source) return new Result(StartDraftOutcome.NotFound);

        var (json, problems) = await door.FindAsync(source, request.UnitId, ct);
        if (json is null) return new Result(StartDraftOutcome.Refused, Problems: problems);
        var (name, nameEn) = Names(request, json);
        if (!IsName(name) || !IsName(nameEn)) return new Result(StartDraftOutcome.NameNeeded);

        var now = clock.GetUtcNow();
        var slug = await db.Set<Unit>().Where(u => u.Id == request.UnitId).Select(u => u.Slug).SingleAsync(ct);
        // The last digits of a new id are random: a discarded procedure's address never comes to mean another one.
        var definitionId = $"{slug}-{Guid.CreateVersion7().ToString("n")[20..]}";
        var version = ProcedureVersion.Draft(
            $"{definitionId}-v1", definitionId, request.UnitId, 1, name, nameEn, actor.PersonId, now, basedOn: request.FromVersionId);
        DraftJson.Rename(json, name, nameEn);
        DraftJson.MakeOurs(json, version);
        db.Add(version);
        db.Add(ProcedureDraft.Begin(version.Id, json.ToJsonString(), actor, now));
        db.Record(TrailEntry.HouseChain, "procedure.drafted", version.TrailId, actor,
            $"{version.Id} {name}" + (request.FromVersionId is { } from ? $" <- {from}" : ""), now);
        await db.SaveChangesAsync(ct);
        return new Result(StartDraftOutcome.Started, version.Id, definitionId, 1);
    });

    internal static bool IsName(string name) => name.Length is > 0 and <= 100 && !name.Any(c => char.IsControl(c) || c is '<' or '>');

    private static (string Zh, string En) Names(Request request, JsonObject json)
    {
        var name = request.Name.Trim() is { Length: > 0 } given ? given : DraftJson.Name(json);
        var nameEn = request.NameEn.Trim() is { Length: > 0 } english ? english
            : request.Name.Trim().Length == 0 ? DraftJson.NameEn(json) : name;
        return (name, nameEn.Length > 0 ? nameEn : name);
    }

    /// <summary>Null where the version to copy is not one the unit may see.</summary>
    private async Task<string?> SourceAsync(Request request, CancellationToken ct)
    {
        if (request.Json is not null) return request.Json;
        if (request.FromVersionId is not { Length: > 0 } from) return BlankProcedure.Create().ToJsonString();
        return await db.Set<ProcedureVersion>().AnyAsync(v => v.Id == from && (v.UnitId == null || v.UnitId == request.UnitId), ct)
            ? await definitions.FindAsync(from, ct) : null;
    }
}
