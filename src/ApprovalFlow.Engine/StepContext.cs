using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine;

/// <summary>The activity's view of one execution, backed by the instance's state.</summary>
internal sealed class StepContext(Executor executor, Execution execution) : ActivityContext
{
    private Dictionary<string, JsonNode?>? _inputs;
    private bool _outside;

    public Execution Execution => execution;
    public Executor Executor => executor;
    public ActivityNode Node => execution.Node;
    public WorkflowDefinition Definition => execution.Node.Inner ?? execution.Node.Definition;
    public Phase Phase { get; init; } = Phase.Enter;

    /// <summary>The result delivered by a message, for <see cref="Phase.Message"/>.</summary>
    public JsonNode? Message { get; init; }

    public IReadOnlyList<string>? Outcomes { get; private set; }
    public Wait? NewWait { get; private set; }
    public string[]? ScriptOutcomes { get; set; }
    public TimeZoneInfo TimeZone => executor.Environment.Options.TimeZone;

    public override Guid InstanceId => executor.Instance.Id;
    public override string? CorrelationId => executor.Instance.CorrelationId;
    public override string DefinitionVersionId => executor.Instance.DefinitionVersionId;
    public override string ActivityId => execution.Activity;
    public override string? DisplayText => execution.Node.DisplayText;
    public override int Round => execution.Round;
    public override int Attempt => execution.Attempt;
    public override EngineDb Db => executor.Environment.Db;
    public override IServiceProvider Services => executor.Environment.Services;
    public override DateTimeOffset Now => executor.Environment.Now;
    public override CancellationToken Cancellation => executor.Environment.Cancellation;
    public override JsonObject State => execution.State ??= [];

    public override T? Input<T>(string name) where T : default
    {
        try
        {
            return Values.To<T>(Input(name));
        }
        catch (FormatException error)
        {
            throw new FormatException($"Input '{name}': {error.Message}", error);
        }
    }

    /// <summary>The evaluated input as JSON; evaluated once for each call of the activity.</summary>
    public JsonNode? Input(string name)
    {
        if (_inputs?.TryGetValue(name, out var known) is true) return known;
        var value = execution.Node.Inputs.TryGetValue(name, out var expression) ? Evaluate(expression) : null;
        var missing = value is null || (value is JsonValue text && text.TryGetValue<string>(out var written) && written.Length == 0);
        if (missing && execution.Node.Descriptor?.Inputs.FirstOrDefault(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Default: { } fallback })
            value = Values.From(fallback);
        (_inputs ??= new(StringComparer.OrdinalIgnoreCase))[name] = value;
        return value;
    }

    public JsonNode? Evaluate(Expression expression) => expression.Kind switch
    {
        ExpressionKind.Literal => expression.Value,
        ExpressionKind.Json => expression.Value is JsonValue value && value.TryGetValue<string>(out var text) ? Values.ParseOrText(text) : expression.Value,
        ExpressionKind.Variable => expression.Reference is { } variable ? ReadVariable(variable) : null,
        ExpressionKind.Input => expression.Reference is { } input ? ReadWorkflowInput(input) : null,
        ExpressionKind.Output => ReadOutputReference(expression),
        ExpressionKind.JavaScript => JavaScript.Evaluate(expression.Script!, this),
    };

    public override void Complete(params string[] outcomes) => Outcomes = outcomes.Length == 0 ? ["Done"] : outcomes;

    public override void WaitForSignal() => NewWait = new Wait();

    // PostgreSQL keeps microseconds. Rounded up, so that nothing is due before its time.
    public override void WaitUntil(DateTimeOffset due) =>
        NewWait = new Wait { Due = due.ToUniversalTime().AddTicks((TimeSpan.TicksPerMicrosecond - (due.Ticks % TimeSpan.TicksPerMicrosecond)) % TimeSpan.TicksPerMicrosecond) };

    public void WaitForMessage(string name) => NewWait = new Wait { Name = name };

    public Execution Schedule(ActivityNode node, bool backward = false, JsonObject? variables = null, ActivityNode? superseded = null) =>
        executor.Schedule(node, execution, backward, variables, superseded);

