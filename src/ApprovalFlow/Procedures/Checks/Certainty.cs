using System.Numerics;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// For every place of a course, what is certain when the flow comes there. An alternative keeps what all its ways share, a
/// join adds up what its branches bring, a loop takes back what it repeats. It is the largest solution of those equations,
/// found by going round until nothing changes, so it needs no list of paths and no limit on the shape.
/// </summary>
internal sealed class Certainty
{
    /// <summary>Facts 0 to 31 are stages passed with somebody going on; each choice of a place follows.</summary>
    private const int FirstChoice = 32;
    private const int ScoredFact = 31;

    private static readonly StageKind[] Scoring = [StageKind.WrittenExam, StageKind.Interview, StageKind.DemocraticEvaluation];

    private readonly Dictionary<(Place, string), int> _choice = [];
    private readonly Dictionary<Place, BigInteger> _choices = [];
    private readonly HashSet<(Place, string)> _fatal = [];
    private readonly HashSet<Place> _closing;
    private readonly Facts[] _at;
    private readonly Facts[] _skipped;

    public Certainty(Course course)
    {
        foreach (var place in course.Places)
        {
            foreach (var port in place.Ports) _choice.TryAdd((place, port), FirstChoice + _choice.Count);
            if (place.Choice == Choice.One && place.Ports.Count > 1)
                _choices[place] = place.Ports.Aggregate(BigInteger.Zero, (bits, port) => bits | BigInteger.One << _choice[(place, port)]);
        }

        FindFatal(course);
        // The close, what only leads to it and what comes after it: whoever comes first opens it, whatever the others do.
        _closing = [.. course.Places.Where(Ends), .. Course.Reach(course.Of(StageKind.CloseCompetition), p => p.Out.Where(w => !w.Back).Select(w => w.To))];
        (_at, _skipped) = (new Facts[course.Places.Count], new Facts[course.Places.Count]);
        Array.Fill(_at, Facts.Impossible);
        Array.Fill(_skipped, Facts.Impossible);
        _at[course.Start.Index] = Facts.None;
        while (course.Places.Where(p => p != course.Start).Aggregate(false, (moved, place) => Update(place) | moved)) { }
    }

    public bool CanReach(Place place) => !_at[place.Index].IsImpossible;

    /// <summary>Whether the flow can come along a way.</summary>
    public bool CanFollow(Way way) => !Follow(way).IsImpossible;

    /// <summary>Whether every way to the place has passed a stage of this kind, with somebody going on, since any stage it must follow.</summary>
    public bool Passed(Place place, StageKind kind) => _at[place.Index].Has((int)kind);

    /// <summary>Whether every way to the place has brought a score.</summary>
    public bool Scored(Place place) => _at[place.Index].Has(ScoredFact);

    /// <summary>The place of a stage in the legal order; exam, interview and evaluation share theirs (INV-02).</summary>
    public static int Rank(StageKind kind) => Scoring.Contains(kind) ? (int)StageKind.WrittenExam : (int)kind;

    public static bool IsScoring(StageKind kind) => Scoring.Contains(kind);

    /// <summary>Ports that lead to nothing but the close: whoever takes one ends all other branches with it.</summary>
    private void FindFatal(Course course)
    {
        bool moved;
        do
        {
            moved = false;
            foreach (var way in course.Places.SelectMany(p => p.Out))
                if (!way.Back && way.From.Stage != StageKind.CloseCompetition && Ends(way.To)) moved |= _fatal.Add((way.From, way.Port));
        }
        while (moved);
    }

    private bool Ends(Place place)
    {
        if (place.Stage is not null) return place.Stage == StageKind.CloseCompetition;
        if (place.Node.Type == "Elsa.Finish") return true;
        if (place.Entry == Entry.All || place.Out.Count == 0 || (place.IsLeave && place.In.Exists(w => !w.AtOnce))) return false;
        return place.Choice == Choice.One ? place.Ports.TrueForAll(p => _fatal.Contains((place, p))) : place.Ports.Exists(p => _fatal.Contains((place, p)));
    }

    private bool Update(Place place)
    {
        var before = (_at[place.Index], _skipped[place.Index]);
        var ways = place.In.Where(w => !w.Back && !w.AtOnce).ToList();
        var at = Enter(place, ways);
        foreach (var way in place.In.Where(w => w.Back || w.AtOnce)) at = at.Or(Follow(way));
        _at[place.Index] = at;
        _skipped[place.Index] = Skip(place, [.. place.In.Where(w => !w.Back)]);
        return before != (_at[place.Index], _skipped[place.Index]);
    }

    private Facts Enter(Place place, List<Way> ways)
    {
        if (ways.Count == 0) return Facts.Impossible;
        return place.Entry switch
        {
            Entry.AllActive when _closing.Contains(place) => ways.Aggregate(Facts.Impossible, (all, way) => all.Or(Follow(way))),
            Entry.All => Together(ways.Select(Follow)),
            Entry.Any => ways.Aggregate(Facts.Impossible, (all, way) => all.Or(Follow(way))),
            _ => ways.Aggregate(Facts.Impossible, (all, way) => all.Or(Together(ways.Select(w => w == way ? Follow(w) : Pass(w))))),
        };
    }

    /// <summary>What is certain when it is clear that the flow will not come here.</summary>
    private Facts Skip(Place place, List<Way> ways)
    {
        if (ways.Count == 0) return Facts.Impossible;
        return place.Entry == Entry.All
            ? ways.Aggregate(Facts.Impossible, (all, way) => all.Or(Together(ways.Select(w => w == way ? Skip(w) : Pass(w)))))
            : Together(ways.Select(Skip));
    }

    private Facts Pass(Way way) => Follow(way).Or(Skip(way));

    private Facts Follow(Way way) => _choice.ContainsKey((way.From, way.Port)) ? Left(way.From, way.Port) : Facts.Impossible;

    private Facts Skip(Way way)
    {
        var from = way.From;
        var otherwise = from.Choice switch
        {
            Choice.All => _choice.ContainsKey((from, way.Port)) ? Facts.Impossible : _at[from.Index],
            Choice.Any => _at[from.Index],
            _ => from.Ports.Where(p => p != way.Port && !_fatal.Contains((from, p))).Aggregate(Facts.Impossible, (all, port) => all.Or(Left(from, port))),
        };
        return otherwise.Or(_skipped[from.Index]);
    }

    /// <summary>What is certain after a place was left by a port. A stage takes back every stage that has to follow it.</summary>
    private Facts Left(Place place, string port)
    {
        var facts = _at[place.Index].With(_choice[(place, port)]);
        if (place.Stage is not { } kind) return facts;
        var later = BigInteger.Zero;
        foreach (var other in Enum.GetValues<StageKind>().Where(k => Rank(k) > Rank(kind))) later |= BigInteger.One << (int)other;
        if (Rank(kind) < Rank(StageKind.WrittenExam)) later |= BigInteger.One << ScoredFact;
        facts = facts.Without(later);
        if (place.IsFailure(port)) return facts.Without(BigInteger.One << (int)kind);
        facts = facts.With((int)kind);
        return IsScoring(kind) ? facts.With(ScoredFact) : facts;
    }

    /// <summary>All of it happened; impossible where one place would have had to take two of its exclusive ports.</summary>
    private Facts Together(IEnumerable<Facts> parts)
    {
        var all = parts.Aggregate(Facts.None, (sum, part) => sum.And(part));
        if (all.IsImpossible) return all;
        foreach (var ports in _choices.Values)
        {
            var taken = all.Bits & ports;
            if (!(taken & (taken - 1)).IsZero) return Facts.Impossible;
        }

        return all;
    }
}
