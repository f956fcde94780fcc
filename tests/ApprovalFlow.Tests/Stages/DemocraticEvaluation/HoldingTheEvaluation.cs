using System.Net;
using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.DemocraticEvaluation;

/// <summary>A democratic evaluation from the meeting to the scores, on the engine.</summary>
[Trait("Database", "Every")]
public sealed class HoldingTheEvaluation
{
    [Theory]
    [InlineData(6, HoldEvaluationOutcome.VotingOpened)]
    [InlineData(5, HoldEvaluationOutcome.TooFewPresent)]
    public async Task Exactly_two_thirds_are_enough_and_one_fewer_is_not(int present, HoldEvaluationOutcome expected)
    {
        using var it = await With([2], evaluators: 9);

        Assert.Equal(expected, await HoldAsync(it, present));
        Assert.Equal(expected == HoldEvaluationOutcome.VotingOpened ? present : 0, (await it.TasksAsync(TaskKind.EvaluationBallot)).Count);
    }

    [Fact]
    public async Task A_meeting_too_thin_is_held_again_and_both_stay_on_record()
    {
        using var it = await With([1], evaluators: 9);
        await HoldAsync(it, 5);

        Assert.Equal([1, 2], (await it.TasksAsync(TaskKind.EvaluationMeeting)).Select(t => t.Round));
        Assert.Contains(await it.App.Rows<CaseEvent>(), e => e.Kind == CaseEventKind.EvaluationRepeated);
        Assert.Equal(2, (await it.App.MailsTo(it.Candidates[0])).Count(m => m.Event == MailEvent.M7Evaluation));

        await HoldAsync(it, 9);
        await VoteAsync(it, agree: 9, disagree: 0);
        await CloseAsync(it);
        Assert.Equal([EvaluationMeetingState.TooFewPresent, EvaluationMeetingState.Counted], (await it.App.Rows<EvaluationMeeting>()).OrderBy(m => m.Round).Select(m => m.State));
        Assert.Equal("Evaluated", await it.OutcomeAsync(StageKind.DemocraticEvaluation));
    }

    [Theory]
    [InlineData(5, 5, ApplicationState.Vetoed, "NoneRemaining")]
    [InlineData(6, 4, ApplicationState.Qualified, "Evaluated")]
    public async Task Exactly_half_is_vetoed_and_more_than_half_is_not(int agree, int disagree, ApplicationState state, string outcome)
    {
        using var it = await With([1], evaluators: 12);
        await HoldAsync(it, 12);
        await VoteAsync(it, agree, disagree, abstain: 2);
        await CloseAsync(it);

        Assert.Equal(agree * 10m, (await it.ScoreAsync(0, Components.Evaluation))!.Value);
        Assert.Equal(state, (await it.NowAsync(0)).State);
        Assert.Equal(outcome, await it.OutcomeAsync(StageKind.DemocraticEvaluation));
        Assert.Equal(state == ApplicationState.Vetoed, (await it.App.MailsTo(it.Candidates[0])).Exists(m => m.Event == MailEvent.M11NotChosen));
    }

    [Fact]
    public async Task Without_a_veto_line_half_stays_in()
    {
        using var it = await With([1], evaluators: 6, new { vetoAtOrBelow = -1 });
        await HoldAsync(it, 6);
        await VoteAsync(it, agree: 1, disagree: 5);
        await CloseAsync(it);

        Assert.Equal([ApplicationState.Qualified], await it.StatesAsync());
    }

    [Fact]
    public async Task A_round_of_nothing_but_abstentions_is_repeated()
    {
        using var it = await With([1], evaluators: 6);
        await HoldAsync(it, 6);
        await VoteAsync(it, agree: 0, disagree: 0, abstain: 6);
        await CloseAsync(it);

        Assert.Empty(await it.App.Rows<PublishedScore>());
        Assert.Equal(2, (await it.OpenTaskAsync(TaskKind.EvaluationMeeting)).Round);
    }

