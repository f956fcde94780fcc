using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// Holds a drawing against the rules: what must keep it from being published, and what deserves a second look. Pure and
/// fast; the same findings in the same order every time, errors first, then in the order of the flow.
/// </summary>
public static class ProcedureCheck
{
    private static readonly ActivityCatalog Catalog = StageCatalog.All.Aggregate(new ActivityCatalog(), (catalog, stage) => catalog.Add(stage));

    /// <summary>Checks a definition's JSON; <paramref name="resolve"/> finds the workflows it uses as activities.</summary>
    public static IReadOnlyList<ProcedureFinding> Of(string json, DefinitionImport.Resolve? resolve = null, UnitFacts? unit = null)
    {
        try
        {
            return Of(DefinitionImport.Parse(json), resolve, unit);
        }
        catch (DefinitionRefusedException refused)
        {
            return NotRunnable(refused.Problems);
        }
    }

    /// <inheritdoc cref="Of(string, DefinitionImport.Resolve, UnitFacts)"/>
    public static IReadOnlyList<ProcedureFinding> Of(JsonObject json, DefinitionImport.Resolve? resolve = null, UnitFacts? unit = null)
    {
        try
        {
            return Of(DefinitionImport.Read(json, Catalog, resolve), unit);
        }
        catch (DefinitionRefusedException refused)
        {
            return NotRunnable(refused.Problems);
        }
    }

    /// <summary>Checks a definition that the engine can run.</summary>
    public static IReadOnlyList<ProcedureFinding> Of(WorkflowDefinition definition, UnitFacts? unit = null)
    {
        var course = Course.Of(definition);
        var certain = new Certainty(course);
        var findings = new Findings(course);
        ShapeCheck.Run(course, certain, findings);
        CycleCheck.Run(course, findings);
        OrderCheck.Run(course, certain, findings);
        WayOutCheck.Run(course, findings);
        WaitCheck.Run(course, findings);
        SettingCheck.Run(course, findings);
        StageSettingCheck.Run(course, findings);
        WeightCheck.Run(course, findings);
        AdviceCheck.Run(course, findings, unit);
        return findings.InOrder();
    }

    /// <summary>What keeps the engine from running a definition, as findings; no other rule is looked at then.</summary>
    public static IReadOnlyList<ProcedureFinding> NotRunnable(IReadOnlyList<DefinitionProblem> problems) =>
    [
        .. problems.Select(p => new ProcedureFinding(
            ProcedureRules.NotRunnable, p.ActivityId, null, p.Text,
            new("按提示修改后再检查其他规则。", "Change what is named; the other rules are checked then."))),
    ];
}

/// <summary>The findings of one check as they are made.</summary>
internal sealed class Findings(Course course)
{
    private readonly List<ProcedureFinding> _all = [];

    public void Add(ProcedureRule rule, ActivityNode? at, string zh, string en, string mendZh, string mendEn, string? input = null) =>
        _all.Add(new(rule, at?.Key, input, new(zh, en), new(mendZh, mendEn)));

    public bool Has(ProcedureRule rule, ActivityNode? at = null) => _all.Exists(f => f.Rule == rule && (at is null || f.ActivityId == at.Key));

    public IReadOnlyList<ProcedureFinding> InOrder() =>
    [
        .. _all.Distinct().OrderBy(f => f.Severity).ThenBy(f => course.PlaceOf(f.ActivityId)).ThenBy(f => f.Code, StringComparer.Ordinal)
            .ThenBy(f => f.Text.En, StringComparer.Ordinal),
    ];
}
