using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Procedures;

/// <summary>What stands between a drawing and its publication: it must be able to run here.</summary>
public sealed class PublicationGate(ApprovalDb db, DefinitionLibrary library)
{
    /// <summary>What keeps it from being submitted and published; empty when nothing does.</summary>
    public Task<IReadOnlyList<DefinitionProblem>> FindAsync(string json, CancellationToken ct) => library.CheckAsync(db, json, ct);
}
