using System.Net;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Synthesis;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tests.Stages.Synthesis;

/// <summary>From published scores to the people to be inspected, on the engine.</summary>
[Trait("Database", "Every")]
public sealed class PuttingScoresTogether
{
    [Fact]
    public async Task The_worked_example_comes_to_84_57_and_is_signed_by_three_people()
    {
        using var it = await With([2], [(81.5m, 88.80m, 82m), (70m, 70m, 70m)]);
        var list = Assert.Single(await it.App.Rows<RankedList>());
        Assert.Equal((84.57m, 1), (list.Rows[0].Total, list.Rows[0].Rank));

        Assert.Empty(await it.TasksAsync(TaskKind.InspectionSelection));
        await SignAllAsync(it);
        Assert.Equal(
            [(ListSigner.ScoreKeeper, it["keeper"].Id), (ListSigner.ScoreVerifier, it["verifier"].Id), (ListSigner.DisciplineObserver, it["observer"].Id)],
            (await it.App.Rows<ListSignature>()).OrderBy(s => s.Signer).Select(s => (s.Signer, s.PersonId)));
        Assert.Single(await it.TasksAsync(TaskKind.InspectionSelection));
        Assert.Equal(ApplicationState.Qualified, (await it.NowAsync(0)).State); // first rank decides nothing by itself
    }

    [Fact]
    public async Task The_proposed_people_enter_and_the_rest_are_told()
    {
        using var it = await With([3], [(80m, 80m, 80m), (70m, 70m, 70m), (90m, 90m, 90m)]);
        await SignAllAsync(it);
        Assert.Equal(SelectForInspectionOutcome.Fixed, await SelectAsync(it, null, 0, 2));

        Assert.Equal([ApplicationState.UnderInspection, ApplicationState.NotInspected, ApplicationState.UnderInspection], await it.StatesAsync());
        Assert.Equal("Ranked", await it.OutcomeAsync(StageKind.Synthesis));
        foreach (var candidate in it.Candidates) Assert.Contains(MailEvent.M8InspectionEntry, (await it.App.MailsTo(candidate)).Select(m => m.Event));
    }

    [Fact]
    public async Task Departing_from_the_ranking_needs_a_reason_which_is_kept()
    {
        using var it = await With([3], [(80m, 80m, 80m), (70m, 70m, 70m), (90m, 90m, 90m)]);
        await SignAllAsync(it);

        Assert.Equal(SelectForInspectionOutcome.ReasonRequired, await SelectAsync(it, " ", 1, 2));
        Assert.Equal(SelectForInspectionOutcome.ReasonRequired, await SelectAsync(it, null, 2));
        Assert.Equal(SelectForInspectionOutcome.Fixed, await SelectAsync(it, "平时表现突出", 1, 2));
        Assert.Equal(2, (await it.App.Rows<InspectionChoice>()).Count(c => c.Reason == "平时表现突出"));
        Assert.Equal([ApplicationState.NotInspected, ApplicationState.UnderInspection, ApplicationState.UnderInspection], await it.StatesAsync());
    }

    [Fact]
    public async Task All_tied_at_the_last_place_are_proposed()
    {
        using var it = await With([4], [(90m, 90m, 90m), (80m, 80m, 80m), (80m, 80m, 80m), (70m, 70m, 70m)]);
        await SignAllAsync(it);

        Assert.Equal(SelectForInspectionOutcome.ReasonRequired, await SelectAsync(it, null, 0, 1));
        Assert.Equal(SelectForInspectionOutcome.Fixed, await SelectAsync(it, null, 0, 1, 2));
    }

    [Fact]
    public async Task Equal_totals_are_told_apart_by_the_evaluation_first()
    {
        // 24 + 32 + 24 = 80 and 27 + 32 + 21 = 80
        using var it = await With([2], [(80m, 80m, 80m), (90m, 80m, 70m)]);
        var list = Assert.Single(await it.App.Rows<RankedList>());

        Assert.Equal([(it.Applications[0].Id, 1), (it.Applications[1].Id, 2)], list.Rows.Select(row => (row.ApplicationId, row.Rank!.Value)));
    }

