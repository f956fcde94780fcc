using ApprovalFlow.Recusal;

namespace ApprovalFlow.Tests.Recusal;

public class BeingRelated
{
    [Theory]
    [InlineData(Kinship.Spouse, KinshipDegree.Spouse)]
    [InlineData(Kinship.Grandparent, KinshipDegree.DirectBlood)]
    [InlineData(Kinship.Parent, KinshipDegree.DirectBlood)]
    [InlineData(Kinship.Child, KinshipDegree.DirectBlood)]
    [InlineData(Kinship.Grandchild, KinshipDegree.DirectBlood)]
    [InlineData(Kinship.UncleOrAunt, KinshipDegree.CollateralWithinThreeGenerations)]
    [InlineData(Kinship.Sibling, KinshipDegree.CollateralWithinThreeGenerations)]
    [InlineData(Kinship.Cousin, KinshipDegree.CollateralWithinThreeGenerations)]
    [InlineData(Kinship.NephewOrNiece, KinshipDegree.CollateralWithinThreeGenerations)]
    [InlineData(Kinship.ParentInLaw, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.SpousesSibling, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.SpouseOfSpousesSibling, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.ChildInLaw, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.ParentOfChildInLaw, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.SpouseOfUncleOrAunt, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.SpouseOfSibling, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.SpouseOfCousin, KinshipDegree.CloseAffinity)]
    [InlineData(Kinship.SpouseOfNephewOrNiece, KinshipDegree.CloseAffinity)]
    public void Each_relation_of_the_four_degrees_forces_recusal(Kinship kinship, KinshipDegree degree)
    {
        Assert.Equal(degree, Kinships.DegreeOf(kinship));
        Assert.Equal(RecusalDemand.MustWithdraw, Kinships.Demand(kinship));
    }

    [Fact]
    public void A_more_distant_relative_forces_nothing()
    {
        Assert.Null(Kinships.DegreeOf(Kinship.MoreDistant));
        Assert.Equal(RecusalDemand.None, Kinships.Demand(Kinship.MoreDistant));
    }

    [Fact]
    public void Another_interest_is_for_the_organ_to_decide()
    {
        Assert.Null(Kinships.DegreeOf(Kinship.OtherInterest));
        Assert.Equal(RecusalDemand.ToBeDecided, Kinships.Demand(Kinship.OtherInterest));
    }

    [Fact]
    public void Nobody_acts_on_the_own_case()
    {
        var me = Guid.CreateVersion7();
        Assert.Equal(RecusalDemand.MustWithdraw, Kinships.Demand(me, me, []));
    }

    [Fact]
    public void Of_several_relations_the_strongest_counts()
    {
        var (me, you) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Equal(RecusalDemand.MustWithdraw, Kinships.Demand(me, you, [Kinship.OtherInterest, Kinship.Cousin, Kinship.MoreDistant]));
        Assert.Equal(RecusalDemand.ToBeDecided, Kinships.Demand(me, you, [Kinship.MoreDistant, Kinship.OtherInterest]));
        Assert.Equal(RecusalDemand.None, Kinships.Demand(me, you, []));
    }

    [Theory]
    [InlineData(Contribution.OpenTask, Remedy.Withdraw)]
    [InlineData(Contribution.ScoreSheet, Remedy.RemoveAndRecompute)]
    [InlineData(Contribution.NamedVote, Remedy.RemoveAndRecompute)]
    [InlineData(Contribution.SecretBallot, Remedy.VoidAndRepeat)]
    public void What_comes_to_light_late_is_taken_out_where_it_can_be_found(Contribution contribution, Remedy remedy)
        => Assert.Equal(remedy, LateDiscovery.RemedyFor(contribution));
}
