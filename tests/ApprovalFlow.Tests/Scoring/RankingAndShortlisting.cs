using System.Collections.Immutable;
using ApprovalFlow.Scoring;
using CsCheck;

namespace ApprovalFlow.Tests.Scoring;

public class RankingAndShortlisting
{
    [Fact]
    public void Equal_ranks_share_a_number_and_the_next_is_skipped()
    {
        var ranking = Ranking.Of(Plan("admitAll"), [Alike(1, 90), Alike(2, 80), Alike(3, 80), Alike(4, 80), Alike(5, 70)]);
        Assert.Equal([1, 2, 2, 2, 5], ranking.Standings.Select(standing => standing.Rank!.Value));
    }

    [Fact]
    public void Evaluation_decides_first_then_interview_then_written()
    {
        // All three come to 80 in total.
        Contender[] tied =
        [
            Scored(1, written: 80, interview: 80, evaluation: 80),
            Scored(2, written: 90, interview: 80, evaluation: 70),
            Scored(3, written: 60, interview: 87.5m, evaluation: 90),
            Scored(4, written: 84, interview: 77, evaluation: 80),
        ];

        var ranking = Ranking.Of(Plan([.. Composition.UsualTies]), tied);

        Assert.All(ranking.Standings, standing => Assert.Equal(80m, standing.Total));
        Assert.Equal([3, 1, 4, 2], ranking.Standings.Select(standing => standing.Id).Numbers());
        Assert.Equal([1, 2, 3, 4], ranking.Standings.Select(standing => standing.Rank!.Value));
    }

    [Fact]
    public void Written_decides_before_the_sum_without_trimming()
    {
        var chain = Plan("written", "interviewUntrimmed");
        var ranking = Ranking.Of(chain, [Alike(1, 80).Tie("interviewUntrimmed", 560), Alike(2, 80).Tie("interviewUntrimmed", 561)]);

        Assert.Equal([2, 1], ranking.Standings.Select(standing => standing.Id).Numbers());
        Assert.Empty(ranking.OpenTies);
    }

    [Fact]
    public void Original_score_then_statutory_preference_then_an_extra_test()
    {
        var chain = Plan("originalScore", "statutoryPreference", "extraTest");
        Contender[] tied =
        [
            Alike(1, 80).Tie("originalScore", 78).Tie("statutoryPreference", 0),
            Alike(2, 80).Tie("originalScore", 78).Tie("statutoryPreference", 1),
            Alike(3, 80).Tie("originalScore", 79).Tie("statutoryPreference", 0),
        ];

        Assert.Equal([3, 2, 1], Ranking.Of(chain, tied).Standings.Select(standing => standing.Id).Numbers());
    }

    [Fact]
    public void An_extra_interview_that_was_not_held_leaves_the_tie_open_and_says_so()
    {
        var chain = Plan("written", "professionalTest", "extraInterview");
        Contender[] tied = [Alike(1, 80).Tie("professionalTest", 70), Alike(2, 80).Tie("professionalTest", 70)];

        var open = Assert.Single(Ranking.Of(chain, tied).OpenTies);

        Assert.Equal((1, "extraInterview"), (open.Rank, open.Needs));
        Assert.Equal([1, 2], open.Ids.Numbers());

        var held = Ranking.Of(chain, [tied[0].Tie("extraInterview", 85), tied[1].Tie("extraInterview", 86)]);
        Assert.Empty(held.OpenTies);
        Assert.Equal([2, 1], held.Standings.Select(standing => standing.Id).Numbers());
    }

    [Fact]
    public void A_chain_that_runs_out_leaves_the_tie_to_the_leading_group()
        => Assert.Null(Assert.Single(Ranking.Of(Plan("written"), [Alike(1, 80), Alike(2, 80)]).OpenTies).Needs);

    [Fact]
    public void Everybody_tied_at_the_last_place_is_admitted()
    {
        var ranking = Ranking.Of(Plan("admitAll"), [Alike(1, 90), Alike(2, 80), Alike(3, 80), Alike(4, 80), Alike(5, 70)]);
        var list = Shortlist.Of(ranking, 2);

        Assert.Equal([1, 2, 3, 4], list.Admitted.Numbers());
        Assert.Equal([5], list.NotAdmitted.Numbers());
        Assert.Empty(list.Undecided);
    }

