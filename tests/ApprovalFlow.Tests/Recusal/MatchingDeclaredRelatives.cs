using ApprovalFlow.Recusal;

namespace ApprovalFlow.Tests.Recusal;

public class MatchingDeclaredRelatives
{
    private static readonly Guid Candidate = Guid.CreateVersion7();
    private static readonly KnownPerson Wang = new(Guid.CreateVersion7(), "王建国", new(1970, 5, 17));

    [Fact]
    public void The_same_name_and_month_of_birth_is_certain()
        => Assert.Equal([new(Candidate, Wang.Id, Kinship.UncleOrAunt, Certain: true)], Find(Declared("王建国", new(1970, 5, 1)), Wang));

    [Theory]
    [InlineData("王 建国")]
    [InlineData("　王建国 ")]
    public void Spaces_inside_and_around_a_name_do_not_hide_it(string name) => Assert.Single(Find(Declared(name, new(1970, 5, 1)), Wang));

    [Fact]
    public void Full_width_letters_and_the_middle_dot_do_not_hide_it()
    {
        var person = new KnownPerson(Guid.CreateVersion7(), "阿依·ABC", new(1980, 1, 2));
        Assert.Single(Find(Declared("阿依ＡＢＣ", new(1980, 1, 1)), person));
    }

    [Theory]
    [InlineData(1970, 6)]
    [InlineData(1971, 5)]
    public void Another_month_is_another_person(int year, int month) => Assert.Empty(Find(Declared("王建国", new(year, month, 1)), Wang));

    [Fact]
    public void A_month_that_is_missing_leaves_a_match_to_confirm()
    {
        Assert.False(Assert.Single(Find(Declared("王建国", null), Wang)).Certain);
        Assert.False(Assert.Single(Find(Declared("王建国", new(1970, 5, 1)), Wang with { BornOn = null })).Certain);
    }

    [Fact]
    public void Another_name_is_another_person() => Assert.Empty(Find(Declared("王建军", new(1970, 5, 1)), Wang));

    [Fact]
    public void A_namesake_is_not_the_own_relative()
        => Assert.Empty(Find(Declared("王建国", null), Wang with { Id = Candidate }));

    [Fact]
    public void Two_people_of_one_name_are_both_found()
        => Assert.Equal(2, Find(Declared("王建国", null), Wang, Wang with { Id = Guid.CreateVersion7() }).Count);

    private static DeclaredRelative Declared(string name, DateOnly? bornIn) => new(Candidate, Kinship.UncleOrAunt, name, bornIn);

    private static IReadOnlyList<RelativeMatch> Find(DeclaredRelative declared, params KnownPerson[] people)
        => RelativeMatch.Find([declared], people);
}
