using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine.Activities;

internal sealed class While : Composite
{
    protected override void Enter(StepContext step) => Turn(step);

    protected override void ChildCompleted(StepContext step, ChildResult child) => Turn(step);

    private static void Turn(StepContext step)
    {
        if (step.Node.Ports.TryGetValue("body", out var body) && step.Input<bool>("Condition")) step.Schedule(body);
        else step.Complete();
    }
}

/// <summary>One turn for each item, in order. The items are those of the moment it was entered.</summary>
internal sealed class ForEach : Composite
{
    protected override void Enter(StepContext step)
    {
        step.State["items"] = new JsonArray([.. Items.Of(step).Select(i => i?.DeepClone())]);
        Turn(step, 0);
    }

    protected override void ChildCompleted(StepContext step, ChildResult child) => Turn(step, 1 + Values.To<int>(step.State["index"]));

    private static void Turn(StepContext step, int index)
    {
        var items = (JsonArray)step.State["items"]!;
        if (index >= items.Count || !step.Node.Ports.TryGetValue("body", out var body))
        {
            step.Complete();
            return;
        }

        step.State["index"] = index;
        step.Execution.Variables = Items.Variables(items[index], index);
        step.SetOutput("CurrentValue", items[index]);
        step.Schedule(body);
    }
}

/// <summary>A turn for each item, all at once; done when the last is done.</summary>
internal sealed class ParallelForEach : Composite
{
    protected override void Enter(StepContext step)
    {
        var index = 0;
        if (step.Node.Ports.TryGetValue("body", out var body))
            foreach (var item in Items.Of(step)) step.Schedule(body, variables: Items.Variables(item, index++));
        if (index == 0) step.Complete();
    }
}

/// <summary>Leaves the innermost loop around it; the loop is done.</summary>
internal sealed class Break : BuiltIn
{
    protected override async ValueTask EnterAsync(StepContext step)
    {
        for (var around = step.Execution.Parent; around is not null; around = around.Parent)
        {
            if (around.Node.Type is not ("Elsa.ForEach" or "Elsa.ParallelForEach" or "Elsa.While")) continue;
            await step.Executor.CompleteAsync(around, ["Done"]);
            return;
        }

        throw new InvalidOperationException("Break stands in no loop.");
    }
}

internal static class Items
{
    public static IReadOnlyList<JsonNode?> Of(StepContext step) => step.Input("Items") switch
    {
        null => [],
        JsonArray array => [.. array],
        JsonValue value when value.TryGetValue<string>(out var text) => Values.ParseOrText(text) is JsonArray parsed ? [.. parsed] : throw NotAList(text),
        var other => throw NotAList(other.ToJsonString()),
    };

    public static JsonObject Variables(JsonNode? item, int index) => new() { ["CurrentValue"] = item?.DeepClone(), ["CurrentIndex"] = index };

    private static FormatException NotAList(string text) => new($"Input 'Items': {(text.Length > 80 ? text[..80] + "…" : text)} is not a list.");
}
