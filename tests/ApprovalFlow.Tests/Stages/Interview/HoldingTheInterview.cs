using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.Interview;

/// <summary>An interview from the draw to its verified scores, on the engine.</summary>
[Trait("Database", "Every")]
public sealed class HoldingTheInterview
{
    /// <summary>The totals of the worked example: 92.0, 88.5, 90.0, 85.0, 91.0, 79.0, 89.5 come to 88.80.</summary>
    private static readonly decimal[] Example = [92.0m, 88.5m, 90.0m, 85.0m, 91.0m, 79.0m, 89.5m];

    [Fact]
    public async Task Seven_sheets_trimmed_by_one_and_one_come_to_the_worked_example()
    {
        using var it = await With([2]);
        foreach (var (index, total) in Example.Index())
        {
            await SealAsync(it, index + 1, 0, total);
            await SealAsync(it, index + 1, 1, 70);
        }

        await CloseAndVerifyAsync(it);

        var score = (await it.ScoreAsync(0, Components.Interview))!;
        Assert.Equal((88.80m, 615.0m, it["keeper"].Id, it["verifier"].Id), (score.Value, score.Untrimmed, score.AuthorId, score.VerifierId!.Value));
        Assert.Equal("Scored", await it.OutcomeAsync(StageKind.Interview));
        Assert.Equal([MailEvent.M6InterviewNotice, MailEvent.M5OwnScore], (await it.App.MailsTo(it.Candidates[0])).Select(m => m.Event));
    }

    [Fact]
    public async Task Nobody_sees_a_mark_before_the_last_sheet_is_in()
    {
        using var it = await With([1]);
        var run = await it.RunAsync(StageKind.Interview);
        for (var assessor = 1; assessor <= 6; assessor++) await SealAsync(it, assessor, 0, 80.25m + assessor);

        var before = await BoardAsync(it, run);
        Assert.False(before.AllIn);
        Assert.All(before.Rows, row => Assert.Equal((0, null), (row.Totals.Length, row.Score)));
        var close = await it.OpenTaskAsync(TaskKind.InterviewClose);
        var page = await it.App.As(it["keeper"]).Read($"/tasks/interview-close/{close.Id}");
        Assert.DoesNotContain("81.25", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var others = await it.App.As(it["assessor7"]).Read($"/tasks/interview-sheet/{(await it.OpenTaskAsync(TaskKind.InterviewSheet, it["assessor7"])).Id}");
        Assert.DoesNotContain("81.25", others.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(CloseInterviewOutcome.SheetsMissing, await CloseAsync(it, it["keeper"]));

        await SealAsync(it, 7, 0, 87);
        Assert.True((await BoardAsync(it, run)).AllIn);
    }

    [Fact]
    public async Task A_sealed_sheet_is_final_and_an_incomplete_one_is_none()
    {
        using var it = await With([2]);

        Assert.Equal(SealScoreSheetOutcome.MarksIncomplete, await SealMarksAsync(it, 1, 0, "15", "20", "20", "15", "20", ""));
        Assert.Equal(SealScoreSheetOutcome.MarksIncomplete, await SealMarksAsync(it, 1, 0, "15.01", "20", "20", "15", "20", "10"));
        Assert.Equal(SealScoreSheetOutcome.MarksIncomplete, await SealMarksAsync(it, 1, 0, "-1", "20", "20", "15", "20", "10"));
        Assert.Equal(SealScoreSheetOutcome.Sealed, await SealMarksAsync(it, 1, 0, "15", "20", "20", "15", "20", "10"));
        Assert.Equal(SealScoreSheetOutcome.SealedBefore, await SealMarksAsync(it, 1, 0, "0", "0", "0", "0", "0", "0"));
        Assert.Equal(100m, Assert.Single(await it.App.Rows<ScoreSheet>()).Marks.Sum());
    }

    [Fact]
    public async Task A_sheet_goes_in_through_the_page_and_what_was_typed_survives_a_refusal()
    {
        using var it = await With([1]);
        var task = await it.OpenTaskAsync(TaskKind.InterviewSheet, it["assessor1"]);
        (string, string)[] marks = [("Marks[0]", "14"), ("Marks[1]", "18"), ("Marks[2]", "21"), ("Marks[3]", "14"), ("Marks[4]", "18"), ("Marks[5]", "9")];
        using var refused = await it.App.As(it["assessor1"]).Press($"/tasks/interview-sheet/{task.Id}", "密封提交", marks);
        Assert.Equal("18", (await refused.Page()).QuerySelector("#c1-m1")!.GetAttribute("value"));

        marks[2].Item2 = "19";
        using var sealed_ = await it.App.As(it["assessor1"]).Press($"/tasks/interview-sheet/{task.Id}", "密封提交", marks);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, sealed_.StatusCode);
        Assert.Equal(92m, Assert.Single(await it.App.Rows<ScoreSheet>()).Marks.Sum());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await it.App.As(it["assessor2"]).Try($"/tasks/interview-sheet/{task.Id}"));
    }

