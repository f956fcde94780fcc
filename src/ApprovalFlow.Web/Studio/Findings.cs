using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Procedures;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Studio;

/// <summary>
/// What is wrong with a drawing, in the reader's language, for the strip above the canvas. The studio itself has no place for
/// it: the answers carry it beside the definition, and our script shows it.
/// </summary>
internal sealed class Findings(PublicationGate gate, Texts texts)
{
    public async Task<JsonArray> OfAsync(DraftPage page, CancellationToken ct)
    {
        if (page.Version.State >= ProcedureState.Published) return [];
        var names = NamesIn(JsonNode.Parse(page.Json));
        var findings = await gate.FindAsync(page.Json, page.Version.UnitId, ct);
        return new JsonArray([.. findings.Select(f => new JsonObject
        {
            ["severity"] = f.Blocks ? "error" : "warning", ["activity"] = f.ActivityId, ["text"] = Said(Problem(f), names),
        })]);
    }

    /// <summary>What keeps a drawing from being handed in, as sentences.</summary>
    public IEnumerable<string> Say(IEnumerable<ProcedureFinding> found, JsonNode? definition) =>
        Say(found.Where(f => f.Blocks).Select(Problem), definition);

    /// <summary>Problems as sentences, each with the activity's name before it.</summary>
    public IEnumerable<string> Say(IEnumerable<DefinitionProblem> problems, JsonNode? definition)
    {
        var names = NamesIn(definition);
        return problems.Select(p => Said(p, names));
    }

    private static DefinitionProblem Problem(ProcedureFinding found) =>
        new("$", found.ActivityId, new(found.Text.Zh + found.Mend.Zh, found.Text.En + " " + found.Mend.En));

    private string Said(DefinitionProblem problem, Dictionary<string, string> names) =>
        problem.ActivityId is { } id && names.TryGetValue(id, out var name)
            ? texts["{0}：{1}", name, texts.Either(problem.Text)]
            : texts.Either(problem.Text);

    private static Dictionary<string, string> NamesIn(JsonNode? definition) =>
        definition is null ? [] : Drawing.Parse(definition.ToJsonString()).Activities
            .GroupBy(a => a.Id).ToDictionary(g => g.Key, g => g.First().DisplayText, StringComparer.Ordinal);
}
