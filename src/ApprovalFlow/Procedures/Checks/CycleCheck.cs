using System.Text.RegularExpressions;
using ApprovalFlow.Engine;
using ApprovalFlow.Engine.Expressions;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// Every circle of the drawing counts its attempts and is one that the rules know. It counts when, on every turn, a variable
/// is raised and a branch reads it that can leave the circle.
/// </summary>
internal static partial class CycleCheck
{
    /// <summary>From the stage whose result leads back, to the stage that is done again.</summary>
    private static readonly (StageKind From, StageKind To)[] Allowed =
    [
        (StageKind.Registration, StageKind.Registration), (StageKind.QualificationReview, StageKind.Registration),
        (StageKind.QualificationReview, StageKind.QualificationReview),
        (StageKind.DemocraticEvaluation, StageKind.DemocraticEvaluation),
        (StageKind.Inspection, StageKind.Synthesis), (StageKind.Inspection, StageKind.Inspection),
        (StageKind.FourChecks, StageKind.Synthesis), (StageKind.FourChecks, StageKind.Inspection),
        (StageKind.PartyGroupDecision, StageKind.Synthesis), (StageKind.PartyGroupDecision, StageKind.Inspection),
        (StageKind.PartyGroupDecision, StageKind.PartyGroupDecision),
        (StageKind.PublicNotice, StageKind.PublicNotice), (StageKind.PublicNotice, StageKind.PartyGroupDecision),
        (StageKind.Appointment, StageKind.PartyGroupDecision),
    ];

    public static void Run(Course course, Findings findings)
    {
        foreach (var back in course.Places.SelectMany(p => p.Out).Where(w => w.Back))
        {
            var circle = Circle(back);
            Kind(back, circle, findings);
            if (back.To.Node.Type == "Elsa.ForEach" || IsCounted(back, circle)) continue;
            findings.Add(ProcedureRules.CycleWithoutCounter, Named(back),
                $"从“{ShapeCheck.Say(Named(back))}”返回“{ShapeCheck.Say(back.To)}”可以无限重复。",
                $"The way back from \"{ShapeCheck.Say(Named(back))}\" to \"{ShapeCheck.Say(back.To)}\" can be taken for ever.",
                "在返回途中用“设置变量”把次数加一，再用“判断”限定次数，超过即离开。",
                "On the way back raise a variable with Set variable, and let a Decision on it leave once the limit is reached.");
        }

        foreach (var loop in course.Places.Where(p => p.Node.Type is "Elsa.ForEach" or "Elsa.ParallelForEach" && !p.IsLeave))
        {
            foreach (var stage in course.Stages.Where(s => IsInside(s.Node, loop.Node)).Take(1))
            {
                findings.Add(ProcedureRules.CycleNotAllowed, stage.Node, $"“{ShapeCheck.Say(stage)}”不能放在逐项循环中：环节一次办理全部职位和人选。",
                    $"\"{ShapeCheck.Say(stage)}\" cannot stand in a for-each: a stage handles all posts and candidates at once.",
                    "把环节移出循环。", "Move the stage out of the loop.");
            }
        }
    }

    private static void Kind(Way back, HashSet<Place> circle, Findings findings)
    {
        if (back.To.Node.Type == "Elsa.ForEach") return;
        var from = Course.Reach([back.From], p => p.Stage is null ? p.In.Where(w => circle.Contains(w.From)).Select(w => w.From) : []).Where(p => p.Stage is not null).ToList();
        var to = Course.Reach([back.To], p => p.Stage is null ? p.Out.Where(w => circle.Contains(w.To)).Select(w => w.To) : []).Where(p => p.Stage is not null).ToList();
        foreach (var (last, first) in from.SelectMany(last => to.Select(first => (last, first))))
        {
            if (Allowed.Contains((last.Stage!.Value, first.Stage!.Value))) continue;
            findings.Add(ProcedureRules.CycleNotAllowed, last.Node, $"不能从“{ShapeCheck.Say(last)}”返回重新进行“{ShapeCheck.Say(first)}”。",
                $"The flow may not go back from \"{ShapeCheck.Say(last)}\" to do \"{ShapeCheck.Say(first)}\" again.",
                "去掉这条返回的连线；需要重新开始的，另行公布方案。", "Take out the arrow back; to begin again, a new plan is announced.");
            return;
        }
    }

