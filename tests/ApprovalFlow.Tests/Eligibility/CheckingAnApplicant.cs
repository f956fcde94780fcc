using System.Collections.Immutable;
using ApprovalFlow.Applications;
using ApprovalFlow.Eligibility;

namespace ApprovalFlow.Tests.Eligibility;

public class CheckingAnApplicant
{
    private static readonly DateOnly AsOf = new(2026, 6, 30);
    private static readonly ApplicantFacts Nothing = new();

    public static TheoryData<string> EveryRule => [.. Rules.Keys];

    /// <summary>One rule of each kind; an applicant of whom nothing is known.</summary>
    private static readonly ImmutableSortedDictionary<string, EligibilityRule> Rules = new EligibilityRule[]
    {
        new EducationRule(EducationLevel.College), new BirthRule(new(1981, 7, 1)), new PartyRule(), new TitleRule(["工程师"]),
        new RankRule(PostRank.DeputySection, new(2024, 6, 30)), new PostRule(new(2024, 6, 30)), new WorkRule(new(2021, 6, 30)),
        new UnitRule(new(2024, 6, 30)), new EstablishmentRule([Establishment.Administrative]), new AppraisalRule(AppraisalGrade.Competent),
        new SanctionRule(), new InvestigationRule(),
    }.ToImmutableSortedDictionary(rule => rule.GetType().Name, rule => rule, StringComparer.Ordinal);

    [Theory, MemberData(nameof(EveryRule))]
    public void What_is_not_known_is_never_held_against_anybody(string rule)
        => Assert.Equal(RuleVerdict.Unknown, Rules[rule].Evaluate(Nothing, AsOf).Verdict);

    [Theory]
    [InlineData("1982-06-30", RuleVerdict.NotMet)]
    [InlineData("1982-07-01", RuleVerdict.Met)]
    [InlineData("1982-07-02", RuleVerdict.Met)]
    public void The_birth_bound_itself_is_young_enough(string born, RuleVerdict verdict)
        => Assert.Equal(verdict, new BirthRule(new(1982, 7, 1)).Evaluate(Nothing with { BornOn = Date(born) }, AsOf).Verdict);

    [Theory]
    [InlineData("2010-06-30", RuleVerdict.Met)]
    [InlineData("2010-07-01", RuleVerdict.NotMet)]
    public void A_bound_of_years_is_met_on_its_very_day(string date, RuleVerdict verdict)
    {
        var bound = new DateOnly(2010, 6, 30);
        var day = Date(date);

        Assert.Equal(verdict, new WorkRule(bound).Evaluate(Nothing with { WorkStartedOn = day }, AsOf).Verdict);
        Assert.Equal(verdict, new UnitRule(bound).Evaluate(Nothing with { UnitJoinedOn = day }, AsOf).Verdict);
        Assert.Equal(verdict, new PostRule(bound).Evaluate(Nothing with { PresentPostOn = day }, AsOf).Verdict);
        Assert.Equal(verdict, new RankRule(PostRank.Section, bound).Evaluate(Nothing with { Ranks = [new(PostRank.Section, day)] }, AsOf).Verdict);
        Assert.Equal(verdict, new TitleRule(["工程师"], bound).Evaluate(Nothing with { Title = "工程师", TitleOn = day }, AsOf).Verdict);
        Assert.Equal(verdict, new PartyRule(bound).Evaluate(Member(day), AsOf).Verdict);
    }

    [Theory]
    [InlineData(EducationLevel.College, RuleVerdict.NotMet)]
    [InlineData(EducationLevel.Undergraduate, RuleVerdict.Met)]
    [InlineData(EducationLevel.Postgraduate, RuleVerdict.Met)]
    public void A_higher_education_satisfies_the_demand_for_a_lower(EducationLevel level, RuleVerdict verdict)
        => Assert.Equal(verdict, new EducationRule(EducationLevel.Undergraduate).Evaluate(Educated(new EducationFact(false, level, null)), AsOf).Verdict);

