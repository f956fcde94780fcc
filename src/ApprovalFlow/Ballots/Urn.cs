using System.Security.Cryptography;

namespace ApprovalFlow.Ballots;

/// <summary>
/// The ballots of one open box, in memory only: a fixed number of slots of equal size, some still empty, reshuffled with
/// every ballot. Neither its length nor the place of a ballot in it says anything.
/// </summary>
internal sealed class Urn
{
    /// <summary>What a slot's line holds besides 1..n for the options.</summary>
    public const byte Blank = 0, NotAsked = 254, Invalid = 255;

    private readonly List<byte[]> _slots;

    private Urn(List<byte[]> slots) => _slots = slots;

    public static Urn Empty(int slots, int questions) =>
        new([.. Enumerable.Range(0, slots).Select(_ => new byte[2 + questions])]);

    public static Urn From(ReadOnlySpan<byte> plain, int questions)
    {
        var slots = new List<byte[]>();
        for (var at = 0; at < plain.Length; at += 2 + questions) slots.Add(plain.Slice(at, 2 + questions).ToArray());
        return new(slots);
    }

    /// <summary>The ballots cast, in an order of their own: category, then one mark per line.</summary>
    public IReadOnlyList<(int Category, byte[] Marks)> Ballots()
    {
        Shuffle();
        return [.. _slots.Where(IsTaken).Select(slot => ((int)slot[1], slot[2..]))];
    }

    /// <summary>False when every slot is taken: nobody can put in more ballots than were issued.</summary>
    public bool Put(int category, ReadOnlySpan<byte> marks)
    {
        if (_slots.Find(slot => !IsTaken(slot)) is not { } free) return false;
        (free[0], free[1]) = (1, (byte)category);
        marks.CopyTo(free.AsSpan(2));
        Shuffle();
        return true;
    }

    public byte[] ToBytes() => [.. _slots.SelectMany(slot => slot)];

    private static bool IsTaken(byte[] slot) => slot[0] == 1;

    private void Shuffle() => RandomNumberGenerator.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_slots));
}