    /// <summary>Everything on a way from the place that is come back to, to the arrow that leads back.</summary>
    private static HashSet<Place> Circle(Way back) =>
        [back.To, .. Course.Reach([back.From], p => p == back.To ? [] : p.In.Where(w => !w.Back || w.From != back.From).Select(w => w.From))];

    private static bool IsCounted(Way back, HashSet<Place> circle)
    {
        foreach (var branch in circle.Where(p => Conditions(p).Count > 0 && p.Out.Exists(w => !circle.Contains(w.To)) && OnEveryTurn(p, back, circle)))
        {
            var read = Conditions(branch);
            if (circle.Any(p => Raised(p) is { } names && names.Exists(n => read.Exists(text => Mentions(text, n))) && OnEveryTurn(p, back, circle))) return true;
        }

        return false;
    }

    private static bool OnEveryTurn(Place place, Way back, HashSet<Place> circle) =>
        place == back.To || place == back.From
        || !Course.Reach([back.To], p => p.Out.Where(w => !w.Back && circle.Contains(w.To) && w.To != place).Select(w => w.To)).Contains(back.From);

    private static List<string> Conditions(Place place) => place.IsLeave ? [] : place.Node.Type switch
    {
        "Elsa.FlowDecision" or "Elsa.If" or "Elsa.While" => Texts(place.Node, "condition"),
        "Elsa.FlowSwitch" or "Elsa.Switch" => [.. place.Node.Cases.Where(c => IsComputed(c.Condition)).Select(c => Settings.Text(c.Condition.Value))],
        _ => [],
    };

    private static List<string> Texts(ActivityNode node, string input) =>
        node.Inputs.TryGetValue(input, out var expression) && IsComputed(expression) ? [Settings.Text(expression.Value)] : [];

    private static bool IsComputed(Expression expression) => expression.Kind is ExpressionKind.JavaScript or ExpressionKind.Variable;

    /// <summary>The names of variables whose new value is made of their old one here; null where none is.</summary>
    private static List<string>? Raised(Place place)
    {
        var node = place.Node;
        if (node.Type == "Elsa.SetVariable" && node.Inputs.TryGetValue("variable", out var variable) && node.Inputs.TryGetValue("value", out var value))
        {
            var names = NamesOf(node, variable.Value as System.Text.Json.Nodes.JsonObject);
            return value.Kind == ExpressionKind.JavaScript && names.Exists(n => Mentions(Settings.Text(value.Value), n)) ? names : null;
        }

        return node.Type == "Elsa.RunJavaScript" && node.Inputs.TryGetValue("script", out var script)
            ? [.. Written().Matches(Settings.Text(script.Value)).Select(m => m.Groups[1].Value).Where(n => n.Length > 0)] : null;
    }

    /// <summary>A variable may be referred to by its id or its name; scripts use the name.</summary>
    private static List<string> NamesOf(ActivityNode node, System.Text.Json.Nodes.JsonObject? variable)
    {
        var given = new[] { Settings.Text(variable?["id"]), Settings.Text(variable?["name"]) }.Where(t => t.Length > 0).ToList();
        for (var around = node; around is not null; around = around.Parent)
        {
            foreach (var declared in around.Variables.Concat(around.Inner?.Variables ?? []).Where(v => given.Contains(v.Id) || given.Contains(v.Name)))
                return [declared.Name, declared.Id];
        }

        return given;
    }

    private static bool Mentions(string script, string name) =>
        Regex.IsMatch(script, $@"(?<![\p{{L}}\p{{N}}_])(?:get|set)?{Regex.Escape(name)}(?![\p{{L}}\p{{N}}_])", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static ActivityNode Named(Way back) => back.From.Node;

    private static bool IsInside(ActivityNode node, ActivityNode container)
    {
        for (var around = node.Parent; around is not null; around = around.Parent)
            if (around == container) return true;
        return false;
    }

    [GeneratedRegex("""setVariable\s*\(\s*['"]([^'"]+)['"]|set([A-Z]\w*)\s*\(""", RegexOptions.None, 1000)]
    private static partial Regex Written();
}
