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
        var errors = (await gate.FindAsync(page.Json, ct)).Select(p => Finding("error", p, names));
        var warnings = ProcedureCheck.Of(page.Json).Where(f => !f.Blocks)
            .Select(f => Finding("warning", new("$", f.ActivityId, new(f.Text.Zh + f.Mend.Zh, f.Text.En + " " + f.Mend.En)), names));
        return new JsonArray([.. errors, .. warnings]);
    }

    private JsonObject Finding(string severity, DefinitionProblem problem, Dictionary<string, string> names) =>
        new() { ["severity"] = severity, ["activity"] = problem.ActivityId, ["text"] = Said(problem, names) };

    /// <summary>Problems as sentences, each with the activity's name before it.</summary>
    public IEnumerable<string> Say(IEnumerable<DefinitionProblem> problems, JsonNode? definition)
    {
        var names = NamesIn(definition);
        return problems.Select(p => Said(p, names));
    }

    private string Said(DefinitionProblem problem, Dictionary<string, string> names) =>
        problem.ActivityId is { } id && names.TryGetValue(id, out var name)
            ? texts["{0}：{1}", name, texts.Either(problem.Text)]
            : texts.Either(problem.Text);

    private static Dictionary<string, string> NamesIn(JsonNode? definition) =>
        definition is null ? [] : Drawing.Parse(definition.ToJsonString()).Activities
            .GroupBy(a => a.Id).ToDictionary(g => g.Key, g => g.First().DisplayText, StringComparer.Ordinal);
}
