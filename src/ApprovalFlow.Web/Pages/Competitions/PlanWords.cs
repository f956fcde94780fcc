using System.Globalization;
using ApprovalFlow.Competitions;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>The findings of a plan's check, and the terms of its procedure, as sentences.</summary>
public static class PlanWords
{
    public static string Of(Texts texts, PlanFinding finding) => finding.Problem switch
    {
        PlanProblem.TitleMissing => texts["没有填写名称。"],
        PlanProblem.PurposeMissing => texts["没有填写指导思想与目的。"],
        PlanProblem.OrganisationMissing => texts["没有填写组织领导。"],
        PlanProblem.EligibilityMissing => texts["没有填写报名范围和资格条件。"],
        PlanProblem.DisciplineTextMissing => texts["没有填写纪律与监督。"],
        PlanProblem.ContactMissing => texts["没有填写联系方式。"],
        PlanProblem.AsOfMissing => texts["没有填写时间计算截止日期。"],
        PlanProblem.NoPosts => texts["还没有职位。"],
        PlanProblem.PostsExceedVacancies => texts["“{0}”拟任 {1} 人，超过空缺职数 {2}。", finding.Subject, Number(finding.Have), Number(finding.Need)],
        PlanProblem.QuotaBelowOne => texts["“{0}”的职数应当至少为 1。", finding.Subject],
        PlanProblem.RequirementsMissing => texts["“{0}”没有写明资格条件。", finding.Subject],
        PlanProblem.WeightsNotHundred => texts["所选程序各项权重之和为 {0}%，应当正好是 100%。", Number(finding.Have)],
        PlanProblem.ProcedureNotPublished => texts["所选程序版本已停用，不能用于新的竞争上岗。"],
        PlanProblem.DutyMissing => texts["{0}：需要 {1} 人，已确定 {2} 人。", texts.Of(finding.Duty!.Value), Number(finding.Need), Number(finding.Have)],
        PlanProblem.DutyTooMany => texts["{0}：最多 {1} 人，已确定 {2} 人。", texts.Of(finding.Duty!.Value), Number(finding.Need), Number(finding.Have)],
        PlanProblem.DutiesExclude => texts["{0}不能同时担任{1}和{2}。", finding.Subject, texts.Of(finding.Duty!.Value), texts.Of(finding.OtherDuty!.Value)],
        PlanProblem.PersonInactive => texts["{0}已停用，请换人。", finding.Subject],
        PlanProblem.DateMissing => texts["时间表缺少：{0}。", texts.Of(finding.Date!.Value)],
        PlanProblem.DateInThePast => texts["{0}的日期已经过去。", texts.Of(finding.Date!.Value)],
        PlanProblem.OutOfOrder => texts["时间顺序不对：{0}早于{1}。", texts.Of(finding.Date!.Value), texts.Of(finding.OtherDate!.Value)],
        PlanProblem.NotAWorkingDay => texts["{0}不是工作日。", texts.Of(finding.Date!.Value)],
        PlanProblem.AnnouncedTooLate => texts["公告到报名开始只有 {0} 个工作日，程序要求至少 {1} 个。", Number(finding.Have), Number(finding.Need)],
        PlanProblem.CalendarProvisional => texts["时间表涉及尚未公布放假安排的年份，日期是暂定的。"],
        PlanProblem.ShortWindow => texts["报名时间只有 {0} 个工作日，少于通常的 {1} 个。", Number(finding.Have), Number(finding.Need)],
        PlanProblem.NoReserve => texts["没有候补评委：评委临时缺席时只能延期。"],
        PlanProblem.FewEvaluators => texts["测评人只有 {0} 人，少于 {1} 人时结果只显示是否通过。", Number(finding.Have), Number(finding.Need)],
        PlanProblem.NoSurplus => texts["考察对象与职数相等，没有差额。"],
        PlanProblem.NoMachineRules => texts["“{0}”没有可自动核对的条件，资格审查全部由人工判断。", finding.Subject],
    };

    /// <summary>Label and value of each term the procedure fixes.</summary>
    public static IEnumerable<(string Label, string Value)> Terms(Texts texts, ProcedureTerms terms)
    {
        if (terms.Weights.Count > 0)
            yield return (texts["成绩构成"], string.Join(texts["、"], terms.Weights.Select(w => $"{texts.Of(w.Stage)} {Number(w.Weight)}%")));
        if (terms.Preferences is { } preferences) yield return (texts["每人限报职位"], texts["{0} 个", preferences]);
        if (terms.OpeningRatio is { } opening)
        {
            var lowered = terms.FloorRatio is { } floor && floor < opening;
            yield return (texts["开考比例"], lowered
                ? texts["{0}:1，经批准不低于 {1}:1", Number(opening), Number(terms.FloorRatio!.Value)] : $"{Number(opening)}:1");
        }

        if (terms.Panel is { } panel) yield return (texts["评委"], texts["{0} 名", panel]);
        if (terms.InterviewRatio is { } interview) yield return (texts["面试比例"], $"{Number(interview)}:1");
        if (terms.VetoAtOrBelow is { } veto) yield return (texts["测评否决"], texts["赞成率不超过 {0}%", Number(veto)]);
        if (terms.InspectionRatio is { } inspection) yield return (texts["考察比例"], $"{Number(inspection)}:1");
        if (terms.NoticeWorkingDays is { } notice) yield return (texts["任前公示"], texts["{0} 个工作日", notice]);
        if (terms.ProbationMonths is { } months) yield return (texts["试用期"], texts["{0} 个月", months]);
    }

    /// <summary>The page of a stage's run, by convention of the stage pages.</summary>
    public static string StagePath(StageRun run) => $"/stages/{Kebab(run.Kind)}/{run.Id}";

    private static string Kebab(StageKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
