using ApprovalFlow.Engine;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Synthesis;

namespace ApprovalFlow.Procedures;

/// <summary>A drawing said in words, in either language: names, who does it, settings, ways out.</summary>
public static class ProcedureWords
{
    /// <summary>In Chinese the name the designer gave; in English the stage's own, because designers name in one language.</summary>
    public static string Name(DrawnActivity activity, bool chinese) =>
        chinese ? activity.DisplayText
        : activity.Descriptor is { } descriptor ? descriptor.Name.En
        : activity.Type switch
        {
            "Elsa.Start" => "Start",
            "Elsa.End" => "End",
            _ => activity.Stage is { } stage ? Name(stage).En : activity.DisplayText,
        };

    public static Bilingual Name(StageKind stage) => stage switch
    {
        StageKind.Announcement => new("发布公告", "Announcement"),
        StageKind.Registration => new("报名", "Registration"),
        StageKind.QualificationReview => new("资格审查", "Qualification review"),
        StageKind.WrittenExam => new("笔试", "Written exam"),
        StageKind.Interview => new("面试", "Interview"),
        StageKind.DemocraticEvaluation => new("民主测评", "Democratic evaluation"),
        StageKind.Synthesis => new("综合成绩与考察对象", "Synthesis and inspection list"),
        StageKind.Inspection => new("组织考察", "Inspection"),
        StageKind.FourChecks => new("凡提四必", "Four mandatory checks"),
        StageKind.PartyGroupDecision => new("党组讨论决定", "Party-group decision"),
        StageKind.PublicNotice => new("任前公示", "Pre-appointment notice"),
        StageKind.Appointment => new("任职", "Appointment"),
        StageKind.Probation => new("试用期", "Probation"),
        StageKind.Archive => new("纪实归档", "Record and archive"),
        StageKind.CloseCompetition => new("终止竞争上岗", "Close the competition"),
    };

    /// <summary>Who does the work of a stage, in the order they act.</summary>
    public static Bilingual Who(StageKind stage) => stage switch
    {
        StageKind.Announcement => new("组织人事部门", "organiser"),
        StageKind.Registration => new("竞争者；不足比例时领导小组", "candidates; below the ratio the leading group"),
        StageKind.QualificationReview => new("资格审查人（初审、复审）、资格复核人", "reviewers (first, second), re-check reviewer"),
        StageKind.WrittenExam => new("阅卷人、复核员", "exam markers, score verifier"),
        StageKind.Interview => new("评委、计分员、复核员", "panel members, score keeper, verifier"),
        StageKind.DemocraticEvaluation => new("测评人、监票人", "evaluators, scrutineer"),
        StageKind.Synthesis => new("计分员、复核员、纪检监督员、领导小组", "score keeper, verifier, discipline observer, leading group"),
        StageKind.Inspection => new("组织人事部门、考察组", "organiser, inspection team"),
        StageKind.FourChecks => new("组织人事部门、纪检监察、党组织书记", "organiser, discipline office, party secretary"),
        StageKind.PartyGroupDecision => new("党组成员、主要负责人、记录员、监票人、计票人", "party-group members, chair, recorder, scrutineer, teller"),
        StageKind.PublicNotice => new("组织人事部门、举报受理人", "organiser, objection handlers"),
        StageKind.Appointment => new("谈话人、组织人事部门", "talk giver, organiser"),
        StageKind.Probation => new("任职者、组织人事部门、主要负责人", "appointee, organiser, party secretary"),
        StageKind.Archive => new("组织人事部门", "organiser"),
        StageKind.CloseCompetition => new("系统（按流程终止并通知报名人）", "the system (ends it and tells every candidate)"),
    };

    public static string Outcome(DrawnActivity activity, string port, bool chinese)
    {
        if (port == "Done") return "";
        var label = activity.Descriptor?.Outcomes.FirstOrDefault(o => o.Name == port)?.Label;
        return label is null ? port : Of(label, chinese);
    }

    /// <summary>Every setting with its label and its value in words; a default is shown like a drawn value, because it is in force.</summary>
    public static IEnumerable<(string Name, string Label, string Value)> Settings(DrawnActivity activity, bool chinese)
    {
        if (activity.Descriptor is not { } descriptor)
            return activity.Settings.Select(s => (s.Key, s.Key, s.Value));

        return from input in descriptor.Inputs
               let value = activity.Setting(input.Name)
               where !string.IsNullOrEmpty(value)
               select (input.Name, Of(input.Label, chinese), Value(input, value, chinese));
    }

    private static string Value(InputDescriptor input, string value, bool chinese)
    {
        if (input.Type == "Boolean")
            return value.Equals("true", StringComparison.OrdinalIgnoreCase) ? (chinese ? "是" : "yes") : chinese ? "否" : "no";
        if (input.Name == "VetoAtOrBelow" && value == "-1") return chinese ? "不设" : "none";
        if (input.Name == "TieChain")
            return string.Join(chinese ? "、" : ", ", SynthesisStage.ChainOf(value).Select(key => Of(TieChain.NameOf(key), chinese)));
        if (input.Options is not { Count: > 0 } options) return value;

        var words = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => options.FirstOrDefault(o => o.Value.Equals(part, StringComparison.OrdinalIgnoreCase)) is { } option ? Of(option.Text, chinese) : part);
        return string.Join(chinese ? "、" : ", ", words);
    }

    private static string Of(Bilingual text, bool chinese) => chinese ? text.Zh : text.En;
}
