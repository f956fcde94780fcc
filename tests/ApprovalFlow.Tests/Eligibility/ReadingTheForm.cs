using ApprovalFlow.Applications;
using ApprovalFlow.Eligibility;

namespace ApprovalFlow.Tests.Eligibility;

public class ReadingTheForm
{
    [Fact]
    public void Every_fact_a_rule_needs_is_taken_from_the_form()
    {
        var form = new ApplicationForm
        {
            BornOn = new(1985, 3, 1), PoliticalStatus = PoliticalStatus.PartyMember, PartyJoinedOn = new(2006, 6, 1),
            WorkStartedOn = new(2008, 7, 1), UnitJoinedOn = new(2012, 9, 1), ProfessionalTitle = "工程师", ProfessionalTitleOn = new(2015, 12, 1),
            FullTimeEducation = new() { Level = EducationLevel.Undergraduate, Degree = Degree.Bachelor },
            InServiceEducation = new() { Level = EducationLevel.Postgraduate, Degree = Degree.Master },
            PresentPostOn = new(2021, 5, 1), Rank = PostRank.Section, RankOn = new(2021, 5, 1), Establishment = Establishment.Administrative,
            Resume =
            [
                new() { FromOn = new(2004, 9, 1), What = "大学" }, new() { FromOn = new(2008, 7, 1), Rank = PostRank.Staff },
                new() { FromOn = new(2016, 1, 1), Rank = PostRank.DeputySection },
            ],
            Sanctions = [new() { Kind = SanctionKind.Warning, DecidedOn = new(2020, 2, 1) }],
            Appraisals = [new() { Year = 2025, Grade = AppraisalGrade.Excellent }, new() { Year = 2024 }],
            RecruitProbationEndsOn = new(2009, 7, 1),
        };

        var facts = ApplicantFacts.Of(form);

        Assert.Equal((form.BornOn, form.PoliticalStatus, form.PartyJoinedOn), (facts.BornOn, facts.PoliticalStatus, facts.PartyJoinedOn));
        Assert.Equal((form.WorkStartedOn, form.UnitJoinedOn, form.PresentPostOn), (facts.WorkStartedOn, facts.UnitJoinedOn, facts.PresentPostOn));
        Assert.Equal(("工程师", form.ProfessionalTitleOn, form.Establishment), (facts.Title, facts.TitleOn, facts.Establishment));
        Assert.Equal(form.RecruitProbationEndsOn, facts.RecruitProbationEndsOn);
        Assert.Equal(
            [new(true, EducationLevel.Undergraduate, Degree.Bachelor), new(false, EducationLevel.Postgraduate, Degree.Master)],
            facts.Educations.AsEnumerable());
        Assert.Equal(
            [new(PostRank.Section, new(2021, 5, 1)), new(PostRank.DeputySection, new(2016, 1, 1)), new(PostRank.Staff, new(2008, 7, 1))],
            facts.Ranks.AsEnumerable());
        Assert.Equal([new Sanction(SanctionKind.Warning, new(2020, 2, 1))], facts.Sanctions!.Value.AsEnumerable());
        Assert.Equal(AppraisalGrade.Excellent, Assert.Single(facts.Appraisals).Value);
    }

    [Fact]
    public void An_empty_form_says_nothing_about_ranks_and_nobody_asks_about_investigations()
    {
        var facts = ApplicantFacts.Of(new ApplicationForm());

        Assert.Empty(facts.Ranks);
        Assert.Null(facts.UnderInvestigation);
        Assert.Empty(facts.Sanctions!.Value);
    }

    [Fact]
    public void Of_two_grades_for_one_year_the_worse_counts()
    {
        var form = new ApplicationForm
        {
            Appraisals = [new() { Year = 2025, Grade = AppraisalGrade.Excellent }, new() { Year = 2025, Grade = AppraisalGrade.BasicallyCompetent }],
        };
        Assert.Equal(AppraisalGrade.BasicallyCompetent, ApplicantFacts.Of(form).Appraisals[2025]);
    }
}
