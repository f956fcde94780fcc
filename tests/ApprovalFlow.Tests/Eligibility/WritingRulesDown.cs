using ApprovalFlow.Applications;
using ApprovalFlow.Eligibility;

namespace ApprovalFlow.Tests.Eligibility;

public class WritingRulesDown
{
    /// <summary>Every kind of rule, with what an announcement says of it in both languages.</summary>
    private static readonly (EligibilityRule Rule, string Zh, string En)[] All =
    [
        (new EducationRule(EducationLevel.Undergraduate, true, Degree.Bachelor), "全日制大学本科以上学历、学士以上学位", "full-time university undergraduate or higher, with a bachelor's degree or higher"),
        (new EducationRule(EducationLevel.College), "大学专科以上学历", "college or higher"),
        (new BirthRule(new(1981, 7, 1)), "1981年7月1日（含）以后出生", "born on or after 1 July 1981"),
        (new PartyRule(), "中共党员", "member of the Communist Party of China"),
        (new PartyRule(new(2023, 6, 30)), "中共党员，2023年6月30日（含）以前入党", "member of the Communist Party of China, joined on or before 30 June 2023"),
        (new TitleRule(["工程师", "高级工程师"], new(2023, 6, 30)), "具有工程师、高级工程师专业技术职务，2023年6月30日（含）以前取得", "professional title 工程师 or 高级工程师, held since 30 June 2023 or earlier"),
        (new RankRule(PostRank.Section, new(2023, 6, 30)), "2023年6月30日（含）以前任乡科级正职以上职务", "section head rank or higher since 30 June 2023 or earlier"),
        (new PostRule(new(2024, 6, 30)), "2024年6月30日（含）以前任现职务", "in the present post since 30 June 2024 or earlier"),
        (new WorkRule(new(2021, 6, 30)), "2021年6月30日（含）以前参加工作", "started work on or before 30 June 2021"),
        (new UnitRule(new(2024, 6, 30)), "2024年6月30日（含）以前来本单位工作", "in this unit since 30 June 2024 or earlier"),
        (new EstablishmentRule([Establishment.Administrative, Establishment.Participating]), "编制性质：行政编制（公务员）、参照公务员法管理", "establishment: administrative (civil servant) or managed by reference to the Civil Servant Law"),
        (new AppraisalRule(AppraisalGrade.Competent), "近3年年度考核均为称职以上", "competent or better in each of the last 3 annual appraisals"),
        (new SanctionRule(), "不在处分影响期内", "no sanction period is running"),
        (new InvestigationRule(), "未被立案审查调查", "not under filed investigation"),
        (new RecruitProbationRule(), "不在录用试用期内", "not in the probation of first recruitment"),
    ];

    [Fact]
    public void Every_rule_says_itself_in_both_languages()
        => Assert.All(All, each => Assert.Equal(new(each.Zh, each.En), each.Rule.Describe()));

    [Fact]
    public void No_kind_of_rule_is_missing_from_this_list()
        => Assert.Equal(
            typeof(EligibilityRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EligibilityRule))).Select(type => type.Name).Order(StringComparer.Ordinal),
            All.Select(each => each.Rule.GetType().Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_survives_being_stored()
    {
        var json = EligibilityRules.Write(All.Select(each => each.Rule));
        var read = EligibilityRules.Read(json)!.Value;

        Assert.Equal(All.Select(each => each.Rule.Describe()), read.Select(rule => rule.Describe()));
        Assert.Equal(All.Select(each => each.Rule.GetType()), read.Select(rule => rule.GetType()));
        Assert.Equal(json, EligibilityRules.Write(read));
    }

    [Fact]
    public void Stored_rules_are_legible()
        => Assert.Equal(
            """[{"rule":"birth","bornOnOrAfter":"1981-07-01"},{"rule":"education","level":"College","fullTime":false,"degree":null}]""",
            EligibilityRules.Write([new BirthRule(new(1981, 7, 1)), new EducationRule(EducationLevel.College)]));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{"rule":"height","min":180}]""")]
    [InlineData("""[{"bornOnOrAfter":"1981-07-01"}]""")]
    [InlineData("""[{"rule":"birth"}]""")]
    [InlineData("""[{"rule":"birth","bornOnOrAfter":"1 July 1981"}]""")]
    public void What_is_no_list_of_known_rules_is_not_half_read(string json) => Assert.Null(EligibilityRules.Read(json));

    [Fact]
    public void No_rules_are_a_list_too() => Assert.Empty(EligibilityRules.Read("[]")!.Value);

    [Fact]
    public void One_rule_not_met_outweighs_one_unknown_and_one_unknown_outweighs_the_rest()
    {
        var asOf = new DateOnly(2026, 6, 30);
        var facts = new ApplicantFacts { BornOn = new(1980, 1, 1), WorkStartedOn = new(2005, 1, 1) };
        EligibilityRule met = new WorkRule(new(2010, 1, 1)), unknown = new UnitRule(new(2010, 1, 1)), notMet = new BirthRule(new(1981, 7, 1));

        Assert.Equal(RuleVerdict.Met, EligibilityRules.Evaluate([met], facts, asOf).Verdict);
        Assert.Equal(RuleVerdict.Unknown, EligibilityRules.Evaluate([met, unknown], facts, asOf).Verdict);
        Assert.Equal(RuleVerdict.NotMet, EligibilityRules.Evaluate([unknown, notMet, met], facts, asOf).Verdict);
        Assert.Equal(RuleVerdict.Met, EligibilityRules.Evaluate([], facts, asOf).Verdict);
    }

    [Fact]
    public void Each_result_says_what_was_found_and_what_it_was_held_against()
    {
        var result = new BirthRule(new(1981, 7, 1)).Evaluate(new() { BornOn = new(1980, 1, 1) }, new(2026, 6, 30));

        Assert.Equal(new("1980年1月1日", "1 January 1980"), result.Found);
        Assert.Equal(new("1981年7月1日（含）以后出生", "born on or after 1 July 1981"), result.Bound);
    }

    [Fact]
    public void Sanction_investigation_probation_and_the_latest_appraisal_stand_in_every_competition()
        => Assert.Equal(
            [typeof(SanctionRule), typeof(InvestigationRule), typeof(RecruitProbationRule), typeof(AppraisalRule)],
            EligibilityRules.Standing.Select(rule => rule.GetType()));

    [Fact]
    public void A_status_that_changes_on_the_way_is_found_at_the_later_check()
    {
        var clean = new ApplicantFacts
        {
            Sanctions = [], UnderInvestigation = false,
            Appraisals = System.Collections.Immutable.ImmutableDictionary<int, AppraisalGrade>.Empty.Add(2025, AppraisalGrade.Competent),
        };
        var later = clean with { Sanctions = [new(SanctionKind.Warning, new(2026, 7, 1))] };

        Assert.Equal(RuleVerdict.Met, EligibilityRules.Evaluate(EligibilityRules.Standing, clean, new(2026, 6, 30)).Verdict);
        Assert.Equal(RuleVerdict.NotMet, EligibilityRules.Evaluate(EligibilityRules.Standing, later, new(2026, 9, 1)).Verdict);
    }
}
