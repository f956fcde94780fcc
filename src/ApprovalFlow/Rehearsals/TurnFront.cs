using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Eligibility;
using ApprovalFlow.Stages.Announcement;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Rehearsals;

/// <summary>Plan, announcement, registration, qualification review.</summary>
internal sealed partial class Turn
{
    private async Task<bool> ApprovePlanAsync()
    {
        var revision = (await CompetitionAsync()).PlanRevision;
        return await Get<ApprovePlan>().RunAsync(new(task.Id, revision, Approve: true, null), actor, ct) == ApprovePlanOutcome.Approved;
    }

    private async Task<bool> AnnounceAsync()
    {
        if (await Get<AnnouncementSheet>().ForAsync(task.Id, actor, ct) is not { } draft) return false;
        var reason = draft.Late ? "按原定报名时间组织，报名期限相应保证。" : null;
        return await Get<PublishAnnouncement>().RunAsync(new(task.Id, draft.Text.Hash, reason), actor, ct) == PublishAnnouncementOutcome.Published;
    }

    private async Task<bool> RulePostAsync() =>
        await Get<RulePost>().RunAsync(new(task.Id, script.TooFew, null, "经领导小组集体研究。"), actor, ct) == RulePostOutcome.Ruled;

    private async Task<bool> RechooseAsync()
    {
        var other = await Db.Set<Post>().AsNoTracking()
            .Where(p => p.CompetitionId == task.CompetitionId && p.State == PostState.Open).OrderBy(p => p.Seq).FirstOrDefaultAsync(ct);
        return other is not null && await Get<RechoosePost>().RunAsync(new(task.Id, other.Id), actor, ct) == RechoosePostOutcome.Chosen;
    }

    private async Task<bool> ReviewAsync()
    {
        var candidate = Subject;
        var result = candidate.Qualified ? CheckResult.Pass : CheckResult.Fail;
        var rules = await (
            from a in Db.Set<Application>()
            join p in Db.Set<Post>() on a.PostId equals p.Id
            where a.Id == task.SubjectId
            select p.RulesJson).SingleAsync(ct);
        var lines = Enumerable.Repeat(new LineOpinion(result, candidate.Qualified ? null : candidate.Finding), EligibilityRules.Read(rules)?.Length ?? 0).ToList();
        var verdict = candidate.Qualified ? Verdict.Approve : Verdict.Reject;
        return await Get<ReviewQualification>().RunAsync(
            new(task.Id, verdict, candidate.Qualified ? null : candidate.Finding, CheckResult.Pass, null,
                result, candidate.Qualified ? null : candidate.Finding, lines, []),
            actor, ct) == ReviewQualificationOutcome.Recorded;
    }

    private async Task<bool> SupplementAsync() =>
        await Get<GiveSupplement>().RunAsync(new(task.Id, "已按要求补充说明。"), actor, ct) == DecideTaskOutcome.Recorded;
}
