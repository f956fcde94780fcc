using System.Collections.Immutable;
using ApprovalFlow.Scoring;

namespace ApprovalFlow.Tests.Scoring;

/// <summary>Candidates for scoring tests, told apart by small numbers.</summary>
internal static class Contenders
{
    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static Contender With(params (string Key, decimal Score)[] scores) => Numbered(1, scores);

    public static Contender Numbered(int number, params (string Key, decimal Score)[] scores)
        => new(Id(number), scores.ToImmutableDictionary(each => each.Key, each => new ComponentScore(each.Score)));

    public static Contender Tie(this Contender contender, string key, decimal value)
        => contender with { TieValues = (contender.TieValues ?? ImmutableDictionary<string, decimal>.Empty).Add(key, value) };

    public static int[] Numbers(this IEnumerable<Guid> ids) => [.. ids.Select(id => Enumerable.Range(0, 200).First(number => Id(number) == id))];
}
