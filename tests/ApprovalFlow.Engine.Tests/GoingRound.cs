using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class GoingRound : OnAnEngine
{
    [Fact]
    public async Task An_arrow_back_repeats_until_the_decision_leaves()
    {
        await Engine.RunAsync(Chart(
            [Of("Start", "s"), Set("inc", "N", "getN() + 1"), Say("say", "'n' + getN()"), Decide("d", "getN() > 2"), Line("end")],
            "s -> inc", "inc -> say", "say -> d", "d:False -> inc", "d:True -> end").Variable("N", "0", "Int32"));

        Assert.Equal("n1, n2, n3, end", Engine.Written);
    }

    [Fact]
    public async Task Returning_a_review_opens_a_new_round_of_it()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("fill in"), Duty("review"), Line("end")],
            "s -> fill in", "fill in -> review", "review:Rejected -> fill in", "review:Approved -> end"));

        await Engine.DecideAsync(id, "review", "Rejected");
        await Engine.DecideAsync(id, "review", "Rejected");
        await Engine.DecideAsync(id, "review", "Approved");

        Assert.Equal("fill in, fill in, fill in, end", Engine.Written);
        Assert.Equal([1, 2, 3], await Engine.ReadAsync(db => Task.FromResult(db.Duties.OrderBy(d => d.Round).Select(d => d.Round).ToList())));
    }

    [Fact]
    public async Task A_return_in_one_branch_leaves_the_other_branch_in_peace()
    {
        // Parallel review with return for revision: the shape of elsa-core issue 6725.
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("a-prep"), Duty("a"), Duty("b"), Join("j", "WaitAll"), Line("end")],
            "s -> a-prep", "a-prep -> a", "a:Rejected -> a-prep", "s -> b", "a:Approved -> j", "b:Approved -> j", "j -> end"));

        await Engine.DecideAsync(id, "a", "Rejected");
        Assert.Equal(ActivityProgress.Active, await Engine.ProgressAsync(id, "b"));
        await Engine.DecideAsync(id, "b", "Approved");
        Assert.DoesNotContain("end", Engine.Lines);
        await Engine.DecideAsync(id, "a", "Approved");
        Assert.Equal(1, Engine.Lines.Count(l => l == "end"));
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    public async Task A_join_waits_for_a_revision_that_goes_a_long_way_round(string mode)
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Duty("a-prep"), Duty("a"), Line("note"), Duty("b"), Join("j", mode), Line("end")],
            "s -> a-prep", "a-prep:Approved -> a", "a:Approved -> j", "a:Rejected -> note", "note -> a-prep", "s -> b", "b:Approved -> j", "j -> end"));

        await Engine.DecideAsync(id, "a-prep", "Approved");
        await Engine.DecideAsync(id, "a", "Rejected");
        await Engine.DecideAsync(id, "b", "Approved");
        Assert.Equal("note", Engine.Written);
        Assert.Equal(ActivityProgress.NotReached, await Engine.ProgressAsync(id, "end"));

        await Engine.DecideAsync(id, "a-prep", "Approved");
        await Engine.DecideAsync(id, "a", "Approved");
        Assert.Equal("note, end", Engine.Written);
    }

    [Theory]
    [InlineData("WaitAllActive", "end")]
    [InlineData("WaitAll", "")]
    public async Task When_the_revision_is_given_up_the_join_that_waited_for_it_decides(string mode, string expected)
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("prep"), Duty("a"), Duty("again?"), Duty("b"), Join("j", mode), Line("end")],
            "s -> prep", "prep -> a", "a:Approved -> j", "a:Rejected -> again?", "again?:Approved -> prep", "s -> b", "b:Approved -> j", "j -> end"));

        await Engine.DecideAsync(id, "a", "Rejected");
        await Engine.DecideAsync(id, "b", "Approved");
        Assert.Equal("prep", Engine.Written);
        Assert.Equal(InstanceStatus.Suspended, await Engine.StatusAsync(id));
        await Engine.DecideAsync(id, "again?", "GivenUp");

        Assert.Equal(expected, string.Join("", Engine.Lines.Skip(1)));
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }

    [Fact]
    public async Task A_branch_that_came_twice_is_not_taken_for_the_next_round()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("open"), Duty("a"), Duty("b"), Join("j", "WaitAll"), Duty("sign"), Line("end")],
            "s -> open", "open -> a", "open -> b", "a:Rejected -> a", "a:Approved -> j", "b:Approved -> j", "j -> sign", "sign:Rejected -> open", "sign:Approved -> end"));

        await Engine.DecideAsync(id, "a", "Rejected");
        await Engine.DecideAsync(id, "a", "Approved");
        await Engine.DecideAsync(id, "b", "Approved");
        await Engine.DecideAsync(id, "sign", "Rejected");
        await Engine.DecideAsync(id, "b", "Approved");
        Assert.Equal(["a"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
        await Engine.DecideAsync(id, "a", "Approved");
        await Engine.DecideAsync(id, "sign", "Approved");

        Assert.Equal("open, open, end", Engine.Written);
    }

    [Fact]
    public async Task A_whole_fork_and_join_can_be_repeated()
    {
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("open"), Duty("a"), Duty("b"), Join("j", "WaitAll"), Duty("sign"), Line("end")],
            "s -> open", "open -> a", "open -> b", "a:Approved -> j", "b:Approved -> j", "j -> sign", "sign:Rejected -> open", "sign:Approved -> end"));

        foreach (var verdict in (string[])["Rejected", "Rejected", "Approved"])
        {
            await Engine.DecideAsync(id, "b", "Approved");
            await Engine.DecideAsync(id, "a", "Approved");
            await Engine.DecideAsync(id, "sign", verdict);
        }

        Assert.Equal("open, open, open, end", Engine.Written);
        Assert.Equal(9, await Engine.ReadAsync(db => Task.FromResult(db.Duties.Count())));
    }

    [Fact]
    public async Task A_while_loop_runs_its_body_as_long_as_the_condition_holds()
    {
        var loop = Of("While", "w").Js("condition", "getN() < 3").Port("body", SequenceOf("q", Set("inc", "N", "getN() + 1"), Say("say", "getN()")));
        await Engine.RunAsync(Definition(SequenceOf("root", loop, Line("end"))).Variable("N", 0, "Int32"));

        Assert.Equal("1, 2, 3, end", Engine.Written);
    }

    [Fact]
    public async Task For_each_runs_item_by_item_and_waits_in_between()
    {
        var loop = Of("ForEach", "f").With("items", "[\"x\",\"y\"]", "Object").Port("body", SequenceOf("q", Wait("go"), Say("say", "getCurrentValue() + getVariable('CurrentIndex')")));
        var id = await Engine.RunAsync(Definition(SequenceOf("root", loop, Line("end"))));

        await Engine.HappenAsync(id, "go");
        Assert.Equal("x0", Engine.Written);
        await Engine.HappenAsync(id, "go");
        Assert.Equal("x0, y1, end", Engine.Written);
    }

    [Fact]
    public async Task For_each_gives_the_item_to_a_bound_variable()
    {
        var loop = Of("ForEach", "f").Js("items", "[1, 2, 3]").Bind("currentValue", "var-Item").Port("body", Say("say", "variables.Item * 10"));
        await Engine.RunAsync(Definition(loop).Variable("Item"));

        Assert.Equal("10, 20, 30", Engine.Written);
    }

    [Fact]
    public async Task Parallel_for_each_opens_all_turns_at_once_and_ends_with_the_last()
    {
        var loop = Of("ParallelForEach", "f").Js("items", "['p', 'q', 'r']").Port("body", SequenceOf("q", Duty("review"), Say("say", "getCurrentValue()")));
        var id = await Engine.RunAsync(Definition(SequenceOf("root", loop, Line("end"))));
        Assert.Equal(3, (await Engine.SheetAsync(id)).Bookmarks.Count);

        await Engine.ChangeAsync(db =>
        {
            foreach (var duty in db.Duties.Where(d => d.Round != 2)) duty.Verdict = "Approved";
            db.Add(Signal.Poke(id, "review", Engine.Clock.Now));
        });
        await Engine.PumpAsync();
        Assert.Equal("p, r", Engine.Written);

        await Engine.DecideAsync(id, "review", "ignored: decided already");
        await Engine.ChangeAsync(db =>
        {
            db.Duties.Single(d => d.Round == 2).Verdict = "Approved";
            db.Add(Signal.Poke(id, null, Engine.Clock.Now));
        });
        await Engine.PumpAsync();
        Assert.Equal("p, r, q, end", Engine.Written);
    }

    [Theory]
    [InlineData("ForEach")]
    [InlineData("ParallelForEach")]
    public async Task No_items_no_turns(string type)
    {
        await Engine.RunAsync(Definition(SequenceOf("root", Of(type, "f").Js("items", "[]").Port("body", Line("never")), Line("end"))));

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task Break_leaves_the_innermost_loop_only()
    {
        var inner = Of("ForEach", "i").Js("items", "[1, 2, 3]").Port("body", SequenceOf("iq", Say("say", "getCurrentValue()"), Of("Break", "stop")));
        var outer = Of("ForEach", "o").Js("items", "['a', 'b']").Port("body", SequenceOf("oq", inner, Say("after", "getCurrentValue()")));
        await Engine.RunAsync(Definition(SequenceOf("root", outer, Line("end"))));

        Assert.Equal("1, a, 1, b, end", Engine.Written);
    }

    [Fact]
    public async Task A_flow_that_goes_round_without_waiting_is_stopped()
    {
        await using var engine = new TestEngine(configure: o => o.LongestStep = 500);
        var id = await engine.RunAsync(Chart([Of("Start", "s"), Line("a"), Decide("d", "true")], "s -> a", "a -> d", "d:True -> a"));

        Assert.Equal(InstanceStatus.Faulted, await engine.StatusAsync(id));
        Assert.Contains("goes round", (await engine.OpenIncidentAsync()).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_may_lead_back_to_itself()
    {
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Duty("a"), Line("end")], "s -> a", "a:Rejected -> a", "a:Approved -> end"));

        await Engine.DecideAsync(id, "a", "Rejected");
        await Engine.DecideAsync(id, "a", "Approved");

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task Switch_runs_the_branch_inside_it_and_then_goes_on()
    {
        var choose = Of("Switch", "w");
        choose["cases"] = new JsonArray(
            new JsonObject { ["label"] = "a", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "false" }, ["activity"] = Line("in-a") },
            new JsonObject { ["label"] = "b", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" }, ["activity"] = Line("in-b") });
        choose["default"] = Line("in-default");
        await Engine.RunAsync(Chart([Of("Start", "s"), choose, Line("end")], "s -> w", "w -> end"));

        Assert.Equal("in-b, end", Engine.Written);
    }

    [Theory]
    [InlineData("true", "then, end")]
    [InlineData("false", "else, end")]
    public async Task If_runs_one_side_and_then_goes_on(string condition, string expected)
    {
        var choice = Of("If", "i").Js("condition", condition).Port("then", Line("then")).Port("else", Line("else"));
        await Engine.RunAsync(Chart([Of("Start", "s"), choice, Line("end")], "s -> i", "i -> end"));

        Assert.Equal(expected, Engine.Written);
    }
}
