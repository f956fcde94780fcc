using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

/// <summary>Flowcharts that nobody drew: whatever they look like, they come to an end, and where no branch races another, signals in disorder change nothing.</summary>
public sealed class RandomFlowcharts : OnAnEngine
{
    private const int MostRounds = 60;

    private enum Kind { Line, Decide, Duty, Duty2, Delay, WaitAll, WaitAllActive, WaitAny }

    private sealed record Arrow(int From, int To, int Bit);

    /// <summary>Arrows forward are of any outcome; arrows back only say that a duty was rejected, which it is once.</summary>
    private sealed record Sketch(Kind[] Kinds, Arrow[] Arrows)
    {
        public bool IsRace => Kinds.Contains(Kind.WaitAny);

        /// <summary>A duty leads back to an activity before it: what it meets there, another branch may have brought or not.</summary>
        public bool LeadsBack => Arrows.Any(a => a.From > a.To && IsDuty(a.From));

        public JsonObject Draw(string id) => Chart(
            Kinds.Select((kind, i) => kind switch
            {
                Kind.Line => Line(Name(i)),
                Kind.Decide => Decide(Name(i), i % 2 == 0 ? "true" : "false"),
                Kind.Duty or Kind.Duty2 => Duty(Name(i)),
                Kind.Delay => Delay(Name(i), $"00:0{i}:30"),
                _ => Join(Name(i), kind.ToString()),
            }),
            [.. Arrows.Where(a => a.From < a.To || IsDuty(a.From)).Select(a => $"{Name(a.From)}:{Port(a)} -> {Name(a.To)}").Distinct()]).Named(id);

        private string Port(Arrow arrow) => Kinds[arrow.From] switch
        {
            Kind.Decide => arrow.Bit == 0 ? "True" : "False",
            Kind.Duty or Kind.Duty2 => arrow.From < arrow.To ? "Approved" : "Rejected",
            _ => "Done",
        };

        private bool IsDuty(int node) => Kinds[node] is Kind.Duty or Kind.Duty2;

        public override string ToString() => $"{string.Join(" ", Kinds)} | {string.Join(", ", Arrows.Select(a => $"{a.From}>{a.To}:{a.Bit}"))}";
    }

    private static readonly Gen<Sketch> Sketches = Gen.Int[2, 8].SelectMany(n => Gen.Select(
        Gen.Int[0, 7].Select(k => (Kind)k).Array[n],
        Gen.Select(Gen.Int[0, n - 1], Gen.Int[0, n - 1], Gen.Int[0, 1], (from, to, bit) => new Arrow(from, to, bit)).Array[1, 2 * n],
        (kinds, arrows) => new Sketch(kinds, arrows)));

    private enum Signals { InOrder, DoubledAndReversed, LateAndLost }

    [Fact]
    public async Task End_with_everything_done_or_cancelled_and_alike_whatever_became_of_their_signals()
    {
        var number = 0;
        await Sketches.SampleAsync(
            async sketch =>
            {
                var definition = sketch.Draw($"random{Interlocked.Increment(ref number)}");
                if (DefinitionImport.Check(definition.ToJsonString(), Engine.Catalog).Count > 0) return; // a loop with a side entry
                await Engine.StoreAsync(definition);
                var inOrder = await RunAsync(definition, Signals.InOrder);
                var doubled = await RunAsync(definition, Signals.DoubledAndReversed);
                var late = await RunAsync(definition, Signals.LateAndLost);
                if (sketch.IsRace || sketch.LeadsBack) return; // who comes first is the signals' to say
                Assert.Equal(inOrder, doubled);
                Assert.Equal(inOrder, late);
            },
            iter: 60, threads: 1, print: sketch => sketch.ToString());
    }

    /// <summary>What was done, in the end; having checked that nothing was lost on the way.</summary>
    private async Task<List<string>> RunAsync(JsonObject definition, Signals signals)
    {
        var id = await Engine.StartAsync(definition["id"]!.GetValue<string>());
        for (var round = 0; await Engine.StatusAsync(id) is not InstanceStatus.Finished; round++)
        {
            Assert.True(round < MostRounds, $"still not finished after {MostRounds} rounds");
            await DecideAllAsync(id, signals);
            await Engine.LetTimePassAsync();
            if (signals is not Signals.LateAndLost) continue;
            await Engine.SignalAsync(Signal.Poke(id, null, Engine.Clock.Now));
            await Engine.PumpAsync();
        }

        Assert.Empty(await Engine.ReadAsync(db => db.Duties.Where(d => d.InstanceId == id && d.Verdict == null && !d.Withdrawn).ToListAsync()));
        var sheet = await Engine.SheetAsync(id);
        Assert.Empty(sheet.Bookmarks);
        Assert.Empty(sheet.Incidents);
        var ends = sheet.Journal.Where(j => j.Line.Event is JournalEvent.Done or JournalEvent.Cancelled).ToLookup(j => j.Line.ActivityId);
        foreach (var standing in sheet.Activities.Where(a => a.Activity.Type is not "Elsa.Workflow"))
            Assert.Equal(standing.Rounds, ends[standing.Activity.Key].Count());
        return [.. ends.SelectMany(end => end).Select(end => $"{end.Line.Event} {end.Line.ActivityId} {end.Line.Round} {string.Join(",", end.Line.Outcomes ?? [])}").Order()];
    }

    private async Task DecideAllAsync(Guid id, Signals signals)
    {
        var pokes = new List<Signal>();
        await Engine.ChangeAsync(db =>
        {
            foreach (var duty in db.Duties.Where(d => d.InstanceId == id && d.Verdict == null && !d.Withdrawn).OrderBy(d => d.ActivityId))
            {
                duty.Verdict = duty.Round == 1 ? "Rejected" : "Approved";
                if (signals is Signals.LateAndLost) continue;
                pokes.Add(Signal.Poke(id, duty.ActivityId, Engine.Clock.Now));
                if (signals is Signals.DoubledAndReversed) pokes.Add(Signal.Poke(id, duty.ActivityId, Engine.Clock.Now));
            }
        });
        if (signals is Signals.DoubledAndReversed)
        {
            pokes.Add(Signal.Poke(id, "nobody", Engine.Clock.Now));
            pokes.Reverse();
            foreach (var poke in pokes)
            {
                await Engine.SignalAsync(poke);
                await Engine.PumpAsync();
            }

            return;
        }

        await Engine.SignalAsync([.. pokes]);
        await Engine.PumpAsync();
    }

    private static string Name(int node) => $"n{node}";
}