    [Fact]
    public void An_in_service_education_does_not_count_as_full_time()
    {
        var facts = Educated(new EducationFact(true, EducationLevel.College, null), new(false, EducationLevel.Undergraduate, null));

        Assert.Equal(RuleVerdict.Met, new EducationRule(EducationLevel.Undergraduate).Evaluate(facts, AsOf).Verdict);
        Assert.Equal(RuleVerdict.NotMet, new EducationRule(EducationLevel.Undergraduate, FullTime: true).Evaluate(facts, AsOf).Verdict);
    }

    [Fact]
    public void A_degree_is_asked_besides_the_level()
    {
        var rule = new EducationRule(EducationLevel.Undergraduate, Degree: Degree.Bachelor);

        Assert.Equal(RuleVerdict.NotMet, rule.Evaluate(Educated(new EducationFact(true, EducationLevel.Undergraduate, Degree.None)), AsOf).Verdict);
        Assert.Equal(RuleVerdict.Met, rule.Evaluate(Educated(new EducationFact(true, EducationLevel.Undergraduate, Degree.Bachelor)), AsOf).Verdict);
        Assert.Equal(RuleVerdict.Met, rule.Evaluate(Educated(new EducationFact(true, EducationLevel.Undergraduate, null), new(false, EducationLevel.Undergraduate, Degree.Master)), AsOf).Verdict);
        Assert.Equal(RuleVerdict.Unknown, rule.Evaluate(Educated(new EducationFact(true, EducationLevel.Undergraduate, null)), AsOf).Verdict);
        Assert.Equal(RuleVerdict.NotMet, rule.Evaluate(Educated(new EducationFact(true, EducationLevel.College, null)), AsOf).Verdict);
    }

    [Theory]
    [InlineData(PoliticalStatus.PartyMember, RuleVerdict.Met)]
    [InlineData(PoliticalStatus.ProbationaryPartyMember, RuleVerdict.NotMet)]
    [InlineData(PoliticalStatus.Masses, RuleVerdict.NotMet)]
    public void Only_a_full_member_is_a_member(PoliticalStatus status, RuleVerdict verdict)
        => Assert.Equal(verdict, new PartyRule().Evaluate(Nothing with { PoliticalStatus = status }, AsOf).Verdict);

    [Fact]
    public void A_member_whose_date_is_missing_is_unknown_and_a_non_member_is_not()
    {
        var rule = new PartyRule(new(2010, 6, 30));

        Assert.Equal(RuleVerdict.Unknown, rule.Evaluate(Nothing with { PoliticalStatus = PoliticalStatus.PartyMember }, AsOf).Verdict);
        Assert.Equal(RuleVerdict.NotMet, rule.Evaluate(Nothing with { PoliticalStatus = PoliticalStatus.Masses }, AsOf).Verdict);
    }

    [Fact]
    public void A_title_written_otherwise_is_left_to_a_person()
    {
        var rule = new TitleRule(["工程师", "高级工程师"]);

        Assert.Equal(RuleVerdict.Met, rule.Evaluate(Nothing with { Title = "高级工程师" }, AsOf).Verdict);
        Assert.Equal(RuleVerdict.Unknown, rule.Evaluate(Nothing with { Title = "高工" }, AsOf).Verdict);
        Assert.Equal(RuleVerdict.NotMet, rule.Evaluate(Nothing with { Title = "" }, AsOf).Verdict);
    }

    [Fact]
    public void Time_in_a_higher_rank_counts_for_the_lower()
    {
        var rule = new RankRule(PostRank.DeputySection, new(2020, 6, 30));
        var facts = Nothing with { Ranks = [new(PostRank.Section, new(2023, 1, 1)), new(PostRank.DeputySection, new(2019, 1, 1)), new(PostRank.Staff, new(2010, 1, 1))] };

        Assert.Equal(RuleVerdict.Met, rule.Evaluate(facts, AsOf).Verdict);
        Assert.Equal(RuleVerdict.NotMet, new RankRule(PostRank.Section, new(2020, 6, 30)).Evaluate(facts, AsOf).Verdict);
    }

