using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine;

/// <summary>Reads the settings (inputs) and output bindings of one activity.</summary>
internal sealed class SettingsReader(ActivityNode node, List<DefinitionProblem> problems)
{
    // Structure and designer matters: everything else that looks like an input is one.
    private static readonly HashSet<string> NotSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "applicationProperties", "metadata", "activities", "connections",
        "start", "variables", "then", "else", "body", "default", "cases", "source", "line", "canStartWorkflow", "runAsynchronously",
        "workflowDefinitionVersionId", "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId",
    };

    public void Read()
    {
        var inputs = new Dictionary<string, Expression>(StringComparer.OrdinalIgnoreCase);
        var outputs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in node.Json)
        {
            if (NotSettings.Contains(name)) continue;
            var path = $"{node.Path}.{name}";
            if (value is JsonObject setting && setting["expression"] is JsonObject expression)
            {
                var typeName = WorkflowDefinition.Text(setting, "typeName");
                if (ReadExpression(expression, typeName, path, node.Id, problems) is { } read) inputs[name] = read;
            }
            else if (value is JsonObject output && output["memoryReference"] is JsonObject memory)
            {
                if (WorkflowDefinition.Text(memory, "id") is { } target) outputs[name] = target;
            }
            else if (name is "variable" && value is JsonObject variable)
            {
                inputs[name] = new Expression(ExpressionKind.Literal, variable, "Variable");
            }
            else if (value is JsonValue or JsonArray && !(node.Inner is not null && name is "workflowDefinitionId"))
            {
                inputs[name] = new Expression(ExpressionKind.Literal, value, null);
            }
        }

        node.Inputs = inputs;
        node.Outputs = outputs;
        if (node.Type is "Elsa.RunJavaScript" && inputs.TryGetValue("script", out var script) && script.Kind is ExpressionKind.Literal
            && Prepare(Values.Text(script.Value), $"{node.Path}.script", node.Id, problems) is { } prepared)
        {
            inputs["script"] = new Expression(ExpressionKind.JavaScript, script.Value, script.TypeName) { Script = prepared };
        }
    }

    internal static Expression? ReadExpression(JsonObject json, string? typeName, string path, string activityId, List<DefinitionProblem> problems)
    {
        var type = WorkflowDefinition.Text(json, "type") ?? "Literal";
        if (!Expression.Kinds.TryGetValue(type, out var kind))
        {
            problems.Add(new(path, activityId, new(
                $"不支持表达式类型“{type}”。请改用 JavaScript、Variable、Input、Object 或 Literal。",
                $"Expression type '{type}' is not supported. Use JavaScript, Variable, Input, Object or Literal.")));
            return null;
        }

        var value = json["value"];
        if (kind is not ExpressionKind.JavaScript) return new Expression(kind, value, typeName);
        return Prepare(Values.Text(value), path, activityId, problems) is { } script
            ? new Expression(kind, value, typeName) { Script = script }
            : null;
    }

    private static Script? Prepare(string code, string path, string activityId, List<DefinitionProblem> problems)
    {
        try
        {
            return new Script(code);
        }
        catch (ScriptException error)
        {
            problems.Add(new(path, activityId, new("脚本无法使用：" + error.Message, "The script cannot be used: " + error.Message)));
            return null;
        }
    }
}
