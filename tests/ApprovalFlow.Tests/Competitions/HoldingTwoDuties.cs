using ApprovalFlow.Competitions;

namespace ApprovalFlow.Tests.Competitions;

public class HoldingTwoDuties
{
    [Theory]
    [InlineData(Duty.Organiser)]
    [InlineData(Duty.QualificationReviewer)]
    [InlineData(Duty.RecheckReviewer)]
    [InlineData(Duty.ExamMarker)]
    [InlineData(Duty.PanelMember)]
    [InlineData(Duty.PanelReserve)]
    [InlineData(Duty.ScoreKeeper)]
    [InlineData(Duty.ScoreVerifier)]
    [InlineData(Duty.Inspector)]
    [InlineData(Duty.InspectionLeader)]
    [InlineData(Duty.IntegritySecretary)]
    [InlineData(Duty.DisciplineObserver)]
    [InlineData(Duty.DisciplineReviewer)]
    [InlineData(Duty.Recorder)]
    [InlineData(Duty.Scrutineer)]
    [InlineData(Duty.Teller)]
    [InlineData(Duty.ObjectionHandler)]
    [InlineData(Duty.LeadingGroup)]
    [InlineData(Duty.ProcedureDesigner)]
    [InlineData(Duty.ProcedureApprover)]
    public void A_candidate_neither_judges_nor_counts_nor_records(Duty other) => AssertExclude(Duty.Candidate, other);

    [Theory]
    [InlineData(Duty.Evaluator)]
    [InlineData(Duty.PartyGroupMember)]
    [InlineData(Duty.PartySecretary)]
    [InlineData(Duty.Attendee)]
    public void A_candidate_may_evaluate_colleagues_and_leaves_the_meeting_only_for_the_own_item(Duty other)
        => Assert.False(IncompatibleDuties.Exclude(Duty.Candidate, other));

    [Theory]
    [InlineData(Duty.PanelMember, Duty.ScoreVerifier)]
    [InlineData(Duty.PanelReserve, Duty.ScoreVerifier)]
    [InlineData(Duty.ExamMarker, Duty.ScoreVerifier)]
    [InlineData(Duty.ScoreKeeper, Duty.ScoreVerifier)]
    [InlineData(Duty.Teller, Duty.Scrutineer)]
    [InlineData(Duty.Inspector, Duty.DisciplineReviewer)]
    [InlineData(Duty.InspectionLeader, Duty.DisciplineReviewer)]
    [InlineData(Duty.IntegritySecretary, Duty.DisciplineReviewer)]
    [InlineData(Duty.ProcedureDesigner, Duty.ProcedureApprover)]
    [InlineData(Duty.QualificationReviewer, Duty.RecheckReviewer)]
    [InlineData(Duty.DisciplineObserver, Duty.Organiser)]
    [InlineData(Duty.DisciplineObserver, Duty.ExamMarker)]
    [InlineData(Duty.DisciplineObserver, Duty.PanelMember)]
    [InlineData(Duty.DisciplineObserver, Duty.PanelReserve)]
    [InlineData(Duty.DisciplineObserver, Duty.ScoreKeeper)]
    [InlineData(Duty.DisciplineObserver, Duty.ScoreVerifier)]
    [InlineData(Duty.Attendee, Duty.PartyGroupMember)]
    [InlineData(Duty.Attendee, Duty.PartySecretary)]
    public void Whoever_does_a_thing_does_not_check_it(Duty one, Duty other) => AssertExclude(one, other);

    [Theory]
    [InlineData(Duty.PartyGroupMember, Duty.PartySecretary)]
    [InlineData(Duty.Inspector, Duty.InspectionLeader)]
    [InlineData(Duty.PanelReserve, Duty.PanelMember)]
    [InlineData(Duty.Recorder, Duty.PartyGroupMember)]
    [InlineData(Duty.DisciplineObserver, Duty.PartyGroupMember)]
    [InlineData(Duty.LeadingGroup, Duty.PartyGroupMember)]
    [InlineData(Duty.Evaluator, Duty.PanelMember)]
    [InlineData(Duty.Organiser, Duty.ObjectionHandler)]
    public void Ordinary_combinations_stay_possible(Duty one, Duty other) => Assert.False(IncompatibleDuties.Exclude(one, other));

    [Fact]
    public void The_pair_that_is_violated_is_named()
        => Assert.Equal(
            new DutyPair(Duty.Teller, Duty.Scrutineer),
            IncompatibleDuties.Check([Duty.Evaluator, Duty.Teller, Duty.Recorder], Duty.Scrutineer));

    [Fact]
    public void Nothing_held_excludes_nothing() => Assert.Null(IncompatibleDuties.Check([], Duty.Candidate));

    [Fact]
    public void Holding_a_duty_twice_is_no_conflict()
        => Assert.All(Enum.GetValues<Duty>(), duty => Assert.Null(IncompatibleDuties.Check([duty], duty)));

    [Fact]
    public void There_are_exactly_the_pairs_named_here()
    {
        var all = Enum.GetValues<Duty>();
        Assert.Equal(20 + 18, all.SelectMany(one => all.Where(other => one < other && IncompatibleDuties.Exclude(one, other))).Count());
    }

    private static void AssertExclude(Duty one, Duty other)
    {
        Assert.Equal(new DutyPair(one, other), IncompatibleDuties.Check([one], other));
        Assert.Equal(new DutyPair(other, one), IncompatibleDuties.Check([other], one));
    }
}
