using System.Collections.Frozen;
using System.Collections.Immutable;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Scoring;

/// <summary>The words a plan's tie chain may use besides the keys of its components.</summary>
public static class TieChain
{
    /// <summary>Whoever is still tied stays tied, and all are admitted.</summary>
    public const string AdmitAll = "admitAll";

    /// <summary>After a component's key: its sum without trimming.</summary>
    public const string Untrimmed = "Untrimmed";

    private static readonly FrozenSet<string> Further =
        ["professionalTest", "originalScore", "statutoryPreference", "extraInterview", "extraTest", AdmitAll];

    /// <summary>A key of a chain as people call it; one that means nothing here stays as it was written.</summary>
    public static Bilingual NameOf(string key) => key switch
    {
        AdmitAll => new("仍并列的一并进入", "all still tied enter"),
        "professionalTest" => new("专业测试", "professional test"),
        "originalScore" => new("原始分", "original score"),
        "statutoryPreference" => new("法定优先", "statutory preference"),
        "extraInterview" => new("加试面试", "extra interview"),
        "extraTest" => new("加试", "extra test"),
        _ when key.EndsWith(Untrimmed, StringComparison.Ordinal) && Components.NameOf(key[..^Untrimmed.Length]) is var name
            => new(name.Zh + "（未去最高最低分）", name.En + " (untrimmed)"),
        _ => Components.NameOf(key),
    };

    public static bool Knows(ImmutableArray<Component> components, string key)
        => Further.Contains(key) || components.Any(component => key == component.Key || key == component.Key + Untrimmed);
}

/// <summary>
/// People the chain could not separate and was not told to admit. <paramref name="Needs"/> is the value that would go on
/// (an extra interview still to be held); null when the chain is exhausted and the leading group must rule.
/// </summary>
public sealed record OpenTie(int Rank, ImmutableArray<Guid> Ids, string? Needs);

/// <summary>
/// Everybody's place, best first, the unranked after them. People who remain tied share a rank and the next number is
/// skipped: 1, 2, 2, 2, 5.
/// </summary>
public sealed record Ranking(ImmutableArray<Standing> Standings, ImmutableArray<OpenTie> OpenTies)
{
    public static Ranking Of(Composition composition, IEnumerable<Contender> contenders)
    {
        var judged = contenders.Select(contender => (Contender: contender, Standing: composition.Judge(contender))).ToArray();
        var standings = new List<Standing>();
        var open = new List<OpenTie>();

        var byTotal = judged.Where(each => each.Standing.Status == StandingStatus.Ranked)
            .GroupBy(each => each.Standing.Total).OrderByDescending(group => group.Key);
        foreach (var tied in byTotal.SelectMany(group => Separate([.. group.Select(each => each.Contender)], composition.Ties)))
        {
            var rank = standings.Count + 1;
            var ids = tied.Contenders.Select(contender => contender.Id).Order().ToImmutableArray();
            standings.AddRange(ids.Select(id => judged.First(each => each.Contender.Id == id).Standing with { Rank = rank }));
            if (ids.Length > 1 && !tied.Accepted) open.Add(new(rank, ids, tied.Needs));
        }

        var unranked = judged.Select(each => each.Standing).Where(standing => standing.Status != StandingStatus.Ranked)
            .OrderByDescending(standing => standing.Total).ThenBy(standing => standing.Id);
        return new([.. standings, .. unranked], [.. open]);
    }

    /// <summary>Splits people with equal totals by the first key of the chain that tells them apart, best first.</summary>
    private static IEnumerable<Tied> Separate(ImmutableArray<Contender> group, ImmutableArray<string> chain)
    {
        if (group.Length == 1 || chain.IsEmpty) return [new(group, Accepted: false, Needs: null)];
        if (chain[0] == TieChain.AdmitAll) return [new(group, Accepted: true, Needs: null)];

        var values = group.ToDictionary(contender => contender.Id, contender => ValueOf(contender, chain[0]));
        if (values.ContainsValue(null)) return [new(group, Accepted: false, Needs: chain[0])];

        return group.GroupBy(contender => values[contender.Id]).OrderByDescending(equal => equal.Key)
            .SelectMany(equal => Separate([.. equal], chain[1..]));
    }

    private static decimal? ValueOf(Contender contender, string key)
    {
        if (contender.Scores.TryGetValue(key, out var score)) return score.Published;
        return contender.TieValues is { } values && values.TryGetValue(key, out var value) ? value : null;
    }

    private sealed record Tied(ImmutableArray<Contender> Contenders, bool Accepted, string? Needs);
}
