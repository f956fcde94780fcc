using System.Globalization;
using System.Numerics;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// The weights on every way to the synthesis add up to 100. Each way is a set of scores with the choices that led to it;
/// parallel branches are combined only where their choices agree.
/// </summary>
internal static class WeightCheck
{
    /// <summary>More different ways than this are not gone through one by one; the finding says so.</summary>
    private const int MostWays = 4096;

    private readonly record struct Passage(BigInteger Scores, BigInteger Choices);

    public static void Run(Course course, Findings findings)
    {
        var scored = course.Stages.Where(s => Certainty.IsScoring(s.Stage!.Value)).ToList();
        if (scored.Exists(s => Settings.Number(s.Node, "Weight") is null)) return; // said already
        foreach (var synthesis in course.Of(StageKind.Synthesis))
        {
            if (new Ways(course, synthesis).Find() is not { } runs)
            {
                findings.Add(ProcedureRules.WeightsNotProven, synthesis.Node, "分支过多，无法逐一核对权重。", "There are too many branches to go through the weights one by one.",
                    "减少考试测评之前的分支。", "Use fewer branches before the synthesis.");
                continue;
            }

            foreach (var scores in runs.Select(r => r.Scores).Where(s => !s.IsZero).Distinct().Order())
            {
                var on = scored.Where(s => !(scores >> s.Index).IsEven).ToList();
                var sum = on.Sum(s => Settings.Number(s.Node, "Weight")!.Value);
                if (sum == 100) continue;
                findings.Add(ProcedureRules.WeightsNotHundred, synthesis.Node,
                    $"{string.Join("、", on.Select(s => $"“{ShapeCheck.Say(s)}”{Weight(s)}"))}，合计{Text(sum)}%。",
                    $"{string.Join(", ", on.Select(s => $"\"{ShapeCheck.Say(s)}\" {Weight(s)}"))}: together {Text(sum)} %.",
                    "调整各项权重，使每条路径上的合计为100%。", "Change the weights so that they add up to 100 % on every path.", "Weight");
            }
        }
    }

    private static string Weight(Place stage) => Text(Settings.Number(stage.Node, "Weight")!.Value) + "%";

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>All ways from the start to one place, forward only: what a loop repeats is scored once.</summary>
    private sealed class Ways(Course course, Place goal)
    {
        private readonly HashSet<Place> _towards = [.. Course.Reach([goal], p => p.In.Where(w => !w.Back).Select(w => w.From))];
        private readonly Dictionary<(Place, string), int> _choice = [];
        private readonly List<BigInteger> _exclusive = [];
        private readonly Dictionary<Place, HashSet<Passage>> _at = [];
        private readonly Dictionary<Place, HashSet<Passage>> _skipped = [];
        private bool _tooMany;

        public HashSet<Passage>? Find()
        {
            foreach (var place in _towards.Where(p => p.Choice == Choice.One && Live(p).Count() > 1))
            {
                var all = BigInteger.Zero;
                foreach (var port in Live(place)) all |= BigInteger.One << (_choice[(place, port)] = _choice.Count);
                _exclusive.Add(all);
            }

            foreach (var place in InOrder()) Visit(place);
            return _tooMany ? null : _at.GetValueOrDefault(goal) ?? [];
        }

        /// <summary>Ports that somebody can take and still come to the synthesis; where nobody passes, the competition is over.</summary>
        private static IEnumerable<string> Live(Place place) => place.Ports.Where(port => !place.IsFailure(port));

        private List<Place> InOrder()
        {
            var order = new List<Place>();
            var waiting = _towards.ToDictionary(p => p, p => p.In.Count(w => !w.Back && _towards.Contains(w.From)));
            var ready = new Queue<Place>(_towards.Where(p => waiting[p] == 0).OrderBy(p => p.Index));
            while (ready.TryDequeue(out var place))
            {
                order.Add(place);
                foreach (var way in place.Out.Where(w => !w.Back && _towards.Contains(w.To)))
                    if (--waiting[way.To] == 0) ready.Enqueue(way.To);
            }

            return order;
        }

        private void Visit(Place place)
        {
            var ways = place.In.Where(w => !w.Back).ToList();
            HashSet<Passage> at = place == course.Start ? [default] : [], skipped = [];
            foreach (var way in ways.Where(w => w.AtOnce || place.Entry == Entry.Any)) at.UnionWith(Follow(way));
            var counted = ways.Where(w => !w.AtOnce).ToList();
            if (place.Entry != Entry.Any && counted.Count > 0)
            {
                // Each partial result carries whether anything was followed and whether everything was.
                var partial = new HashSet<(Passage Run, bool Some, bool All)> { (default, false, true) };
                foreach (var way in counted)
                {
                    var next = new HashSet<(Passage, bool, bool)>();
                    foreach (var (run, some, all) in partial)
                    {
                        foreach (var followed in Follow(way)) if (Together(run, followed) is { } both) next.Add((both, true, all));
                        foreach (var other in Skip(way)) if (Together(run, other) is { } both) next.Add((both, some, false));
                        if (next.Count > MostWays) break;
                    }

                    _tooMany |= next.Count > MostWays;
                    partial = _tooMany ? [] : next;
                }

                at.UnionWith(partial.Where(p => place.Entry == Entry.All ? p.All : p.Some).Select(p => p.Run));
                skipped.UnionWith(partial.Where(p => place.Entry == Entry.All ? !p.All : !p.Some).Select(p => p.Run));
            }

            (_at[place], _skipped[place]) = (at, skipped);
            _tooMany |= at.Count > MostWays || skipped.Count > MostWays;
        }

        private IEnumerable<Passage> Follow(Way way)
        {
            if (!way.From.Ports.Contains(way.Port) || way.From.IsFailure(way.Port)) return [];
            return _at.GetValueOrDefault(way.From, []).Select(run => Left(way.From, way.Port, run));
        }

        private IEnumerable<Passage> Skip(Way way)
        {
            var from = way.From;
            var at = _at.GetValueOrDefault(from, []);
            var otherwise = from.Choice switch
            {
                Choice.One => Live(from).Where(port => port != way.Port).SelectMany(port => at.Select(run => Left(from, port, run))),
                Choice.Any => at,
                _ => from.Ports.Contains(way.Port) ? [] : at,
            };
            return otherwise.Concat(_skipped.GetValueOrDefault(from, []));
        }

        private Passage Left(Place place, string port, Passage run)
        {
            if (place.Stage is { } kind && Certainty.IsScoring(kind)) run = run with { Scores = run.Scores | BigInteger.One << place.Index };
            if (place.Stage == StageKind.Synthesis) run = run with { Scores = BigInteger.Zero };
            return _choice.TryGetValue((place, port), out var choice) ? run with { Choices = run.Choices | BigInteger.One << choice } : run;
        }

        private Passage? Together(Passage one, Passage other)
        {
            var choices = one.Choices | other.Choices;
            foreach (var ports in _exclusive)
            {
                var taken = choices & ports;
                if (!(taken & (taken - 1)).IsZero) return null;
            }

            return new(one.Scores | other.Scores, choices);
        }
    }
}
