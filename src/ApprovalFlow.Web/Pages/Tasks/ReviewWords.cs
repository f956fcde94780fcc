using ApprovalFlow.Applications;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Web.TagHelpers;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>A check of the sheet: pending, pass or fail, with its reason.</summary>
public sealed record CheckChoice(string Name, string Label, CheckResult Result, string ReasonName, string? Reason, bool ReadOnly);

/// <summary>How the qualification review says things.</summary>
public static class ReviewWords
{
    public static Tone ToneOf(CheckResult result) => result switch
    {
        CheckResult.Pending => Tone.Quiet,
        CheckResult.Pass => Tone.Good,
        CheckResult.Fail => Tone.Wait,
    };

    /// <summary>The key of a compared field's name.</summary>
    public static string FieldOf(string field) => field switch
    {
        nameof(ApplicationForm.Name) => "姓名",
        nameof(ApplicationForm.Sex) => "性别",
        nameof(ApplicationForm.BornOn) => "出生年月",
        nameof(ApplicationForm.Ethnicity) => "民族",
        nameof(ApplicationForm.NativePlace) => "籍贯",
        nameof(ApplicationForm.PoliticalStatus) => "政治面貌",
        nameof(ApplicationForm.PartyJoinedOn) => "入党时间",
        nameof(ApplicationForm.WorkStartedOn) => "参加工作时间",
        nameof(ApplicationForm.UnitJoinedOn) => "来本单位时间",
        nameof(ApplicationForm.HighestEducation) => "最高学历",
        nameof(ApplicationForm.Department) => "所在部门",
        nameof(ApplicationForm.PresentPost) => "现任职务",
        nameof(ApplicationForm.PresentPostOn) => "任现职时间",
        nameof(ApplicationForm.Rank) => "现级别",
        nameof(ApplicationForm.RankOn) => "任现级别时间",
        nameof(ApplicationForm.Establishment) => "编制性质",
        _ => field,
    };
}
