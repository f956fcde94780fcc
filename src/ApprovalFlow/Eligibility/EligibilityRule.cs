using System.Text.Json.Serialization;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Eligibility;

/// <summary>What the machine makes of one rule. A person decides; the machine only advises.</summary>
public enum RuleVerdict
{
    Met = 1,
    NotMet = 2,

    /// <summary>The facts do not say, or say it in words a machine must not interpret.</summary>
    Unknown = 3,
}

/// <summary>One rule applied to one applicant: the verdict, what was found, and what it was held against.</summary>
public sealed record RuleResult(EligibilityRule Rule, RuleVerdict Verdict, Bilingual Found)
{
    public Bilingual Bound => Rule.Describe();
}

/// <summary>
/// One machine-checkable condition of a post. Bounds are explicit dates ("born on or after 1 July 1982"), never ages or
/// years to be counted by somebody else. Stored as JSON with the discriminator "rule".
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(EducationRule), "education")]
[JsonDerivedType(typeof(BirthRule), "birth")]
[JsonDerivedType(typeof(PartyRule), "party")]
[JsonDerivedType(typeof(TitleRule), "title")]
[JsonDerivedType(typeof(RankRule), "rank")]
[JsonDerivedType(typeof(PostRule), "post")]
[JsonDerivedType(typeof(WorkRule), "work")]
[JsonDerivedType(typeof(UnitRule), "unit")]
[JsonDerivedType(typeof(EstablishmentRule), "establishment")]
[JsonDerivedType(typeof(AppraisalRule), "appraisal")]
[JsonDerivedType(typeof(SanctionRule), "sanction")]
[JsonDerivedType(typeof(InvestigationRule), "investigation")]
[JsonDerivedType(typeof(RecruitProbationRule), "recruitProbation")]
public abstract record EligibilityRule
{
    /// <summary>The condition as it can stand in an announcement.</summary>
    public abstract Bilingual Describe();

    public abstract RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf);

    protected RuleResult Unknown() => new(this, RuleVerdict.Unknown, Terms.NotGiven);

    protected RuleResult Judge(bool met, Bilingual found) => new(this, met ? RuleVerdict.Met : RuleVerdict.NotMet, found);

    /// <summary>A date that must not lie after its bound.</summary>
    protected RuleResult NotAfter(DateOnly? date, DateOnly bound)
        => date is { } given ? Judge(given <= bound, Terms.Of(given)) : Unknown();
}

/// <summary>At least this education, full-time or in-service unless full-time is asked; and at least this degree, if any is.</summary>
public sealed record EducationRule(EducationLevel Level, bool FullTime = false, Degree? Degree = null) : EligibilityRule
{
    public override Bilingual Describe()
    {
        var level = Terms.Of(Level);
        var degree = Degree is { } asked ? Terms.Of(asked) : null;
        return new(
            $"{(FullTime ? "全日制" : "")}{level.Zh}以上学历{(degree is null ? "" : $"、{degree.Zh}以上学位")}",
            $"{(FullTime ? "full-time " : "")}{level.En} or higher{(degree is null ? "" : $", with a {degree.En} degree or higher")}");
    }

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
    {
        var educations = FullTime ? facts.Educations.Where(education => education.FullTime) : facts.Educations;
        var known = educations.Where(education => education.Level is not null).ToArray();
        if (known.Length == 0) return Unknown();

        // Level and degree may come from different educations: a full-time college graduate with an in-service master.
        var level = known.Max(education => education.Level!.Value);
        var degrees = known.Where(education => education.Degree is not null).Select(education => education.Degree!.Value).ToArray();
        if (level >= Level && Degree is not null && degrees.Length == 0) return new(this, RuleVerdict.Unknown, Terms.Of(level));

        var highest = degrees.DefaultIfEmpty(Applications.Degree.None).Max();
        var found = Terms.Of(level);
        return Judge(
            level >= Level && (Degree is null || highest >= Degree),
            Degree is null ? found : new($"{found.Zh}、{Terms.Of(highest).Zh}", $"{found.En}, {Terms.Of(highest).En}"));
    }
}

/// <summary>Not older than allowed: born on this day or after it.</summary>
public sealed record BirthRule(DateOnly BornOnOrAfter) : EligibilityRule
{
    public override Bilingual Describe()
        => new($"{Terms.Of(BornOnOrAfter).Zh}（含）以后出生", $"born on or after {Terms.Of(BornOnOrAfter).En}");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
        => facts.BornOn is { } born ? Judge(born >= BornOnOrAfter, Terms.Of(born)) : Unknown();
}

