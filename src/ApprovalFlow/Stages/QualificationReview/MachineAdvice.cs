using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>
/// What the machine reads off a form: advice beside which the reviewer writes an own result (a person decides; PIPL Art. 24).
/// </summary>
public static class MachineAdvice
{
    /// <summary>One line for each checkable rule of the post.</summary>
    public static async Task<IReadOnlyList<ReviewLine>> ForAsync(ApprovalDb db, Application application, CancellationToken ct)
    {
        var rules = await db.Set<Post>().AsNoTracking().Where(p => p.Id == application.PostId).Select(p => p.RulesJson).SingleOrDefaultAsync(ct);
        return rules is null ? [] : [];
    }

    /// <summary>Does the form itself declare the circumstance? Only pre-fills the tick; the reviewer looks further.</summary>
    public static bool Declares(ApplicationForm form, NegativeCheck check, DateOnly asOf) => check switch
    {
        NegativeCheck.SanctionPeriod => false,
        NegativeCheck.UnderInvestigation => false,
        NegativeCheck.RecruitmentProbation => form.RecruitProbationEndsOn > asOf,
        NegativeCheck.AppraisalBelowCompetent =>
            form.Appraisals.MaxBy(a => a.Year)?.Grade is AppraisalGrade.BasicallyCompetent or AppraisalGrade.Incompetent,
        NegativeCheck.AdmonitionPeriod => false,
        NegativeCheck.FamilySettledAbroad => form.FamilySettledAbroad == true,
        NegativeCheck.PostRecusal => form.RelativeInUnit == true,
    };
}
