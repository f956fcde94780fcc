using ApprovalFlow.Applications;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Appointment;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Tests.Stages.PartyGroupDecision;

/// <summary>复议 after the decision stage has closed (DOMAIN §15 case 24, INV-16): only by more than half, the old result stays, nothing goes on meanwhile.</summary>
[Trait("Database", "Every")]
public sealed class DecidingAgain
{
    [Fact]
    public async Task Three_of_seven_are_too_few_and_four_take_the_person_off_the_way_to_appointment()
    {
        using var it = await OnNotice();
        var item = await it.Item(0);

        Assert.Equal(ReconsiderItemOutcome.TooFew, await Reconsider(it, item, 3));
        Assert.Equal(ApplicationState.OnNotice, await it.StateOf(0));
        Assert.Equal(ReconsiderItemOutcome.Accepted, await Reconsider(it, item, 4));
        Assert.Equal(ReconsiderItemOutcome.NotDecided, await Reconsider(it, item, 4));

        Assert.Equal((ApplicationState.Proposed, ApplicationState.OnNotice), (await it.StateOf(0), await it.StateOf(1)));
        Assert.Equal(DecisionItemState.Passed, (await it.Item(0)).State); // on record as it was
        Assert.Contains(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M14Changed);
        Assert.DoesNotContain(await it.App.MailsTo(it.Candidates[1]), m => m.Event == MailEvent.M14Changed);
    }

    [Fact]
    public async Task The_notice_ends_for_the_others_only_and_a_vote_that_passes_needs_a_notice_of_its_own()
    {
        using var it = await OnNotice();
        var first = await it.Item(0);
        await Reconsider(it, first, 4);

        await it.PlayUntil(() => it.Is(1, ApplicationState.Appointed), only: kind => kind is not (TaskKind.ConveneMeeting));
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));
        Assert.DoesNotContain(await it.App.Rows<AppointmentRow>(), a => a.DecisionItemId == first.Id);

        await it.PlayUntil(() => it.Is(0, ApplicationState.Appointed));
        var second = await it.Item(0);
        Assert.Equal((first.Id, DecisionItemState.Passed), (second.FollowsId!.Value, second.State));
        Assert.Equal(2, (await it.App.Rows<NoticePerson>()).Count(p => p.Name == it.Candidates[0].Name));
        Assert.Equal(second.Id, (await it.App.Rows<AppointmentRow>()).Single(a => a.PostId == second.PostId).DecisionItemId);
    }

    [Fact]
    public async Task A_second_vote_that_fails_ends_the_case_and_both_results_stay_on_record()
    {
        using var it = await OnNotice();
        var first = await it.Item(0);
        await Reconsider(it, first, 4);
        await it.PlayUntil(() => it.Is(0, ApplicationState.NotPassed), new Script("against", [new() { VotesAgainst = 4 }]));

        var items = (await it.App.Rows<DecisionItem>()).Where(i => i.ApplicationId == first.ApplicationId).OrderBy(i => i.Id).Select(i => i.State);
        Assert.Equal([DecisionItemState.Passed, DecisionItemState.Rejected], items);
    }

    [Fact]
    public async Task Somebody_cleared_loses_the_talk_and_the_document_until_the_vote()
    {
        using var it = await OnNotice();
        await it.PlayUntil(async () => (await it.Tasks(TaskKind.AppointmentDocument)).Count > 0);
        var task = (await it.Tasks(TaskKind.AppointmentDocument))[0];
        var candidate = task.SubjectId == (await it.Application(0)).Id ? 0 : 1;
        await Reconsider(it, await it.Item(candidate), 4);

        Assert.DoesNotContain(await it.App.Rows<UserTask>(), t => t.State == TaskState.Open && t.SubjectId == task.SubjectId);
        Assert.Equal(IssueDocumentOutcome.AlreadyIssued, await it.Do<IssueDocument, IssueDocumentOutcome>(
            i => i.RunAsync(new(task.Id, "任字1号", ""), LateStages.Of(it.Organiser), default)));
        await it.PlayUntil(() => it.Is(candidate, ApplicationState.Appointed));
        var row = (await it.App.Rows<AppointmentRow>()).Single(a => a.ApplicationId == task.SubjectId);
        Assert.Equal((await it.Item(candidate)).Id, row.DecisionItemId);
    }

    [Fact]
    public async Task After_the_document_it_is_too_late()
    {
        using var it = await OnNotice();
        await it.PlayUntil(() => it.Is(0, ApplicationState.Appointed));
        Assert.Equal(ReconsiderItemOutcome.TooLate, await Reconsider(it, await it.Item(0), 7));
        Assert.Equal(ApplicationState.Appointed, await it.StateOf(0));
    }

    [Fact]
    public async Task Somebody_not_passed_may_be_voted_on_again()
    {
        var against = new Script("against", [new() { VotesAgainst = 4 }]);
        using var it = await LateStages.At(LatePlay.ToTheEnd[1..], ApplicationState.Proposed, [0, 1]);
        await it.PlayUntil(() => it.Is(1, ApplicationState.OnNotice), against);
        Assert.Equal(ApplicationState.NotPassed, await it.StateOf(0));

        Assert.Equal(ReconsiderItemOutcome.Accepted, await Reconsider(it, await it.Item(0), 4));
        await it.PlayUntil(() => it.Is(0, ApplicationState.Appointed));
    }

    [Fact]
    public async Task The_page_offers_it_after_the_stage_and_not_after_the_document()
    {
        using var it = await OnNotice();
        var address = $"/stages/party-group-decision/{(await it.Run(StageKind.PartyGroupDecision)).Id}";
        Assert.Contains("提请复议", (await it.App.As(it.Organiser).Read(address)).Body!.TextContent, StringComparison.Ordinal);
        await it.PlayUntil(async () => await it.Is(0, ApplicationState.Appointed) && await it.Is(1, ApplicationState.Appointed));
        Assert.DoesNotContain("提请复议", (await it.App.As(it.Organiser).Read(address)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<LateStages> OnNotice()
    {
        var it = await LateStages.At(LatePlay.ToTheEnd[1..], ApplicationState.Proposed, [0, 1]);
        await it.PlayUntil(async () => await it.Is(0, ApplicationState.OnNotice) && await it.Is(1, ApplicationState.OnNotice));
        return it;
    }

    private static async Task<ReconsiderItemOutcome> Reconsider(LateStages it, DecisionItem item, int consenting)
    {
        var outcome = await it.Do<ReconsiderItem, ReconsiderItemOutcome>(r => r.RunAsync(
            new(item.Id, [.. it.Members.Take(consenting).Select(m => m.Id)], "出现新的情况"), LateStages.Of(it.Organiser), default));
        await it.Work();
        return outcome;
    }
}