/// <summary>A full member of the Party; since this day or earlier, if one is given.</summary>
public sealed record PartyRule(DateOnly? JoinedOnOrBefore = null) : EligibilityRule
{
    public override Bilingual Describe() => JoinedOnOrBefore is { } bound
        ? new($"中共党员，{Terms.Of(bound).Zh}（含）以前入党", $"member of the Communist Party of China, joined on or before {Terms.Of(bound).En}")
        : new("中共党员", "member of the Communist Party of China");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
    {
        if (facts.PoliticalStatus is not { } status) return Unknown();
        if (status != PoliticalStatus.PartyMember || JoinedOnOrBefore is not { } bound) return Judge(status == PoliticalStatus.PartyMember, Terms.Of(status));
        return NotAfter(facts.PartyJoinedOn, bound);
    }
}

/// <summary>
/// One of the named professional titles, since this day or earlier if one is given. A title written otherwise is left to
/// a person.
/// </summary>
public sealed record TitleRule(IReadOnlyList<string> Titles, DateOnly? HeldOnOrBefore = null) : EligibilityRule
{
    public override Bilingual Describe() => new(
        $"具有{string.Join('、', Titles)}专业技术职务{(HeldOnOrBefore is { } zh ? $"，{Terms.Of(zh).Zh}（含）以前取得" : "")}",
        $"professional title {string.Join(" or ", Titles)}{(HeldOnOrBefore is { } en ? $", held since {Terms.Of(en).En} or earlier" : "")}");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
    {
        if (facts.Title is not { } title) return Unknown();
        if (title.Length == 0) return Judge(false, Terms.None);
        if (!Titles.Contains(title, StringComparer.Ordinal)) return new(this, RuleVerdict.Unknown, new(title, title));
        return HeldOnOrBefore is { } bound ? NotAfter(facts.TitleOn, bound) : Judge(true, new(title, title));
    }
}

/// <summary>
/// At least this rank without a break since this day or earlier (任现级别时间; years as 正处、副处、正科、副科). Time in a higher
/// rank counts.
/// </summary>
public sealed record RankRule(PostRank Rank, DateOnly ReachedOnOrBefore) : EligibilityRule
{
    public override Bilingual Describe() => new(
        $"{Terms.Of(ReachedOnOrBefore).Zh}（含）以前任{Terms.Of(Rank).Zh}以上职务",
        $"{Terms.Of(Rank).En} rank or higher since {Terms.Of(ReachedOnOrBefore).En} or earlier");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
    {
        if (facts.Ranks.IsEmpty) return Unknown();

        // Back from today as long as the rank was enough: whoever was moved down in between starts anew.
        var enough = facts.Ranks.TakeWhile(held => held.Rank >= Rank).ToArray();
        return enough.Length == 0 ? Judge(false, Terms.Of(facts.Ranks[0].Rank)) : NotAfter(enough.Min(held => held.Since), ReachedOnOrBefore);
    }
}

/// <summary>In the present post since this day or earlier (任现职务时间).</summary>
public sealed record PostRule(DateOnly HeldOnOrBefore) : EligibilityRule
{
    public override Bilingual Describe()
        => new($"{Terms.Of(HeldOnOrBefore).Zh}（含）以前任现职务", $"in the present post since {Terms.Of(HeldOnOrBefore).En} or earlier");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf) => NotAfter(facts.PresentPostOn, HeldOnOrBefore);
}

/// <summary>Started work on this day or earlier (工龄).</summary>
public sealed record WorkRule(DateOnly StartedOnOrBefore) : EligibilityRule
{
    public override Bilingual Describe()
        => new($"{Terms.Of(StartedOnOrBefore).Zh}（含）以前参加工作", $"started work on or before {Terms.Of(StartedOnOrBefore).En}");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf) => NotAfter(facts.WorkStartedOn, StartedOnOrBefore);
}

/// <summary>In this unit since this day or earlier (来本单位时间).</summary>
public sealed record UnitRule(DateOnly JoinedOnOrBefore) : EligibilityRule
{
    public override Bilingual Describe()
        => new($"{Terms.Of(JoinedOnOrBefore).Zh}（含）以前来本单位工作", $"in this unit since {Terms.Of(JoinedOnOrBefore).En} or earlier");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf) => NotAfter(facts.UnitJoinedOn, JoinedOnOrBefore);
}

/// <summary>One of these kinds of establishment (编制性质).</summary>
public sealed record EstablishmentRule(IReadOnlyList<Establishment> Kinds) : EligibilityRule
{
    public override Bilingual Describe() => new(
        $"编制性质：{string.Join('、', Kinds.Select(kind => Terms.Of(kind).Zh))}",
        $"establishment: {string.Join(" or ", Kinds.Select(kind => Terms.Of(kind).En))}");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
        => facts.Establishment is { } kind ? Judge(Kinds.Contains(kind), Terms.Of(kind)) : Unknown();
}