    [Fact]
    public void Where_the_plan_does_not_admit_them_the_tied_wait()
    {
        var list = Shortlist.Of(Ranking.Of(Plan("written"), [Alike(1, 90), Alike(2, 80), Alike(3, 80), Alike(4, 70)]), 2);

        Assert.Equal([1], list.Admitted.Numbers());
        Assert.Equal([2, 3], list.Undecided.Numbers());
        Assert.Equal([4], list.NotAdmitted.Numbers());
    }

    [Fact]
    public void A_tie_that_fits_into_the_places_needs_no_settling()
    {
        var list = Shortlist.Of(Ranking.Of(Plan("written"), [Alike(1, 90), Alike(2, 80), Alike(3, 80), Alike(4, 70)]), 3);

        Assert.Equal([1, 2, 3], list.Admitted.Numbers());
        Assert.Empty(list.Undecided);
    }

    [Fact]
    public void An_open_tie_further_up_does_not_stop_the_last_place()
    {
        var list = Shortlist.Of(Ranking.Of(Plan("written"), [Alike(1, 90), Alike(2, 90), Alike(3, 80), Alike(4, 70)]), 3);
        Assert.Equal([1, 2, 3], list.Admitted.Numbers());
    }

    [Fact]
    public void Of_two_open_ties_only_the_one_at_the_last_place_waits()
    {
        var list = Shortlist.Of(Ranking.Of(Plan("written"), [Alike(1, 90), Alike(2, 90), Alike(3, 80), Alike(4, 80)]), 3);

        Assert.Equal([1, 2], list.Admitted.Numbers());
        Assert.Equal([3, 4], list.Undecided.Numbers());
    }

    [Fact]
    public void Fewer_than_the_places_all_go_on() => Assert.Equal([1, 2], Shortlist.Of(Ranking.Of(Plan(), [Alike(1, 90), Alike(2, 80)]), 10).Admitted.Numbers());

    [Fact]
    public void Whoever_is_not_ranked_takes_no_place()
    {
        var plan = new Composition([new("written", 100, PassLine: 60)], ["admitAll"]);
        var ranking = Ranking.Of(plan, [Contenders.Numbered(1, ("written", 59.99m)), Contenders.Numbered(2, ("written", 60)), Contenders.Numbered(3)]);
        var list = Shortlist.Of(ranking, 3);

        Assert.Equal([2], list.Admitted.Numbers());
        Assert.Equal([1, 3], list.NotAdmitted.Numbers());
    }

    [Fact]
    public void No_places_admit_nobody() => Assert.Empty(Shortlist.Of(Ranking.Of(Plan("admitAll"), [Alike(1, 90), Alike(2, 90)]), 0).Admitted);

    [Theory]
    [InlineData(5, 1, 5)]
    [InlineData(5, 2, 10)]
    [InlineData(2, 1, 2)]
    [InlineData(1.5, 1, 2)]
    [InlineData(1.5, 2, 3)]
    public void A_ratio_gives_places_for_all_posts(double ratio, int posts, int places)
        => Assert.Equal(places, Shortlist.Places((decimal)ratio, posts));

    [Fact]
    public void Ranking_does_not_depend_on_who_comes_first_in_the_list()
        => Gen.Int[60, 64].Array[1, 12].Sample(scores =>
        {
            var contenders = scores.Select((score, index) => Alike(index + 1, score)).ToArray();
            var one = Ranking.Of(Plan("admitAll"), contenders).Standings;
            var other = Ranking.Of(Plan("admitAll"), contenders.Reverse()).Standings;
            return one.SequenceEqual(other)
                && one.All(standing => standing.Rank == 1 + scores.Count(score => score > standing.Total));
        });

    private static Composition Plan(params ImmutableArray<string> ties)
        => new([new("written", 30), new("interview", 40), new("evaluation", 30)], ties);

    private static Contender Alike(int number, decimal score) => Scored(number, score, score, score);

    private static Contender Scored(int number, decimal written, decimal interview, decimal evaluation)
        => Contenders.Numbered(number, ("written", written), ("interview", interview), ("evaluation", evaluation));
}
