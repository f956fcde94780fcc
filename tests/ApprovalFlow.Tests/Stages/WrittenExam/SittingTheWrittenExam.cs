using System.Text;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.WrittenExam;

/// <summary>The written exam from its notice to the shortlist, on the engine.</summary>
[Trait("Database", "Every")]
public sealed class SittingTheWrittenExam
{
    [Fact]
    public async Task Everybody_is_told_when_and_where_before_anything_else()
    {
        using var it = await With([3]);

        foreach (var candidate in it.Candidates) Assert.Equal([MailEvent.M4ExamNotice], (await it.App.MailsTo(candidate)).Select(m => m.Event));
        Assert.Equal(TaskState.Open, (await it.OpenTaskAsync(TaskKind.ExamMarks)).State);
    }

    [Fact]
    public async Task Marks_typed_twice_alike_are_published_and_the_shortlist_follows_the_window()
    {
        using var it = await With([4], new { interviewRatio = 2m });
        await TypeAsync(it, "90", "60", "59.99", "75");
        Assert.Equal(VerifyExamMarksOutcome.Verified, (await TypeAgainAsync(it, "90", "60", "59.99", "75")).Outcome);

        Assert.Equal(90m, (await it.ScoreAsync(0, Components.Written))!.Value);
        Assert.Equal(Enumerable.Repeat(ApplicationState.Qualified, 4), await it.StatesAsync());
        Assert.Equal([MailEvent.M4ExamNotice, MailEvent.M5OwnScore], (await it.App.MailsTo(it.Candidates[1])).Select(m => m.Event));

        await PassTheWindowAsync(it);
        Assert.Equal("Shortlisted", await it.OutcomeAsync(StageKind.WrittenExam));
        Assert.Equal(
            [ApplicationState.Shortlisted, ApplicationState.NotShortlisted, ApplicationState.NotShortlisted, ApplicationState.Shortlisted], await it.StatesAsync());
        Assert.Contains("2:1", (await it.NowAsync(1)).StateReason, StringComparison.Ordinal);
        Assert.Contains("合格线", (await it.NowAsync(2)).StateReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_typings_that_differ_publish_nothing_until_they_agree()
    {
        using var it = await With([2]);
        await TypeAsync(it, "80", "70");

        var differs = await TypeAgainAsync(it, "80", "71");
        Assert.Equal((VerifyExamMarksOutcome.Differs, 70m, 71m), (differs.Outcome, Assert.Single(differs.Differences).First, differs.Differences[0].Second));
        Assert.Empty(await it.App.Rows<PublishedScore>());

        Assert.Equal(VerifyExamMarksOutcome.Verified, (await TypeAgainAsync(it, "80", "70")).Outcome);
        Assert.Equal(2, (await it.App.Rows<PublishedScore>()).Count);
    }

    [Fact]
    public async Task A_returned_entry_is_typed_anew_and_the_first_stays_on_record()
    {
        using var it = await With([1]);
        await TypeAsync(it, "80");
        Assert.Equal(VerifyExamMarksOutcome.ReasonRequired, (await VerifyAsync(it, approve: false, null)).Outcome);
        Assert.Equal(VerifyExamMarksOutcome.Returned, (await VerifyAsync(it, approve: false, "第一次录错")).Outcome);

        Assert.Equal(2, (await it.OpenTaskAsync(TaskKind.ExamMarks)).Round);
        await TypeAsync(it, "85");
        await TypeAgainAsync(it, "85");

        Assert.Equal(85m, (await it.ScoreAsync(0, Components.Written))!.Value);
        Assert.Equal([1, 2, 2], (await it.App.Rows<ExamSheet>()).Select(s => s.Round).Order());
    }

    [Fact]
    public async Task Whoever_entered_the_marks_cannot_verify_them()
    {
        using var it = await With([1]);
        await it.App.Has(Assignment.Of(it.Competition.Id, it["verifier"].Id, Duty.ExamMarker));
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        await it.Do<EnterExamMarks, EnterExamMarks.Answer>(e => e.RunAsync(new(task.Id, "", null, Typed(it, ["80"])), ScoringCase.Of(it["marker"]), default));

        // Marking and verifying exclude each other as duties already.
        var verification = await it.OpenTaskAsync(TaskKind.ExamVerification);
        var answer = await it.Do<VerifyExamMarks, VerifyExamMarks.Answer>(
            v => v.RunAsync(new(verification.Id, true, null, Typed(it, ["80"])), ScoringCase.Of(it["verifier"]), default));
        Assert.Equal(VerifyExamMarksOutcome.NotFound, answer.Outcome);
    }

    [Fact]
    public async Task A_list_with_one_wrong_row_enters_nothing_and_a_right_one_enters_all()
    {
        using var it = await With([2]);
        var wrong = await ImportAsync(it, "报名编号,成绩\n001,80\n002,八十\n");
        Assert.Equal((EnterExamMarksOutcome.HasProblems, ExamImportProblemKind.MarkNotANumber), (wrong.Outcome, Assert.Single(wrong.Problems).Kind));
        Assert.Empty(await it.App.Rows<ExamSheet>());

        Assert.Equal(EnterExamMarksOutcome.Entered, (await ImportAsync(it, "报名编号,成绩\n001,80\n002,缺考\n")).Outcome);
        await VerifyAsync(it, approve: true, null);

        Assert.Equal(80m, (await it.ScoreAsync(0, Components.Written))!.Value);
        Assert.Equal(0m, (await it.ScoreAsync(1, Components.Written))!.Value);
        await PassTheWindowAsync(it);
        Assert.Equal("笔试零分", (await it.NowAsync(1)).StateReason);
        Assert.Equal([ApplicationState.Shortlisted, ApplicationState.NotShortlisted], await it.StatesAsync());
    }

    [Fact]
    public async Task Absence_as_giving_up_publishes_no_mark()
    {
        using var it = await With([2], new { absence = "GivenUp" });
        await TypeAsync(it, "80", "缺考");
        await TypeAgainAsync(it, "80", "缺考");
        await PassTheWindowAsync(it);

        Assert.Null(await it.ScoreAsync(1, Components.Written));
        Assert.Equal("笔试缺考", (await it.NowAsync(1)).StateReason);
    }

    [Fact]
    public async Task Nobody_at_the_pass_line_ends_in_none_passed()
    {
        using var it = await With([2]);
        await TypeAsync(it, "59.99", "0");
        await TypeAgainAsync(it, "59.99", "0");
        await PassTheWindowAsync(it);

        Assert.Equal("NonePassed", await it.OutcomeAsync(StageKind.WrittenExam));
    }

    [Fact]
    public async Task All_tied_at_the_last_place_enter_the_interview()
    {
        using var it = await With([4], new { interviewRatio = 2m });
        await TypeAsync(it, "90", "75", "75", "74.99");
        await TypeAgainAsync(it, "90", "75", "75", "74.99");
        await PassTheWindowAsync(it);

        Assert.Equal(
            [ApplicationState.Shortlisted, ApplicationState.Shortlisted, ApplicationState.Shortlisted, ApplicationState.NotShortlisted], await it.StatesAsync());
    }

    [Fact]
    public async Task A_held_candidate_is_not_moved_forward()
    {
        using var it = await With([2]);
        await it.App.Do<ApprovalFlow.Infrastructure.ApprovalDb>(async db =>
        {
            (await db.FindAsync<Application>(it.Applications[0].Id))!.Hold("核查中", it.App.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        await TypeAsync(it, "90", "80");
        await TypeAgainAsync(it, "90", "80");
        await PassTheWindowAsync(it);

        Assert.Equal([ApplicationState.Qualified, ApplicationState.Shortlisted], await it.StatesAsync());
    }

    [Fact]
    public async Task A_re_check_goes_to_a_third_person_and_a_correction_to_a_fourth()
    {
        using var it = await With([2]);
        await TypeAsync(it, "58", "80");
        await TypeAgainAsync(it, "58", "80");
        var run = await it.RunAsync(StageKind.WrittenExam);

        Assert.Equal(AskExamRecheckOutcome.GroundRequired, await AskAsync(it, run, it.Candidates[0], " "));
        Assert.Equal(AskExamRecheckOutcome.Asked, await AskAsync(it, run, it.Candidates[0], "第三题漏计"));
        Assert.Equal(AskExamRecheckOutcome.AskedBefore, await AskAsync(it, run, it.Candidates[0], "再查"));
        Assert.Equal(AskExamRecheckOutcome.NotFound, await AskAsync(it, run, it["marker"], "好奇"));

        var recheck = await it.OpenTaskAsync(TaskKind.ExamRecheck);
        Assert.Equal(it["verifier2"].Id, recheck.AssigneeId);
        Assert.Equal(RecheckExamOutcome.NoChange, await RecheckAsync(it, recheck, 58m));
        Assert.Equal(RecheckExamOutcome.OutOfRange, await RecheckAsync(it, recheck, 100.01m));
        Assert.Equal(RecheckExamOutcome.Proposed, await RecheckAsync(it, recheck, 62m));
        Assert.Equal(58m, (await it.ScoreAsync(0, Components.Written))!.Value);

        await PassTheWindowAsync(it);
        Assert.Equal("", await it.OutcomeAsync(StageKind.WrittenExam)); // waits for the answer, however late

        var confirmation = await it.OpenTaskAsync(TaskKind.ExamVerification);
        var second = it.Staff.Values.Single(p => p.Id == confirmation.AssigneeId);
        Assert.NotEqual(it["verifier2"].Id, second.Id);
        Assert.Equal(RecheckExamOutcome.Confirmed, await it.Do<RecheckExam, RecheckExamOutcome>(r => r.ConfirmAsync(confirmation.Id, true, null, ScoringCase.Of(second), default)));

        var versions = (await it.App.Rows<PublishedScore>(s => s.Where(x => x.ApplicationId == it.Applications[0].Id))).OrderBy(s => s.Version).ToList();
        Assert.Equal([(1, 58m), (2, 62m)], versions.Select(s => (s.Version, s.Value)));
        Assert.NotEqual(versions[1].AuthorId, versions[1].VerifierId);
        Assert.Equal([ApplicationState.Shortlisted, ApplicationState.Shortlisted], await it.StatesAsync());
    }

    [Fact]
    public async Task A_re_check_is_asked_for_until_the_window_ends_and_not_after()
    {
        using var it = await With([2]);
        await TypeAsync(it, "58", "80");
        await TypeAgainAsync(it, "58", "80");
        var run = await it.RunAsync(StageKind.WrittenExam);

        it.App.Clock.GoTo(ChinaTime.EndOf(new DateOnly(2026, 9, 3)));
        Assert.Equal(AskExamRecheckOutcome.Asked, await AskAsync(it, run, it.Candidates[0], "漏计"));
        it.App.Clock.GoTo(ChinaTime.StartOf(new DateOnly(2026, 9, 4)));
        Assert.Equal(AskExamRecheckOutcome.TooLate, await AskAsync(it, run, it.Candidates[1], "漏计"));
    }

    [Fact]
    public async Task Marks_go_in_through_the_pages_and_own_marks_come_out()
    {
        using var it = await With([2]);
        var entry = await it.OpenTaskAsync(TaskKind.ExamMarks);
        (string, string)[] marks = [($"Marks[{it.Applications[0].Id}]", "80"), ($"Marks[{it.Applications[1].Id}]", "七十")];
        var refused = await it.App.As(it["marker"]).Press($"/tasks/exam-marks/{entry.Id}", "提交全部成绩", marks);
        Assert.Contains("成绩不是数字", (await refused.Page()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("80", (await refused.Page()).QuerySelector($"#mark-{it.Applications[0].Id:n}")!.GetAttribute("value"));

        marks[1].Item2 = "70";
        using var entered = await it.App.As(it["marker"]).Press($"/tasks/exam-marks/{entry.Id}", "提交全部成绩", marks);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, entered.StatusCode);
        await it.WorkAsync();

        var verification = await it.OpenTaskAsync(TaskKind.ExamVerification);
        var page = await it.App.As(it["verifier"]).Read($"/tasks/exam-verification/{verification.Id}");
        Assert.DoesNotContain("80", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal); // the second typing is blind
        using var verified = await it.App.As(it["verifier"]).Press($"/tasks/exam-verification/{verification.Id}", "核对无误", marks);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, verified.StatusCode);
        await it.WorkAsync();

        var run = await it.RunAsync(StageKind.WrittenExam);
        Assert.Equal(80m, (await it.App.Ask<OwnExamQuery, OwnExam?>(q => q.FindAsync(run.Id, ScoringCase.Of(it.Candidates[0]), default)))!.Score);
        var board = await it.App.As(it["organiser"]).Read($"/stages/written-exam/{run.Id}");
        Assert.Contains("70.00", board.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await it.App.As(it["administrator"]).Try($"/stages/written-exam/{run.Id}"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await it.App.As(it.Candidates[0]).Try($"/stages/written-exam/{run.Id}"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await it.App.As(it["keeper"]).Try($"/tasks/exam-verification/{verification.Id}"));
    }

    [Fact]
    public async Task Sixty_rows_with_the_usual_dirt_are_named_row_by_row_on_the_page_and_none_is_taken_over()
    {
        using var it = await With([60]);
        var rows = ScoreListFile.Table(it.Applications.Zip(it.Candidates, (a, p) => new object?[] { a.Number, p.Name, 70.5m }));
        rows[4] = ScoreListFile.Row("００３", $"　{it.Candidates[2].Name} ", "８５．５　");      // full-width figures, trailing spaces: dirt, but readable
        rows[10] = ScoreListFile.Row("002", it.Candidates[1].Name, "70");                    // a duplicate
        rows[11] = ScoreListFile.Row("099", "无此人", "70");                                  // nobody registered under this number
        rows[12] = ScoreListFile.Row("011", it.Candidates[10].Name, "七十五");                // a text in the number column
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        var address = $"/tasks/exam-marks/{task.Id}";

        using var refused = await it.App.As(it["marker"]).Upload(address, "导入", "List", "笔试成绩.xlsx", ScoreListFile.Workbook(rows));
        var named = (await refused.Page()).QuerySelectorAll("main tbody tr").Select(row => row.TextContent).ToList();
        foreach (var row in new[] { "第 11 行", "第 12 行", "第 13 行" }) Assert.Contains(named, text => text.Contains(row, StringComparison.Ordinal));
        Assert.DoesNotContain(named, text => text.Contains("第 5 行", StringComparison.Ordinal));
        Assert.Empty(await it.App.Rows<ExamSheet>());
        Assert.Empty(await it.App.Rows<ExamMark>());

        foreach (var row in new[] { 10, 11, 12 }) rows[row] = ScoreListFile.Row(it.Applications[row - 2].Number, it.Candidates[row - 2].Name, 70.5m);
        using var taken = await it.App.As(it["marker"]).Upload(address, "导入", "List", "笔试成绩.xlsx", ScoreListFile.Workbook(rows));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(60, (await it.App.Rows<ExamMark>()).Count);
        Assert.Contains(await it.App.Rows<ExamMark>(), mark => mark.ApplicationId == it.Applications[2].Id && mark.Mark == 85.5m);
    }

    [Fact]
    public async Task Only_those_shortlisted_are_called_to_the_interview_that_follows_in_the_same_step()
    {
        using var it = await ScoringCase.With([("WrittenExam", new { interviewRatio = 1m }), ("Interview", null)], [2]);
        await TypeAsync(it, "90", "80");
        await TypeAgainAsync(it, "90", "80");
        await PassTheWindowAsync(it);

        Assert.Equal(it.Applications[0].Id, Assert.Single(await it.App.Rows<ApprovalFlow.Stages.Interview.InterviewSeat>()).ApplicationId);
        Assert.Contains(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M6InterviewNotice);
        Assert.DoesNotContain(await it.App.MailsTo(it.Candidates[1]), m => m.Event == MailEvent.M6InterviewNotice);
    }

    private static Task<ScoringCase> With(int[] candidates, object? settings = null) => ScoringCase.With([("WrittenExam", settings)], candidates);

    private static Dictionary<Guid, string> Typed(ScoringCase it, string[] marks) => it.Applications.Zip(marks).ToDictionary(p => p.First.Id, p => p.Second);

    private static async Task TypeAsync(ScoringCase it, params string[] marks)
    {
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        var answer = await it.Do<EnterExamMarks, EnterExamMarks.Answer>(e => e.RunAsync(new(task.Id, "", null, Typed(it, marks)), ScoringCase.Of(it["marker"]), default));
        Assert.Equal(EnterExamMarksOutcome.Entered, answer.Outcome);
    }

    private static async Task<VerifyExamMarks.Answer> TypeAgainAsync(ScoringCase it, params string[] marks) => await VerifyAsync(it, true, null, marks);

    private static async Task<VerifyExamMarks.Answer> VerifyAsync(ScoringCase it, bool approve, string? reason, params string[] marks)
    {
        var task = await it.OpenTaskAsync(TaskKind.ExamVerification);
        return await it.Do<VerifyExamMarks, VerifyExamMarks.Answer>(
            v => v.RunAsync(new(task.Id, approve, reason, Typed(it, marks)), ScoringCase.Of(it["verifier"]), default));
    }

    private static async Task<EnterExamMarks.Answer> ImportAsync(ScoringCase it, string csv)
    {
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        return await it.Do<EnterExamMarks, EnterExamMarks.Answer>(
            e => e.RunAsync(new(task.Id, "成绩.csv", Encoding.UTF8.GetBytes(csv), null), ScoringCase.Of(it["marker"]), default));
    }

    private static Task<AskExamRecheckOutcome> AskAsync(ScoringCase it, StageRun run, Person who, string ground) =>
        it.App.Ask<AskExamRecheck, AskExamRecheckOutcome>(a => a.RunAsync(new(run.Id, ground), ScoringCase.Of(who), default));

    private static Task<RecheckExamOutcome> RecheckAsync(ScoringCase it, UserTask task, decimal? mark) =>
        it.Do<RecheckExam, RecheckExamOutcome>(r => r.RunAsync(new(task.Id, mark, "漏计4分"), ScoringCase.Of(it["verifier2"]), default));

    private static async Task PassTheWindowAsync(ScoringCase it)
    {
        it.App.Clock.GoTo(ChinaTime.StartOf(new DateOnly(2026, 9, 4)));
        await it.WorkAsync();
    }
}