    [Fact]
    public async Task A_tie_the_chain_leaves_open_is_ruled_by_the_leading_group_with_a_reason()
    {
        using var it = await With([3], [(90m, 90m, 90m), (80m, 80m, 80m), (80m, 80m, 80m)], new { tieChain = "evaluation" });
        await SignAllAsync(it);

        Assert.Equal(SelectForInspectionOutcome.ReasonRequired, await SelectAsync(it, null, 0, 1));
        Assert.Equal(SelectForInspectionOutcome.Fixed, await SelectAsync(it, "并列，经研究确定", 0, 1));
    }

    [Fact]
    public async Task Below_a_pass_line_or_without_a_score_nobody_is_ranked_or_selected()
    {
        using var it = await With([2], [(80m, 80m, 80m)], passLine: 60);
        var list = Assert.Single(await it.App.Rows<RankedList>());
        Assert.Equal(StandingStatus.Incomplete, list.Rows.Single(row => row.ApplicationId == it.Applications[1].Id).Status);
        await SignAllAsync(it);

        Assert.Equal(SelectForInspectionOutcome.NotRanked, await SelectAsync(it, "理由", 0, 1));
    }

    [Fact]
    public async Task Nobody_chosen_ends_in_none_eligible()
    {
        using var it = await With([1], [(80m, 80m, 80m)]);
        await SignAllAsync(it);
        await SelectAsync(it, "均不适宜", []);

        Assert.Equal("NoneEligible", await it.OutcomeAsync(StageKind.Synthesis));
    }

