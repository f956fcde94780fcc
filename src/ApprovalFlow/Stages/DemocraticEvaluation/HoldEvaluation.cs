using System.Collections.Immutable;
using ApprovalFlow.Ballots;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.DemocraticEvaluation;

public enum HoldEvaluationOutcome
{
    /// <summary>Enough came: one ballot was issued to each of them.</summary>
    VotingOpened = 1,

    /// <summary>Fewer than two thirds: recorded, and held again.</summary>
    TooFewPresent,
    NotFound,
    AlreadyHeld,

    /// <summary>Somebody on the list of those present is no evaluator.</summary>
    NotAnEvaluator,

    /// <summary>The hour of the meeting has not come.</summary>
    NotYet,
}

/// <summary>The scrutineer records who came to the evaluation meeting and, if they are enough, opens the box and issues the ballots.</summary>
public sealed class HoldEvaluation(ApprovalDb db, EvaluationDesk desk, OpenBallotBox boxes, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, IReadOnlyCollection<Guid> Present);

    public Task<HoldEvaluationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var view = await desk.FindAsync(request.TaskId, actor, ct);
        if (view is null) return HoldEvaluationOutcome.NotFound;
        if (view.Task.State != TaskState.Open || view.Meeting is not null) return HoldEvaluationOutcome.AlreadyHeld;
        var now = clock.GetUtcNow();
        if (!view.Task.HasBegun(now)) return HoldEvaluationOutcome.NotYet;

        var present = view.Evaluators.Where(evaluator => request.Present.Contains(evaluator.PersonId)).ToImmutableArray();
        if (present.Length != request.Present.Distinct().Count()) return HoldEvaluationOutcome.NotAnEvaluator;

        var meeting = EvaluationMeeting.Hold(view.Run.Id, view.Task.Round, view.Evaluators.Count, [.. present.Select(e => e.PersonId)], actor, now);
        db.Add(meeting);
        db.Record(
            view.Competition.Id, "evaluation.held", meeting.Id, actor,
            $"#{meeting.Round}: should attend {meeting.ShouldAttend}, present {meeting.Present}, {meeting.State}", now);
        if (meeting.State == EvaluationMeetingState.Voting)
        {
            Issue(view, meeting, present, actor, now);
        }
        else
        {
            view.Task.Decide(Verdict.Complete, comment: null, mayAct: true, actor, now);
            await DecideTask.WakeStageAsync(db, view.Task, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return meeting.State == EvaluationMeetingState.Voting ? HoldEvaluationOutcome.VotingOpened : HoldEvaluationOutcome.TooFewPresent;
    });

    private void Issue(EvaluationMeetingView view, EvaluationMeeting meeting, ImmutableArray<Evaluator> present, Actor actor, DateTimeOffset now)
    {
        var sheet = new BallotSheet(
            [.. view.Evaluatees.Select(e => new BallotQuestion(e.ApplicationId, e.Name, NotFor: e.PersonId))], view.Settings.Options, view.Settings.Categories);
        var box = boxes.Add(
            db,
            new(view.Competition.Id, view.Run.Id, BallotSubject.Evaluation, view.Run.Id, view.Competition.Title, sheet,
                [.. present.Select(e => new EligibleVoter(e.PersonId, view.Settings.CategoryFor(e.Category)))], meeting.Round),
            actor, now);
        meeting.Vote(box.Id);
        db.AddRange(present.Select(evaluator => UserTask.Open(
            view.Competition.Id, view.Run.Id, TaskKind.EvaluationBallot, box.Id, view.Competition.Title, meeting.Round, evaluator.PersonId,
            poolDuty: null, poolRole: null, dueAt: null, dueIsFinal: false, now)));
    }
}
