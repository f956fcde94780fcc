using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine.Expressions;

/// <summary>The kinds of expression that the engine evaluates.</summary>
public enum ExpressionKind
{
    /// <summary>The value as written, converted to the wanted type.</summary>
    Literal = 1,

    /// <summary>JSON text, or a JSON value; Elsa calls it Object.</summary>
    Json = 2,

    /// <summary>A variable, by id or name.</summary>
    Variable = 3,

    /// <summary>A workflow input, by name.</summary>
    Input = 4,

    /// <summary>An output of an earlier activity, or of the workflow.</summary>
    Output = 5,

    /// <summary>A script, see <see cref="JavaScript"/>.</summary>
    JavaScript = 6,
}

/// <summary>A value of a setting as the designer wrote it. Immutable and shared.</summary>
public sealed class Expression(ExpressionKind kind, JsonNode? value, string? typeName)
{
    public ExpressionKind Kind { get; } = kind;
    public JsonNode? Value { get; } = value;

    /// <summary>The type the designer expects, e.g. String, Int32, TimeSpan; null when it did not say.</summary>
    public string? TypeName { get; } = typeName;

    /// <summary>The script, parsed once for all instances.</summary>
    internal Script? Script { get; init; }

    /// <summary>For Variable, Input and Output: the id or name that is referred to.</summary>
    internal string? Reference =>
        Value switch
        {
            JsonObject o => WorkflowDefinition.Text(o, "id") ?? WorkflowDefinition.Text(o, "name")
                ?? (o["memoryReference"] is JsonObject memory ? WorkflowDefinition.Text(memory, "id") : null),
            JsonValue v when v.TryGetValue<string>(out var text) => text,
            _ => null,
        };

    internal static readonly IReadOnlyDictionary<string, ExpressionKind> Kinds = new Dictionary<string, ExpressionKind>(StringComparer.Ordinal)
    {
        ["Literal"] = ExpressionKind.Literal, ["Object"] = ExpressionKind.Json, ["Json"] = ExpressionKind.Json,
        ["Variable"] = ExpressionKind.Variable, ["Input"] = ExpressionKind.Input, ["Output"] = ExpressionKind.Output,
        ["JavaScript"] = ExpressionKind.JavaScript,
    };
}
