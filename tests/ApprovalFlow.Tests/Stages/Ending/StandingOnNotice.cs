using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.PublicNotice;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.Stages.Ending;

public sealed class StandingOnNotice
{
    [Fact]
    public async Task A_notice_published_before_the_long_holiday_ends_on_the_make_up_saturday()
    {
        using var it = await EndingCase.With();
        Assert.Equal(PublishNoticeOutcome.Published, await it.Publish());

        var notice = Assert.Single(await it.Notices());
        Assert.Equal(EndingCase.LastInstant, notice.EndsAt);
        Assert.Equal(new DateOnly(2026, 9, 29), notice.StartsOn);
        Assert.Equal("公示〔20260928〕1号", notice.Number);
        Assert.Contains("2026年10月10日（周六）24时（5个工作日，不含发布当日）", notice.Html, StringComparison.Ordinal);
        Assert.Contains("人选一，女，汉族，1984年5月生，辽宁沈阳人，大学、学士，中共党员，现任一级主任科员，拟任甲处副处长。", notice.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("某公司职员", notice.Html, StringComparison.Ordinal);
        var deadline = Assert.Single(await it.App.Rows<Deadline>(all => all.Where(d => d.Kind == DeadlineKind.NoticeEnds)));
        Assert.Equal(EndingCase.LastInstant, deadline.DueAt);
        Assert.Contains("10月10日", Assert.Single(await it.Mails(it.Candidates[0], MailEvent.M10NoticeStarted)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_after_the_last_microsecond_of_the_fifth_working_day()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.AtTheEnd();
        Assert.All(await Task.WhenAll(it.StateOf(it.Candidates[0]), it.StateOf(it.Candidates[1])), state => Assert.Equal(ApplicationState.OnNotice, state));
        Assert.Equal("", await it.Outcome(StageKind.PublicNotice));

        await it.At(EndingCase.LastInstant.AddMicroseconds(1));
        Assert.Equal(ApplicationState.Cleared, await it.StateOf(it.Candidates[0]));
        Assert.Equal("Clear", await it.Outcome(StageKind.PublicNotice));
        Assert.Equal(NoticeState.Ended, Assert.Single(await it.Notices()).State);
        Assert.Equal(2, (await it.Tasks(TaskKind.AppointmentTalk)).Count);
    }

    [Theory]
    [InlineData("2025-01-24", "2025-02-07")]
    [InlineData("2025-09-26", "2025-10-10")]
    [InlineData("2025-12-30", "2026-01-07")]
    [InlineData("2026-04-30", "2026-05-11")]
    [InlineData("2026-05-09", "2026-05-15")]
    [InlineData("2026-10-01", "2026-10-13")]
    public async Task Stands_for_five_working_days_on_the_official_calendar(string published, string last)
    {
        using var it = await EndingCase.With(at: ChinaTime.At(DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture), new(17, 0)));
        await it.Publish();
        var notice = Assert.Single(await it.Notices());
        Assert.Equal(ChinaTime.EndOf(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture)), notice.EndsAt);
    }

    [Fact]
    public async Task Counts_the_day_of_publication_only_before_offices_open()
    {
        using var early = await EndingCase.With(notice: new { CountPublicationDay = true }, at: ChinaTime.At(new(2026, 9, 28), new(8, 29)));
        await early.Publish();
        Assert.Equal(ChinaTime.EndOf(new(2026, 10, 9)), Assert.Single(await early.Notices()).EndsAt);

        using var late = await EndingCase.With(notice: new { CountPublicationDay = true }, at: ChinaTime.At(new(2026, 9, 28), new(8, 30)));
        await late.Publish();
        Assert.Equal(EndingCase.LastInstant, Assert.Single(await late.Notices()).EndsAt);
    }

    [Fact]
    public async Task Fewer_than_five_working_days_cannot_be_drawn()
    {
        using var it = await EndingCase.With(notice: new { WorkingDays = 3 });
        await it.Publish();
        Assert.Equal(EndingCase.LastInstant, Assert.Single(await it.Notices()).EndsAt);
    }

    [Fact]
    public async Task Only_the_text_that_was_read_is_published()
    {
        using var it = await EndingCase.With();
        var task = await it.OpenTask(TaskKind.PublishNotice);
        Assert.Equal(PublishNoticeOutcome.TextChanged, await it.PublishSeen(task.Id, "another"));
        Assert.Empty(await it.Notices());
    }

    [Fact]
    public async Task Somebody_held_before_the_notice_gets_one_of_their_own_when_released()
    {
        using var it = await EndingCase.With();
        var held = await it.ApplicationOf(it.Candidates[1]);
        await it.Change<Application>(held.Id, a => a.Hold("纪检暂缓", EndingCase.PublishedAt));
        await it.Publish();
        Assert.Single(await it.App.Rows<NoticePerson>());

        await it.AfterTheEnd();
        Assert.Equal("Clear", await it.Outcome(StageKind.PublicNotice));
        Assert.Equal(ApplicationState.Decided, await it.StateOf(it.Candidates[1]));

        await it.Change<Application>(held.Id, a => a.Release());
        await it.App.Do<ApprovalFlow.Infrastructure.ApprovalDb>(async db =>
        {
            await ApprovalFlow.Appointments.Waiting.WakeAsync(db, it.Id, it.App.Clock.GetUtcNow(), default);
            await db.SaveChangesAsync();
        });
        await it.Work();
        Assert.Equal(PublishNoticeOutcome.Published, await it.Publish());
        var second = (await it.Notices())[^1];
        Assert.Equal(ChinaTime.EndOf(new(2026, 10, 16)), second.EndsAt);
        await it.At(second.EndsAt!.Value.AddMicroseconds(1));
        Assert.Equal(ApplicationState.Cleared, await it.StateOf(it.Candidates[1]));
    }

    [Fact]
    public async Task A_correction_starts_a_new_full_period()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.At(ChinaTime.At(new(2026, 9, 30), new(10, 0)));
        Assert.Equal(CorrectNoticeOutcome.ReasonRequired, await it.Correct(it.Candidates[0], "人选一，男。", reason: " "));
        Assert.Equal(CorrectNoticeOutcome.NotFound, await it.Correct(it.Candidates[0], "人选一，男。", by: it.Leader));
        Assert.Equal(CorrectNoticeOutcome.NothingChanged, await it.Correct(it.Candidates[0], (await it.NoticePersonOf(it.Candidates[0])).Line));
        Assert.Equal(CorrectNoticeOutcome.Corrected, await it.Correct(it.Candidates[0], "人选一，男，1984年6月生。"));

        var (old, corrected) = ((await it.Notices())[0], (await it.Notices())[1]);
        Assert.Equal((NoticeState.Replaced, (Guid?)corrected.Id), (old.State, old.ReplacedById));
        Assert.Equal(ChinaTime.EndOf(new(2026, 10, 13)), corrected.EndsAt);
        Assert.Contains("1984年6月生", corrected.Html, StringComparison.Ordinal);
        var deadlines = await it.App.Rows<Deadline>(all => all.Where(d => d.Kind == DeadlineKind.NoticeEnds).OrderBy(d => d.DueAt));
        Assert.Equal([DeadlineState.Cancelled, DeadlineState.Open], deadlines.Select(d => d.State));
        Assert.Equal([1, 2], (await it.Mails(it.Candidates[1], MailEvent.M10NoticeStarted)).Select(m => m.Round));

        await it.AfterTheEnd();
        Assert.Equal(ApplicationState.OnNotice, await it.StateOf(it.Candidates[0]));
        await it.At(corrected.EndsAt!.Value.AddMicroseconds(1));
        Assert.Equal(ApplicationState.Cleared, await it.StateOf(it.Candidates[0]));
    }

