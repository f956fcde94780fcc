using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Stages.Announcement;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.Competitions;

[Trait("Database", "Every")]
public sealed class SteeringACompetition
{
    [Fact]
    public async Task Suspending_tells_everybody_registered_and_stops_the_stages()
    {
        using var room = await PlanRoom.RunningAsync();
        var (candidate, application) = await room.HasCandidateAsync();
        Assert.Equal(SteerOutcome.Done, await SuspendAsync(room, room.Leader));

        Assert.Equal((CompetitionState.Suspended, "机构调整"), ((await room.CompetitionAsync()).State, (await room.CompetitionAsync()).EndReason));
        var mail = Assert.Single(await room.App.MailsTo(candidate));
        Assert.Equal(MailEvent.M14Changed, mail.Event);
        Assert.Contains("机构调整", mail.Text, StringComparison.Ordinal);
        Assert.Contains(await room.App.Rows<CaseEvent>(), e => e.ApplicationId == application.Id && e.Kind == CaseEventKind.CompetitionSuspended);

        Assert.Equal(PublishAnnouncementOutcome.NotRunning, await PublishAsync(room));
        Assert.Equal(SteerOutcome.WrongState, await SuspendAsync(room, room.Leader));
    }

    [Fact]
    public async Task The_discipline_office_may_suspend_and_only_the_leading_group_resumes()
    {
        using var room = await PlanRoom.RunningAsync();
        Assert.Equal(SteerOutcome.Done, await SuspendAsync(room, room.Observer));
        Assert.Equal(SteerOutcome.NotAllowed, await ResumeAsync(room, room.Observer));
        Assert.Equal(SteerOutcome.Done, await ResumeAsync(room, room.Leader));
    }

    [Fact]
    public async Task Reasons_are_asked_for_and_strangers_find_nothing()
    {
        using var room = await PlanRoom.RunningAsync();
        Assert.Equal(SteerOutcome.ReasonRequired, await SuspendAsync(room, room.Leader, " "));
        Assert.Equal(SteerOutcome.NotFound, await SuspendAsync(room, room.Stranger));
        Assert.Equal(SteerOutcome.NotFound, await CancelAsync(room, room.Stranger));
        Assert.Equal(SteerOutcome.ReasonRequired, await CancelAsync(room, room.Leader, ""));
        Assert.Equal(SteerOutcome.WrongState, await ResumeAsync(room, room.Leader));
    }

    [Fact]
    public async Task Resuming_gives_back_the_working_days_lost_and_goes_on()
    {
        using var room = await PlanRoom.RunningAsync();
        var before = Assert.Single(await room.App.Rows<Deadline>(all => all.Where(d => d.State == DeadlineState.Open)));
        Assert.Equal(new DateOnly(2026, 9, 2), ChinaTime.DateOf(before.DueAt));
        await SuspendAsync(room, room.Leader);
        room.App.Clock.Advance(TimeSpan.FromDays(3)); // Tuesday to Friday
        Assert.Equal(SteerOutcome.Done, await ResumeAsync(room, room.Leader));

        var after = Assert.Single(await room.App.Rows<Deadline>(all => all.Where(d => d.Id == before.Id)));
        Assert.Equal(ChinaTime.EndOf(new DateOnly(2026, 9, 7)), after.DueAt);
        Assert.Equal(after.DueAt, (await room.TaskAsync(TaskKind.PublishAnnouncement)).DueAt);
        Assert.Equal(PublishAnnouncementOutcome.Published, await PublishAsync(room, "暂停后补发"));
        await room.PumpAsync();
        Assert.Equal("Published", Assert.Single(await room.RunsAsync()).Outcome);
    }

    [Fact]
    public async Task A_second_suspension_is_told_like_the_first()
    {
        using var room = await PlanRoom.RunningAsync();
        var (candidate, _) = await room.HasCandidateAsync();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(SteerOutcome.Done, await SuspendAsync(room, room.Leader));
            Assert.Equal(SteerOutcome.Done, await ResumeAsync(room, room.Leader));
        }

