using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>The one way a drawing comes in, whoever sends it: from the designer, the outline view or a file.</summary>
public sealed class DraftDoor(ApprovalDb db, ActivityCatalog catalog)
{
    /// <summary>The drawing, or why it cannot be taken; never both. Only templates and the unit's own published procedures may be used inside.</summary>
    public async Task<(JsonObject? Json, IReadOnlyList<DefinitionProblem> Problems)> FindAsync(string text, Guid unitId, CancellationToken ct)
    {
        var (json, problems) = DraftJson.Read(text);
        if (json is null) return (null, problems);

        var (shape, embedded) = DraftShape.Of(json, catalog);
        List<DefinitionProblem> all = [.. shape];
        foreach (var (activityId, definitionId) in embedded.Distinct())
        {
            if (!await db.Set<ProcedureVersion>().AnyAsync(
                v => v.DefinitionId == definitionId && v.State == ProcedureState.Published && (v.UnitId == null || v.UnitId == unitId), ct))
            {
                all.Add(new("$.root", activityId, new($"没有可用的流程“{definitionId}”。", $"There is no procedure '{definitionId}' to be used.")));
            }
        }

        return all.Count == 0 ? (json, []) : (null, all);
    }
}
