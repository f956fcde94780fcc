namespace ApprovalFlow.Engine;

/// <summary>
/// A node's right, for a while, to work on one partition of the instances (or, for the row of the node itself, the
/// sign that it lives). Leases only save double work; that nothing is done twice rests on
/// <see cref="Instance.Revision"/> and on the deletion of signals in the commit that follows them.
/// </summary>
public sealed class Lease
{
    public const int Partitions = 32;

    private Lease() { }

    internal Lease(string name, string owner, DateTimeOffset until)
    {
        Name = name;
        Owner = owner;
        Until = until;
    }

    public string Name { get; private set; } = "";
    public string Owner { get; private set; } = "";
    public DateTimeOffset Until { get; private set; }

    /// <summary>Rises with every change of hands and every renewal; guards both.</summary>
    public int Fence { get; private set; }

    internal void Take(string owner, DateTimeOffset until)
    {
        Owner = owner;
        Until = until;
        Fence++;
    }

    internal static string PartitionName(int partition) => $"partition:{partition:00}";
    internal static string NodeName(string node) => $"node:{node}";

    /// <summary>The last bytes of a version 7 id are random, so instances spread evenly.</summary>
    internal static int PartitionOf(Guid instanceId)
    {
        Span<byte> bytes = stackalloc byte[16];
        instanceId.TryWriteBytes(bytes);
        return bytes[15] % Partitions;
    }
}