        Assert.Equal(4, (await room.App.MailsTo(candidate)).Count);
    }

    [Fact]
    public async Task Cancelling_ends_the_work_the_cases_and_the_announcement()
    {
        using var room = await PlanRoom.RunningAsync();
        await PublishAsync(room);
        var (candidate, application) = await room.HasCandidateAsync();
        Assert.Equal(SteerOutcome.Done, await CancelAsync(room, room.Leader));
        await room.PumpAsync();

        Assert.Equal(CompetitionState.Cancelled, (await room.CompetitionAsync()).State);
        var ended = Assert.Single(await room.App.Rows<Application>(all => all.Where(a => a.Id == application.Id)));
        Assert.Equal((ApplicationState.CompetitionClosed, "机构调整"), (ended.State, ended.StateReason));
        Assert.Single(await room.App.MailsTo(candidate));
        Assert.DoesNotContain(await room.App.Rows<UserTask>(), t => t.State == TaskState.Open);
        Assert.DoesNotContain(await room.App.Rows<Deadline>(), d => d.State == DeadlineState.Open);

        var notices = await room.App.Rows<Notice>(all => all.OrderBy(n => n.PublishedAt));
        Assert.Equal(
            [(NoticeKind.Announcement, NoticeState.Ended), (NoticeKind.Change, NoticeState.InForce)],
            notices.OrderBy(n => n.Kind).Select(n => (n.Kind, n.State)));
        Assert.Contains("机构调整", notices.Single(n => n.Kind == NoticeKind.Change).Html, StringComparison.Ordinal);
        Assert.Equal(SteerOutcome.WrongState, await CancelAsync(room, room.Leader));
    }

    [Fact]
    public async Task An_organiser_may_drop_a_draft_but_not_what_was_approved()
    {
        using var room = await PlanRoom.DraftedAsync();
        var onlyOrganiser = await room.App.HasPerson(room.Unit, "干事", Role.Organiser);
        Assert.Equal(SteerOutcome.Done, await CancelAsync(room, onlyOrganiser));

        using var running = await PlanRoom.RunningAsync();
        var another = await running.App.HasPerson(running.Unit, "干事", Role.Organiser);
        Assert.Equal(SteerOutcome.NotAllowed, await CancelAsync(running, another));
    }

    [Fact]
    public async Task After_approval_a_duty_changes_hands_only_with_a_reason()
    {
        using var room = await PlanRoom.RunningAsync();
        var next = await room.App.HasPerson(room.Unit, "新监督");
        Assert.Equal(AssignDutyOutcome.ReasonRequired, (await room.AssignAsync(next, Duty.Teller)).Outcome);
        Assert.Equal(AssignDutyOutcome.Assigned, (await room.AssignAsync(next, Duty.Teller, reason: "增加人手")).Outcome);

        var held = Assert.Single(await room.App.Rows<Assignment>(all => all.Where(a => a.Duty == Duty.DisciplineObserver)));
        Assert.Equal(RelieveDutyOutcome.ReasonRequired, await RelieveAsync(room, held.Id, "", next.Id));
        Assert.Equal(RelieveDutyOutcome.ReplacementUnknown, await RelieveAsync(room, held.Id, "回避", Guid.CreateVersion7()));
        Assert.Equal(RelieveDutyOutcome.ReplacementHolds, await RelieveAsync(room, held.Id, "回避", room.Observer.Id));
        Assert.Equal(RelieveDutyOutcome.Replaced, await RelieveAsync(room, held.Id, "回避", next.Id));
        Assert.Equal(RelieveDutyOutcome.NotHeld, await RelieveAsync(room, held.Id, "回避", null));
        Assert.Equal(RelieveDutyOutcome.NotFound, await RelieveAsync(room, Guid.CreateVersion7(), "回避", null));

        var rows = await room.App.Rows<Assignment>(all => all.Where(a => a.Duty == Duty.DisciplineObserver));
        Assert.Equal(new[] { (room.Observer.Id, "回避"), (next.Id, "") }.ToHashSet(), rows.Select(a => (a.PersonId, a.RelievedReason)).ToHashSet());
    }

    [Fact]
    public async Task A_replacement_is_held_to_the_same_exclusions()
    {
        using var room = await PlanRoom.RunningAsync();
        var held = Assert.Single(await room.App.Rows<Assignment>(all => all.Where(a => a.Duty == Duty.DisciplineObserver)));
        await room.AssignAsync(room.Stranger, Duty.PanelMember, reason: "增加人手");
        Assert.Equal(RelieveDutyOutcome.ReplacementIncompatible, await RelieveAsync(room, held.Id, "回避", room.Stranger.Id));
        var (candidate, _) = await room.HasCandidateAsync();
        Assert.Equal(RelieveDutyOutcome.ReplacementIsCandidate, await RelieveAsync(room, held.Id, "回避", candidate.Id));
    }

    private static Task<SteerOutcome> SuspendAsync(PlanRoom room, Person by, string reason = "机构调整") =>
        room.App.Ask<SuspendCompetition, SteerOutcome>(s => s.RunAsync(new(room.CompetitionId, reason), PlanRoom.As(by), default));

    private static Task<SteerOutcome> ResumeAsync(PlanRoom room, Person by) =>
        room.App.Ask<ResumeCompetition, SteerOutcome>(s => s.RunAsync(new(room.CompetitionId, "调整完毕"), PlanRoom.As(by), default));

    private static Task<SteerOutcome> CancelAsync(PlanRoom room, Person by, string reason = "机构调整") =>
        room.App.Ask<CancelCompetition, SteerOutcome>(s => s.RunAsync(new(room.CompetitionId, reason), PlanRoom.As(by), default));

    private static Task<RelieveDutyOutcome> RelieveAsync(PlanRoom room, Guid assignment, string reason, Guid? replacement) =>
        room.App.Ask<RelieveDuty, RelieveDutyOutcome>(
            r => r.RunAsync(new(room.CompetitionId, assignment, reason, replacement), PlanRoom.As(room.Organiser), default));

    private static async Task<PublishAnnouncementOutcome> PublishAsync(PlanRoom room, string? reason = null)
    {
        var task = await room.TaskAsync(TaskKind.PublishAnnouncement);
        var draft = await room.App.Ask<AnnouncementSheet, AnnouncementDraft?>(s => s.ForAsync(task.Id, PlanRoom.As(room.Organiser), default));
        return await room.App.Ask<PublishAnnouncement, PublishAnnouncementOutcome>(
            p => p.RunAsync(new(task.Id, draft!.Text.Hash, reason), PlanRoom.As(room.Organiser), default));
    }
}
