using System.Collections.Immutable;
using System.Globalization;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.DemocraticEvaluation;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>Settings that the law bounds, and settings of one stage that contradict each other.</summary>
internal static class StageSettingCheck
{
    private static readonly ImmutableArray<Component> Comparable =
        [.. new[] { Components.Written, Components.Interview, Components.Evaluation }.Select(key => new Component(key, 0, 100))];

    public static void Run(Course course, Findings findings)
    {
        foreach (var stage in course.Stages)
        {
            switch (stage.Stage)
            {
                case StageKind.PublicNotice: Notice(stage, findings); break;
                case StageKind.Inspection: Inspection(stage, findings); break;
                case StageKind.PartyGroupDecision: Decision(stage, findings); break;
                case StageKind.DemocraticEvaluation: Evaluation(stage, findings); break;
                case StageKind.Interview: Interview(stage, findings); break;
                case StageKind.WrittenExam: Exam(stage, findings); break;
                case StageKind.Registration: Registration(stage, findings); break;
                case StageKind.Synthesis: Synthesis(stage, findings); break;
            }
        }
    }

    private static void Notice(Place stage, Findings findings)
    {
        if (Settings.Number(stage.Node, "WorkingDays") is { } days and < 5)
        {
            Say(ProcedureRules.NoticeTooShort, stage, "WorkingDays", $"公示期只有{Text(days)}个工作日。", $"The notice stands for only {Text(days)} working days.",
                "改为5个工作日以上。", "Make it five working days or more.", findings);
        }
    }

    private static void Inspection(Place stage, Findings findings)
    {
        if (Settings.Number(stage.Node, "Team") is { } team and < 2)
        {
            Say(ProcedureRules.TeamTooSmall, stage, "Team", $"考察组最少人数为{Text(team)}人。", $"The smallest inspection team has {Text(team)}.",
                "改为2人以上。", "Make it two or more.", findings);
        }

        Share(stage, "TalkCoverage", ProcedureRules.TalkCoverageLow, below: (2, 3), findings);
    }

    private static void Decision(Place stage, Findings findings) => Share(stage, "Threshold", ProcedureRules.ThresholdTooLoose, below: (1, 2), findings);

    private static void Evaluation(Place stage, Findings findings)
    {
        Share(stage, "Attendance", ProcedureRules.AttendanceTooLoose, below: (2, 3), findings);
        if (Settings.Of(stage.Node, "Categories") is not { Length: > 0 } text) return;
        decimal sum;
        try
        {
            sum = EvaluationSettings.CategoriesOf(text).Sum(c => c.Weight);
        }
        catch (FormatException)
        {
            sum = 0;
        }

        if (sum is not (100 or 1))
        {
            Say(ProcedureRules.SettingsDisagree, stage, "Categories", $"测评人类别的权重之和为{Text(sum)}，不是100。", $"The weights of the evaluators' categories add up to {Text(sum)}, not 100.",
                "写作“leaders=40;others=60”，各类之和为100。", "Write it like leaders=40;others=60, adding up to 100.", findings);
        }
    }

    private static void Interview(Place stage, Findings findings)
    {
        var (panel, least) = (Settings.Number(stage.Node, "Panel"), Settings.Number(stage.Node, "MinPanel"));
        if (least > panel)
        {
            Say(ProcedureRules.SettingsDisagree, stage, "MinPanel", $"最少评委人数{Text(least.Value)}多于评委人数{Text(panel.Value)}，面试永远无法举行。",
                $"The smallest panel ({Text(least.Value)}) is larger than the panel ({Text(panel.Value)}); the interview could never be held.",
                "减少最少评委人数，或增加评委。", "Lower the smallest panel or enlarge the panel.", findings);
        }

        var dropped = Settings.Number(stage.Node, "DropHigh") + Settings.Number(stage.Node, "DropLow");
        if (dropped >= least && least <= panel)
        {
            Say(ProcedureRules.SettingsDisagree, stage, "DropHigh", $"最少{Text(least.Value)}份评分表去掉{Text(dropped.Value)}份后没有剩余。",
                $"Of {Text(least.Value)} sheets at least, {Text(dropped.Value)} are left out, and none remains.",
                "少去掉几个分数，或提高最少评委人数。", "Leave out fewer, or raise the smallest panel.", findings);
        }
    }