    [Fact]
    public async Task A_reserve_steps_in_for_an_absent_assessor_and_nobody_who_has_scored_is_replaced()
    {
        using var it = await With([1]);
        var close = await it.OpenTaskAsync(TaskKind.InterviewClose);
        for (var assessor = 1; assessor <= 6; assessor++) await SealAsync(it, assessor, 0, 80);

        Assert.Equal(ReplaceAssessorOutcome.AlreadyScored, await ReplaceAsync(it, close, it["assessor1"], it["reserve"]));
        Assert.Equal(ReplaceAssessorOutcome.NotAReserve, await ReplaceAsync(it, close, it["assessor7"], it["observer"]));
        Assert.Equal(ReplaceAssessorOutcome.Replaced, await ReplaceAsync(it, close, it["assessor7"], it["reserve"]));
        var task = await it.OpenTaskAsync(TaskKind.InterviewSheet, it["reserve"]);
        await it.Do<SealScoreSheet, SealScoreSheetOutcome>(s => s.RunAsync(new(task.Id, it.Applications[0].Id, Marks(90), null), ScoringCase.Of(it["reserve"]), default));

        await CloseAndVerifyAsync(it);
        Assert.Equal(80m, (await it.ScoreAsync(0, Components.Interview))!.Value);
    }

    [Fact]
    public async Task The_panel_goes_on_down_to_its_smallest_size_and_not_below()
    {
        using var it = await With([1], new { minPanel = 6 });
        var close = await it.OpenTaskAsync(TaskKind.InterviewClose);

        Assert.Equal(ReplaceAssessorOutcome.Relieved, await ReplaceAsync(it, close, it["assessor7"], null));
        Assert.Equal(ReplaceAssessorOutcome.BelowSmallestPanel, await ReplaceAsync(it, close, it["assessor6"], null));
    }

    [Fact]
    public async Task Too_many_recusals_keep_the_interview_open()
    {
        using var it = await With([1], new { minPanel = 7 });
        for (var assessor = 1; assessor <= 6; assessor++) await SealAsync(it, assessor, 0, 80);
        var task = await it.OpenTaskAsync(TaskKind.InterviewSheet, it["assessor7"]);
        Assert.Equal(SealScoreSheetOutcome.ReasonRequired, await RecuseAsync(it, task, " "));
        Assert.Equal(SealScoreSheetOutcome.Recused, await RecuseAsync(it, task, "亲属关系"));

        Assert.Equal(CloseInterviewOutcome.TooFewSheets, await CloseAsync(it, it["keeper"]));
    }

    [Fact]
    public async Task Exactly_the_pass_line_passes_and_a_hundredth_below_does_not()
    {
        using var it = await With([2]);
        for (var assessor = 1; assessor <= 7; assessor++)
        {
            await SealAsync(it, assessor, 0, 60);
            await SealAsync(it, assessor, 1, 59.99m);
        }

        await CloseAndVerifyAsync(it);
        Assert.Equal([ApplicationState.Qualified, ApplicationState.NotInspected], await it.StatesAsync());
    }

    [Fact]
    public async Task An_absent_candidate_is_out_and_needs_no_sheets()
    {
        using var it = await With([1]);
        var close = await it.OpenTaskAsync(TaskKind.InterviewClose);
        Assert.Equal(MarkAbsentOutcome.ReasonRequired, await AbsentAsync(it, close, ""));
        Assert.Equal(MarkAbsentOutcome.Marked, await AbsentAsync(it, close, "未到场"));

        await CloseAndVerifyAsync(it);
        Assert.Equal("NonePassed", await it.OutcomeAsync(StageKind.Interview));
        Assert.Equal("面试缺考", (await it.NowAsync(0)).StateReason);
    }

    [Fact]
    public async Task The_verifier_is_neither_the_keeper_nor_an_assessor_and_may_send_it_back()
    {
        using var it = await With([1]);
        for (var assessor = 1; assessor <= 7; assessor++) await SealAsync(it, assessor, 0, 80);
        Assert.Equal(CloseInterviewOutcome.Closed, await CloseAsync(it, it["keeper"]));

        Assert.Equal(CloseInterviewOutcome.NotFound, await CloseAsync(it, it["keeper"]));
        Assert.Equal(CloseInterviewOutcome.ReasonRequired, await CloseAsync(it, it["verifier"], approve: false));
        Assert.Equal(CloseInterviewOutcome.Returned, await CloseAsync(it, it["verifier"], approve: false, "核对抽签号"));
        Assert.Empty(await it.App.Rows<PublishedScore>());

        await CloseAndVerifyAsync(it);
        Assert.Equal(80m, (await it.ScoreAsync(0, Components.Interview))!.Value);
    }

