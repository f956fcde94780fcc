using ApprovalFlow.Engine;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>How a place chooses among its ways out.</summary>
internal enum Choice
{
    /// <summary>One port, and no other.</summary>
    One = 1,

    /// <summary>All ports at once: a fork.</summary>
    All = 2,

    /// <summary>Any number of ports: a switch that takes every case that holds.</summary>
    Any = 3,
}

/// <summary>What lets the flow into a place with several ways in.</summary>
internal enum Entry
{
    /// <summary>All ways in have been decided, and one was followed; the rule for everything that is not drawn as a join.</summary>
    AllActive = 1,
    All = 2,
    Any = 3,
}

/// <summary>A point of the flow: an activity, or where a container is left.</summary>
internal sealed class Place(int index, ActivityNode node, bool isLeave)
{
    public int Index { get; } = index;
    public ActivityNode Node { get; } = node;
    public bool IsLeave { get; } = isLeave;
    public Entry Entry { get; set; } = Entry.AllActive;
    public Choice Choice { get; set; } = Choice.One;
    public List<string> Ports { get; set; } = ["Done"];
    public List<Way> In { get; } = [];
    public List<Way> Out { get; } = [];

    /// <summary>The stage that stands here; null for everything else.</summary>
    public StageKind? Stage { get; init; }

    /// <summary>A stage at which the competition is over for good.</summary>
    public bool Closes => Stage is StageKind.CloseCompetition or StageKind.Archive;

    /// <summary>The port of a stage by which somebody goes on; its others are taken when nobody does.</summary>
    public bool IsFailure(string port) => Stage is not null && Ports.IndexOf(port) > 0;
}

/// <summary>An arrow. <paramref name="Back"/> closes a circle; <paramref name="AtOnce"/> ends the container without waiting for the rest.</summary>
internal sealed record Way(Place From, string Port, Place To, bool Back, bool AtOnce)
{
    /// <summary>Nobody drew it: an activity without an arrow from this port leaves the flowchart around it.</summary>
    public bool Loose { get; init; }
}