    [Fact]
    public async Task A_round_declared_void_is_held_again_and_nothing_of_it_is_counted()
    {
        using var it = await With([1], evaluators: 6);
        await HoldAsync(it, 6);
        await VoteAsync(it, agree: 3, disagree: 0);

        Assert.Equal(CloseEvaluationOutcome.ReasonRequired, await CloseAsync(it, declareVoid: true));
        Assert.Equal(CloseEvaluationOutcome.Void, await CloseAsync(it, declareVoid: true, reason: "有人代投"));
        await HoldAsync(it, 6);
        await VoteAsync(it, agree: 6, disagree: 0);
        await CloseAsync(it);

        Assert.Equal([BallotBoxState.Void, BallotBoxState.Counted], (await it.App.Rows<BallotBox>()).OrderBy(b => b.Round).Select(b => b.State));
        Assert.Equal(6, (await it.App.Rows<Ballot>()).Count);
        Assert.Equal(100m, (await it.ScoreAsync(0, Components.Evaluation))!.Value);
    }

    [Fact]
    public async Task Categories_weigh_in_as_the_plan_says()
    {
        using var it = await With([1], evaluators: 10, new { categories = "leaders=40;others=60" }, category: i => i < 5 ? "leaders" : "others");
        await HoldAsync(it, 10);
        await VoteAsync(it, agree: 5, disagree: 5); // the first five, all leaders, agree
        await CloseAsync(it);

        Assert.Equal(40m, (await it.ScoreAsync(0, Components.Evaluation))!.Value);
    }

    [Fact]
    public async Task Grades_score_by_their_mean()
    {
        using var it = await With([1], evaluators: 5, new { scale = "Grade" });
        await HoldAsync(it, 5);
        foreach (var (index, grade) in new[] { "excellent", "excellent", "good", "fair", "abstain" }.Index()) await CastAsync(it, it.Evaluators[index], grade);
        await CloseAsync(it);

        Assert.Equal(85m, (await it.ScoreAsync(0, Components.Evaluation))!.Value); // (100 + 100 + 80 + 60) ÷ 4
    }

    [Fact]
    public async Task In_a_small_unit_candidates_evaluate_each_other_but_never_themselves()
    {
        using var it = await With([2], evaluators: 8, candidatesEvaluate: true);
        await HoldAsync(it, 8);
        var own = await it.OpenTaskAsync(TaskKind.EvaluationBallot, it.Candidates[0]);
        var paper = await it.App.As(it.Candidates[0]).Read($"/tasks/evaluation-ballot/{own.Id}");
        Assert.Equal(["考生1之2"], paper.QuerySelectorAll("fieldset legend").Select(legend => legend.TextContent.Trim()));

        foreach (var evaluator in it.Evaluators) await CastAsync(it, evaluator, "agree");
        await CloseAsync(it);
        var box = Assert.Single(await it.App.Rows<BallotBox>());
        Assert.All(box.Tally!.Value, line => Assert.Equal((7, 7), (line.Issued, line.Of("agree"))));
    }