    [Fact]
    public async Task The_draw_can_be_repeated_from_its_seed()
    {
        using var it = await With([4, 3]);
        var draw = Assert.Single(await it.App.Rows<InterviewDraw>());
        var seats = (await it.App.Rows<InterviewSeat>()).OrderBy(s => s.DrawNumber).Select(s => s.ApplicationId);
        var entries = it.Applications.Reverse().Select(a => new DrawEntry(a.Id, a.Number, a.PostId)).ToList();

        Assert.Equal(seats, InterviewDraw.Order(draw.Seed, [.. entries]));
        var posts = seats.Select(id => entries.Single(e => e.ApplicationId == id).PostId).ToList();
        Assert.Equal(1, posts.Zip(posts.Skip(1)).Count(pair => pair.First != pair.Second)); // one post after the other
    }

    [Fact]
    public async Task Candidates_who_do_not_outnumber_posts_need_sixty_even_without_a_line()
    {
        using var it = await With([1], new { passLine = 0 });
        for (var assessor = 1; assessor <= 7; assessor++) await SealAsync(it, assessor, 0, 59);
        await CloseAndVerifyAsync(it);

        Assert.Equal("NonePassed", await it.OutcomeAsync(StageKind.Interview));
    }

    private static Task<ScoringCase> With(int[] candidates, object? settings = null) => ScoringCase.With([("Interview", settings)], candidates);

    /// <summary>Marks that add up to the total, each within its factor.</summary>
    private static string[] Marks(decimal total)
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

    private static Task<SealScoreSheetOutcome> SealMarksAsync(ScoringCase it, int assessor, int candidate, params string[] marks) =>
        SealAsync(it, it[$"assessor{assessor}"], candidate, marks);

    private static async Task SealAsync(ScoringCase it, int assessor, int candidate, decimal total) =>
        Assert.Equal(SealScoreSheetOutcome.Sealed, await SealAsync(it, it[$"assessor{assessor}"], candidate, Marks(total)));

    private static async Task<SealScoreSheetOutcome> SealAsync(ScoringCase it, Person assessor, int candidate, string[] marks)
    {
        var task = Assert.Single(await it.TasksAsync(TaskKind.InterviewSheet), t => t.AssigneeId == assessor.Id);
        return await it.App.Ask<SealScoreSheet, SealScoreSheetOutcome>(
            s => s.RunAsync(new(task.Id, it.Applications[candidate].Id, marks, null), ScoringCase.Of(assessor), default));
    }

    private static Task<SealScoreSheetOutcome> RecuseAsync(ScoringCase it, UserTask task, string reason) =>
        it.Do<SealScoreSheet, SealScoreSheetOutcome>(s => s.RunAsync(new(task.Id, it.Applications[0].Id, [], reason, Recuse: true), ScoringCase.Of(it["assessor7"]), default));

    private static async Task<CloseInterviewOutcome> CloseAsync(ScoringCase it, Person who, bool approve = true, string? reason = null)
    {
        var task = await it.OpenTaskAsync(TaskKind.InterviewClose);
        return await it.Do<CloseInterview, CloseInterviewOutcome>(c => c.RunAsync(new(task.Id, approve, reason), ScoringCase.Of(who), default));
    }

    private static async Task CloseAndVerifyAsync(ScoringCase it)
    {
        Assert.Equal(CloseInterviewOutcome.Closed, await CloseAsync(it, it["keeper"]));
        Assert.Equal(CloseInterviewOutcome.Verified, await CloseAsync(it, it["verifier"]));
    }

    private static Task<ReplaceAssessorOutcome> ReplaceAsync(ScoringCase it, UserTask close, Person leaving, Person? reserve) =>
        it.Do<ReplaceAssessor, ReplaceAssessorOutcome>(r => r.RunAsync(new(close.Id, leaving.Id, reserve?.Id, "当天缺席"), ScoringCase.Of(it["keeper"]), default));

    private static Task<MarkAbsentOutcome> AbsentAsync(ScoringCase it, UserTask close, string reason) =>
        it.Do<MarkCandidateAbsent, MarkAbsentOutcome>(m => m.RunAsync(new(close.Id, it.Applications[0].Id, reason), ScoringCase.Of(it["keeper"]), default));

    private static async Task<InterviewProgress> BoardAsync(ScoringCase it, StageRun run) =>
        (await it.App.Ask<InterviewBoard, InterviewProgress?>(b => b.ForAsync(run.Id, default)))!;
}
