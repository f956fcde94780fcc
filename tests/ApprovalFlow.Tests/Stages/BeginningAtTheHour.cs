using ApprovalFlow.Calendar;
using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages;

/// <summary>Nothing about an exam, an interview or a meeting goes on record before the hour the plan gives it; at the hour it does.</summary>
public sealed class BeginningAtTheHour
{
    private static readonly DateTimeOffset Hour = ChinaTime.At(new DateOnly(2026, 9, 3), new TimeOnly(14, 30));

    [Fact]
    public async Task Marks_are_refused_one_tick_before_the_exam_and_taken_at_its_hour()
    {
        using var it = await With("WrittenExam");
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        Task<EnterExamMarks.Answer> Enter() => it.Do<EnterExamMarks, EnterExamMarks.Answer>(
            e => e.RunAsync(new(task.Id, "", null, it.Applications.ToDictionary(a => a.Id, _ => "80")), ScoringCase.Of(it["marker"]), default));

        it.App.Clock.GoTo(Hour.AddTicks(-1));
        Assert.Equal(EnterExamMarksOutcome.NotYet, (await Enter()).Outcome);
        Assert.Equal(Hour, Assert.Single(await it.TasksAsync(TaskKind.ExamMarks)).NotBefore);
        it.App.Clock.GoTo(Hour);
        Assert.Equal(EnterExamMarksOutcome.Entered, (await Enter()).Outcome);
    }

    [Fact]
    public async Task No_sheet_is_sealed_and_nobody_is_absent_before_the_interview()
    {
        using var it = await With("Interview");
        var sheet = await it.OpenTaskAsync(TaskKind.InterviewSheet, it["assessor1"]);
        var close = await it.OpenTaskAsync(TaskKind.InterviewClose);
        Task<SealScoreSheetOutcome> Seal() => it.Do<SealScoreSheet, SealScoreSheetOutcome>(
            s => s.RunAsync(new(sheet.Id, it.Applications[0].Id, ["15", "20", "20", "15", "20", "10"], null), ScoringCase.Of(it["assessor1"]), default));
        Task<MarkAbsentOutcome> Absent() => it.Do<MarkCandidateAbsent, MarkAbsentOutcome>(
            m => m.RunAsync(new(close.Id, it.Applications[1].Id, "未到"), ScoringCase.Of(it["keeper"]), default));
        Task<CloseInterviewOutcome> Close() => it.Do<CloseInterview, CloseInterviewOutcome>(
            c => c.RunAsync(new(close.Id, true, null), ScoringCase.Of(it["keeper"]), default));

        it.App.Clock.GoTo(Hour.AddTicks(-1));
        Assert.Equal(
            (SealScoreSheetOutcome.NotYet, MarkAbsentOutcome.NotYet, CloseInterviewOutcome.NotYet), (await Seal(), await Absent(), await Close()));
        it.App.Clock.GoTo(Hour);
        Assert.Equal(
            (SealScoreSheetOutcome.Sealed, MarkAbsentOutcome.Marked, CloseInterviewOutcome.SheetsMissing), (await Seal(), await Absent(), await Close()));
    }

    [Fact]
    public async Task A_reserve_steps_in_before_the_interview_and_waits_for_its_hour_too()
    {
        using var it = await With("Interview");
        var close = await it.OpenTaskAsync(TaskKind.InterviewClose);

        var page = await it.App.As(it["keeper"]).Read($"/tasks/interview-close/{close.Id}");
        Assert.DoesNotContain("考生缺考", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var replaced = await it.App.As(it["keeper"]).Press(
            $"/tasks/interview-close/{close.Id}", "记录并接替", ("AssessorId", $"{it["assessor7"].Id}"), ("ReserveId", $"{it["reserve"].Id}"), ("Reason", "出差"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, replaced.StatusCode);
        Assert.Equal(Hour, (await it.OpenTaskAsync(TaskKind.InterviewSheet, it["reserve"])).NotBefore);
    }

    [Fact]
    public async Task The_evaluation_meeting_is_not_held_before_its_hour_nor_its_repetition()
    {
        using var it = await With("DemocraticEvaluation", evaluators: 6);
        async Task<HoldEvaluationOutcome> Hold(int present)
        {
            var task = await it.OpenTaskAsync(TaskKind.EvaluationMeeting);
            return await it.Do<HoldEvaluation, HoldEvaluationOutcome>(
                h => h.RunAsync(new(task.Id, [.. it.Evaluators.Take(present).Select(e => e.Id)]), ScoringCase.Of(it["scrutineer"]), default));
        }

        it.App.Clock.GoTo(Hour.AddTicks(-1));
        Assert.Equal(HoldEvaluationOutcome.NotYet, await Hold(6));
        it.App.Clock.GoTo(Hour);
        Assert.Equal(HoldEvaluationOutcome.TooFewPresent, await Hold(3));

        var again = ChinaTime.At(new DateOnly(2026, 9, 4), new TimeOnly(9, 0)); // as everybody was told: nine on the next working day
        it.App.Clock.GoTo(again.AddTicks(-1));
        Assert.Equal(HoldEvaluationOutcome.NotYet, await Hold(6));
        it.App.Clock.GoTo(again);
        Assert.Equal(HoldEvaluationOutcome.VotingOpened, await Hold(6));
    }

    [Theory]
    [InlineData("zh-CN", "2026年9月3日（周四）14:30起可以办理")]
    [InlineData("en", "Opens at")]
    public async Task The_page_and_the_inbox_say_from_when_and_show_no_form(string language, string words)
    {
        using var it = await With("WrittenExam");
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        var marker = it.App.As(it["marker"], language);

        var page = (await marker.Read($"/tasks/exam-marks/{task.Id}")).QuerySelector("main")!;
        Assert.Contains(words, page.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("input[name^=Marks]"));
        Assert.Contains("14:30", (await marker.Read("/inbox")).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);

        it.App.Clock.GoTo(Hour);
        Assert.NotNull((await marker.Read($"/tasks/exam-marks/{task.Id}")).QuerySelector("input[name^=Marks]"));
    }

    private static Task<ScoringCase> With(string stage, int evaluators = 0) => ScoringCase.With(
        [(stage, null)], [2], evaluators: evaluators,
        plan: plan => plan with { Schedule = new() { ExamAt = Hour, InterviewAt = Hour, EvaluationAt = Hour } });
}