    [Fact]
    public void Whoever_was_moved_down_in_between_starts_anew()
    {
        var facts = Nothing with { Ranks = [new(PostRank.Section, new(2024, 1, 1)), new(PostRank.Staff, new(2021, 1, 1)), new(PostRank.Section, new(2015, 1, 1))] };
        Assert.Equal(RuleVerdict.NotMet, new RankRule(PostRank.Section, new(2020, 6, 30)).Evaluate(facts, AsOf).Verdict);
    }

    [Fact]
    public void A_rank_too_low_needs_no_date_and_a_rank_without_date_is_unknown()
    {
        var rule = new RankRule(PostRank.Section, new(2020, 6, 30));

        Assert.Equal(RuleVerdict.NotMet, rule.Evaluate(Nothing with { Ranks = [new(PostRank.DeputySection, null)] }, AsOf).Verdict);
        Assert.Equal(RuleVerdict.Unknown, rule.Evaluate(Nothing with { Ranks = [new(PostRank.Section, null)] }, AsOf).Verdict);
    }

    [Fact]
    public void Only_the_named_kinds_of_establishment_are_admitted()
    {
        var rule = new EstablishmentRule([Establishment.Administrative, Establishment.Participating]);

        Assert.Equal(RuleVerdict.Met, rule.Evaluate(Nothing with { Establishment = Establishment.Participating }, AsOf).Verdict);
        Assert.Equal(RuleVerdict.NotMet, rule.Evaluate(Nothing with { Establishment = Establishment.Institution }, AsOf).Verdict);
    }

    [Theory]
    [InlineData(AppraisalGrade.Competent, AppraisalGrade.Excellent, AppraisalGrade.Competent, RuleVerdict.Met)]
    [InlineData(AppraisalGrade.Competent, AppraisalGrade.BasicallyCompetent, AppraisalGrade.Competent, RuleVerdict.NotMet)]
    [InlineData(AppraisalGrade.Competent, AppraisalGrade.NotGraded, AppraisalGrade.Competent, RuleVerdict.Unknown)]
    [InlineData(AppraisalGrade.Incompetent, AppraisalGrade.NotGraded, AppraisalGrade.Competent, RuleVerdict.NotMet)]
    [InlineData(AppraisalGrade.Competent, null, AppraisalGrade.Competent, RuleVerdict.Unknown)]
    public void The_last_three_years_are_looked_at_one_by_one(AppraisalGrade y2023, AppraisalGrade? y2024, AppraisalGrade y2025, RuleVerdict verdict)
    {
        var grades = new Dictionary<int, AppraisalGrade> { [2022] = AppraisalGrade.Incompetent, [2023] = y2023, [2025] = y2025, [2026] = AppraisalGrade.Incompetent };
        if (y2024 is { } given) grades[2024] = given;

        Assert.Equal(verdict, new AppraisalRule(AppraisalGrade.Competent).Evaluate(Nothing with { Appraisals = grades.ToImmutableDictionary() }, AsOf).Verdict);
    }

