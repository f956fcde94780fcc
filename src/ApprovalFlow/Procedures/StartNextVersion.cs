using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum StartNextVersionOutcome
{
    Started = 1,
    NotFound,

    /// <summary>A procedure has one open draft at a time; the result names it.</summary>
    AlreadyOpen,
}

/// <summary>Begins the next version of a unit's own procedure from one that was published; what is published stays as it is.</summary>
public sealed class StartNextVersion(ApprovalDb db, ProcedureAccess access, DefinitionStore definitions, TimeProvider clock)
{
    /// <summary>The published or withdrawn version that is copied.</summary>
    public sealed record Request(string VersionId);

    public sealed record Result(StartNextVersionOutcome Outcome, string? VersionId = null, int Revision = 0);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.DraftedByAsync(request.VersionId, actor, ct) is not { } source) return new Result(StartNextVersionOutcome.NotFound);
        var newest = await db.Set<ProcedureVersion>().Where(v => v.DefinitionId == source.DefinitionId).OrderByDescending(v => v.Version).FirstAsync(ct);
        if (newest.State < ProcedureState.Published) return new Result(StartNextVersionOutcome.AlreadyOpen, newest.Id);

        // Two who begin at once get the same number: the index lets one in, the other's second attempt finds it open.
        var now = clock.GetUtcNow();
        var number = newest.Version + 1;
        var version = ProcedureVersion.Draft(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source.DefinitionId}-v{number}"),
            source.DefinitionId, source.UnitId, number, source.Name, source.NameEn, actor.PersonId, now, basedOn: source.Id);
        var json = DraftJson.Read((await definitions.FindAsync(source.Id, ct))!).Json!;
        DraftJson.MakeOurs(json, version);
        db.Add(version);

        var draft = await db.Set<ProcedureDraft>().SingleOrDefaultAsync(d => d.VersionId == version.Id, ct);
        if (draft is null) db.Add(draft = ProcedureDraft.Begin(version.Id, json.ToJsonString(), actor, now));
        else draft.BeginAnew(json.ToJsonString(), actor, now);
        db.Record(TrailEntry.HouseChain, "procedure.drafted", version.TrailId, actor, $"{version.Id} {version.Name} <- {source.Id}", now);
        await db.SaveChangesAsync(ct);
        return new Result(StartNextVersionOutcome.Started, version.Id, draft.Revision);
    });
}
