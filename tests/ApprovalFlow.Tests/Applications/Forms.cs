using ApprovalFlow.Applications;

namespace ApprovalFlow.Tests.Applications;

/// <summary>A complete registration form and what a competition asks of it, to be varied by tests.</summary>
internal static class Forms
{
    public static readonly Guid Post = Guid.CreateVersion7();

    public static ApplicationForm Complete { get; } = new()
    {
        Name = "王一", Sex = Sex.Female, BornOn = new(1984, 5, 6), Ethnicity = "汉族", NativePlace = "辽宁沈阳", BirthPlace = "辽宁沈阳",
        PoliticalStatus = PoliticalStatus.PartyMember, PartyJoinedOn = new(2006, 6, 1),
        WorkStartedOn = new(2008, 8, 1), UnitJoinedOn = new(2012, 3, 1), Phone = "024-12345678", Email = "wang.yi@example.test",
        FullTimeEducation = new() { Level = EducationLevel.Undergraduate, Degree = Degree.Bachelor, School = "某大学", GraduatedOn = new(2008, 7, 1) },
        Department = "办公室", PresentPost = "一级主任科员", PresentPostOn = new(2019, 1, 1), Rank = PostRank.Section, RankOn = new(2018, 1, 1),
        Establishment = Establishment.Administrative, Preferences = [Post],
        Resume =
        [
            new() { FromOn = new(2008, 8, 1), ToOn = new(2012, 2, 29), What = "某县科员", Rank = PostRank.Staff, GrassRoots = true },
            new() { FromOn = new(2012, 3, 1), What = "某厅办公室", Rank = PostRank.Section },
        ],
        Appraisals =
        [
            new() { Year = 2025, Grade = AppraisalGrade.Competent }, new() { Year = 2024, Grade = AppraisalGrade.Excellent },
            new() { Year = 2023, Grade = AppraisalGrade.Competent },
        ],
        Reasons = "熟悉业务", WorkPlan = "三年内做到",
        Family = [new() { Kin = "配偶", Name = "李二", BornIn = new(1983, 2, 1), PoliticalStatus = PoliticalStatus.Masses, Work = "某公司职员" }],
        RelativeInUnit = false, FamilySettledAbroad = false,
    };

    public static FormDemands Demands { get; } = new(
        new DateOnly(2026, 8, 10), new DateOnly(2026, 7, 31), MaxPreferences: 1, new HashSet<Guid> { Post }, HealthNeeded: false);
}
