using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Applications;
using ApprovalFlow.Eligibility;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>
/// The machine-checkable conditions of a post as one form: a condition stands when its fields are filled. Bounds are dates,
/// never ages or years. What bars anybody from any post is not asked: it always holds.
/// </summary>
public sealed class RuleFields
{
    [Display(Name = "最低学历")]
    public EducationLevel? Level { get; set; }

    [Display(Name = "须为全日制")]
    public bool FullTime { get; set; }

    [Display(Name = "最低学位")]
    public Degree? Degree { get; set; }

    [Display(Name = "出生不早于")]
    public DateOnly? BornOnOrAfter { get; set; }

    [Display(Name = "须为中共党员")]
    public bool Party { get; set; }

    [Display(Name = "入党不晚于（可不填）")]
    public DateOnly? PartyJoinedOnOrBefore { get; set; }

    [StringLength(400), Display(Name = "专业技术职务（每行一个）")]
    public string? Titles { get; set; }

    [Display(Name = "取得不晚于（可不填）")]
    public DateOnly? TitleHeldOnOrBefore { get; set; }

    [Display(Name = "最低职务层次")]
    public PostRank? Rank { get; set; }

    [Display(Name = "任该层次不晚于")]
    public DateOnly? RankReachedOnOrBefore { get; set; }

    [Display(Name = "任现职务不晚于")]
    public DateOnly? PostHeldOnOrBefore { get; set; }

    [Display(Name = "参加工作不晚于")]
    public DateOnly? WorkStartedOnOrBefore { get; set; }

    [Display(Name = "来本单位不晚于")]
    public DateOnly? UnitJoinedOnOrBefore { get; set; }

    [Display(Name = "编制性质")]
    public List<Establishment> Establishments { get; set; } = [];

    [Display(Name = "年度考核不低于")]
    public AppraisalGrade? Grade { get; set; }

    [Range(1, 10), Display(Name = "近几年")]
    public int Years { get; set; } = AppraisalRule.Usual;

    /// <summary>The fields of stored rules; what the form cannot show (a second rule of a kind) is given back by <see cref="ToRules"/>.</summary>
    public static RuleFields Of(IEnumerable<EligibilityRule> rules)
    {
        var fields = new RuleFields();
        foreach (var rule in rules) fields.Take(rule);
        return fields;
    }

    /// <summary>A rank without its date, or a date without its rank, says nothing.</summary>
    public bool RankIsHalf => Rank is null != RankReachedOnOrBefore is null;

    public IReadOnlyList<EligibilityRule> ToRules(IEnumerable<EligibilityRule> before)
    {
        var rules = new List<EligibilityRule>();
        if (Level is { } level) rules.Add(new EducationRule(level, FullTime, Degree));
        if (BornOnOrAfter is { } born) rules.Add(new BirthRule(born));
        if (Party) rules.Add(new PartyRule(PartyJoinedOnOrBefore));
        var titles = (Titles ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (titles.Length > 0) rules.Add(new TitleRule(titles, TitleHeldOnOrBefore));
        if (Rank is { } rank && RankReachedOnOrBefore is { } reached) rules.Add(new RankRule(rank, reached));
        if (PostHeldOnOrBefore is { } held) rules.Add(new PostRule(held));
        if (WorkStartedOnOrBefore is { } started) rules.Add(new WorkRule(started));
        if (UnitJoinedOnOrBefore is { } joined) rules.Add(new UnitRule(joined));
        if (Establishments.Count > 0) rules.Add(new EstablishmentRule([.. Establishments.Distinct().Order()]));
        if (Grade is { } grade) rules.Add(new AppraisalRule(grade, Years));
        rules.AddRange(NotShown(before));
        return rules;
    }

    /// <summary>Of each kind the form shows the last rule; the others, and kinds it has no fields for, pass through untouched.</summary>
    private static IEnumerable<EligibilityRule> NotShown(IEnumerable<EligibilityRule> before) =>
        before.GroupBy(rule => rule.GetType()).SelectMany(kind => IsShown(kind.Last()) ? kind.SkipLast(1) : kind);

    private static bool IsShown(EligibilityRule rule) => rule is not (SanctionRule or InvestigationRule or RecruitProbationRule);

    private void Take(EligibilityRule rule)
    {
        switch (rule)
        {
            case EducationRule education: (Level, FullTime, Degree) = (education.Level, education.FullTime, education.Degree); break;
            case BirthRule birth: BornOnOrAfter = birth.BornOnOrAfter; break;
            case PartyRule party: (Party, PartyJoinedOnOrBefore) = (true, party.JoinedOnOrBefore); break;
            case TitleRule title: (Titles, TitleHeldOnOrBefore) = (string.Join('\n', title.Titles), title.HeldOnOrBefore); break;
            case RankRule rank: (Rank, RankReachedOnOrBefore) = (rank.Rank, rank.ReachedOnOrBefore); break;
            case PostRule post: PostHeldOnOrBefore = post.HeldOnOrBefore; break;
            case WorkRule work: WorkStartedOnOrBefore = work.StartedOnOrBefore; break;
            case UnitRule unit: UnitJoinedOnOrBefore = unit.JoinedOnOrBefore; break;
            case EstablishmentRule establishment: Establishments = [.. establishment.Kinds]; break;
            case AppraisalRule appraisal: (Grade, Years) = (appraisal.Grade, appraisal.Years); break;
        }
    }
}
