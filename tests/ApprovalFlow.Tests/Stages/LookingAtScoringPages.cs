using System.Collections.Immutable;
using ApprovalFlow.Ballots;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Stages.Synthesis;
using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages;

/// <summary>The pages on which people are scored, in a real browser: both languages, wide and narrow, and what axe says.</summary>
public sealed class LookingAtScoringPages(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Written_exam()
    {
        using var it = await ScoringCase.With([("WrittenExam", null)], [3], listen: true);
        var entry = await it.OpenTaskAsync(TaskKind.ExamMarks);
        await LookAsync(it, "exam-marks", $"/tasks/exam-marks/{entry.Id}", it["marker"]);

        var typed = it.Applications.Zip(["88.5", "61", "缺考"]).ToDictionary(p => p.First.Id, p => p.Second);
        await it.Do<EnterExamMarks, EnterExamMarks.Answer>(e => e.RunAsync(new(entry.Id, "", null, typed), ScoringCase.Of(it["marker"]), default));
        var check = await it.OpenTaskAsync(TaskKind.ExamVerification);
        await LookAsync(it, "exam-verification", $"/tasks/exam-verification/{check.Id}", it["verifier"]);

        await it.Do<VerifyExamMarks, VerifyExamMarks.Answer>(v => v.RunAsync(new(check.Id, true, null, typed), ScoringCase.Of(it["verifier"]), default));
        var run = await it.RunAsync(StageKind.WrittenExam);
        await it.App.Ask<AskExamRecheck, AskExamRecheckOutcome>(a => a.RunAsync(new(run.Id, "第三题似乎漏计4分"), ScoringCase.Of(it.Candidates[1]), default));
        await LookAsync(it, "exam-recheck", $"/tasks/exam-recheck/{(await it.OpenTaskAsync(TaskKind.ExamRecheck)).Id}", it["verifier2"]);
        await LookAsync(it, "written-exam", $"/stages/written-exam/{run.Id}", it["organiser"]);
        await LookAsync(it, "ask-recheck", $"/me/exam-recheck/{run.Id}", it.Candidates[0]);
    }

    [Fact]
    public async Task Interview()
    {
        using var it = await ScoringCase.With([("Interview", null)], [2], listen: true);
        var own = await it.OpenTaskAsync(TaskKind.InterviewSheet, it["assessor1"]);
        string[] marks = ["13", "17.5", "18", "13", "17", "9"];
        await it.App.Ask<SealScoreSheet, SealScoreSheetOutcome>(s => s.RunAsync(new(own.Id, it.Applications[0].Id, marks, null), ScoringCase.Of(it["assessor1"]), default));
        await LookAsync(it, "interview-sheet", $"/tasks/interview-sheet/{own.Id}", it["assessor1"]);
        var close = await it.OpenTaskAsync(TaskKind.InterviewClose);
        await LookAsync(it, "interview-running", $"/tasks/interview-close/{close.Id}", it["keeper"]);

        foreach (var task in (await it.TasksAsync(TaskKind.InterviewSheet)).ToList())
        {
            var assessor = it.Staff.Values.Single(p => p.Id == task.AssigneeId);
            foreach (var application in it.Applications)
                await it.App.Ask<SealScoreSheet, SealScoreSheetOutcome>(s => s.RunAsync(new(task.Id, application.Id, marks, null), ScoringCase.Of(assessor), default));
        }

        await LookAsync(it, "interview-close", $"/tasks/interview-close/{close.Id}", it["keeper"]);
        await LookAsync(it, "interview", $"/stages/interview/{(await it.RunAsync(StageKind.Interview)).Id}", it["observer"]);
    }

    [Fact]
    public async Task Democratic_evaluation()
    {
        using var it = await ScoringCase.With([("DemocraticEvaluation", null)], [2], evaluators: 9, listen: true);
        var meeting = await it.OpenTaskAsync(TaskKind.EvaluationMeeting);
        await LookAsync(it, "evaluation-meeting", $"/tasks/evaluation-meeting/{meeting.Id}", it["scrutineer"]);
        await it.Do<HoldEvaluation, HoldEvaluationOutcome>(h => h.RunAsync(new(meeting.Id, [.. it.Evaluators.Select(e => e.Id)]), ScoringCase.Of(it["scrutineer"]), default));
        var ballot = await it.OpenTaskAsync(TaskKind.EvaluationBallot, it.Evaluators[0]);
        await LookAsync(it, "evaluation-ballot", $"/tasks/evaluation-ballot/{ballot.Id}", it.Evaluators[0]);

        foreach (var (index, evaluator) in it.Evaluators.Index())
        {
            var marks = it.Applications.ToDictionary(a => a.Id, _ => (ImmutableArray<string>)[index % 4 == 0 ? "disagree" : "agree"]);
            await it.App.Ask<CastBallot, CastBallotOutcome>(c => c.RunAsync(new(ballot.SubjectId!.Value, marks), ScoringCase.Of(evaluator), default));
        }

        await LookAsync(it, "evaluation-voting", $"/tasks/evaluation-meeting/{meeting.Id}", it["scrutineer"]);
        await it.Do<CloseEvaluation, CloseEvaluationOutcome>(c => c.RunAsync(new(meeting.Id), ScoringCase.Of(it["scrutineer"]), default));
        await LookAsync(it, "democratic-evaluation", $"/stages/democratic-evaluation/{(await it.RunAsync(StageKind.DemocraticEvaluation)).Id}", it["organiser"]);
    }

    [Fact]
    public async Task Totals()
    {
        using var it = await ScoringCase.With([("Synthesis", null)], [3, 2], listen: true, beforeStart: async it =>
        {
            foreach (var index in Enumerable.Range(0, 5))
            {
                await it.HasScoreAsync(index, Components.Written, 81.5m - index, 30);
                await it.HasScoreAsync(index, Components.Interview, 88.8m - (index * 2), 40);
                await it.HasScoreAsync(index, Components.Evaluation, 82m, 30);
            }
        });
        await LookAsync(it, "synthesis-keeper", $"/tasks/synthesis-keeper/{(await it.OpenTaskAsync(TaskKind.SynthesisKeeper)).Id}", it["keeper"]);
        foreach (var (kind, who) in new[] { (TaskKind.SynthesisKeeper, "keeper"), (TaskKind.SynthesisVerifier, "verifier"), (TaskKind.SynthesisObserver, "observer") })
        {
            var task = await it.OpenTaskAsync(kind);
            await it.Do<SignRanking, SignRankingOutcome>(s => s.RunAsync(new(task.Id, kind, true, null), ScoringCase.Of(it[who]), default));
        }

        await LookAsync(it, "inspection-selection", $"/tasks/inspection-selection/{(await it.OpenTaskAsync(TaskKind.InspectionSelection)).Id}", it["leader"]);
    }

    private async Task LookAsync(ScoringCase it, string name, string address, Person who) =>
        Assert.Equal("", string.Join('\n', await chromium.LookAsync(it.Site, who, name, address)));
}
