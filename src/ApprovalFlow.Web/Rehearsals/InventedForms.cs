using ApprovalFlow.Applications;
using ApprovalFlow.People;

namespace ApprovalFlow.Web.Rehearsals;

/// <summary>Complete registration forms of invented candidates, each a little different.</summary>
internal static class InventedForms
{
    public static ApplicationForm Of(Person person, int number, DateOnly asOf, bool shortTenure)
    {
        var born = new DateOnly(asOf.Year - 34 - number % 8, 1 + number % 12, 1 + number * 3 % 27);
        var began = new DateOnly(born.Year + 23, 7, 15);
        var inPost = shortTenure ? new DateOnly(asOf.Year, 1, 10) : new DateOnly(asOf.Year - 4, 3, 1);
        return new ApplicationForm
        {
            Name = person.Name, Sex = number % 3 == 0 ? Sex.Female : Sex.Male, BornOn = born, Ethnicity = number % 6 == 0 ? "满族" : "汉族",
            NativePlace = "江北清河", BirthPlace = "江北清河", PoliticalStatus = PoliticalStatus.PartyMember, PartyJoinedOn = began.AddYears(1),
            WorkStartedOn = began, UnitJoinedOn = began, Speciality = "文字综合",
            FullTimeEducation = new() { Level = EducationLevel.Undergraduate, Degree = Degree.Bachelor, School = "江北大学", Major = "行政管理", GraduatedOn = new DateOnly(began.Year, 7, 1) },
            Phone = person.Phone, Email = person.Email, Department = person.Department, PresentPost = person.Position, PresentPostOn = inPost,
            Rank = PostRank.Section, RankOn = inPost, Establishment = Establishment.Administrative,
            Resume =
            [
                new() { FromOn = new DateOnly(began.Year - 4, 9, 1), ToOn = new DateOnly(began.Year, 7, 1), What = "江北大学行政管理专业学习" },
                new() { FromOn = began, ToOn = inPost, What = $"{person.Department}工作", Rank = PostRank.DeputySection, GrassRoots = true },
                new() { FromOn = inPost, What = $"{person.Department}{person.Position}", Rank = PostRank.Section },
            ],
            Appraisals = [.. Enumerable.Range(1, 3).Select(i => new AppraisalRow { Year = asOf.Year - i, Grade = i == number % 3 + 1 ? AppraisalGrade.Excellent : AppraisalGrade.Competent })],
            Reasons = "熟悉本职位业务，愿意承担更多工作。", WorkPlan = "第一年理顺制度，第二年提升效能，做到群众满意。",
            Family = [new() { Kin = "配偶", Name = "（略）" + person.Name[..1], BornIn = new DateOnly(born.Year + 1, 5, 1), PoliticalStatus = PoliticalStatus.Masses, Work = "清河区第二小学教师" }],
            RelativeInUnit = false, FamilySettledAbroad = false,
        };
    }
}
