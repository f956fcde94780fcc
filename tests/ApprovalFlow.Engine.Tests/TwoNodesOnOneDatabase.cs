using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

/// <summary>Nodes that stall, die, come back, or are two by mistake.</summary>
public sealed class TwoNodesOnOneDatabase : OnAnEngine
{
    [Fact]
    public async Task Two_nodes_that_take_the_same_step_commit_it_once()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b")], "a:Approved -> b"));
        await using var other = new TestEngine(Engine.ConnectionString, Engine.Clock, o => o.NodeId = "other");
        await Engine.DecideAsync(id, "a", "Approved", pump: false);

        await Task.WhenAll(Task.Run(() => Engine.Runtime.PokeAsync(id, "a", default)), Task.Run(() => other.Runtime.PokeAsync(id, "a", default)));

        Assert.Equal(2, await Engine.ReadAsync(db => db.Duties.CountAsync()));
        Assert.Equal(["b"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public async Task A_slow_node_cannot_commit_what_another_has_done_meanwhile()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b")], "a:Approved -> b"));
        await Engine.DecideAsync(id, "a", "Approved", pump: false);
        TestEngine? slow = null;
        var stalled = false;
        await using var quick = new TestEngine(Engine.ConnectionString, Engine.Clock, o => o.NodeId = "quick");
        await using var node = slow = new TestEngine(Engine.ConnectionString, Engine.Clock, o =>
        {
            o.NodeId = "slow";
            o.CommitPoint = point =>
            {
                if (point != "before-commit" || stalled) return;
                stalled = true; // just before its commit the slow node stalls, and the other does the whole step
                Task.Run(() => quick.Runtime.PokeAsync(id, "a", default)).GetAwaiter().GetResult();
            };
        });

        await slow.Runtime.PokeAsync(id, "a", default);

        Assert.True(stalled);
        Assert.Equal(1, await Engine.ReadAsync(db => db.Duties.CountAsync(d => d.ActivityId == "b")));
        Assert.Equal(1, await Engine.ReadAsync(db => db.Bookmarks.CountAsync()));
    }

    [Fact]
    public async Task A_poke_that_finds_nobody_waiting_is_not_consumed_beside_a_step_that_begins_to_wait()
    {
        // Node one enters "b" and has read the facts; the decision and its poke come; node two still sees the old state.
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b"), Line("end")], "a:Approved -> b", "b:Approved -> end"));
        await Engine.DecideAsync(id, "a", "Approved", pump: false);
        await using var two = new TestEngine(Engine.ConnectionString, Engine.Clock, o => o.NodeId = "two");
        var done = false;
        await using var one = new TestEngine(Engine.ConnectionString, Engine.Clock, o =>
        {
            o.NodeId = "one";
            o.CommitPoint = point =>
            {
                if (point != "before-commit" || done) return;
                done = true;
                Task.Run(() => two.Runtime.PokeAsync(id, "b", default)).GetAwaiter().GetResult();
            };
        });

        var before = (await Engine.InstanceAsync(id)).Revision;
        await one.Runtime.PokeAsync(id, "a", default);

        Assert.Equal(before + 2, (await Engine.InstanceAsync(id)).Revision);
        Assert.Equal(["b"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public async Task A_message_that_another_node_has_delivered_meanwhile_is_not_delivered_again()
    {
        // The same event is waited for twice in turn: delivered again, it would do the second wait's work as well.
        var id = await Engine.RunAsync(Chart([Paid("first"), Paid("second"), Line("end")], "first -> second", "second -> end"));
        await Engine.SignalAsync(Signal.Poke(id, null, Engine.Clock.Now));
        Engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await Engine.SignalAsync(Signal.Message(id, "event:paid", null, Engine.Clock.Now));
        var tries = 0;
        await using var slow = new TestEngine(Engine.ConnectionString, Engine.Clock, o =>
        {
            o.LargestBatch = 1;
            o.CommitPoint = point =>
            {
                if (point != "before-commit" || ++tries > 1) return;
                // It has read both signals and done the first; the other node does all there is.
                Task.Run(Engine.PumpAsync).GetAwaiter().GetResult();
            };
        });

        await slow.PumpAsync();

        Assert.Equal(4, tries); // each is tried, and looked for once more
        Assert.Equal(["second"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
        Assert.Equal("", Engine.Written + slow.Written);

        static JsonObject Paid(string id) => Of("Event", id).With("eventName", "paid");
    }

    [Fact]
    public async Task A_signal_is_gone_with_its_step_and_stays_with_a_step_that_was_not_committed()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b")], "a:Approved -> b"));
        await Engine.DecideAsync(id, "a", "Approved", pump: false);
        List<int> signals = [];
        await using var watched = new TestEngine(Engine.ConnectionString, Engine.Clock, o => o.CommitPoint = _ =>
            signals.Add(Task.Run(() => Engine.ReadAsync(db => db.Signals.CountAsync())).GetAwaiter().GetResult()));

        await watched.PumpAsync();

        Assert.Equal([1, 0], signals);
    }

    [Fact]
    public async Task What_threw_is_blamed_though_another_node_has_moved_on_meanwhile()
    {
        // The step is done again without the activity that threw; by then it is another step, and the same place in it another activity's.
        Engine.Fragility.Waits = Engine.Fragility.BrokenOnResume = true;
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Duty("a"), Fragile("f"), Duty("b")], "s -> a", "s -> f", "a:Approved -> b"));
        await Engine.DecideAsync(id, "a", "Approved", pump: false);
        await using var other = new TestEngine(Engine.ConnectionString, Engine.Clock);
        var moved = false;
        Engine.Fragility.Resuming = () =>
        {
            if (moved) return;
            moved = true;
            Task.Run(() => other.Runtime.PokeAsync(id, "a", default)).GetAwaiter().GetResult();
        };

        await Engine.Runtime.PokeAsync(id, null, default);

        Assert.Equal(["f"], (await Engine.SheetAsync(id)).Incidents.Select(i => i.ActivityId));
        Assert.Equal(["b"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public async Task Nodes_share_the_partitions_and_take_over_from_one_that_died()
    {
        await using var second = new TestEngine(Engine.ConnectionString, Engine.Clock, o => o.NodeId = "second");
        await Engine.PumpAsync();
        await second.PumpAsync();
        Engine.Clock.Advance(TimeSpan.FromSeconds(6));
        await Engine.PumpAsync();
        await second.PumpAsync();
        Assert.Equal([16, 16], await SharesAsync());

        Engine.Clock.Advance(TimeSpan.FromSeconds(10));
        await second.PumpAsync();
        Engine.Clock.Advance(TimeSpan.FromSeconds(6)); // the first is silent for 16 s
        await second.PumpAsync();

        Assert.Equal([32], await SharesAsync());
    }

    [Fact]
    public async Task The_work_of_a_dead_node_is_done_by_another_within_thirty_seconds()
    {
        await using var survivor = new TestEngine(Engine.ConnectionString, Engine.Clock, o => o.NodeId = "survivor");
        await Engine.PumpAsync();
        await survivor.PumpAsync();
        Engine.Clock.Advance(TimeSpan.FromSeconds(6));
        await Engine.PumpAsync(); // shares with the survivor, has just renewed, and dies
        await survivor.PumpAsync();
        await Engine.StoreAsync(Chart([Line("done")]));
        await Engine.SignalAsync([.. Enumerable.Range(0, 200).Select(_ => Signal.Start(Guid.CreateVersion7(), "flow-v1", null, null, Engine.Clock.Now))]);
        await survivor.PumpAsync();
        Assert.InRange(survivor.Lines.Count, 50, 150);

        for (var second = 1; second <= 30; second++)
        {
            Engine.Clock.Advance(TimeSpan.FromSeconds(1));
            await survivor.PumpAsync();
        }

        Assert.Equal(200, survivor.Lines.Count);
    }

    [Fact]
    public async Task A_restarted_node_takes_up_its_own_leases_at_once()
    {
        await Engine.PumpAsync();
        await using var restarted = new TestEngine(Engine.ConnectionString, Engine.Clock);
        var id = await restarted.RunAsync(Chart([Duty("a"), Line("end")], "a:Approved -> end"));
        await restarted.DecideAsync(id, "a", "Approved");

        Assert.Equal("end", restarted.Written);
    }

    private Task<List<int>> SharesAsync() => Engine.ReadAsync(async db =>
        (await db.Leases.ToListAsync()).Where(l => l.Name.StartsWith("partition", StringComparison.Ordinal) && l.Until > Engine.Clock.Now)
        .GroupBy(l => l.Owner).Select(g => g.Count()).Order().ToList());
}