    private static void Exam(Place stage, Findings findings)
    {
        var (pass, full) = (Settings.Number(stage.Node, "PassLine"), Settings.Number(stage.Node, "FullMark"));
        if (pass > full)
        {
            Say(ProcedureRules.SettingsDisagree, stage, "PassLine", $"合格线{Text(pass.Value)}高于满分{Text(full.Value)}。", $"The pass line {Text(pass.Value)} is above the full mark {Text(full.Value)}.",
                "降低合格线。", "Lower the pass line.", findings);
        }
    }

    private static void Registration(Place stage, Findings findings)
    {
        var (opening, floor) = (Settings.Number(stage.Node, "OpeningRatio"), Settings.Number(stage.Node, "FloorRatio"));
        if (floor > opening)
        {
            Say(ProcedureRules.SettingsDisagree, stage, "FloorRatio", $"最低比例{Text(floor.Value)}高于开考比例{Text(opening.Value)}。", $"The floor ratio {Text(floor.Value)} is above the opening ratio {Text(opening.Value)}.",
                "最低比例不应高于开考比例。", "Keep the floor at or below the opening ratio.", findings);
        }
    }

    private static void Synthesis(Place stage, Findings findings)
    {
        if (Settings.Of(stage.Node, "TieChain") is not { } text) return;
        var keys = text.Split([',', '，', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!keys.Contains(TieChain.AdmitAll))
        {
            Say(ProcedureRules.NoTieRule, stage, "TieChain", "没有规定逐项比较后仍然并列的如何处理。", "Nothing is said about those who are still equal after all comparisons.",
                "按次序写明比较的成绩，最后写 admitAll。", "Name the scores compared in turn, and admitAll last.", findings);
        }

        if (Array.Find(keys, k => !TieChain.Knows(Comparable, k)) is { } unknown)
        {
            Say(ProcedureRules.SettingInvalid, stage, "TieChain", $"并列处理中的“{unknown}”不是可以比较的成绩。", $"\"{unknown}\" in the tie chain is no score that can be compared.",
                "只写 evaluation、interview、written、interviewUntrimmed 和 admitAll。", "Use evaluation, interview, written, interviewUntrimmed and admitAll only.", findings);
        }
        else if (Array.IndexOf(keys, TieChain.AdmitAll) is >= 0 and var at && at < keys.Length - 1)
        {
            Say(ProcedureRules.SettingsDisagree, stage, "TieChain", "admitAll 之后的比较不会用到。", "Nothing after admitAll is ever compared.",
                "把 admitAll 放在最后。", "Put admitAll last.", findings);
        }
    }

    private static void Share(Place stage, string input, ProcedureRule rule, (decimal Part, decimal Whole) below, Findings findings)
    {
        if (Settings.Of(stage.Node, input) is not { } text) return;
        var label = Settings.Describe(stage.Node, input)!.Label;
        if (Settings.Share(text) is not { } share || share.Part > share.Whole || share.Part <= 0)
        {
            Say(ProcedureRules.SettingInvalid, stage, input, $"“{label.Zh}”：“{text}”不是比例。", $"\"{label.En}\": \"{text}\" is not a share.",
                $"写作 {below.Part:0}/{below.Whole:0} 这样的分数。", $"Write it as a fraction such as {below.Part:0}/{below.Whole:0}.", findings);
        }
        else if (share.Part * below.Whole < below.Part * share.Whole)
        {
            Say(rule, stage, input, $"“{label.Zh}”为{text}，低于{below.Part:0}/{below.Whole:0}。", $"\"{label.En}\" is {text}, less than {below.Part:0}/{below.Whole:0}.",
                $"改为 {below.Part:0}/{below.Whole:0} 或更严。", $"Make it {below.Part:0}/{below.Whole:0} or stricter.", findings);
        }
        else if (Settings.Describe(stage.Node, input)!.Options is { Count: > 0 } options && !options.Any(o => o.Value == text.Trim()))
        {
            Say(ProcedureRules.SettingInvalid, stage, input, $"“{label.Zh}”：“{text}”不在可选项中。", $"\"{label.En}\": \"{text}\" is not one of the choices.",
                "从下列选项中选择：" + string.Join("、", options.Select(o => o.Text.Zh)) + "。", "Choose one of: " + string.Join(", ", options.Select(o => o.Text.En)) + ".", findings);
        }
    }

    private static void Say(ProcedureRule rule, Place stage, string input, string zh, string en, string mendZh, string mendEn, Findings findings) =>
        findings.Add(rule, stage.Node, $"“{ShapeCheck.Say(stage)}”：{zh}", $"\"{ShapeCheck.Say(stage)}\": {en}", mendZh, mendEn, input);

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