    [Fact]
    public async Task Computing_again_gives_what_is_stored_and_a_score_changed_behind_its_back_is_noticed()
    {
        using var it = await With([2], [(80m, 80m, 80m), (70m, 70m, 70m)]);
        var run = await it.RunAsync(StageKind.Synthesis);
        Assert.True(Assert.Single((await ViewAsync(it, run)).Lists).IsCurrent);

        await it.App.Do<ApprovalDb>(db => db.Set<PublishedScore>().Where(s => s.ApplicationId == it.Applications[1].Id && s.Component == "written")
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, 99m)));
        Assert.False(Assert.Single((await ViewAsync(it, run)).Lists).IsCurrent);
        Assert.Equal(SignRankingOutcome.NoLongerCurrent, await SignAsync(it, TaskKind.SynthesisKeeper, it["keeper"]));

        Assert.Equal(SignRankingOutcome.ReasonRequired, await SignAsync(it, TaskKind.SynthesisKeeper, it["keeper"], approve: false));
        Assert.Equal(SignRankingOutcome.Returned, await SignAsync(it, TaskKind.SynthesisKeeper, it["keeper"], approve: false, "成绩有变动"));
        Assert.Equal([1, 2], (await it.App.Rows<RankedList>()).Select(l => l.Round).Order());
        await SignAllAsync(it);
        Assert.Single(await it.TasksAsync(TaskKind.InspectionSelection));
    }

    [Fact]
    public async Task Two_signatures_are_two_people()
    {
        using var it = await With([1], [(80m, 80m, 80m)]);
        await it.App.Has(Assignment.Of(it.Competition.Id, it["keeper"].Id, Duty.ScoreVerifier));
        await SignAsync(it, TaskKind.SynthesisKeeper, it["keeper"]);

        // Keeping and verifying exclude each other; the second task does not even open.
        Assert.Equal(SignRankingOutcome.NotFound, await SignAsync(it, TaskKind.SynthesisVerifier, it["keeper"]));
    }

    [Fact]
    public async Task The_list_is_signed_and_chosen_from_on_its_pages_and_the_candidate_sees_only_the_own_line()
    {
        using var it = await With([2], [(80m, 80m, 80m), (70m, 70m, 70m)]);
        foreach (var (kind, page, who) in new[] { (TaskKind.SynthesisKeeper, "keeper", "keeper"), (TaskKind.SynthesisVerifier, "verifier", "verifier"), (TaskKind.SynthesisObserver, "observer", "observer") })
        {
            var task = await it.OpenTaskAsync(kind);
            using var signed = await it.App.As(it[who]).Press($"/tasks/synthesis-{page}/{task.Id}", "核对无误，签字");
            Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it.Candidates[0]).Try($"/tasks/synthesis-{page}/{task.Id}"));
        }

        await it.WorkAsync();
        var selection = await it.OpenTaskAsync(TaskKind.InspectionSelection);
        using var chosen = await it.App.As(it["leader"]).Press($"/tasks/inspection-selection/{selection.Id}", "确定考察对象"); // as proposed: both within 2:1
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        await it.WorkAsync();
        Assert.Equal([ApplicationState.UnderInspection, ApplicationState.UnderInspection], await it.StatesAsync());

        var run = await it.RunAsync(StageKind.Synthesis);
        var own = (await it.App.Ask<OwnSynthesisQuery, OwnSynthesis?>(q => q.FindAsync(run.Id, ScoringCase.Of(it.Candidates[1]), default)))!;
        Assert.Equal((70m, 2, true, 0), (own.Total, own.Rank, own.EnteredInspection, own.List.Length));
        Assert.Contains("考察", (await it.App.As(it["observer"]).Read($"/stages/synthesis/{run.Id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it["administrator"]).Try($"/stages/synthesis/{run.Id}"));
    }

    /// <summary>Candidates of one post with their written, interview and evaluation scores, weighted 30, 40, 30. Scores come before the stage.</summary>
    private static async Task<ScoringCase> With(int[] candidates, (decimal Written, decimal Interview, decimal Evaluation)[] scores, object? settings = null, decimal? passLine = null)
    {
        var it = await ScoringCase.With([("Synthesis", settings)], candidates, beforeStart: async it =>
        {
            foreach (var (index, score) in scores.Index())
            {
                await it.HasScoreAsync(index, Components.Written, score.Written, 30, passLine);
                await it.HasScoreAsync(index, Components.Interview, score.Interview, 40, passLine);
                await it.HasScoreAsync(index, Components.Evaluation, score.Evaluation, 30);
            }
        });
        return it;
    }

    private static async Task SignAllAsync(ScoringCase it)
    {
        Assert.Equal(SignRankingOutcome.Recorded, await SignAsync(it, TaskKind.SynthesisKeeper, it["keeper"]));
        Assert.Equal(SignRankingOutcome.Recorded, await SignAsync(it, TaskKind.SynthesisVerifier, it["verifier"]));
        Assert.Equal(SignRankingOutcome.Recorded, await SignAsync(it, TaskKind.SynthesisObserver, it["observer"]));
    }

    private static async Task<SignRankingOutcome> SignAsync(ScoringCase it, TaskKind kind, Person who, bool approve = true, string? reason = null)
    {
        var task = await it.OpenTaskAsync(kind);
        return await it.Do<SignRanking, SignRankingOutcome>(s => s.RunAsync(new(task.Id, kind, approve, reason), ScoringCase.Of(who), default));
    }

    private static async Task<SelectForInspectionOutcome> SelectAsync(ScoringCase it, string? reason, params int[] candidates)
    {
        var task = await it.OpenTaskAsync(TaskKind.InspectionSelection);
        return await it.Do<SelectForInspection, SelectForInspectionOutcome>(
            s => s.RunAsync(new(task.Id, [.. candidates.Select(c => it.Applications[c].Id)], reason), ScoringCase.Of(it["leader"]), default));
    }

    private static async Task<SynthesisView> ViewAsync(ScoringCase it, StageRun run) =>
        (await it.App.Ask<SynthesisBoard, SynthesisView?>(b => b.ForAsync(run.Id, default)))!;
}
