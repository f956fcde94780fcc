using System.Text.Json.Nodes;

namespace ApprovalFlow.Procedures.Outline;

/// <summary>Activities that lie in other activities: branches, bodies of loops, cases, and flowcharts in flowcharts.</summary>
internal static class InnerActivities
{
    private static readonly string[] Slots = ["then", "else", "body", "default"];

    /// <summary>What lies directly in the activity, in the order it is written.</summary>
    public static IEnumerable<JsonObject> Of(JsonObject activity) =>
        Objects(activity["activities"])
            .Concat(Slots.Select(slot => activity[slot]).OfType<JsonObject>())
            .Concat(Objects(activity["cases"]).Select(c => c["activity"]).OfType<JsonObject>())
            .Where(inner => DraftJson.Text(inner["id"]).Length > 0 && DraftJson.Text(inner["type"]).Length > 0);

    /// <summary>The activity with the id, wherever it lies; the outermost first.</summary>
    public static JsonObject? Find(JsonObject container, string id)
    {
        var inner = Of(container).ToList();
        return inner.FirstOrDefault(a => DraftJson.Text(a["id"]) == id) ?? inner.Select(a => Find(a, id)).FirstOrDefault(found => found is not null);
    }

    /// <summary>A copy of what the activity says of itself.</summary>
    public static JsonObject Without(JsonObject activity)
    {
        var copy = activity.DeepClone().AsObject();
        foreach (var inner in Of(copy).ToList()) inner.Clear();
        return copy;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
