using ApprovalFlow.Recusal;

namespace ApprovalFlow.Tests.Recusal;

public class HoldingPostsBesideRelatives
{
    [Fact]
    public void Two_relatives_may_not_report_to_the_same_leader()
        => Assert.Equal([PostRecusalGround.SameDirectLeader], PostRecusal.Check(new(Kinship.Sibling, UnderSameLeader: true)));

    [Fact]
    public void One_may_not_lead_the_other_directly()
        => Assert.Equal([PostRecusalGround.DirectSuperior], PostRecusal.Check(new(Kinship.ChildInLaw, OneDirectlyLeadsTheOther: true)));

    [Theory]
    [InlineData(PostFunction.OrganisationAndPersonnel)]
    [InlineData(PostFunction.Discipline)]
    [InlineData(PostFunction.Supervision)]
    [InlineData(PostFunction.Audit)]
    [InlineData(PostFunction.Finance)]
    public void Where_a_relative_leads_five_kinds_of_work_are_closed(PostFunction function)
    {
        Assert.Equal([PostRecusalGround.SensitivePostUnderRelative], PostRecusal.Check(new(Kinship.Cousin, RelativeLeadsTheOrgan: true, Function: function)));
        Assert.Empty(PostRecusal.Check(new(Kinship.Cousin, RelativeLeadsTheOrgan: false, Function: function)));
    }

    [Fact]
    public void Ordinary_work_stays_open_where_a_relative_leads()
        => Assert.Empty(PostRecusal.Check(new(Kinship.Cousin, RelativeLeadsTheOrgan: true, Function: PostFunction.Ordinary)));

    [Fact]
    public void All_grounds_are_named_at_once()
        => Assert.Equal(3, PostRecusal.Check(new(Kinship.Spouse, true, true, true, PostFunction.Finance)).Count);

    [Theory]
    [InlineData(Kinship.MoreDistant)]
    [InlineData(Kinship.OtherInterest)]
    public void Outside_the_four_degrees_no_post_is_closed(Kinship kinship)
        => Assert.Empty(PostRecusal.Check(new(kinship, true, true, true, PostFunction.Finance)));

    [Fact]
    public void The_nearest_familys_business_closes_the_post_that_supervises_it()
    {
        var closed = Enum.GetValues<Kinship>().Where(kinship => PostRecusal.CheckBusiness(kinship, leadsTheSupervisingBody: true) is not null);

        Assert.Equal([Kinship.Spouse, Kinship.Child, Kinship.ChildInLaw], closed);
        Assert.Equal(PostRecusalGround.FamilyBusiness, PostRecusal.CheckBusiness(Kinship.Child, true));
        Assert.Null(PostRecusal.CheckBusiness(Kinship.Spouse, leadsTheSupervisingBody: false));
    }
}
