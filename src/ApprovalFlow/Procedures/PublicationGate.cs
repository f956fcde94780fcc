using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Procedures.Checks;

namespace ApprovalFlow.Procedures;

/// <summary>What stands between a drawing and its publication: it must be able to run here, and break no rule.</summary>
public sealed class PublicationGate(ApprovalDb db, DefinitionLibrary library)
{
    /// <summary>What keeps it from being submitted and published, each with how to mend it; empty when nothing does.</summary>
    public async Task<IReadOnlyList<DefinitionProblem>> FindAsync(string json, CancellationToken ct)
    {
        if (await library.CheckAsync(db, json, ct) is { Count: > 0 } problems) return problems;
        return [.. ProcedureCheck.Of(json).Where(f => f.Blocks).Select(f => new DefinitionProblem(
            "$", f.ActivityId, new(f.Text.Zh + f.Mend.Zh, f.Text.En + " " + f.Mend.En)))];
    }
}
