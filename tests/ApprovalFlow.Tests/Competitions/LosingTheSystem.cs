using System.Net;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Stages.Announcement;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Competitions;

/// <summary>A system outage at a deadline: put off by the outage, at least one working day, with a published reason (DOMAIN §15 case 29).</summary>
public sealed class LosingTheSystem
{
    private static readonly DateTimeOffset Morning = new(2026, 9, 1, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Two_hours_are_given_back_as_a_whole_working_day()
    {
        using var room = await PlanRoom.RunningAsync();
        var before = Assert.Single(await OpenAsync(room));
        Assert.Equal(new DateOnly(2026, 9, 2), ChinaTime.DateOf(before.DueAt));

        room.App.Clock.GoTo(Morning.AddHours(2));
        Assert.Equal(SteerOutcome.Done, await ExtendAsync(room, Morning, Morning.AddHours(2)));
        Assert.Equal(ChinaTime.EndOf(new DateOnly(2026, 9, 3)), Assert.Single(await OpenAsync(room)).DueAt);
        Assert.Equal(ChinaTime.EndOf(new DateOnly(2026, 9, 3)), (await room.TaskAsync(TaskKind.PublishAnnouncement)).DueAt);
    }

    [Fact]
    public async Task A_longer_one_gives_back_the_working_days_it_took()
    {
        using var room = await PlanRoom.RunningAsync();
        room.App.Clock.GoTo(Morning.AddDays(6)); // over a weekend: Wednesday, Thursday, Friday, Monday
        Assert.Equal(SteerOutcome.Done, await ExtendAsync(room, Morning, Morning.AddDays(6)));
        Assert.Equal(ChinaTime.EndOf(new DateOnly(2026, 9, 8)), Assert.Single(await OpenAsync(room)).DueAt);
    }

    [Fact]
    public async Task What_was_past_when_it_began_stays_past()
    {
        using var room = await PlanRoom.RunningAsync();
        var due = Assert.Single(await OpenAsync(room)).DueAt;
        room.App.Clock.GoTo(due.AddDays(1));
        Assert.Equal(SteerOutcome.Done, await ExtendAsync(room, due.AddTicks(1), due.AddHours(3)));
        Assert.Equal(due, Assert.Single(await OpenAsync(room)).DueAt);
        Assert.Equal(SteerOutcome.Done, await ExtendAsync(room, due, due.AddHours(3))); // at the last instant it still counted
        Assert.Equal(ChinaTime.EndOf(new DateOnly(2026, 9, 3)), Assert.Single(await OpenAsync(room)).DueAt);
    }

    [Fact]
    public async Task It_is_for_the_leading_group_with_a_reason_and_a_period_that_is_over()
    {
        using var room = await PlanRoom.RunningAsync();
        room.App.Clock.GoTo(Morning);
        Assert.Equal(SteerOutcome.NotFound, await ExtendAsync(room, Morning.AddHours(-1), Morning, by: room.Stranger));
        Assert.Equal(SteerOutcome.NotAllowed, await ExtendAsync(room, Morning.AddHours(-1), Morning, by: room.Observer));
        Assert.Equal(SteerOutcome.ReasonRequired, await ExtendAsync(room, Morning.AddHours(-1), Morning, reason: " "));
        Assert.Equal(SteerOutcome.PeriodInvalid, await ExtendAsync(room, Morning.AddHours(-1), Morning.AddTicks(1)));
        Assert.Equal(SteerOutcome.PeriodInvalid, await ExtendAsync(room, Morning, Morning));
        Assert.Equal(new DateOnly(2026, 9, 2), ChinaTime.DateOf(Assert.Single(await OpenAsync(room)).DueAt));
    }

    [Fact]
    public async Task Through_the_page_everybody_registered_is_told_and_the_change_is_published()
    {
        using var room = await PlanRoom.RunningAsync();
        var task = await room.TaskAsync(TaskKind.PublishAnnouncement);
        var draft = await room.App.Ask<AnnouncementSheet, AnnouncementDraft?>(s => s.ForAsync(task.Id, PlanRoom.As(room.Organiser), default));
        await room.App.Ask<PublishAnnouncement, PublishAnnouncementOutcome>(p => p.RunAsync(new(task.Id, draft!.Text.Hash, "按方案提前"), PlanRoom.As(room.Organiser), default));
        var (candidate, application) = await room.HasCandidateAsync();
        room.App.Clock.GoTo(Morning.AddHours(3));

        var leader = room.App.As(room.Leader);
        using var done = await leader.Press(
            $"/competitions/{room.CompetitionId}", "顺延并公告", ("from", "2026-09-01T10:00"), ("to", "2026-09-01T12:00"), ("reason", "机房停电"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var change = Assert.Single(await room.App.Rows<Notice>(), n => n.Kind == NoticeKind.Change);
        Assert.Contains("机房停电", change.Html, StringComparison.Ordinal);
        Assert.Contains("顺延1个工作日", change.Html, StringComparison.Ordinal);
        Assert.Single(await room.App.MailsTo(candidate), m => m.Event == MailEvent.M14Changed && m.Text.Contains("机房停电", StringComparison.Ordinal));
        Assert.Contains(await room.App.Rows<CaseEvent>(), e => e.ApplicationId == application.Id && e.Kind == CaseEventKind.ScheduleChanged);

        Assert.DoesNotContain("顺延并公告", (await room.App.As(room.Observer).Read($"/competitions/{room.CompetitionId}")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static Task<List<Deadline>> OpenAsync(PlanRoom room) => room.App.Rows<Deadline>(all => all.Where(d => d.State == DeadlineState.Open));

    private static Task<SteerOutcome> ExtendAsync(PlanRoom room, DateTimeOffset from, DateTimeOffset to, string reason = "机房停电", Person? by = null) =>
        room.App.Ask<ExtendForOutage, SteerOutcome>(e => e.RunAsync(new(room.CompetitionId, from, to, reason), PlanRoom.As(by ?? room.Leader), default));
}