    public void Write(string line) => executor.Lines.Add(line);

    public void Note(JournalEvent what, ActivityNode node, string? text = null) =>
        executor.Journal.Add(new(what, node.Key, executor.State.Rounds.GetValueOrDefault(node.Key), Text: text));

    // Variables: by name or declared id, from the innermost scope outwards.

    public override object? GetVariable(string name) => Values.Plain(ReadVariable(name));

    public override void SetVariable(string name, object? value) => WriteVariable(name, Values.From(value));

    public JsonNode? ReadVariable(string reference) => FindScope(reference) is var (scope, name) ? scope.Variables![name] : null;

    public void WriteVariable(string reference, JsonNode? value)
    {
        var (scope, name) = FindScope(reference) ?? (WorkflowScope(), reference);
        (scope.Variables ??= [])[name] = Own(value);
    }

    /// <summary>A workflow used as an activity gets its inputs, as they read from outside it, where its own names do not count.</summary>
    public void TakeInputs()
    {
        if (execution.Node.Inner is not { } inner || execution.Parent is null) return;
        _outside = true;
        foreach (var input in inner.Inputs)
        {
            if (execution.Node.Inputs.ContainsKey(input.Name))
                (execution.Inputs ??= [])[input.Name] = Own(Values.Coerce(Input(input.Name), input.TypeName));
        }

        _outside = false;
    }

    /// <summary>Called when an activity is entered: its declared variables come to life with their defaults.</summary>
    public void DeclareVariables()
    {
        foreach (var declared in execution.Node.Variables)
        {
            execution.Variables ??= [];
            if (!execution.Variables.ContainsKey(declared.Name)) execution.Variables[declared.Name] = declared.Default?.DeepClone();
        }
    }

    /// <summary>The variable that getX and setX mean: by its name, the first letter in either case.</summary>
    public string? FindVariable(string accessor)
    {
        for (var scope = execution; scope is not null; scope = scope.Parent)
        {
            foreach (var (name, _) in scope.Variables ?? [])
                if (SameButFirst(name, accessor)) return name;
        }

        return null;
    }

