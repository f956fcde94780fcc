using ApprovalFlow.Applications;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Tests.Stages;

/// <summary>One person is held; the others go on, and the one who is released is taken through what was missed (DOMAIN §15 cases 14, 15).</summary>
[Trait("Database", "Every")]
public sealed class WaitingForNobody
{
    [Fact]
    public async Task Held_before_the_checks_the_others_are_appointed_and_the_released_one_follows()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd, ApplicationState.UnderInspection, [0, 1]);
        await it.Hold(0);
        await it.PlayUntil(() => it.Is(1, ApplicationState.Appointed));
        await it.PlayUntil(async () => (await it.App.Rows<StageRun>()).Exists(r => r.Kind == StageKind.Probation));
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(0));
        Assert.DoesNotContain(await it.App.Rows<UserTask>(), t => t.State == TaskState.Open);

        await it.Release(0);
        var again = Assert.Single(await it.App.Rows<StageRun>(), r => r.IsCatchUp);
        Assert.Equal((StageKind.FourChecks, 1, true), (again.Kind, again.CatchUp, again.IsOpen));
        Assert.Equal(4, (await it.App.Rows<UserTask>()).Count(t => t.StageRunId == again.Id && t.State == TaskState.Open));

        await it.PlayUntil(() => it.Is(0, ApplicationState.Appointed));
        await it.Work();
        Assert.Equal(
            [StageKind.FourChecks, StageKind.PartyGroupDecision, StageKind.Appointment],
            (await it.App.Rows<StageRun>()).Where(r => r.IsCatchUp && !r.IsOpen).OrderBy(r => r.EnteredAt).Select(r => r.Kind));
        Assert.Equal(2, (await it.App.Rows<Notice>()).Count(n => n.Kind == NoticeKind.PreAppointment));
        Assert.Equal(2, (await it.App.Rows<Deadline>()).Where(d => d.Kind == DeadlineKind.ProbationEnds).Select(d => d.ApplicationId).Distinct().Count());
        var ends = (await it.App.Rows<AppointmentRow>()).Select(a => a.ProbationEndsOn).ToList();
        Assert.Equal(2, ends.Distinct().Count()); // each year has its own end
    }

    [Fact]
    public async Task Held_before_the_meeting_the_others_go_on_notice_and_a_meeting_of_its_own_decides()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd[1..], ApplicationState.Proposed, [0, 1]);
        await it.Hold(0);
        await it.PlayUntil(() => it.Is(1, ApplicationState.OnNotice));
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));

        await it.Release(0);
        Assert.Equal(StageKind.PartyGroupDecision, Assert.Single(await it.App.Rows<StageRun>(), r => r.IsCatchUp).Kind);
        await it.Task(TaskKind.ConveneMeeting);
        await it.PlayUntil(async () => await it.Is(0, ApplicationState.Appointed) && await it.Is(1, ApplicationState.Appointed));
        Assert.Equal(2, (await it.App.Rows<Notice>()).Count(n => n.Kind == NoticeKind.PreAppointment));
    }

    [Fact]
    public async Task Held_while_cleared_the_others_are_appointed_and_probation_begins()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd[1..], ApplicationState.Proposed, [0, 1]);
        await it.PlayUntil(async () => await it.Is(0, ApplicationState.Cleared) && await it.Is(1, ApplicationState.Cleared));
        await it.Hold(0);
        await it.PlayUntil(async () => (await it.App.Rows<StageRun>()).Exists(r => r.Kind == StageKind.Probation));
        Assert.Equal((ApplicationState.Cleared, ApplicationState.Appointed), (await it.StateOf(0), await it.StateOf(1)));

        await it.Release(0);
        await it.PlayUntil(() => it.Is(0, ApplicationState.Appointed));
    }

    [Fact]
    public async Task A_hold_in_the_middle_of_the_checks_lets_the_others_go_on_at_once()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd, ApplicationState.UnderInspection, [0, 1]);
        await it.PlayUntil(
            async () => (await it.Tasks(TaskKind.CheckComplaints)).Count == 0, only: kind => kind is not TaskKind.CheckPersonnelFile);
        Assert.Equal(2, (await it.Tasks(TaskKind.CheckPersonnelFile)).Count);
        await it.Hold(0);
        await it.PlayUntil(() => it.Is(1, ApplicationState.Proposed));
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(0));
    }

    [Fact]
    public async Task Somebody_held_alone_is_waited_for()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd, ApplicationState.UnderInspection, [0, 1]);
        var script = new Script("one is stopped", [new(), new() { ChecksClear = false }]);
        await it.Hold(0);
        await it.PlayOut(script);
        Assert.Equal((ApplicationState.UnderInspection, ApplicationState.NotProposed), (await it.StateOf(0), await it.StateOf(1)));
        Assert.True((await it.Run(StageKind.FourChecks)).IsOpen);

        await it.Release(0);
        await it.PlayUntil(() => it.Is(0, ApplicationState.Appointed), script);
        Assert.DoesNotContain(await it.App.Rows<StageRun>(), r => r.IsCatchUp);
    }

    [Fact]
    public async Task A_place_taken_meanwhile_is_waited_for_until_it_is_filled_and_then_said()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd, ApplicationState.UnderInspection, [0, 0]);
        await it.Hold(0);
        await it.PlayUntil(() => it.Is(1, ApplicationState.OnNotice));
        await it.Release(0);
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(0)); // the place may still come free
        Assert.DoesNotContain(await it.App.Rows<StageRun>(), r => r.IsCatchUp);

        await it.PlayUntil(() => it.Is(1, ApplicationState.Appointed));
        await it.Work();
        var turnedAway = await it.Application(0);
        Assert.Equal((ApplicationState.NotProposed, "拟任职位已任用他人"), (turnedAway.State, turnedAway.StateReason));
        Assert.Single(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M11NotChosen);
    }

    [Fact]
    public async Task A_place_that_comes_free_goes_to_a_new_decision()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd, ApplicationState.UnderInspection, [0, 0]);
        await it.Hold(0);
        await it.PlayUntil(() => it.Is(1, ApplicationState.OnNotice));
        await it.Release(0);
        var leaving = (await it.Application(1)).Id;
        await it.App.Do<ApprovalFlow.Infrastructure.ApprovalDb>(async db =>
        {
            (await db.FindAsync<Application>(leaving))!.MoveTo(ApplicationState.Disqualified, "本人提出不再任职");
            await ApprovalFlow.Appointments.Waiting.WakeAsync(db, it.Competition.Id, it.App.Clock.GetUtcNow(), default);
            await db.SaveChangesAsync();
        });

        await it.PlayUntil(() => it.Is(0, ApplicationState.Appointed));
    }

    [Fact]
    public async Task Nobody_held_is_archived_away()
    {
        using var it = await LateStages.At(
            [.. LatePlay.ToTheEnd[1..4], LatePlay.ToTheEnd[5]], ApplicationState.Proposed, [0, 1]);
        await it.Hold(0);
        await it.PlayOut();
        Assert.Equal(ApplicationState.Appointed, await it.StateOf(1));
        Assert.True((await it.Run(StageKind.Archive)).IsOpen);

        await it.Release(0);
        await it.PlayUntil(async () => !(await it.Run(StageKind.Archive)).IsOpen);
        Assert.Equal(ApplicationState.Appointed, await it.StateOf(0));
    }
}
