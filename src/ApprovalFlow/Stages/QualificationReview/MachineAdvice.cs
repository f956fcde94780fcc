using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Eligibility;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>
/// What the machine reads off a form: advice beside which the reviewer writes an own result (a person decides; PIPL Art. 24).
/// </summary>
public static class MachineAdvice
{
    /// <summary>One line for each checkable rule of the post: what the form says, and what the personnel file says of the same.</summary>
    public static async Task<IReadOnlyList<ReviewLine>> ForAsync(ApprovalDb db, Application application, CancellationToken ct)
    {
        var known = await (
            from post in db.Set<Post>()
            join competition in db.Set<Competition>() on post.CompetitionId equals competition.Id
            from person in db.Set<People.Person>()
            where post.Id == application.PostId && person.Id == application.PersonId
            select new { post.RulesJson, person.PersonnelFileJson, Competition = competition }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (known is null || EligibilityRules.Read(known.RulesJson) is not { Length: > 0 } rules) return [];
        return Of(rules, ApplicationForm.Read(application.FormJson), ApplicationForm.Read(known.PersonnelFileJson), known.Competition.Plan.AsOf);
    }

    public static IReadOnlyList<ReviewLine> Of(IEnumerable<EligibilityRule> rules, ApplicationForm form, ApplicationForm file, DateOnly asOf)
    {
        var (given, onFile) = (ApplicantFacts.Of(form), ApplicantFacts.Of(file));
        return [.. rules.Select(rule =>
        {
            var (said, known) = (rule.Evaluate(given, asOf), rule.Evaluate(onFile, asOf));
            var silent = known.Verdict == RuleVerdict.Unknown;
            return new ReviewLine(
                said.Bound.Zh, said.Bound.En, said.Found.Zh, said.Found.En, silent ? "" : known.Found.Zh, silent ? "" : known.Found.En,
                Result(said.Verdict), CheckResult.Pending, "");
        })];
    }

    /// <summary>Does the form itself declare the circumstance? Only pre-fills the tick; the reviewer looks further.</summary>
    public static bool Declares(ApplicationForm form, NegativeCheck check, DateOnly today)
    {
        var facts = ApplicantFacts.Of(form);
        bool Broken(EligibilityRule rule, ApplicantFacts of) => rule.Evaluate(of, today).Verdict == RuleVerdict.NotMet;
        ApplicantFacts Only(Func<Sanction, bool> which) => facts with { Sanctions = [.. facts.Sanctions!.Value.Where(which)] };
        return check switch
        {
            NegativeCheck.SanctionPeriod => Broken(new SanctionRule(), Only(s => s.Kind != SanctionKind.Admonition)),
            NegativeCheck.UnderInvestigation => Broken(new InvestigationRule(), facts),
            NegativeCheck.RecruitmentProbation => Broken(new RecruitProbationRule(), facts),
            NegativeCheck.AppraisalBelowCompetent => Broken(new AppraisalRule(AppraisalGrade.Competent, Years: 1), facts),
            NegativeCheck.AdmonitionPeriod => Broken(new SanctionRule(), Only(s => s.Kind == SanctionKind.Admonition)),
            NegativeCheck.FamilySettledAbroad => form.FamilySettledAbroad == true,

            // Whether a relative in the unit stands in the way depends on both posts: a person judges it.
            NegativeCheck.PostRecusal => false,
        };
    }

    private static CheckResult Result(RuleVerdict verdict) => verdict switch
    {
        RuleVerdict.Met => CheckResult.Pass,
        RuleVerdict.NotMet => CheckResult.Fail,
        RuleVerdict.Unknown => CheckResult.Pending,
    };
}