    [Fact]
    public async Task A_ballot_is_cast_on_the_page_and_nothing_is_shown_before_the_close()
    {
        using var it = await With([2], evaluators: 6);
        await HoldAsync(it, 6);
        var run = await it.RunAsync(StageKind.DemocraticEvaluation);
        var task = await it.OpenTaskAsync(TaskKind.EvaluationBallot, it.Evaluators[0]);
        var address = $"/tasks/evaluation-ballot/{task.Id}";

        using var cast = await it.App.As(it.Evaluators[0]).Press(
            address, "投票", ($"Marks[{it.Applications[0].Id}][0]", "disagree"), ($"Marks[{it.Applications[1].Id}][0]", "agree"));
        Assert.Equal(HttpStatusCode.Redirect, cast.StatusCode);
        Assert.Contains("已参加投票", (await it.App.As(it.Evaluators[0]).Read(address)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it.Evaluators[1]).Try(address));

        foreach (var looker in new[] { "organiser", "observer" })
            Assert.DoesNotContain("赞成率", (await it.App.As(it[looker]).Read($"/stages/democratic-evaluation/{run.Id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it.Candidates[0]).Try($"/stages/democratic-evaluation/{run.Id}"));
        var scrutineer = await it.App.As(it["scrutineer"]).Read($"/tasks/evaluation-meeting/{(await it.OpenTaskAsync(TaskKind.EvaluationMeeting)).Id}");
        Assert.Contains("1 / 6 人已投票", scrutineer.Body!.TextContent, StringComparison.Ordinal);

        foreach (var evaluator in it.Evaluators.Skip(1)) await CastAsync(it, evaluator, "agree");
        await CloseAsync(it);
        var board = await it.App.As(it["organiser"]).Read($"/stages/democratic-evaluation/{run.Id}");
        Assert.Contains("83.33", board.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_meeting_is_recorded_on_its_page()
    {
        using var it = await With([1], evaluators: 3);
        var task = await it.OpenTaskAsync(TaskKind.EvaluationMeeting);
        using var held = await it.App.As(it["scrutineer"]).Press(
            $"/tasks/evaluation-meeting/{task.Id}", "登记到会并发票", [.. it.Evaluators.Take(2).Select(e => ("Present", e.Id.ToString()))]);

        Assert.Equal(HttpStatusCode.Redirect, held.StatusCode);
        Assert.Equal(2, (await it.TasksAsync(TaskKind.EvaluationBallot)).Count);
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it["keeper"]).Try($"/tasks/evaluation-meeting/{task.Id}"));
    }

    private static Task<ScoringCase> With(
        int[] candidates, int evaluators, object? settings = null, Func<int, string>? category = null, bool candidatesEvaluate = false) =>
        ScoringCase.With([("DemocraticEvaluation", settings)], candidates, evaluators: evaluators, category: category, candidatesEvaluate: candidatesEvaluate);

    private static async Task<HoldEvaluationOutcome> HoldAsync(ScoringCase it, int present)
    {
        var task = await it.OpenTaskAsync(TaskKind.EvaluationMeeting);
        if (task.NotBefore > it.App.Clock.GetUtcNow()) it.App.Clock.GoTo(task.NotBefore.Value);
        return await it.Do<HoldEvaluation, HoldEvaluationOutcome>(
            h => h.RunAsync(new(task.Id, [.. it.Evaluators.Take(present).Select(e => e.Id)]), ScoringCase.Of(it["scrutineer"]), default));
    }

    private static async Task VoteAsync(ScoringCase it, int agree, int disagree, int abstain = 0)
    {
        for (var i = 0; i < agree + disagree + abstain; i++)
            await CastAsync(it, it.Evaluators[i], i < agree ? "agree" : i < agree + disagree ? "disagree" : "abstain");
    }

    private static async Task CastAsync(ScoringCase it, Person evaluator, string mark)
    {
        var task = await it.OpenTaskAsync(TaskKind.EvaluationBallot, evaluator);
        var outcome = await it.App.Ask<CastBallot, CastBallotOutcome>(
            c => c.RunAsync(new(task.SubjectId!.Value, it.Applications.ToDictionary(a => a.Id, _ => (System.Collections.Immutable.ImmutableArray<string>)[mark])), ScoringCase.Of(evaluator), default));
        Assert.Equal(CastBallotOutcome.Cast, outcome);
    }

    private static async Task<CloseEvaluationOutcome> CloseAsync(ScoringCase it, bool declareVoid = false, string? reason = null)
    {
        var task = await it.OpenTaskAsync(TaskKind.EvaluationMeeting);
        return await it.Do<CloseEvaluation, CloseEvaluationOutcome>(c => c.RunAsync(new(task.Id, declareVoid, reason), ScoringCase.Of(it["scrutineer"]), default));
    }
}
