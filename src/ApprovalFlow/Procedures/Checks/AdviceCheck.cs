using System.Globalization;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.DemocraticEvaluation;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// What is lawful and still deserves a second look. That a meeting is not held on the day the inspection closes, and the last
/// day to withdraw, are dates of a competition's plan and are checked there; mails are sent by every stage.
/// </summary>
internal static class AdviceCheck
{
    public static void Run(Course course, Findings findings, UnitFacts? unit)
    {
        foreach (var stage in course.Stages)
        {
            Nested(course, stage, findings);
            switch (stage.Stage)
            {
                case StageKind.Announcement: Announcement(stage, findings); break;
                case StageKind.Registration: Range(stage, "OpeningRatio", 2, 10, ProcedureRules.RatioUnusual, findings); break;
                case StageKind.WrittenExam: Range(stage, "InterviewRatio", 2, 5, ProcedureRules.RatioUnusual, findings); break;
                case StageKind.Interview: Panel(stage, findings); break;
                case StageKind.DemocraticEvaluation: Evaluation(stage, findings, unit); break;
                case StageKind.Synthesis: Surplus(stage, findings); break;
                case StageKind.Inspection: Range(stage, "NoticeWorkingDays", 1, 3, ProcedureRules.InspectionNoticeUnusual, findings); break;
                case StageKind.PartyGroupDecision: Decision(stage, findings, unit); break;
                case StageKind.PublicNotice: PublicNotice(stage, findings); break;
                case StageKind.Probation: Range(stage, "Months", 12, 12, ProcedureRules.ProbationUnusual, findings); break;
            }
        }

        if (unit is { DisciplineStaff: 0 })
        {
            findings.Add(ProcedureRules.NoObserver, null, "本单位没有纪检监察人员可以监督。", "The unit has nobody from discipline inspection to observe.",
                "请上级或派驻纪检监察机构指派人员。", "Ask the superior or the resident discipline office for somebody.");
        }
    }

    private static void Nested(Course course, Place stage, Findings findings)
    {
        if (stage.Node.Parent == course.Definition.Workflow.Children[0]) return;
        findings.Add(ProcedureRules.StageNested, stage.Node, $"“{ShapeCheck.Say(stage)}”在子流程中，方案的时间表和人员要求不会列出它。",
            $"\"{ShapeCheck.Say(stage)}\" stands inside a container; the plan's timetable and its needs of people do not list it.",
            "把它移到主流程图中。", "Move it to the main flowchart.");
    }

    private static void Announcement(Place stage, Findings findings)
    {
        if (Settings.Number(stage.Node, "DaysBeforeRegistration") is { } days and < 1)
        {
            findings.Add(ProcedureRules.ShortAnnouncement, stage.Node, $"公告当天就可以开始报名（{Text(days)}个工作日）。", $"Registration may open on the day of the announcement ({Text(days)} working days).",
                "一般提前3个工作日公告。", "Usually it is announced three working days ahead.", "DaysBeforeRegistration");
        }
    }

    private static void Panel(Place stage, Findings findings)
    {
        if (Settings.Number(stage.Node, "Panel") is not { } panel) return;
        if (panel % 2 == 0)
            findings.Add(ProcedureRules.PanelEven, stage.Node, $"评委{Text(panel)}人，为双数。", $"The panel of {Text(panel)} is even.", "改为5、7或9人。", "Make it 5, 7 or 9.", "Panel");
        if (panel < 5)
        {
            findings.Add(ProcedureRules.PanelSmall, stage.Node, $"评委只有{Text(panel)}人，不去最高最低分。", $"The panel has only {Text(panel)}; no mark is left out then.",
                "改为5人以上。", "Make it five or more.", "Panel");
        }
    }

