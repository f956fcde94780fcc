namespace ApprovalFlow.Procedures;

public enum DifferenceKind { StageAdded = 1, StageRemoved, Renamed, SettingChanged, WayChanged }

/// <summary>
/// One thing that two drawings say differently, with the stage it concerns. For a setting or a way out <see cref="Name"/> is its
/// label; a side that says nothing is empty.
/// </summary>
public sealed record Difference(DifferenceKind Kind, string ActivityId, string Stage, string Name = "", string Before = "", string After = "");

/// <summary>What changed from one drawing to another, in the words that are on the page. Places do not count.</summary>
public static class DrawingDifference
{
    /// <summary>In the order of the flow; what was taken out comes last.</summary>
    public static IReadOnlyList<Difference> Of(Drawing before, Drawing after, bool chinese)
    {
        var pairs = Pair(before, after);
        var differences = new List<Difference>();
        foreach (var activity in InOrder(after))
        {
            if (pairs.GetValueOrDefault(activity) is { } old) Compare(differences, before, old, after, activity, pairs, chinese);
            else differences.Add(new(DifferenceKind.StageAdded, activity.Id, ProcedureWords.Name(activity, chinese), "", "", Settings(activity, chinese)));
        }

        foreach (var gone in InOrder(before).Where(a => !pairs.ContainsValue(a)))
            differences.Add(new(DifferenceKind.StageRemoved, gone.Id, ProcedureWords.Name(gone, chinese)));
        return differences;
    }

    private static void Compare(
        List<Difference> differences, Drawing before, DrawnActivity old, Drawing after, DrawnActivity activity,
        Dictionary<DrawnActivity, DrawnActivity> pairs, bool chinese)
    {
        var stage = ProcedureWords.Name(activity, chinese);
        if (old.DisplayText != activity.DisplayText)
            differences.Add(new(DifferenceKind.Renamed, activity.Id, stage, "", old.DisplayText, activity.DisplayText));

        var was = ProcedureWords.Settings(old, chinese).ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);
        var now = ProcedureWords.Settings(activity, chinese).ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var name in now.Keys.Union(was.Keys, StringComparer.OrdinalIgnoreCase))
        {
            var (from, to) = (was.GetValueOrDefault(name).Value ?? "", now.GetValueOrDefault(name).Value ?? "");
            if (from != to) differences.Add(new(DifferenceKind.SettingChanged, activity.Id, stage, now.GetValueOrDefault(name).Label ?? was[name].Label, from, to));
        }

        foreach (var port in before.From(old).Concat(after.From(activity)).Select(c => c.Port).Distinct())
        {
            var (from, to) = (Targets(before, old, port), Targets(after, activity, port));
            var same = from.Count == to.Count && to.All(t => pairs.GetValueOrDefault(t) is { } counterpart && from.Contains(counterpart));
            if (!same) differences.Add(new(DifferenceKind.WayChanged, activity.Id, stage, ProcedureWords.Outcome(activity, port, chinese), Names(from, chinese), Names(to, chinese)));
        }
    }

    /// <summary>The counterpart before, of each activity after: by id; else the same kind of stage in the same turn.</summary>
    private static Dictionary<DrawnActivity, DrawnActivity> Pair(Drawing before, Drawing after)
    {
        var pairs = new Dictionary<DrawnActivity, DrawnActivity>(ReferenceEqualityComparer.Instance);
        var free = InOrder(before).ToList();
        foreach (var activity in InOrder(after))
        {
            if (free.Find(a => a.Id == activity.Id && a.Type == activity.Type) is { } same) Match(activity, same);
        }

        foreach (var activity in InOrder(after).Where(a => !pairs.ContainsKey(a)))
        {
            if (free.Find(a => a.Type == activity.Type && after.Activities.All(b => b.Id != a.Id)) is { } alike) Match(activity, alike);
        }

        return pairs;

        void Match(DrawnActivity activity, DrawnActivity counterpart)
        {
            pairs[activity] = counterpart;
            free.Remove(counterpart);
        }
    }

    /// <summary>What the flow reaches, in its order, and then what it does not reach.</summary>
    private static IEnumerable<DrawnActivity> InOrder(Drawing drawing) => drawing.InOrder.Concat(drawing.Activities.Except(drawing.InOrder));

    private static List<DrawnActivity> Targets(Drawing drawing, DrawnActivity activity, string port) =>
        [.. drawing.From(activity).Where(c => c.Port == port).SelectMany(c => drawing.Activities.Where(a => a.Id == c.To))];

    private static string Names(IEnumerable<DrawnActivity> activities, bool chinese) =>
        string.Join(chinese ? "、" : ", ", activities.Select(a => ProcedureWords.Name(a, chinese)));

    private static string Settings(DrawnActivity activity, bool chinese) =>
        string.Join(chinese ? "；" : "; ", ProcedureWords.Settings(activity, chinese).Select(s => s.Label + (chinese ? "：" : ": ") + s.Value.ReplaceLineEndings(chinese ? "、" : ", ")));
}