    [Fact]
    public async Task A_correction_can_itself_be_corrected_from_what_it_said()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.Correct(it.Candidates[0], "人选一，更正一次。");
        it.App.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CorrectNoticeOutcome.Corrected, await it.Correct(it.Candidates[1], "人选二，更正。"));
        Assert.Contains("人选一，更正一次。", (await it.Notices())[2].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_competition_stands_still()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        Assert.Equal(SteerOutcome.Done, await it.App.Ask<SuspendCompetition, SteerOutcome>(s => s.RunAsync(new(it.Id, "机构改革"), EndingCase.Of(it.Leader), default)));
        await it.At(ChinaTime.At(new(2026, 10, 12), new(9, 0)));
        Assert.Equal(ApplicationState.OnNotice, await it.StateOf(it.Candidates[0]));

        Assert.Equal(SteerOutcome.Done, await it.App.Ask<ResumeCompetition, SteerOutcome>(s => s.RunAsync(new(it.Id, "恢复"), EndingCase.Of(it.Leader), default)));
        await it.Work();
        Assert.Equal(ApplicationState.OnNotice, await it.StateOf(it.Candidates[0]));
        var notice = Assert.Single(await it.Notices());
        Assert.True(notice.EndsAt > it.App.Clock.GetUtcNow());
        await it.At(notice.EndsAt!.Value.AddMicroseconds(1));
        Assert.Equal(ApplicationState.Cleared, await it.StateOf(it.Candidates[0]));
    }
}