/// <summary>This grade or better in each of the last years (年度考核), counted back from the year before the date.</summary>
public sealed record AppraisalRule(AppraisalGrade Grade, int Years = AppraisalRule.Usual) : EligibilityRule
{
    public const int Usual = 3;

    public override Bilingual Describe() => new(
        $"近{Years}年年度考核均为{Terms.Of(Grade).Zh}以上", $"{Terms.Of(Grade).En} or better in each of the last {Years} annual appraisals");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
    {
        var grades = Enumerable.Range(asOf.Year - Years, Years)
            .Select(year => facts.Appraisals.TryGetValue(year, out var grade) ? grade : (AppraisalGrade?)null).ToArray();
        var words = grades.Select(grade => grade is { } known ? Terms.Of(known) : Terms.NotGiven).ToArray();
        var found = new Bilingual(string.Join('、', words.Select(word => word.Zh)), string.Join(", ", words.Select(word => word.En)));

        // Grades are numbered from the best. No grade (不定等次) has reasons that a person must weigh.
        if (grades.Any(grade => grade > Grade && grade != AppraisalGrade.NotGraded)) return Judge(false, found);
        return grades.All(grade => grade <= Grade) ? Judge(true, found) : new(this, RuleVerdict.Unknown, found);
    }
}

/// <summary>
/// No sanction period is running: warning and admonition 6 months, demerit 12, major demerit 18, demotion and removal 24,
/// to the end of the corresponding day. Other sanctions have periods of their own, which a person looks up.
/// </summary>
public sealed record SanctionRule : EligibilityRule
{
    public override Bilingual Describe() => new("不在处分影响期内", "no sanction period is running");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf)
    {
        if (facts.Sanctions is not { } sanctions) return Unknown();

        var running = sanctions.FirstOrDefault(sanction => EndOf(sanction) is { } end && asOf <= end);
        if (running is not null)
        {
            var (kind, end) = (Terms.Of(running.Kind), Terms.Of(EndOf(running)!.Value));
            return Judge(false, new($"{kind.Zh}，影响期至{end.Zh}", $"{kind.En}, running until {end.En}"));
        }

        var open = sanctions.FirstOrDefault(sanction => EndOf(sanction) is null);
        return open is null
            ? Judge(true, sanctions.IsEmpty ? Terms.None : new("影响期均已届满", "all periods have ended"))
            : new(this, RuleVerdict.Unknown, Terms.Of(open.Kind));
    }

    /// <summary>How long a sanction bars promotion; null where the period is not fixed by kind alone.</summary>
    public static int? MonthsOf(SanctionKind kind) => kind switch
    {
        SanctionKind.Warning or SanctionKind.Admonition => 6,
        SanctionKind.Demerit => 12,
        SanctionKind.MajorDemerit => 18,
        SanctionKind.Demotion or SanctionKind.Removal => 24,
        SanctionKind.PartyWarning or SanctionKind.SeriousPartyWarning or SanctionKind.RemovalFromPartyPosts
            or SanctionKind.ProbationInParty or SanctionKind.Other => null,
    };

    /// <summary>The last day of the period, inclusive; null where it cannot be computed.</summary>
    public static DateOnly? EndOf(Sanction sanction)
        => MonthsOf(sanction.Kind) is { } months && sanction.DecidedOn is { } decided ? CivilPeriod.CorrespondingDay(decided, months) : null;
}

/// <summary>Not under filed investigation (立案审查调查).</summary>
public sealed record InvestigationRule : EligibilityRule
{
    public override Bilingual Describe() => new("未被立案审查调查", "not under filed investigation");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf) => facts.UnderInvestigation is { } investigated
        ? Judge(!investigated, investigated ? new("正被立案审查调查", "under filed investigation") : Terms.None)
        : Unknown();
}

/// <summary>The probation of first recruitment has ended; its last day still belongs to it.</summary>
public sealed record RecruitProbationRule : EligibilityRule
{
    public override Bilingual Describe() => new("不在录用试用期内", "not in the probation of first recruitment");

    public override RuleResult Evaluate(ApplicantFacts facts, DateOnly asOf) => facts.RecruitProbationEndsOn is { } end
        ? Judge(asOf > end, new($"试用期至{Terms.Of(end).Zh}", $"probation until {Terms.Of(end).En}"))
        : Judge(true, Terms.None);
}
