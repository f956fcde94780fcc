using System.Collections.Immutable;
using System.Net;
using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.PartyGroupDecision;

public class DecidingOnCandidates
{
    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    [InlineData(6, 4)]
    [InlineData(7, 4)]
    [InlineData(8, 5)]
    [InlineData(9, 5)]
    public async Task Exactly_enough_votes_of_those_who_should_attend_pass(int members, int votes)
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0], members);
        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: votes);
        Assert.Equal(DecisionItemState.Passed, (await it.Item(0)).State);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(6, 4)]
    [InlineData(7, 4)]
    [InlineData(8, 5)]
    public async Task One_vote_fewer_does_not(int members, int votes)
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0], members);
        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: votes - 1);
        Assert.Equal(DecisionItemState.Rejected, (await it.Item(0)).State);
    }

    [Fact]
    public async Task Six_should_attend_four_are_there_three_agree_and_it_is_not_passed()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0], members: 6);
        await it.Convene();
        await it.CallTheRoll(absent: 2);
        await it.VoteByHands(0, agree: 3);
        var item = await it.Item(0);
        Assert.Equal(DecisionItemState.Rejected, item.State);
        Assert.Equal((6, 4, 3, 1), (item.ShouldAttend, item.Present, item.Agree, item.Disagree));
    }

    [Fact]
    public async Task With_fewer_than_two_thirds_nothing_is_taken_up_and_the_item_is_void()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0], members: 6);
        await it.Convene();
        await it.CallTheRoll(absent: 3);
        var item = (await it.Item(0)).Id;
        Assert.Equal(DeskOutcome.NoQuorum, await it.Introduce(item));

        var task = await it.RunTask();
        Assert.Equal(DeskOutcome.Done, await it.Do<SuspendItem, DeskOutcome>(s => s.RunAsync(new(task, item, "到会人数不足"), LateStages.Of(it.Recorder), default)));
        Assert.Equal(DecisionItemState.VoidNoQuorum, (await it.Item(0)).State);

        // A later meeting takes it up as an item of its own; the void one stays as it is.
        await it.CloseAndSign();
        Assert.Equal(ConveneMeetingOutcome.Convened, await it.Convene());
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: 6);
        await it.CloseAndSign();
        Assert.Equal(ApplicationState.Decided, await it.StateOf(0));
        Assert.Equal(
            [DecisionItemState.VoidNoQuorum, DecisionItemState.Passed],
            (await it.App.Rows<DecisionItem>()).OrderBy(i => i.Id).Select(i => i.State));
    }

    [Fact]
    public async Task A_recused_member_leaves_and_may_take_the_quorum_along()
    {
        // 6 should attend, 4 present, 1 of them a relative of the candidate: 3 < 4.
        using var it = await LateStages.At(
            LateStages.Decision(), ApplicationState.Proposed, [0], members: 6,
            forms: (late, _, form) => form with { Family = [new() { Kin = "兄", Name = late.Members[2].Name }] });
        await it.Convene();
        await it.CallTheRoll(absent: 2);
        var item = (await it.Item(0)).Id;
        Assert.Equal(DeskOutcome.NoQuorum, await it.Introduce(item));
        Assert.Equal(it.Members[2].Id, Assert.Single(await it.App.Rows<ItemRecusal>()).PersonId);
    }

    [Fact]
    public async Task A_recused_member_neither_speaks_nor_votes()
    {
        using var it = await LateStages.At(
            LateStages.Decision(), ApplicationState.Proposed, [0],
            forms: (late, _, form) => form with { Family = [new() { Kin = "兄", Name = late.Members[0].Name }] });
        await it.Convene();
        await it.CallTheRoll();
        var item = (await it.Item(0)).Id;
        await it.BringToVote(item);
        Assert.Equal(DeskOutcome.HasNoVoice, await it.Say(item, it.Members[0]));
        await it.OpenVote(item);
        var task = await it.RunTask();
        Assert.Equal(DeskOutcome.HasNoVoice, await it.Do<RecordVotes, DeskOutcome>(step => step.RunAsync(
            new(task, item, [new(it.Members[0].Id, OpenChoice.Agree)]), LateStages.Of(it.Recorder), default)));
        Assert.Equal(6, (await it.Item(0)).Issued);
    }

    [Fact]
    public async Task The_chief_speaks_and_votes_last()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0], members: 3);
        await it.Convene();
        await it.CallTheRoll();
        var item = (await it.Item(0)).Id;
        await it.Introduce(item);
        var task = await it.RunTask();
        await it.Do<EndDiscussion, DeskOutcome>(step => step.RunAsync(new(task, item), LateStages.Of(it.Recorder), default));

        Assert.Equal(DeskOutcome.ChiefSpeaksLast, await it.Say(item, it.Chief));
        Assert.Equal(DeskOutcome.Done, await it.Say(item, it.Members[0]));
        Assert.Equal(DeskOutcome.AlreadySpoken, await it.Say(item, it.Members[0]));
        Assert.Equal(DeskOutcome.ChiefSpeaksLast, await it.Say(item, it.Chief));
        Assert.Equal(DeskOutcome.OpinionsMissing, await it.OpenVote(item));
        Assert.Equal(DeskOutcome.Done, await it.Say(item, it.Members[1]));
        Assert.Equal(DeskOutcome.Done, await it.Say(item, it.Chief));

        Assert.Equal(DeskOutcome.Done, await it.OpenVote(item));
        RecordVotes.Vote[] chiefFirst = [new(it.Chief.Id, OpenChoice.Agree), new(it.Members[0].Id, OpenChoice.Agree), new(it.Members[1].Id, OpenChoice.Agree)];
        Assert.Equal(DeskOutcome.ChiefSpeaksLast, await it.Do<RecordVotes, DeskOutcome>(s => s.RunAsync(new(task, item, chiefFirst), LateStages.Of(it.Recorder), default)));
        Assert.Empty(await it.App.Rows<ItemVote>());
    }

    [Fact]
    public async Task Nothing_is_taken_up_that_is_not_on_the_sent_agenda()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0]);
        await it.Convene();
        await it.CallTheRoll();
        Assert.Equal(DeskOutcome.NotOnAgenda, await it.Introduce(Guid.CreateVersion7()));

        // Somebody cleared after the agenda was sent waits for the next meeting.
        Assert.Single(await it.App.Rows<DecisionItem>());
    }

    [Fact]
    public async Task Of_two_for_one_post_the_one_with_more_votes_is_passed()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0, 0]);
        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: 5);
        Assert.Equal(DecisionItemState.VoteClosed, (await it.Item(0)).State);
        await it.VoteByHands(1, agree: 6);
        Assert.Equal(DecisionItemState.Rejected, (await it.Item(0)).State);
        Assert.Equal(DecisionItemState.Passed, (await it.Item(1)).State);

        await it.CloseAndSign();
        Assert.Equal((ApplicationState.NotPassed, ApplicationState.Decided), (await it.StateOf(0), await it.StateOf(1)));
        Assert.Contains(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M11NotChosen);
        Assert.Empty(await it.App.MailsTo(it.Candidates[1]));
    }

    [Fact]
    public async Task A_tie_at_the_last_seat_is_voted_on_again_in_another_meeting()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0, 0]);
        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: 5);
        await it.VoteByHands(1, agree: 5);
        Assert.Equal(DecisionItemState.Suspended, (await it.Item(0)).State);
        Assert.Equal(DecisionItemState.Suspended, (await it.Item(1)).State);
        await it.CloseAndSign();
        Assert.Equal("", (await it.Run(StageKind.PartyGroupDecision)).Outcome);
        Assert.Equal(2, (await it.Task(TaskKind.ConveneMeeting)).Round);
    }

    [Fact]
    public async Task The_count_is_signed_by_two_different_people()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0]);
        Assert.Equal(ConveneMeetingOutcome.SamePerson, await it.Convene(scrutineer: it.Teller));
        await it.Convene();
        await it.CallTheRoll();
        var item = (await it.Item(0)).Id;
        await it.BringToVote(item);
        await it.OpenVote(item);
        await it.CloseVote(item, early: true);

        var task = await it.Task(TaskKind.SignCount, it.Scrutineer, item);
        Assert.Equal(SignCountOutcome.Recorded, await it.SignCount(item, it.Scrutineer));
        Assert.Equal(SignCountOutcome.AlreadySigned, await it.Do<SignCount, SignCountOutcome>(s => s.RunAsync(new(task.Id), LateStages.Of(it.Scrutineer), default)));
        Assert.Equal(DecisionItemState.VoteClosed, (await it.Item(0)).State);
        Assert.Equal(DeskOutcome.ItemsOpen, await it.Close());
    }

    [Fact]
    public async Task Nobody_signs_minutes_other_than_those_that_were_read()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0]);
        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: 7);
        await it.Close();
        Assert.Equal(SignMinutesOutcome.TextChanged, await it.SignMinutes(it.Chief, hash: "0000"));
        var minutes = (await it.App.Rows<Meeting>()).Single().Minutes;
        Assert.Contains("应到7人，实到7人", minutes, StringComparison.Ordinal);
        Assert.Contains("考生0：同意7票、不同意0票、弃权0票", minutes, StringComparison.Ordinal);
        Assert.Contains("7. 党组书记：同意", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconsideration_needs_more_than_half_of_all_members_and_keeps_the_old_result()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0], members: 6);
        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: 6);
        var item = (await it.Item(0)).Id;
        Task<ReconsiderItemOutcome> Ask(int consenting) => it.Do<ReconsiderItem, ReconsiderItemOutcome>(r => r.RunAsync(
            new(item, [.. it.Members.Take(consenting).Select(m => m.Id)], "新情况"), LateStages.Of(it.Organiser), default));

        Assert.Equal(ReconsiderItemOutcome.TooFew, await Ask(3));
        Assert.Equal(ReconsiderItemOutcome.Accepted, await Ask(4));
        await it.CloseAndSign();
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));

        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: 2);
        await it.CloseAndSign();
        Assert.Equal(ApplicationState.NotPassed, await it.StateOf(0));
        var all = (await it.App.Rows<DecisionItem>()).OrderBy(i => i.Id).ToList();
        Assert.Equal([(DecisionItemState.Passed, false), (DecisionItemState.Rejected, false)], all.Select(i => (i.State, i.InForce)));
    }

    [Fact]
    public async Task In_a_secret_vote_each_voter_present_has_one_ballot_and_all_may_vote_at_once()
    {
        using var it = await LateStages.At(LateStages.Decision(VoteMode.SecretBallot), ApplicationState.Proposed, [0]);
        await it.Convene();
        await it.CallTheRoll(absent: 1);
        var item = (await it.Item(0)).Id;
        await it.BringToVote(item);
        await it.OpenVote(item);
        var ballots = await it.Tasks(TaskKind.DecisionBallot);
        Assert.Equal(it.Members.Skip(1).Select(m => m.Id).Order(), ballots.Select(b => b.AssigneeId!.Value).Order());

        var box = ballots[0].SubjectId!.Value;
        Assert.Equal(DeskOutcome.VotesMissing, await it.CloseVote(item));
        Task<CastBallotOutcome> Cast(int member, string mark) => it.Do<CastBallot, CastBallotOutcome>(cast => cast.RunAsync(
            new(box, new Dictionary<Guid, ImmutableArray<string>> { [item] = [mark] }), LateStages.Of(it.Members[member]), default));
        var cast = await Task.WhenAll(Enumerable.Range(1, 6).Select(m => Cast(m, m < 6 ? BallotSheet.Agree : BallotSheet.Abstain)));
        Assert.All(cast, outcome => Assert.Equal(CastBallotOutcome.Cast, outcome));
        Assert.Equal(CastBallotOutcome.AlreadyVoted, await Cast(3, BallotSheet.Disagree));
        Assert.Equal(CastBallotOutcome.NotFound, await Cast(0, BallotSheet.Agree));

        Assert.Equal(DeskOutcome.Done, await it.CloseVote(item));
        await it.SignCounts(item);
        var result = await it.Item(0);
        Assert.Equal((DecisionItemState.Passed, 6, 6, 5, 0, 1), (result.State, result.Issued, result.Collected, result.Agree, result.Disagree, result.Abstain));
        Assert.Empty(await it.App.Rows<ItemVote>());
    }

    [Fact]
    public async Task A_group_too_small_after_recusal_refers_upward()
    {
        using var it = await LateStages.At(
            LateStages.Decision(), ApplicationState.Proposed, [0], members: 5,
            forms: (late, _, form) => form with { Family = [new() { Kin = "兄", Name = late.Members[0].Name }, new() { Kin = "妹", Name = late.Members[1].Name }] });
        await it.Convene();
        await it.CallTheRoll();
        var item = (await it.Item(0)).Id;
        Assert.Equal(DeskOutcome.NoQuorum, await it.Introduce(item));
        var task = await it.RunTask();
        await it.Do<SuspendItem, DeskOutcome>(s => s.RunAsync(new(task, item, "回避后不足法定人数"), LateStages.Of(it.Recorder), default));
        await it.CloseAndSign();

        Task<RecordSuperiorDecisionOutcome> Record(string? paper) => it.Do<RecordSuperiorDecision, RecordSuperiorDecisionOutcome>(r => r.RunAsync(
            new(item, Passed: true, paper), LateStages.Of(it.Organiser), default));
        Assert.Equal(RecordSuperiorDecisionOutcome.PaperRequired, await Record(" "));
        Assert.Equal(RecordSuperiorDecisionOutcome.Recorded, await Record("省委组〔2026〕8号"));
        await it.Work();
        Assert.Equal(ApplicationState.Decided, await it.StateOf(0));
    }

    [Fact]
    public async Task The_meeting_is_read_by_the_group_and_those_who_watch_and_by_nobody_else()
    {
        using var it = await LateStages.At(LateStages.Decision(), ApplicationState.Proposed, [0]);
        await it.Convene();
        await it.CallTheRoll();
        await it.VoteByHands(0, agree: 7);
        var page = $"/stages/party-group-decision/{(await it.Run(StageKind.PartyGroupDecision)).Id}";
        foreach (var reader in new[] { it.Organiser, it.Discipline, it.Members[0] }) Assert.Equal(HttpStatusCode.OK, await it.App.As(reader).Try(page));
        var administrator = await it.App.HasPerson(it.Unit, "单位管理员", ApprovalFlow.People.Role.UnitAdministrator);
        foreach (var stranger in new[] { it.Candidates[0], administrator, it.Inspector }) Assert.Equal(HttpStatusCode.NotFound, await it.App.As(stranger).Try(page));
        Assert.Equal(3, (await it.Trail("decision.read")).Count);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_of_the_meeting_opens(string language)
    {
        using var it = await LateStages.At(LateStages.Decision(VoteMode.SecretBallot), ApplicationState.Proposed, [0]);
        await it.App.As(it.Organiser, language).Read($"/tasks/convene-meeting/{(await it.Task(TaskKind.ConveneMeeting)).Id}");
        await it.Convene();
        var recorder = it.App.As(it.Recorder, language);
        var running = $"/tasks/run-meeting/{await it.RunTask()}";
        await recorder.Read(running);
        await it.CallTheRoll();
        var item = (await it.Item(0)).Id;
        await it.BringToVote(item);
        await recorder.Read(running);
        await it.OpenVote(item);
        await recorder.Read(running);
        await it.App.As(it.Members[0], language).Read($"/tasks/decision-ballot/{(await it.Task(TaskKind.DecisionBallot, it.Members[0])).Id}");
        await it.CloseVote(item, early: true);
        await it.App.As(it.Teller, language).Read($"/tasks/sign-count/{(await it.Task(TaskKind.SignCount, it.Teller)).Id}");
        await it.SignCounts(item);
        await it.Close();
        await it.App.As(it.Chief, language).Read($"/tasks/sign-minutes/{(await it.Task(TaskKind.SignMinutes, it.Chief)).Id}");
    }
}
