using ApprovalFlow.Meetings;

namespace ApprovalFlow.Tests.Meetings;

public class GivingOpinions
{
    private static readonly Guid Chief = Guid.CreateVersion7();
    private static readonly Guid Li = Guid.CreateVersion7();
    private static readonly Guid Wang = Guid.CreateVersion7();
    private static readonly OpinionOrder Order = new([Chief, Li, Wang], Chief);

    [Fact]
    public void The_chief_is_refused_while_one_member_has_not_spoken()
    {
        Assert.Equal(OpinionOutcome.ChiefSpeaksLast, Order.Check([], Chief));
        Assert.Equal(OpinionOutcome.ChiefSpeaksLast, Order.Check([Wang], Chief));
    }

    [Fact]
    public void The_chief_speaks_when_everybody_else_has() => Assert.Equal(OpinionOutcome.Recorded, Order.Check([Wang, Li], Chief));

    [Fact]
    public void The_others_speak_in_any_order_and_once()
    {
        Assert.Equal(OpinionOutcome.Recorded, Order.Check([], Wang));
        Assert.Equal(OpinionOutcome.Recorded, Order.Check([Wang], Li));
        Assert.Equal(OpinionOutcome.AlreadySpoken, Order.Check([Wang], Wang));
    }

    [Fact]
    public void Whoever_is_not_entitled_has_no_voice() => Assert.Equal(OpinionOutcome.HasNoVoice, Order.Check([], Guid.CreateVersion7()));

    [Fact]
    public void A_recused_chief_has_no_voice_and_holds_nobody_up()
    {
        var without = new OpinionOrder([Li, Wang], Chief);

        Assert.Equal(OpinionOutcome.HasNoVoice, without.Check([Li, Wang], Chief));
        Assert.Equal(OpinionOutcome.Recorded, without.Check([Li], Wang));
        Assert.True(without.IsComplete([Li, Wang]));
    }

    [Fact]
    public void The_round_is_complete_with_the_last_word_of_the_chief()
    {
        Assert.False(Order.IsComplete([Li, Wang]));
        Assert.True(Order.IsComplete([Li, Wang, Chief]));
    }
}
