using System.Collections.Immutable;
using System.Globalization;
using ApprovalFlow.Ballots;
using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Stages.Synthesis;
using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Rehearsals;

/// <summary>Exam, interview, evaluation, ranked list.</summary>
internal sealed partial class Turn
{
    private async Task<bool> EnterMarksAsync() =>
        await Get<ExamDesk>().FindAsync(task.Id, TaskKind.ExamMarks, actor, ct) is { } view
        && (await Get<EnterExamMarks>().RunAsync(new(task.Id, "", null, Typed(view)), actor, ct)).Outcome == EnterExamMarksOutcome.Entered;

    private async Task<bool> VerifyMarksAsync() =>
        await Get<ExamDesk>().FindAsync(task.Id, TaskKind.ExamVerification, actor, ct) is { } view
        && (await Get<VerifyExamMarks>().RunAsync(new(task.Id, Approve: true, null, Typed(view)), actor, ct)).Outcome == VerifyExamMarksOutcome.Verified;

    private Dictionary<Guid, string> Typed(ExamSheetView view) => view.Examinees.ToDictionary(
        e => e.ApplicationId, e => candidates[e.ApplicationId].Written?.ToString(CultureInfo.InvariantCulture) ?? "缺考");

    /// <summary>All sheets of one assessor; how far from the middle each is comes from who the assessor is, so it can be repeated.</summary>
    private async Task<bool> ScoreAsync()
    {
        if (await Get<InterviewBoard>().FindAsync(task.Id, actor, ct) is not { } view) return false;
        var sealedAny = false;
        foreach (var candidate in view.Candidates.Where(c => c.Own is null && c.AbsentBecause is null))
        {
            var lean = actor.Name.Sum(c => c) % 5 - 2;
            var share = Math.Clamp(candidates[candidate.ApplicationId].Interview + lean, 0m, 100m) / 100m;
            var marks = view.Settings.Factors.Select(f => decimal.Round(f.FullMark * share * 2m, 0) / 2m)
                .Select(mark => mark.ToString(CultureInfo.InvariantCulture)).ToList();
            sealedAny |= await Get<SealScoreSheet>().RunAsync(new(task.Id, candidate.ApplicationId, marks, null), actor, ct) == SealScoreSheetOutcome.Sealed;
        }

        return sealedAny;
    }

    private async Task<bool> CloseInterviewAsync() =>
        await Get<CloseInterview>().RunAsync(new(task.Id, Approve: true, null), actor, ct) is CloseInterviewOutcome.Closed or CloseInterviewOutcome.Verified;

    /// <summary>First the meeting is opened with those present; once everybody has voted, it is closed.</summary>
    private async Task<bool> EvaluationMeetingAsync()
    {
        if (await Get<EvaluationDesk>().FindAsync(task.Id, actor, ct) is not { } view) return false;
        if (view.Meeting is not null)
        {
            return view.Turnout is { } turnout && turnout.Voted == turnout.Issued
                && await Get<CloseEvaluation>().RunAsync(new(task.Id), actor, ct) == CloseEvaluationOutcome.Counted;
        }

        var percent = task.Round == 1 ? script.FirstMeetingPercent ?? script.EvaluatorsPresentPercent : script.EvaluatorsPresentPercent;
        var present = view.Evaluators.Take((view.Evaluators.Count * percent + 99) / 100).Select(e => e.PersonId).ToList();
        return await Get<HoldEvaluation>().RunAsync(new(task.Id, present), actor, ct) is HoldEvaluationOutcome.VotingOpened or HoldEvaluationOutcome.TooFewPresent;
    }

    /// <summary>Each evaluator takes a fixed place in a hundred, different for each line, so that the share of approvals is the script's.</summary>
    private async Task<bool> EvaluateAsync()
    {
        if (await Get<EvaluationDesk>().PaperAsync(task.Id, actor, ct) is not { } paper) return false;
        var place = await PlaceAsync(paper.Box.Id);
        var agree = paper.Settings.Options[0];
        var against = paper.Settings.Options[^2];
        var marks = paper.Lines.ToDictionary(
            line => line.ApplicationId,
            line => ImmutableArray.Create(place < candidates[line.ApplicationId].ApprovePercent ? agree : against));
        return await Get<CastBallot>().RunAsync(new(paper.Box.Id, marks), actor, ct) == CastBallotOutcome.Cast;
    }

    /// <summary>0 to 99: where this evaluator stands among those who hold a ballot.</summary>
    private async Task<int> PlaceAsync(Guid boxId)
    {
        var voters = await Db.Set<BallotVoter>().AsNoTracking().Where(v => v.BoxId == boxId).Select(v => v.PersonId).ToListAsync(ct);
        return voters.Order().ToList().IndexOf(actor.PersonId) * 100 / voters.Count;
    }

    private async Task<bool> SignRankingAsync() =>
        await Get<SignRanking>().RunAsync(new(task.Id, task.Kind, Approve: true, null), actor, ct) == SignRankingOutcome.Recorded;

    private async Task<bool> SelectAsync()
    {
        if (await Get<SynthesisBoard>().FindAsync(task.Id, TaskKind.InspectionSelection, actor, ct) is not (_, var view)) return false;
        var proposed = view.Lists.SelectMany(list => list.Proposed.Admitted).ToList();
        return await Get<SelectForInspection>().RunAsync(new(task.Id, proposed, null), actor, ct) == SelectForInspectionOutcome.Fixed;
    }
}
