using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;

namespace ApprovalFlow.Tests.Competitions;

public sealed class WritingAPlan
{
    [Fact]
    public async Task Begins_with_a_number_of_the_year_and_a_proposed_timetable()
    {
        using var room = await PlanRoom.DraftedAsync();
        var competition = await room.CompetitionAsync();
        Assert.Equal(("2026-01", CompetitionState.Drafting, 1), (competition.Number, competition.State, competition.PlanRevision));
        Assert.Equal((new DateOnly(2026, 9, 2), new DateOnly(2026, 9, 7)), (competition.Plan.Schedule.AnnounceOn, competition.Plan.Schedule.RegistrationOpensOn));

        var second = await room.DraftAsync(room.Organiser);
        var rows = await room.App.Rows<Competition>(all => all.Where(c => c.Id == second.CompetitionId));
        Assert.Equal("2026-02", Assert.Single(rows).Number);
    }

    [Fact]
    public async Task The_units_party_group_is_named_from_the_start()
    {
        using var room = await PlanRoom.DraftedAsync();
        var chief = await room.App.HasPerson(room.Unit, "书记", Role.PartySecretary, Role.PartyGroupMember);
        var member = await room.App.HasPerson(room.Unit, "委员", Role.PartyGroupMember);
        var id = (await room.DraftAsync(room.Organiser)).CompetitionId;
        var duties = await room.App.Rows<Assignment>(all => all.Where(a => a.CompetitionId == id));
        Assert.Equal(
            new[] { (chief.Id, Duty.PartySecretary), (member.Id, Duty.PartyGroupMember) }.ToHashSet(),
            duties.Select(a => (a.PersonId, a.Duty)).ToHashSet());
    }

    [Fact]
    public async Task Is_for_organisers_of_the_unit_only()
    {
        using var room = await PlanRoom.DraftedAsync();
        Assert.Equal(DraftCompetitionOutcome.NotFound, (await room.DraftAsync(room.Leader)).Outcome);
        Assert.Equal(DraftCompetitionOutcome.TitleRequired, (await room.DraftAsync(room.Organiser, title: "  ")).Outcome);
        Assert.Equal(DraftCompetitionOutcome.ProcedureNotPublished, (await room.DraftAsync(room.Organiser, procedure: "nothing")).Outcome);
        var plan = await room.CompetitionAsync();
        Assert.Equal(EditPlanOutcome.NotFound, await room.ReviseAsync(plan.PlanRevision, plan.Plan, by: room.Leader));
        Assert.Equal(EditPlanOutcome.NotFound, await room.AddPostAsync(1, 1, by: room.Stranger));
    }

    [Fact]
    public async Task The_second_of_two_windows_is_told_that_the_first_saved()
    {
        using var room = await PlanRoom.DraftedAsync();
        var seen = await room.CompetitionAsync();
        Assert.Equal(EditPlanOutcome.Saved, await room.ReviseAsync(seen.PlanRevision, seen.Plan with { Purpose = "甲" }));
        Assert.Equal(EditPlanOutcome.Stale, await room.ReviseAsync(seen.PlanRevision, seen.Plan with { Purpose = "乙" }));
        Assert.Equal("甲", (await room.CompetitionAsync()).Plan.Purpose);
    }

    [Fact]
    public async Task A_post_needs_a_name_sane_numbers_and_rules_that_can_be_read()
    {
        using var room = await PlanRoom.DraftedAsync();
        Assert.Equal(EditPlanOutcome.NameRequired, await room.AddPostAsync(1, 1, name: " "));
        Assert.Equal(EditPlanOutcome.NumbersInvalid, await room.AddPostAsync(1, 0));
        Assert.Equal(EditPlanOutcome.NumbersInvalid, await room.AddPostAsync(-1, 1));
        Assert.Equal(EditPlanOutcome.RulesInvalid, await room.AddPostAsync(1, 1, rules: """[{"rule":"horoscope"}]"""));
        Assert.Equal(EditPlanOutcome.Saved, await room.AddPostAsync(1, 1, rules: """[{"rule":"birth","bornOnOrAfter":"1982-07-01"}]"""));
    }

    [Fact]
    public async Task Removing_a_post_moves_the_others_up()
    {
        using var room = await PlanRoom.DraftedAsync();
        foreach (var name in new[] { "甲", "乙", "丙" }) await room.AddPostAsync(1, 1, name);
        var middle = (await PostsAsync(room)).Single(p => p.Name == "乙");
        Assert.Equal(EditPlanOutcome.Saved, await room.App.Ask<RemovePost, EditPlanOutcome>(
            r => r.RunAsync(new(room.CompetitionId, middle.Id), PlanRoom.As(room.Organiser), default)));
        Assert.Equal([("甲", 1), ("丙", 2)], (await PostsAsync(room)).OrderBy(p => p.Seq).Select(p => (p.Name, p.Seq)));
    }

    [Fact]
    public async Task Duties_that_exclude_each_other_are_refused_by_name()
    {
        using var room = await PlanRoom.DraftedAsync();
        Assert.Equal(AssignDutyOutcome.Assigned, (await room.AssignAsync(room.Leader, Duty.PanelMember)).Outcome);
        var refused = await room.AssignAsync(room.Leader, Duty.ScoreVerifier);
        Assert.Equal((AssignDutyOutcome.Incompatible, new DutyPair(Duty.PanelMember, Duty.ScoreVerifier)), (refused.Outcome, refused.Pair));
        Assert.Equal(AssignDutyOutcome.AlreadyHeld, (await room.AssignAsync(room.Leader, Duty.PanelMember)).Outcome);
        Assert.Equal(AssignDutyOutcome.NotFound, (await room.AssignAsync(room.Leader, Duty.Teller, by: room.Stranger)).Outcome);
    }

    [Fact]
    public async Task A_candidate_judges_nobody_but_may_evaluate()
    {
        using var room = await PlanRoom.DraftedAsync();
        var (person, _) = await room.HasCandidateAsync();
        Assert.Equal(AssignDutyOutcome.IsCandidate, (await room.AssignAsync(person, Duty.Scrutineer)).Outcome);
        Assert.Equal(AssignDutyOutcome.Assigned, (await room.AssignAsync(person, Duty.Evaluator)).Outcome);
    }

    [Fact]
    public async Task An_organiser_who_competes_edits_nothing()
    {
        using var room = await PlanRoom.DraftedAsync();
        var own = Application.Start(room.CompetitionId, room.Organiser.Id, "{}", room.App.Clock.GetUtcNow());
        await room.App.Has(own);
        Assert.Equal(EditPlanOutcome.NotFound, await room.AddPostAsync(1, 1));
    }

    private static Task<List<Post>> PostsAsync(PlanRoom room) => room.App.Rows<Post>(all => all.Where(p => p.CompetitionId == room.CompetitionId));
}
