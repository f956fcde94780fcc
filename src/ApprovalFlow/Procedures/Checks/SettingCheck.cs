using ApprovalFlow.Engine;
using ApprovalFlow.Engine.Expressions;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>Every setting of a stage is one it has, is written as a value, and keeps to its type, choices and range.</summary>
internal static class SettingCheck
{
    /// <summary>Settings whose limits are the law's; <see cref="StageSettingCheck"/> says so in its own words.</summary>
    private static readonly (StageKind Stage, string Name)[] Lawful =
    [
        (StageKind.PublicNotice, "WorkingDays"), (StageKind.Inspection, "Team"), (StageKind.PartyGroupDecision, "Threshold"),
        (StageKind.DemocraticEvaluation, "Attendance"), (StageKind.Inspection, "TalkCoverage"),
    ];

    public static void Run(Course course, Findings findings)
    {
        foreach (var stage in course.Stages)
        {
            var descriptor = StageCatalog.All.First(d => d.TypeName == stage.Node.Type);
            foreach (var (name, expression) in stage.Node.Inputs)
            {
                var input = descriptor.Inputs.FirstOrDefault(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
                if (input is null) Unknown(stage, name, findings);
                else if (expression.Kind is not (ExpressionKind.Literal or ExpressionKind.Json)) Computed(stage, input, findings);
                else if (Wrong(stage, input, Settings.Of(stage.Node, input.Name) ?? "") is { } wrong)
                    Add(ProcedureRules.SettingInvalid, stage, input, wrong.Zh, wrong.En, findings);
            }
        }
    }

    private static void Unknown(Place stage, string name, Findings findings) => findings.Add(
        ProcedureRules.SettingUnknown, stage.Node, $"“{ShapeCheck.Say(stage)}”没有名为“{name}”的参数。", $"\"{ShapeCheck.Say(stage)}\" has no setting named \"{name}\".",
        "删除该参数，或改用正确的名称。", "Delete it, or use the right name.", name);

    private static void Computed(Place stage, InputDescriptor input, Findings findings) => findings.Add(
        ProcedureRules.SettingNotLiteral, stage.Node, $"“{ShapeCheck.Say(stage)}”的“{input.Label.Zh}”由脚本或变量计算，无法核对。",
        $"\"{input.Label.En}\" of \"{ShapeCheck.Say(stage)}\" is computed by a script or variable and cannot be checked.",
        "直接写明数值。", "Write the value itself.", input.Name);

    private static Bilingual? Wrong(Place stage, InputDescriptor input, string text)
    {
        if (Lawful.Contains((stage.Stage!.Value, input.Name)) && (input.Type != "Int32" || Settings.Number(text) < input.Min)) return null;
        switch (input.Type)
        {
            case "Int32" or "Decimal":
                if (Settings.Number(text) is not { } number) return new($"“{text}”不是数字", $"\"{text}\" is not a number");
                if (input.Type == "Int32" && number != decimal.Truncate(number)) return new($"{text}不是整数", $"{text} is not a whole number");
                return number < input.Min || number > input.Max
                    ? new($"{text}不在{input.Min:0.##}至{input.Max:0.##}之间", $"{text} is not between {input.Min:0.##} and {input.Max:0.##}")
                    : null;
            case "Boolean":
                return bool.TryParse(text, out _) ? null : new($"“{text}”应为是或否", $"\"{text}\" is neither true nor false");
            case "Object" when input.UiHint == "checklist":
                if (Settings.List(System.Text.Json.Nodes.JsonValue.Create(text)) is not { } list) return new($"“{text}”不是列表", $"\"{text}\" is not a list");
                return list.Find(v => !IsChoice(input, v)) is { } other ? new($"“{other}”不在可选项中", $"\"{other}\" is not one of the choices") : null;
            default:
                return input.Options is { Count: > 0 } && !IsChoice(input, text) ? new($"“{text}”不在可选项中", $"\"{text}\" is not one of the choices") : null;
        }
    }

    private static bool IsChoice(InputDescriptor input, string value) => input.Options!.Any(o => o.Value.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase));

    private static void Add(ProcedureRule rule, Place stage, InputDescriptor input, string zh, string en, Findings findings)
    {
        var range = input.Options is { Count: > 0 } options
            ? new Bilingual("从下列选项中选择：" + string.Join("、", options.Select(o => o.Text.Zh)) + "。", "Choose one of: " + string.Join(", ", options.Select(o => o.Text.En)) + ".")
            : new("填写规定范围内的数值。", "Give a value within the range.");
        findings.Add(rule, stage.Node, $"“{ShapeCheck.Say(stage)}”的“{input.Label.Zh}”：{zh}。", $"\"{input.Label.En}\" of \"{ShapeCheck.Say(stage)}\": {en}.",
            range.Zh, range.En, input.Name);
    }
}
