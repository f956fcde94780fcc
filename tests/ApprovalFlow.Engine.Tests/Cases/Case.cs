using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;

namespace ApprovalFlow.Engine.Tests.Cases;

/// <summary>A definition, and what its WriteLines print and where it stands once nothing moves by itself any more.</summary>
public sealed record Case(string Name, JsonObject Definition, string Lines, InstanceStatus Status = InstanceStatus.Finished)
{
    /// <summary>Definitions that the first one uses.</summary>
    public JsonObject[] Also { get; init; } = [];

    public JsonObject? Input { get; init; }

    /// <summary>
    /// A flowchart in one line: "s -> a, b; a, b -> j -> end", ports as "d:True -> a". What is named and not given is a
    /// WriteLine of its own name; it starts with the first name.
    /// </summary>
    public static JsonObject Draw(string text, params JsonObject[] activities) => Flow.Definition(Chart("Flowchart1", text, activities));

    /// <summary>As <see cref="Draw"/>, to stand inside something else.</summary>
    public static JsonObject Chart(string id, string text, params JsonObject[] activities)
    {
        var arrows = new List<string>();
        var names = new List<string>();
        foreach (var line in text.Split(';', StringSplitOptions.TrimEntries))
        {
            var groups = line.Split("->", StringSplitOptions.TrimEntries).Select(group => group.Split(',', StringSplitOptions.TrimEntries)).ToList();
            names.AddRange(groups.SelectMany(group => group).Select(end => end.Split(':')[0]));
            foreach (var (from, to) in groups.Zip(groups.Skip(1)))
                arrows.AddRange(from source in @from from target in to select $"{source} -> {target.Split(':')[0]}");
        }

        var given = activities.Select(a => a["id"]!.GetValue<string>()).ToHashSet();
        var chart = Flow.FlowchartOf(id, [.. activities, .. names.Distinct().Where(name => !given.Contains(name)).Select(Flow.Line)], [.. arrows]);
        chart["start"] = names[0];
        return chart;
    }
}
