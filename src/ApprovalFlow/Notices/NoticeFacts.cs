using System.Globalization;
using ApprovalFlow.Applications;

namespace ApprovalFlow.Notices;

/// <summary>The facts of a frozen form that may be published (DOMAIN §16.2): nothing else of it ever is.</summary>
public static class NoticeFacts
{
    /// <summary>Sex, ethnicity, month of birth, native place, education and degree, political status, in the order notices use.</summary>
    public static IEnumerable<string> Of(ApplicationForm form)
    {
        if (form.Sex is { } sex) yield return sex == Sex.Male ? "男" : "女";
        if (form.Ethnicity.Length > 0) yield return form.Ethnicity;
        if (form.BornOn is { } born) yield return born.ToString("yyyy年M月", CultureInfo.InvariantCulture) + "生";
        if (form.NativePlace.Length > 0) yield return form.NativePlace + "人";
        if (form.HighestEducation is { } education) yield return EducationOf(education) + DegreeOf(form);
        if (form.PoliticalStatus is { } status) yield return StatusOf(status, form.PartyName);
    }

    private static string EducationOf(EducationLevel level) => level switch
    {
        EducationLevel.Secondary => "高中（中专）",
        EducationLevel.College => "大专",
        EducationLevel.Undergraduate => "大学",
        EducationLevel.Postgraduate => "研究生",
    };

    private static string DegreeOf(ApplicationForm form)
    {
        var full = form.FullTimeEducation.Degree ?? Degree.None;
        var later = form.InServiceEducation.Degree ?? Degree.None;
        return (full > later ? full : later) switch
        {
            Degree.None => "",
            Degree.Bachelor => "、学士",
            Degree.Master => "、硕士",
            Degree.Doctor => "、博士",
        };
    }

    private static string StatusOf(PoliticalStatus status, string partyName) => status switch
    {
        PoliticalStatus.PartyMember => "中共党员",
        PoliticalStatus.ProbationaryPartyMember => "中共预备党员",
        PoliticalStatus.DemocraticParty => partyName.Length > 0 ? partyName + "成员" : "民主党派成员",
        PoliticalStatus.NonPartisan => "无党派人士",
        PoliticalStatus.LeagueMember => "共青团员",
        PoliticalStatus.Masses => "群众",
    };
}
