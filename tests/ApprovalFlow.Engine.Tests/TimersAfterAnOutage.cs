using ApprovalFlow.Engine.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class TimersAfterAnOutage : OnAnEngine
{
    [Fact]
    public async Task A_delay_waits_to_the_very_instant()
    {
        var id = await Engine.RunAsync(Chart([Delay("d", "01:00:00"), Line("end")], "d -> end"));
        Engine.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(10));
        await Engine.PumpAsync();
        Assert.Equal("", Engine.Written);
        Engine.Clock.Advance(TimeSpan.FromTicks(10));
        await Engine.PumpAsync();
        Assert.Equal("end", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }

    [Fact]
    public async Task A_due_time_fits_every_database_and_is_never_early()
    {
        Engine.Clock.Now = Engine.Clock.Now.AddTicks(7); // PostgreSQL keeps microseconds
        var id = await Engine.RunAsync(Chart([Delay("d", "00:00:01"), Line("end")], "d -> end"));

        var due = (await Engine.SheetAsync(id)).Bookmarks.Single().DueAt!.Value;
        Assert.Equal(0, due.Ticks % TimeSpan.TicksPerMicrosecond);
        Assert.True(due >= Engine.Clock.Now.AddSeconds(1));
    }

    [Fact]
    public async Task A_row_for_which_nothing_waits_is_taken_away_instead_of_coming_due_for_ever()
    {
        var id = await Engine.RunAsync(Chart([Duty("a")]));
        await Engine.ChangeAsync(db => db.Database.ExecuteSqlRaw(
            "INSERT INTO EngineBookmarks (InstanceId, ExecutionId, ActivityId, Round, DueAt, AvailableAt, Partition, Attempts) SELECT InstanceId, 99, 'gone', 1, '2026-01-01', '2026-01-01', Partition, 0 FROM EngineBookmarks"));

        await Engine.PumpAsync();

        Assert.Equal(["a"], (await Engine.SheetAsync(id)).Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public async Task A_poke_does_not_hurry_a_delay()
    {
        var id = await Engine.RunAsync(Chart([Delay("d", "01:00:00"), Line("end")], "d -> end"));
        await Engine.SignalAsync(Signal.Poke(id, null, Engine.Clock.Now));
        await Engine.PumpAsync();

        Assert.Equal("", Engine.Written);
        Assert.Single((await Engine.SheetAsync(id)).Bookmarks);
    }

    [Fact]
    public async Task After_an_outage_timers_run_in_order_of_their_due_time_and_keep_it_on_record()
    {
        var scheduled = new Dictionary<Guid, DateTimeOffset>();
        await Engine.StoreAsync(Definition(SequenceOf("q", Of("Delay", "d").Js("timeSpan", "getSpan()"), Say("say", "getSpan()"))).Input("Span", "String"));
        foreach (var minutes in (int[])[30, 10, 50, 20, 40])
        {
            var id = await Engine.StartAsync("flow-v1", new() { ["Span"] = $"00:{minutes}:00" });
            scheduled[id] = Engine.Clock.Now.AddMinutes(minutes);
        }

        Engine.Clock.Advance(TimeSpan.FromDays(3));
        await Engine.PumpAsync();

        Assert.Equal("00:10:00, 00:20:00, 00:30:00, 00:40:00, 00:50:00", Engine.Written);
        foreach (var (id, due) in scheduled)
            Assert.Equal(due, (await Engine.SheetAsync(id)).Journal.Single(j => j.Line.ScheduledFor is not null).Line.ScheduledFor);
    }

    [Fact]
    public async Task Many_lanes_do_not_change_the_order_of_timers()
    {
        await using var engine = new TestEngine(configure: o => (o.Lanes, o.LargestBatch) = (4, 8));
        await engine.StoreAsync(
            Chart([Of("Start", "s"), Of("Delay", "d1").Js("timeSpan", "getOne()"), Say("say1", "getOne()"), Of("Delay", "d2").Js("timeSpan", "getTwo()"), Say("say2", "getTwo()")],
                "s -> d1", "d1 -> say1", "s -> d2", "d2 -> say2").Input("One", "String").Input("Two", "String"));
        for (var i = 0; i < 60; i++)
            await engine.StartAsync("flow-v1", new() { ["One"] = $"00:{i * 37 % 60:00}:{i:00}", ["Two"] = $"00:{i * 37 % 60:00}:{59 - i:00}" });
        engine.Clock.Advance(TimeSpan.FromHours(2));

        await engine.PumpAsync();

        Assert.Equal(120, engine.Lines.Count);
        Assert.Equal(engine.Lines.Order(StringComparer.Ordinal), engine.Lines);
    }

    [Fact]
    public async Task Start_at_in_the_past_goes_on_at_once()
    {
        await Engine.RunAsync(Chart([Of("StartAt", "t").With("dateTime", "2020-01-01T00:00:00Z"), Line("end")], "t -> end"));

        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task A_timer_in_a_loop_fires_once_an_interval()
    {
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Of("Timer", "t").With("interval", "00:01:00"), Line("tick")], "s -> t", "t -> tick", "tick -> t"));
        for (var i = 0; i < 3; i++)
        {
            Engine.Clock.Advance(TimeSpan.FromMinutes(1));
            await Engine.PumpAsync();
            await Engine.PumpAsync();
        }

        Assert.Equal("tick, tick, tick", Engine.Written);
        Assert.Equal(4, (await Engine.SheetAsync(id)).Activities.Single(a => a.Activity.Key == "t").Rounds);
    }

    [Fact]
    public async Task A_cancelled_delay_never_fires()
    {
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Delay("d", "00:10:00"), Duty("a"), Join("j", "WaitAny"), Line("end")],
            "s -> d", "s -> a", "d -> j", "a:Approved -> j", "j -> end"));
        await Engine.DecideAsync(id, "a", "Approved");
        Engine.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await Engine.PumpAsync());
        Assert.Equal("end", Engine.Written);
    }

    [Fact]
    public async Task A_hundred_thousand_timers_of_one_minute_each_fire_exactly_once()
    {
        const int Count = 100_000;
        var folder = Directory.CreateTempSubdirectory("timers");
        try
        {
            var fired = new List<Guid>(Count);
            await using var engine = new TestEngine($"Data Source={Path.Combine(folder.FullName, "timers.db")}", configure: o => o.LineWritten = (id, _) => fired.Add(id));
            var first = await engine.RunAsync(Definition(SequenceOf("q", Delay("d", "00:10:00"), Line("fired"))));
            // 99,999 copies of the first, spread over the minute before it.
            await engine.ChangeAsync(db => db.Database.ExecuteSqlRaw(
                """
                PRAGMA journal_mode=WAL;
                PRAGMA synchronous=OFF;
                CREATE TEMP TABLE Copies AS
                  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
                  SELECT i, upper(printf('%08x-0000-7000-8000-%012x', i, (i * 7919) % 99991)) AS Id FROM n;
                INSERT INTO EngineInstances (Id, DefinitionVersionId, CorrelationId, Name, Status, State, OutputJson, Revision, ParentInstanceId, ParentReport, CreatedAt, UpdatedAt, EndedAt)
                  SELECT c.Id, DefinitionVersionId, CorrelationId, Name, Status,
                    replace(State, '01:10:00', printf('01:09:%02d', c.i % 60)), OutputJson, Revision, ParentInstanceId, ParentReport, CreatedAt, UpdatedAt, EndedAt
                  FROM EngineInstances, Copies c;
                INSERT INTO EngineBookmarks (InstanceId, ExecutionId, ActivityId, Round, Name, DueAt, AvailableAt, Partition, Attempts, LastError)
                  SELECT c.Id, ExecutionId, ActivityId, Round, Name, replace(DueAt, '01:10:00', printf('01:09:%02d', c.i % 60)),
                    replace(AvailableAt, '01:10:00', printf('01:09:%02d', c.i % 60)), c.i % 32, Attempts, LastError
                  FROM EngineBookmarks, Copies c WHERE InstanceId NOT IN (SELECT Id FROM Copies);
                """));
            Assert.Equal(Count, await engine.ReadAsync(db => db.Bookmarks.CountAsync()));
            engine.Clock.Advance(TimeSpan.FromHours(2));

            var due = await engine.ReadAsync(db => db.Bookmarks.AsNoTracking().ToDictionaryAsync(b => b.InstanceId, b => b.DueAt!.Value));

            Assert.Equal(Count, await engine.PumpAsync());

            Assert.Equal(Count, fired.Distinct().Count());
            Assert.Equal(Count, fired.Count);
            Assert.Equal(60, due.Values.Where(d => d < due[first]).Distinct().Count());
            Assert.Equal(due.Values.Order(), fired.Select(id => due[id]));

            Assert.Equal(Count, await engine.ReadAsync(db => db.Instances.CountAsync(i => i.Status == InstanceStatus.Finished && i.Revision == 2)));
            Assert.Equal(Count, await engine.ReadAsync(db => db.Journal.CountAsync(j => j.Step == 2 && j.Lines.Contains("scheduledFor"))));
            Assert.Equal(0, await engine.ReadAsync(db => db.Bookmarks.CountAsync()));
            Assert.Equal(InstanceStatus.Finished, await engine.StatusAsync(first));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
