using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class JoiningBranches : OnAnEngine
{
    [Fact]
    public async Task Wait_all_goes_on_when_the_last_branch_has_come()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Wait("a"), Wait("b"), Join("j", "WaitAll"), Line("end")],
            "s -> a", "s -> b", "a -> j", "b -> j", "j -> end"));

        await Engine.HappenAsync(id, "a");
        Assert.Equal("", Engine.Written);
        Assert.Equal(InstanceStatus.Suspended, await Engine.StatusAsync(id));

        await Engine.HappenAsync(id, "b");
        Assert.Equal("end", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }

    [Fact]
    public async Task Wait_any_goes_on_with_the_first_and_cancels_the_others()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Duty("a"), Duty("b"), Join("j", "WaitAny"), Line("end")],
            "s -> a", "s -> b", "a:Approved -> j", "b:Approved -> j", "j -> end"));

        await Engine.DecideAsync(id, "b", "Approved");

        Assert.Equal("end", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
        Assert.Equal(ActivityProgress.Cancelled, await Engine.ProgressAsync(id, "a"));
        Assert.True(await Engine.ReadAsync(db => Task.FromResult(db.Duties.Single(d => d.ActivityId == "a").Withdrawn)));
    }

    [Fact]
    public async Task Wait_any_does_not_leave_a_branch_behind_that_was_about_to_wait()
    {
        // The second branch is still in the queue when the join fires; Elsa lets it run, and so would leave it waiting.
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("a"), Line("b"), Duty("later"), Join("j", "WaitAny"), Duty("next")],
            "s -> a", "s -> b", "a -> j", "b -> later", "later:Approved -> j", "j -> next"));

        Assert.Equal("a, b", Engine.Written);
        var sheet = await Engine.SheetAsync(id);
        Assert.Equal(["next"], sheet.Bookmarks.Select(b => b.ActivityId));
        await Engine.DecideAsync(id, "next", "Approved");
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }

    [Fact]
    public async Task Wait_any_fires_once_even_when_both_branches_come_in_the_same_step()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("a"), Line("b"), Join("j", "WaitAny"), Line("end")],
            "s -> a", "s -> b", "a -> j", "b -> j", "j -> end"));

        Assert.Equal("a, b, end", Engine.Written);
    }

    [Fact]
    public async Task Wait_all_is_skipped_when_one_branch_will_not_come()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Decide("d", "false"), Line("a"), Line("b"), Join("j", "WaitAll"), Line("end")],
            "s -> d", "s -> b", "d:True -> a", "a -> j", "b -> j", "j -> end"));

        Assert.Equal("b", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
        Assert.Equal(ActivityProgress.Skipped, await Engine.ProgressAsync(id, "end"));
    }

    [Fact]
    public async Task Wait_all_active_goes_on_when_the_branch_that_will_not_come_is_known()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Decide("d", "false"), Line("a"), Line("b"), Join("j", "WaitAllActive"), Line("end")],
            "s -> d", "s -> b", "d:True -> a", "a -> j", "b -> j", "j -> end"));

        Assert.Equal("b, end", Engine.Written);
    }

    [Fact]
    public async Task Any_activity_with_several_arrows_in_waits_for_all_that_are_active()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Wait("a"), Wait("b"), Line("end")], "s -> a", "s -> b", "a -> end", "b -> end"));

        await Engine.HappenAsync(id, "b");
        Assert.Equal("", Engine.Written);
        await Engine.HappenAsync(id, "a");
        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task Both_outcomes_of_a_decision_may_lead_to_one_activity()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Decide("d", "true"), Line("end")], "s -> d", "d:True -> end", "d:False -> end"));

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task Branches_of_a_decision_merge_without_waiting_for_the_one_not_taken()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Decide("d", "false"), Line("yes"), Line("no"), Line("end")],
            "s -> d", "d:True -> yes", "d:False -> no", "yes -> end", "no -> end"));

        Assert.Equal("no, end", Engine.Written);
    }

    [Fact]
    public async Task A_skipped_chain_is_skipped_to_its_end()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Decide("d", "true"), Line("a"), Line("b"), Line("c"), Line("end")],
            "s -> d", "d:False -> a", "a -> b", "b -> c", "c -> end", "d:True -> end"));

        Assert.Equal("end", Engine.Written);
        foreach (var skipped in (string[])["a", "b", "c"]) Assert.Equal(ActivityProgress.Skipped, await Engine.ProgressAsync(id, skipped));
    }

    [Fact]
    public async Task A_join_behind_a_join_counts_the_inner_one_once()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("a"), Line("b"), Line("c"), Join("inner", "WaitAll"), Join("outer", "WaitAll"), Line("end")],
            "s -> a", "s -> b", "s -> c", "a -> inner", "b -> inner", "inner -> outer", "c -> outer", "outer -> end"));

        Assert.Equal("a, b, c, end", Engine.Written);
    }

    [Fact]
    public async Task A_fork_leaves_by_all_its_branches()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Fork("f", "left", "right"), Line("a"), Line("b"), Join("j", "WaitAll"), Line("end")],
            "s -> f", "f:left -> a", "f:right -> b", "a -> j", "b -> j", "j -> end"));

        Assert.Equal("a, b, end", Engine.Written);
    }

    [Fact]
    public async Task Fork_decision_and_wait_all_end_together_when_the_decision_leads_away()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Fork("f", "l", "r"), Decide("d", "false"), Duty("a"), Line("away"), Join("j", "WaitAllActive"), Line("end")],
            "s -> f", "f:l -> d", "f:r -> a", "d:True -> j", "d:False -> away", "a:Approved -> j", "j -> end"));

        Assert.Equal("away", Engine.Written);
        await Engine.DecideAsync(id, "a", "Approved");
        Assert.Equal("away, end", Engine.Written);
    }

    [Fact]
    public async Task A_join_without_a_mode_takes_the_first()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("a"), Wait("b"), Of("FlowJoin", "j"), Line("end")], "s -> a", "s -> b", "a -> j", "b -> j", "j -> end"));

        Assert.Equal("a, end", Engine.Written);
    }

    [Fact]
    public async Task End_ends_the_flowchart_and_cancels_what_still_waits()
    {
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Duty("a"), Of("End", "e")], "s -> a", "s -> e"));

        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
        Assert.True(await Engine.ReadAsync(db => Task.FromResult(db.Duties.Single().Withdrawn)));
        Assert.Empty((await Engine.SheetAsync(id)).Bookmarks);
    }

    [Fact]
    public async Task An_outcome_without_an_arrow_ends_that_branch()
    {
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Duty("a"), Line("yes")], "s -> a", "a:Approved -> yes"));

        await Engine.DecideAsync(id, "a", "Rejected");

        Assert.Equal("", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }

    [Theory]
    [InlineData("MatchFirst", "one")]
    [InlineData("MatchAny", "one, two")]
    public async Task A_flow_switch_leaves_by_the_cases_that_hold(string mode, string expected)
    {
        var fork = Of("FlowSwitch", "w").With("mode", mode);
        fork["cases"] = new JsonArray(Case("1", "true"), Case("2", "1 < 2"), Case("3", "false"));
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), fork, Line("one"), Line("two"), Line("three"), Line("none")],
            "s -> w", "w:1 -> one", "w:2 -> two", "w:3 -> three", "w:Default -> none"));

        Assert.Equal(expected, Engine.Written);
    }

    [Fact]
    public async Task A_flow_switch_without_a_case_that_holds_leaves_by_default()
    {
        var fork = Of("FlowSwitch", "w");
        fork["cases"] = new JsonArray(Case("1", "false"));
        await Engine.RunAsync(Chart([fork, Line("one"), Line("none")], "w:1 -> one", "w:Default -> none"));

        Assert.Equal("none", Engine.Written);
    }

    [Fact]
    public async Task Two_levels_of_parallel_review_each_wait_for_their_own()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Duty("a1"), Duty("a2"), Duty("b1"), Duty("b2"), Join("ja", "WaitAll"), Join("jb", "WaitAny"), Join("j", "WaitAll"), Line("end")],
            "s -> a1", "s -> a2", "s -> b1", "s -> b2", "a1:Approved -> ja", "a2:Approved -> ja", "b1:Approved -> jb", "b2:Approved -> jb",
            "ja -> j", "jb -> j", "j -> end"));

        await Engine.DecideAsync(id, "a1", "Approved");
        await Engine.DecideAsync(id, "b2", "Approved");
        Assert.Equal(ActivityProgress.Cancelled, await Engine.ProgressAsync(id, "b1"));
        Assert.Equal(ActivityProgress.Active, await Engine.ProgressAsync(id, "a2"));
        await Engine.DecideAsync(id, "a2", "Approved");
        Assert.Equal("end", Engine.Written);
    }

    private static JsonObject Case(string label, string condition) => new()
    {
        ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition },
    };
}