    public IEnumerable<KeyValuePair<string, JsonNode?>> VisibleVariables()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var scope = execution; scope is not null; scope = scope.Parent)
        {
            foreach (var variable in scope.Variables ?? [])
                if (seen.Add(variable.Key)) yield return variable;
        }
    }

    // Workflow inputs and outputs belong to the innermost workflow around the activity.

    public JsonNode? ReadWorkflowInput(string name)
    {
        for (var scope = WorkflowScope(); scope is not null; scope = scope.Parent is null ? null : WorkflowScope(scope.Parent))
        {
            if (FindName(scope.Inputs, name) is { } found) return scope.Inputs![found];
            if (scope.Node.Inner!.Inputs.FirstOrDefault(i => SameButFirst(i.Name, name)) is { } declared)
                return declared.Default is null ? null : Values.Coerce(declared.Default, declared.TypeName);
        }

        return null;
    }

    public string? FindInput(string accessor) =>
        FindName(WorkflowScope().Inputs, accessor)
        ?? WorkflowScope().Node.Inner!.Inputs.FirstOrDefault(i => SameButFirst(i.Name, accessor))?.Name
        ?? FindName(executor.Live.First().Inputs, accessor);

    public JsonNode? ReadWorkflowOutput(string name) =>
        FindName(WorkflowScope().Outputs, name) is { } found ? WorkflowScope().Outputs![found] : null;

    public void WriteWorkflowOutput(string name, JsonNode? value) => (WorkflowScope().Outputs ??= [])[name] = Own(value);

    // Outputs of activities: kept by activity, and written to what the designer bound them to.

    public override void SetOutput(string name, object? value) => PublishOutput(execution, name, Values.From(value));

    /// <summary>A workflow used as an activity has completed: its outputs become outputs of the activity.</summary>
    public void PublishOutputs()
    {
        foreach (var (name, value) in execution.Outputs ?? []) PublishOutput(execution, name, value);
    }

    public JsonNode? LastResult => executor.State.LastResult;

    public JsonNode? ReadActivityOutput(string activity, string? output)
    {
        if (executor.State.ActivityOutputs is not { } all) return null;
        var node = executor.Definition.Nodes.Values.FirstOrDefault(n => n.Key == activity || ((n.Id == activity || n.Name == activity) && all.ContainsKey(n.Key)));
        if (node is null || all[node.Key] is not JsonObject outputs) return null;
        return output is null ? outputs.Select(o => o.Value).FirstOrDefault() : FindName(outputs, output) is { } found ? outputs[found] : null;
    }

    public string? InstanceName => executor.Instance.Name;

    public void SetInstanceName(string name) => executor.Instance.Name = name.Length <= 400 ? name : name[..400];

    public void SetCorrelationId(string? id) => executor.Instance.CorrelationId = id is { Length: > 200 } ? id[..200] : id;

    /// <summary>What an operator needs to see to judge an incident.</summary>
    public string DataToJudge(Phase phase)
    {
        var settings = new JsonObject();
        foreach (var (name, expression) in execution.Node.Inputs) settings[name] = Own(expression.Value);
        var variables = new JsonObject();
        foreach (var (name, value) in VisibleVariables()) variables[name] = Own(value);
        return new JsonObject
        {
            ["phase"] = phase.ToString(), ["settings"] = settings, ["variables"] = variables, ["state"] = Own(execution.State),
        }.ToJsonString(Values.ReadableJson);
    }

    /// <summary>A value may stand in one place only: it is copied when it already stands in another.</summary>
    internal static JsonNode? Own(JsonNode? value) => value?.Parent is null ? value : value.DeepClone();

    private JsonNode? ReadOutputReference(Expression expression)
    {
        if (expression.Value is JsonObject o && (WorkflowDefinition.Text(o, "activityId") ?? WorkflowDefinition.Text(o, "activity")) is { } activity)
            return ReadActivityOutput(activity, WorkflowDefinition.Text(o, "outputName") ?? WorkflowDefinition.Text(o, "name"));
        return expression.Reference is { } reference ? ReadWorkflowOutput(reference) ?? ReadVariable(reference) : null;
    }

    private void PublishOutput(Execution of, string name, JsonNode? value)
    {
        var all = executor.State.ActivityOutputs ??= [];
        if (all[of.Activity] is not JsonObject outputs) all[of.Activity] = outputs = [];
        outputs[name] = Own(value);
        executor.State.LastResult = Own(value);
        if (!of.Node.Outputs.TryGetValue(name, out var target)) return;
        var around = of.Node.Inner is not null && of.Parent is not null ? new StepContext(executor, of.Parent) : this;
        if (around.FindScope(target) is not null) around.WriteVariable(target, value);
        else if (around.WorkflowScope().Node.Inner!.Outputs.Any(o => o.Name == target)) around.WriteWorkflowOutput(target, value);
    }

    private (Execution Scope, string Name)? FindScope(string reference)
    {
        for (var scope = execution; scope is not null; scope = scope.Parent)
        {
            if (scope.Variables is null) continue;
            foreach (var declared in scope.Node.Variables)
                if (declared.Id == reference && scope.Variables.ContainsKey(declared.Name)) return (scope, declared.Name);
            if (scope.Variables.ContainsKey(reference)) return (scope, reference);
        }

        return null;
    }

    private Execution WorkflowScope() => WorkflowScope(_outside ? execution.Parent! : execution);

    private static Execution WorkflowScope(Execution from)
    {
        while (from.Node.Inner is null) from = from.Parent!;
        return from;
    }

    private static string? FindName(JsonObject? json, string name)
    {
        if (json is null) return null;
        if (json.ContainsKey(name)) return name;
        foreach (var (key, _) in json)
            if (SameButFirst(key, name)) return key;
        return null;
    }

    private static bool SameButFirst(string a, string b) =>
        a.Length == b.Length && a.Length > 0 && char.ToUpperInvariant(a[0]) == char.ToUpperInvariant(b[0])
        && a.AsSpan(1).SequenceEqual(b.AsSpan(1));
}
