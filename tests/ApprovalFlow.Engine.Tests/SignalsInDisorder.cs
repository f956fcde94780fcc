using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class SignalsInDisorder : OnAnEngine
{
    private static JsonObject TwoDuties() => Chart(
        [Of("Start", "s"), Duty("a"), Duty("b"), Join("j", "WaitAll"), Line("end")], "s -> a", "s -> b", "a:Approved -> j", "b:Approved -> j", "j -> end");

    [Fact]
    public async Task A_doubled_poke_moves_once()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b")], "a:Approved -> b"));

        await Engine.DecideAsync(id, "a", "Approved", pokes: 5);

        Assert.Equal(2, await Engine.ReadAsync(db => db.Duties.CountAsync()));
        Assert.Equal(0, await Engine.ReadAsync(db => db.Signals.CountAsync()));
    }

    [Fact]
    public async Task A_poke_without_a_fact_changes_nothing()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b")], "a:Approved -> b"));

        await Engine.SignalAsync(Signal.Poke(id, "a", Engine.Clock.Now), Signal.Poke(id, "b", Engine.Clock.Now), Signal.Poke(id, null, Engine.Clock.Now));
        await Engine.PumpAsync();

        Assert.Equal(["a"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public async Task A_lost_poke_is_made_good_by_any_later_one()
    {
        var id = await Engine.RunAsync(TwoDuties());
        await Engine.DecideAsync(id, "a", "Approved", pokes: 0);
        await Engine.DecideAsync(id, "b", "Approved");
        Assert.Equal(InstanceStatus.Suspended, await Engine.StatusAsync(id));

        await Engine.SignalAsync(Signal.Poke(id, null, Engine.Clock.Now));
        await Engine.PumpAsync();

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task A_poke_that_is_lost_for_good_is_made_up_for_within_ten_minutes()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Line("end")], "a:Approved -> end"));
        await Engine.DecideAsync(id, "a", "Approved", pokes: 0);

        Engine.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await Engine.PumpAsync();
        Assert.Equal("", Engine.Written);
        Engine.Clock.Advance(TimeSpan.FromTicks(1));
        await Engine.PumpAsync();

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task A_late_poke_after_the_end_is_consumed()
    {
        var id = await Engine.RunAsync(Chart([Duty("a")]));
        await Engine.DecideAsync(id, "a", "Approved", pokes: 1);
        await Engine.SignalAsync(Signal.Poke(id, "a", Engine.Clock.Now), Signal.Cancel(id, Engine.Clock.Now));
        await Engine.PumpAsync();

        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
        Assert.Equal(0, await Engine.ReadAsync(db => db.Signals.CountAsync()));
    }

    [Fact]
    public async Task A_doubled_start_starts_once()
    {
        await Engine.StoreAsync(Chart([Line("a"), Duty("d")], "a -> d"));
        var id = Guid.CreateVersion7();
        await Engine.SignalAsync(Signal.Start(id, "flow-v1", "c", null, Engine.Clock.Now), Signal.Start(id, "flow-v1", "c", null, Engine.Clock.Now));
        await Engine.PumpAsync();
        await Engine.SignalAsync(Signal.Start(id, "flow-v1", "c", null, Engine.Clock.Now));
        await Engine.PumpAsync();

        Assert.Equal("a", Engine.Written);
        Assert.Equal(1, await Engine.ReadAsync(db => db.Duties.CountAsync()));
    }

    [Fact]
    public async Task A_poke_that_overtakes_the_start_waits_for_it()
    {
        await Engine.StoreAsync(Chart([Duty("a"), Line("end")], "a:Approved -> end"));
        var id = Guid.CreateVersion7();
        await Engine.SignalAsync(Signal.Poke(id, "a", Engine.Clock.Now));
        await Engine.PumpAsync();
        Assert.Equal(1, (await Engine.ReadAsync(db => db.Signals.SingleAsync())).Attempts);

        await Engine.SignalAsync(Signal.Start(id, "flow-v1", null, null, Engine.Clock.Now));
        await Engine.PumpAsync();
        await Engine.DecideAsync(id, "a", "Approved", pokes: 0);
        Engine.Clock.Advance(TimeSpan.FromMinutes(1));
        await Engine.PumpAsync();

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task A_signal_for_nobody_is_forgotten_after_a_day()
    {
        await Engine.SignalAsync(Signal.Poke(Guid.CreateVersion7(), null, Engine.Clock.Now));
        for (var i = 0; i < 30; i++)
        {
            await Engine.PumpAsync();
            Engine.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, await Engine.ReadAsync(db => db.Signals.CountAsync()));
    }

    [Fact]
    public async Task A_start_of_an_unknown_version_does_not_stop_the_others()
    {
        await Engine.StoreAsync(Chart([Line("a")]));
        await Engine.SignalAsync(
            Signal.Start(Guid.CreateVersion7(), "nowhere-v1", null, null, Engine.Clock.Now), Signal.Start(Guid.CreateVersion7(), "flow-v1", null, null, Engine.Clock.Now));
        await Engine.PumpAsync();

        Assert.Equal("a", Engine.Written);
        Assert.Contains("nowhere-v1", (await Engine.ReadAsync(db => db.Signals.SingleAsync())).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_two_decisions_at_the_same_instant_are_both_seen()
    {
        var id = await Engine.RunAsync(TwoDuties());

        await Engine.DecideAsync(id, "a", "Approved", pump: false);
        await Engine.DecideAsync(id, "b", "Approved", pump: false);
        await Task.WhenAll(Engine.PumpAsync(), Engine.PumpAsync(), Engine.PumpAsync());

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task Two_hundred_quick_resumes_leave_nothing_stuck()
    {
        // elsa-core issues 7223, 5961, 6523: resumed quickly, in parallel, right after the suspend.
        await Engine.StoreAsync(Chart([Duty("a"), Duty("b"), Line("end")], "a:Approved -> b", "b:Approved -> end"));
        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Engine.Runtime.StartAsync("flow-v1", null, null, default))));
        foreach (var activity in (string[])["a", "b"])
        {
            await Engine.ChangeAsync(db =>
            {
                foreach (var duty in db.Duties.Where(d => d.ActivityId == activity)) duty.Verdict = "Approved";
            });
            await Task.WhenAll(ids.SelectMany(id => Enumerable.Range(0, 2).Select(_ => Task.Run(() => Engine.Runtime.PokeAsync(id, activity, default)))));
        }

        Assert.Equal(200, Engine.Lines.Count);
        Assert.Equal(200, await Engine.ReadAsync(db => db.Instances.CountAsync(i => i.Status == InstanceStatus.Finished)));
        Assert.Equal(0, await Engine.ReadAsync(db => db.Bookmarks.CountAsync()));
    }

    [Fact]
    public async Task A_bookmark_row_that_does_not_fit_the_state_is_put_right()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b")], "a:Approved -> b"));
        await Engine.ChangeAsync(db => db.Bookmarks.ExecuteDelete());

        await Engine.DecideAsync(id, "a", "Approved");

        Assert.Equal(["b"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public async Task Many_instances_share_a_commit_and_two_steps_of_one_do_not()
    {
        await Engine.StoreAsync(Chart([Duty("a"), Line("end")], "a:Approved -> end"));
        await Engine.PumpAsync(); // leases are fresh now
        var ids = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToList();
        await Engine.SignalAsync([.. ids.Select(id => Signal.Start(id, "flow-v1", null, null, Engine.Clock.Now))]);
        Engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await Engine.SignalAsync(Signal.Poke(ids[0], null, Engine.Clock.Now));
        var saves = 0;
        TestDb.Saved.Value = () => Interlocked.Increment(ref saves);

        await Engine.PumpAsync();

        Assert.Equal(2, saves);
        Assert.Equal(2, (await Engine.InstanceAsync(ids[0])).Revision);
        Assert.Equal(1, (await Engine.InstanceAsync(ids[1])).Revision);
    }

    [Fact]
    public async Task A_step_is_one_save()
    {
        var id = await Engine.RunAsync(Chart([Duty("a"), Duty("b")], "a:Approved -> b"));
        await Engine.DecideAsync(id, "a", "Approved", pump: false);
        await Engine.PumpAsync(); // leases are fresh now
        await Engine.DecideAsync(id, "b", "Approved", pump: false);
        var saves = 0;
        TestDb.Saved.Value = () => Interlocked.Increment(ref saves);

        await Engine.PumpAsync();

        Assert.Equal(1, saves);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }
}
