using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Rehearsals;

/// <summary>
/// The rule of a real township (DOMAIN §6.1, §6.4, E4), with ballots and sheets: evaluation first, approval rate × 30 with
/// abstentions left out and half or less disqualifying; speech and defence 60; performance 10 as recorded.
/// </summary>
public sealed class ScoringByARealRule
{
    private const int Collected = 58;

    [Fact]
    public async Task Ballots_sheets_and_record_come_to_the_towns_totals_and_half_is_out_with_the_best_speech()
    {
        using var it = await ScoringCase.With(
            [("DemocraticEvaluation", new { weight = 30m, vetoAtOrBelow = 50m }), ("Interview", new { weight = 60m }), ("Synthesis", new { tieChain = "evaluation,interview,admitAll" })],
            [3], evaluators: 60, beforeStart: async it =>
            {
                foreach (var (candidate, performance) in new[] { 80m, 100m, 90m }.Index())
                    await it.HasScoreAsync(candidate, "performance", performance, weight: 10);
            });

        await EvaluateAsync(it, (41, 9), (25, 25), (40, 18)); // of 58: the others abstain
        Assert.Equal([ApplicationState.Qualified, ApplicationState.Vetoed, ApplicationState.Qualified], await it.StatesAsync());
        Assert.Equal((82m, 50m, 68.97m), (await EvaluationOf(it, 0), await EvaluationOf(it, 1), await EvaluationOf(it, 2)));

        await InterviewAsync(it, (0, 87.5m), (2, 95m));
        var list = Assert.Single(await it.App.Rows<RankedList>());
        Assert.Equal(
            // 82 × 0.3 + 87.5 × 0.6 + 80 × 0.1, and 68.97 × 0.3 + 95 × 0.6 + 90 × 0.1
            [(it.Candidates[2].Name, 86.69m, 1), (it.Candidates[0].Name, 85.10m, 2)],
            list.Rows.OrderBy(row => row.Rank).Select(row => (row.Name, row.Total!.Value, row.Rank!.Value)));
        Assert.Equal("Evaluated", await it.OutcomeAsync(StageKind.DemocraticEvaluation));
    }

    private static async Task<decimal> EvaluationOf(ScoringCase it, int candidate) => (await it.ScoreAsync(candidate, Components.Evaluation))!.Value;

    /// <summary>Sixty ballots are issued, fifty-eight come back.</summary>
    private static async Task EvaluateAsync(ScoringCase it, params (int Agree, int Disagree)[] votes)
    {
        var meeting = await it.OpenTaskAsync(TaskKind.EvaluationMeeting);
        await it.Do<HoldEvaluation, HoldEvaluationOutcome>(h => h.RunAsync(new(meeting.Id, [.. it.Evaluators.Select(e => e.Id)]), ScoringCase.Of(it["scrutineer"]), default));
        var box = Assert.Single(await it.App.Rows<BallotBox>());
        for (var voter = 0; voter < Collected; voter++)
        {
            var marks = votes.Index().ToDictionary(
                each => it.Applications[each.Index].Id,
                each => (System.Collections.Immutable.ImmutableArray<string>)
                    [voter < each.Item.Agree ? "agree" : voter < each.Item.Agree + each.Item.Disagree ? "disagree" : "abstain"]);
            Assert.Equal(CastBallotOutcome.Cast, await it.App.Ask<CastBallot, CastBallotOutcome>(
                c => c.RunAsync(new(box.Id, marks), ScoringCase.Of(it.Evaluators[voter]), default)));
        }

        await it.Do<CloseEvaluation, CloseEvaluationOutcome>(c => c.RunAsync(new(meeting.Id), ScoringCase.Of(it["scrutineer"]), default));
        var counted = Assert.Single(await it.App.Rows<BallotBox>());
        Assert.Equal((60, Collected), (counted.Issued, counted.Collected));
    }

    private static async Task InterviewAsync(ScoringCase it, params (int Candidate, decimal Total)[] speeches)
    {
        for (var assessor = 1; assessor <= 7; assessor++)
        {
            var task = await it.OpenTaskAsync(TaskKind.InterviewSheet, it[$"assessor{assessor}"]);
            foreach (var (candidate, total) in speeches)
            {
                // One above and one below the middle are left out; the others give the total.
                var given = assessor == 1 ? total + 2 : assessor == 2 ? total - 5 : total;
                Assert.Equal(SealScoreSheetOutcome.Sealed, await it.App.Ask<SealScoreSheet, SealScoreSheetOutcome>(
                    s => s.RunAsync(new(task.Id, it.Applications[candidate].Id, Marks(given), null), ScoringCase.Of(it[$"assessor{assessor}"]), default)));
            }
        }

        foreach (var who in new[] { "keeper", "verifier" })
        {
            var close = await it.OpenTaskAsync(TaskKind.InterviewClose);
            await it.Do<CloseInterview, CloseInterviewOutcome>(c => c.RunAsync(new(close.Id, true, null), ScoringCase.Of(it[who]), default));
        }
    }

    private static List<string> Marks(decimal total)
    {
        decimal[] full = [15, 20, 20, 15, 20, 10];
        var left = total;
        return [.. full.Select(most =>
        {
            var mark = Math.Min(most, left);
            left -= mark;
            return mark.ToString(CultureInfo.InvariantCulture);
        })];
    }
}