    [Theory]
    [InlineData(SanctionKind.Warning, "2025-12-30", RuleVerdict.NotMet)]
    [InlineData(SanctionKind.Warning, "2025-12-29", RuleVerdict.Met)]
    [InlineData(SanctionKind.Admonition, "2025-12-30", RuleVerdict.NotMet)]
    [InlineData(SanctionKind.Admonition, "2025-12-29", RuleVerdict.Met)]
    [InlineData(SanctionKind.Demerit, "2025-06-30", RuleVerdict.NotMet)]
    [InlineData(SanctionKind.Demerit, "2025-06-29", RuleVerdict.Met)]
    [InlineData(SanctionKind.MajorDemerit, "2024-12-30", RuleVerdict.NotMet)]
    [InlineData(SanctionKind.MajorDemerit, "2024-12-29", RuleVerdict.Met)]
    [InlineData(SanctionKind.Demotion, "2024-06-30", RuleVerdict.NotMet)]
    [InlineData(SanctionKind.Demotion, "2024-06-29", RuleVerdict.Met)]
    [InlineData(SanctionKind.Removal, "2024-06-30", RuleVerdict.NotMet)]
    [InlineData(SanctionKind.Removal, "2024-06-29", RuleVerdict.Met)]
    public void A_sanction_bars_to_the_end_of_its_last_day(SanctionKind kind, string decided, RuleVerdict verdict)
        => Assert.Equal(verdict, new SanctionRule().Evaluate(Sanctioned(new Sanction(kind, Date(decided))), AsOf).Verdict);

    [Theory]
    [InlineData(SanctionKind.PartyWarning)]
    [InlineData(SanctionKind.SeriousPartyWarning)]
    [InlineData(SanctionKind.RemovalFromPartyPosts)]
    [InlineData(SanctionKind.ProbationInParty)]
    [InlineData(SanctionKind.Other)]
    public void A_sanction_whose_period_is_not_fixed_by_kind_is_left_to_a_person(SanctionKind kind)
        => Assert.Equal(RuleVerdict.Unknown, new SanctionRule().Evaluate(Sanctioned(new Sanction(kind, new(2010, 1, 1))), AsOf).Verdict);

    [Fact]
    public void One_running_sanction_among_ended_and_unclear_ones_bars()
    {
        var facts = Sanctioned(new Sanction(SanctionKind.Warning, new(2020, 1, 1)), new(SanctionKind.Demerit, null), new(SanctionKind.Demerit, new(2026, 1, 1)));
        var result = new SanctionRule().Evaluate(facts, AsOf);

        Assert.Equal(RuleVerdict.NotMet, result.Verdict);
        Assert.Equal("记过，影响期至2027年1月1日", result.Found.Zh);
    }

    [Fact]
    public void A_sanction_without_a_date_is_unknown_and_none_is_met()
    {
        Assert.Equal(RuleVerdict.Unknown, new SanctionRule().Evaluate(Sanctioned(new Sanction(SanctionKind.Demerit, null)), AsOf).Verdict);
        Assert.Equal(RuleVerdict.Met, new SanctionRule().Evaluate(Sanctioned(), AsOf).Verdict);
    }

    [Fact]
    public void An_investigation_bars_and_its_absence_must_be_known()
    {
        Assert.Equal(RuleVerdict.NotMet, new InvestigationRule().Evaluate(Nothing with { UnderInvestigation = true }, AsOf).Verdict);
        Assert.Equal(RuleVerdict.Met, new InvestigationRule().Evaluate(Nothing with { UnderInvestigation = false }, AsOf).Verdict);
    }

    [Theory]
    [InlineData("2026-06-30", RuleVerdict.NotMet)]
    [InlineData("2026-06-29", RuleVerdict.Met)]
    public void The_last_day_of_recruit_probation_still_belongs_to_it(string ends, RuleVerdict verdict)
        => Assert.Equal(verdict, new RecruitProbationRule().Evaluate(Nothing with { RecruitProbationEndsOn = Date(ends) }, AsOf).Verdict);

    [Fact]
    public void Whoever_is_no_recruit_is_not_on_probation()
        => Assert.Equal(RuleVerdict.Met, new RecruitProbationRule().Evaluate(Nothing, AsOf).Verdict);

    private static ApplicantFacts Educated(params EducationFact[] educations) => Nothing with { Educations = [.. educations] };

    private static ApplicantFacts Sanctioned(params Sanction[] sanctions) => Nothing with { Sanctions = [.. sanctions] };

    private static ApplicantFacts Member(DateOnly joined) => Nothing with { PoliticalStatus = PoliticalStatus.PartyMember, PartyJoinedOn = joined };

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
