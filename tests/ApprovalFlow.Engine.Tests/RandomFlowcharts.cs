using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

/// <summary>
/// Flowcharts that nobody drew. Whatever they look like, they come to an end, nothing of them is lost, and signals that
/// are doubled or meant for nobody change nothing. Where no branch races another (ADR 0013), the order of signals, late
/// and lost ones change nothing either.
/// </summary>
public sealed class RandomFlowcharts(ITestOutputHelper output) : OnAnEngine
{
    private const int MostRounds = 60;
    private static readonly bool Soak = Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_SOAK") is { Length: > 0 };

    private enum Kind { Line, Decide, Duty, Duty2, Delay, WaitAll, WaitAllActive, WaitAny }

    private sealed record Arrow(int From, int To, int Bit);

    /// <summary>Arrows forward are of any outcome; arrows back only say that a duty was rejected, which it is once.</summary>
    private sealed record Sketch(Kind[] Kinds, Arrow[] Arrows)
    {
        /// <summary>
        /// Who comes first decides: a join takes the first, or a loop shares its way with another branch, which may reach a
        /// place on it before the loop comes by again or after.
        /// </summary>
        public bool IsRace => Kinds.Contains(Kind.WaitAny) || Drawn.Any(back => back.From >= back.To && !IsClosed(back.To, back.From));

        private IEnumerable<Arrow> Drawn => Arrows.Where(a => a.From < a.To || IsDuty(a.From));

        private IEnumerable<Arrow> Forward => Drawn.Where(a => a.From < a.To);

        /// <summary>A loop is entered only where it begins and left only where it turns back.</summary>
        private bool IsClosed(int first, int last)
        {
            var body = Enumerable.Range(first, last - first + 1).Where(i => Leads(first, i) && Leads(i, last)).ToHashSet();
            return Forward.All(a =>
                (a.To == first || !body.Contains(a.To) || body.Contains(a.From)) && (a.From == last || !body.Contains(a.From) || body.Contains(a.To)));
        }

        private bool Leads(int from, int to) => from == to || Forward.Any(a => a.From == from && Leads(a.To, to));

        public JsonObject Draw(string id) => Chart(
            Kinds.Select((kind, i) => kind switch
            {
                Kind.Line => Line(Name(i)),
                Kind.Decide => Decide(Name(i), i % 2 == 0 ? "true" : "false"),
                Kind.Duty or Kind.Duty2 => Duty(Name(i)),
                Kind.Delay => Delay(Name(i), $"00:0{i}:30"),
                _ => Join(Name(i), kind.ToString()),
            }),
            [.. Drawn.Select(a => $"{Name(a.From)}:{Port(a)} -> {Name(a.To)}").Distinct()]).Named(id);

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

    private enum Signals { OneByOne, Doubled, Together, DoubledAndReversed, LateAndLost }

    [Fact]
    public async Task End_with_everything_done_or_cancelled_and_alike_whatever_became_of_their_signals()
    {
        var (number, compared, races) = (0, 0, 0);
        await Sketches.SampleAsync(
            async sketch =>
            {
                var definition = sketch.Draw($"random{Interlocked.Increment(ref number)}");
                if (DefinitionImport.Check(definition.ToJsonString(), Engine.Catalog).Count > 0) return; // a loop with a side entry
                await Engine.StoreAsync(definition);
                var expected = await RunAsync(definition, Signals.OneByOne);
                Assert.Equal(expected, await RunAsync(definition, Signals.Doubled));
                foreach (var signals in (Signals[])[Signals.Together, Signals.DoubledAndReversed, Signals.LateAndLost])
                {
                    var result = await RunAsync(definition, signals);
                    if (!sketch.IsRace) Assert.Equal(expected, result);
                }

                if (sketch.IsRace) races++;
                else compared++;
            },
            iter: Soak ? 600 : 60, threads: 1, print: sketch => sketch.ToString());
        output.WriteLine($"{compared} compared, {races} races");
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
                pokes.Add(Signal.Poke(id, duty.ActivityId, Engine.Clock.Now));
                if (signals is Signals.Doubled or Signals.DoubledAndReversed)
                {
                    pokes.Add(Signal.Poke(id, duty.ActivityId, Engine.Clock.Now));
                    pokes.Add(Signal.Poke(id, "nobody", Engine.Clock.Now));
                }
            }
        });
        if (signals is Signals.LateAndLost) return;
        if (signals is Signals.DoubledAndReversed) pokes.Reverse();
        foreach (var together in pokes.Chunk(signals is Signals.Together ? int.MaxValue : 1))
        {
            await Engine.SignalAsync(together);
            await Engine.PumpAsync();
        }
    }

    private static string Name(int node) => $"n{node}";
}