    private static void Evaluation(Place stage, Findings findings, UnitFacts? unit)
    {
        if (Settings.Number(stage.Node, "VetoAtOrBelow") is < 0)
            findings.Add(ProcedureRules.NoVeto, stage.Node, "民主测评没有设否决线。", "The evaluation has no veto line.", "一般设为50%。", "Usually it is 50 %.", "VetoAtOrBelow");
        var categories = 1;
        try
        {
            if (Settings.Of(stage.Node, "Categories") is { Length: > 0 } text) categories = Math.Max(1, EvaluationSettings.CategoriesOf(text).Length);
        }
        catch (FormatException)
        {
            return; // said already
        }

        if (unit is not null && unit.People < categories * Anonymity.SmallestCell)
        {
            findings.Add(ProcedureRules.FewEvaluators, stage.Node, $"本单位{Text(unit.People)}人分为{Text(categories)}类测评，每类难以满5人。",
                $"With {Text(unit.People)} people in {Text(categories)} categories, a category will hardly have five.",
                "减少类别，或扩大测评范围。", "Use fewer categories or more evaluators.", "Categories");
        }
    }

    private static void Surplus(Place stage, Findings findings)
    {
        if (Settings.Number(stage.Node, "InspectionRatio") is not { } ratio) return;
        if (ratio <= 1)
        {
            findings.Add(ProcedureRules.NoSurplus, stage.Node, "考察比例为1:1，没有差额。", "The inspection ratio is 1:1, without surplus.", "一般为2:1。", "Usually it is 2:1.", "InspectionRatio");
        }
        else
        {
            Range(stage, "InspectionRatio", 1, 3, ProcedureRules.RatioUnusual, findings);
        }
    }

    private static void Decision(Place stage, Findings findings, UnitFacts? unit)
    {
        if (Settings.Of(stage.Node, "RecusalPolicy") == nameof(Meetings.RecusalQuorumPolicy.ExcludeFromBoth))
        {
            findings.Add(ProcedureRules.RecusalLoose, stage.Node, "回避成员不计入应到会，到会和通过的人数要求随之降低。",
                "Recused members do not count among those who should attend, which lowers both numbers.", "改为“严格”。", "Choose \"Strict\".", "RecusalPolicy");
        }

        if (unit is { PartyGroupMembers: < 3 })
        {
            findings.Add(ProcedureRules.SmallPartyGroup, stage.Node, $"本单位党组只有{Text(unit.PartyGroupMembers)}名成员，无法按规定表决。",
                $"The unit's party group has only {Text(unit.PartyGroupMembers)} members and cannot vote as the rule asks.",
                "补齐党组成员，或提请上级党组织决定。", "Complete the group or refer the decision to the superior one.");
        }
    }

    private static void PublicNotice(Place stage, Findings findings)
    {
        if (bool.TryParse(Settings.Of(stage.Node, "CountPublicationDay"), out var counted) && counted)
        {
            findings.Add(ProcedureRules.PublicationDayCounted, stage.Node, "公示期计入发布当日，可能被认为不足五个工作日。",
                "The day of publication counts; some will say that five working days were not kept.", "不计入发布当日。", "Do not count it.", "CountPublicationDay");
        }
    }

    private static void Range(Place stage, string input, decimal from, decimal to, ProcedureRule rule, Findings findings)
    {
        if (Settings.Number(stage.Node, input) is not { } number || (number >= from && number <= to)) return;
        var label = Settings.Describe(stage.Node, input)!.Label;
        var (zh, en) = from == to ? (Text(from), Text(from)) : ($"{Text(from)}至{Text(to)}", $"{Text(from)} to {Text(to)}");
        findings.Add(rule, stage.Node, $"“{ShapeCheck.Say(stage)}”的“{label.Zh}”为{Text(number)}，一般为{zh}。", $"\"{label.En}\" of \"{ShapeCheck.Say(stage)}\" is {Text(number)}; usually it is {en}.",
            "确认确有需要，并在方案中说明理由。", "Make sure that it is meant, and give the reason in the plan.", input);
    }

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
