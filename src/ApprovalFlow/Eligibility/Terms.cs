using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Eligibility;

/// <summary>The words of announcements for what eligibility rules speak of, in both languages.</summary>
public static class Terms
{
    public static readonly Bilingual None = new("无", "none");

    public static readonly Bilingual NotGiven = new("未填写", "not given");

    public static Bilingual Of(DateOnly date) => new(
        date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture), date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));

    public static Bilingual Of(EducationLevel level) => level switch
    {
        EducationLevel.Secondary => new("高中（中专）", "secondary school"),
        EducationLevel.College => new("大学专科", "college"),
        EducationLevel.Undergraduate => new("大学本科", "university undergraduate"),
        EducationLevel.Postgraduate => new("研究生", "postgraduate"),
    };

    public static Bilingual Of(Degree degree) => degree switch
    {
        Degree.None => new("无学位", "no degree"),
        Degree.Bachelor => new("学士", "bachelor's"),
        Degree.Master => new("硕士", "master's"),
        Degree.Doctor => new("博士", "doctor's"),
    };

    public static Bilingual Of(PoliticalStatus status) => status switch
    {
        PoliticalStatus.PartyMember => new("中共党员", "member of the Communist Party of China"),
        PoliticalStatus.ProbationaryPartyMember => new("中共预备党员", "probationary member of the Communist Party of China"),
        PoliticalStatus.DemocraticParty => new("民主党派成员", "member of a democratic party"),
        PoliticalStatus.NonPartisan => new("无党派人士", "non-partisan"),
        PoliticalStatus.LeagueMember => new("共青团员", "member of the Communist Youth League"),
        PoliticalStatus.Masses => new("群众", "no party"),
    };

    public static Bilingual Of(PostRank rank) => rank switch
    {
        PostRank.Staff => new("科员级", "staff"),
        PostRank.DeputySection => new("乡科级副职", "deputy section head"),
        PostRank.Section => new("乡科级正职", "section head"),
        PostRank.DeputyDivision => new("县处级副职", "deputy division head"),
        PostRank.Division => new("县处级正职", "division head"),
        PostRank.DeputyBureau => new("厅局级副职", "deputy bureau head"),
        PostRank.Bureau => new("厅局级正职", "bureau head"),
    };

    public static Bilingual Of(Establishment kind) => kind switch
    {
        Establishment.Administrative => new("行政编制（公务员）", "administrative (civil servant)"),
        Establishment.Participating => new("参照公务员法管理", "managed by reference to the Civil Servant Law"),
        Establishment.Institution => new("事业编制", "public institution"),
        Establishment.Other => new("其他", "other"),
    };

    public static Bilingual Of(AppraisalGrade grade) => grade switch
    {
        AppraisalGrade.Excellent => new("优秀", "excellent"),
        AppraisalGrade.Competent => new("称职", "competent"),
        AppraisalGrade.BasicallyCompetent => new("基本称职", "basically competent"),
        AppraisalGrade.Incompetent => new("不称职", "incompetent"),
        AppraisalGrade.NotGraded => new("不定等次", "not graded"),
    };

    public static Bilingual Of(SanctionKind kind) => kind switch
    {
        SanctionKind.Warning => new("警告", "warning"),
        SanctionKind.Demerit => new("记过", "demerit"),
        SanctionKind.MajorDemerit => new("记大过", "major demerit"),
        SanctionKind.Demotion => new("降级", "demotion"),
        SanctionKind.Removal => new("撤职", "removal from post"),
        SanctionKind.Admonition => new("诫勉", "admonition"),
        SanctionKind.PartyWarning => new("党内警告", "Party warning"),
        SanctionKind.SeriousPartyWarning => new("党内严重警告", "serious Party warning"),
        SanctionKind.RemovalFromPartyPosts => new("撤销党内职务", "removal from Party posts"),
        SanctionKind.ProbationInParty => new("留党察看", "probation within the Party"),
        SanctionKind.Other => new("其他处分", "other sanction"),
    };
}
