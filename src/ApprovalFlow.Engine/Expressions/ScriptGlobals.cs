using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JintEngine = Jint.Engine;

namespace ApprovalFlow.Engine.Expressions;

/// <summary>The functions and objects that a script finds.</summary>
internal sealed class ScriptGlobals(JintEngine engine, StepContext step)
{
    private JsObject? _variables;
    private Dictionary<string, string>? _before;

    public void Define(string name)
    {
        switch (name)
        {
            case "variables":
                engine.Global.FastSetProperty(name, new GetSetPropertyDescriptor(
                    new ClrFunction(engine, name, (_, _) => _variables ??= ReadVariables()), JsValue.Undefined, enumerable: false, configurable: false));
                break;
            case "getVariable": Set(name, a => Js(step.ReadVariable(Text(a, 0)))); break;
            case "setVariable": Set(name, a => Write(Text(a, 0), Arg(a, 1))); break;
            case "getInput": Set(name, a => Js(step.ReadWorkflowInput(Text(a, 0)))); break;
            case "getOutput": Set(name, a => Js(step.ReadWorkflowOutput(Text(a, 0)))); break;
            case "getOutputFrom": Set(name, a => Js(step.ReadActivityOutput(Text(a, 0), a.Length > 1 ? Text(a, 1) : null))); break;
            case "getLastResult": Set(name, _ => Js(step.LastResult)); break;
            case "getWorkflowInstanceId": Set(name, _ => new JsString(step.InstanceId.ToString())); break;
            case "getWorkflowDefinitionId": Set(name, _ => new JsString(step.Definition.DefinitionId)); break;
            case "getWorkflowDefinitionVersionId": Set(name, _ => new JsString(step.DefinitionVersionId)); break;
            case "getWorkflowDefinitionVersion": Set(name, _ => new JsNumber(step.Definition.Version)); break;
            case "getCorrelationId": Set(name, _ => TextOrNull(step.CorrelationId)); break;
            case "setCorrelationId": Set(name, a => Do(() => step.SetCorrelationId(Text(a, 0)))); break;
            case "getWorkflowInstanceName": Set(name, _ => TextOrNull(step.InstanceName)); break;
            case "setWorkflowInstanceName": Set(name, a => Do(() => step.SetInstanceName(Text(a, 0)))); break;
            case "setOutcome": Set(name, a => Do(() => step.ScriptOutcomes = [Text(a, 0)])); break;
            case "setOutcomes": Set(name, a => Do(() => step.ScriptOutcomes = Values.To<string[]>(JavaScript.ToJson(engine, Arg(a, 0))))); break;
            case "isNullOrEmpty": Set(name, a => string.IsNullOrEmpty(TextOrNull(a)) ? JsBoolean.True : JsBoolean.False); break;
            case "isNullOrWhiteSpace": Set(name, a => string.IsNullOrWhiteSpace(TextOrNull(a)) ? JsBoolean.True : JsBoolean.False); break;
            case "newGuid" or "newGuidString" or "getGuidString": Set(name, _ => new JsString(Guid.CreateVersion7(step.Now).ToString())); break;
            case "newShortGuid" or "getShortGuid": Set(name, _ => new JsString(ShortGuid(step.Now))); break;
            case "parseGuid": Set(name, a => new JsString(Guid.Parse(Text(a, 0), CultureInfo.InvariantCulture).ToString())); break;
            case "toJson": Set(name, a => new JsString(JavaScript.ToJson(engine, Arg(a, 0))?.ToJsonString(Values.ReadableJson) ?? "null")); break;
            case "stringToBase64": Set(name, a => new JsString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0))))); break;
            case "stringFromBase64": Set(name, a => new JsString(Encoding.UTF8.GetString(Convert.FromBase64String(Text(a, 0))))); break;
            case "bytesFromString": Set(name, a => Js(Numbers(Encoding.UTF8.GetBytes(Text(a, 0))))); break;
            case "bytesToString": Set(name, a => new JsString(Encoding.UTF8.GetString(Bytes(Arg(a, 0))))); break;
            case "bytesFromBase64": Set(name, a => Js(Numbers(Convert.FromBase64String(Text(a, 0))))); break;
            case "bytesToBase64": Set(name, a => new JsString(Convert.ToBase64String(Bytes(Arg(a, 0))))); break;
            default: DefineAccessor(name); break;
        }
    }

    /// <summary>What the script changed through <c>variables</c> becomes the variables' value.</summary>
    public void WriteBack()
    {
        if (_variables is null) return;
        foreach (var (key, property) in _variables.GetOwnProperties())
        {
            if (!key.IsString()) continue;
            var value = JavaScript.ToJson(engine, _variables.Get(key));
            if (!_before!.TryGetValue(key.AsString(), out var before) || before != Canonical(value)) step.WriteVariable(key.AsString(), value);
        }
    }

    // getX and setX for variables, getX for inputs, getOutputFromActivity.
    private void DefineAccessor(string name)
    {
        var rest = name[3..];
        if (step.FindVariable(rest) is { } variable)
        {
            if (name[0] == 'g') Set(name, _ => Js(step.ReadVariable(variable)));
            else Set(name, a => Write(variable, Arg(a, 0)));
        }
        else if (name[0] == 'g' && step.FindInput(rest) is { } input)
        {
            Set(name, _ => Js(step.ReadWorkflowInput(input)));
        }
        else if (name[0] == 'g' && rest.IndexOf("From", StringComparison.Ordinal) is > 0 and var at)
        {
            Set(name, _ => Js(step.ReadActivityOutput(rest[(at + 4)..], rest[..at])));
        }
    }

    private JsObject ReadVariables()
    {
        var variables = new JsObject(engine);
        _before = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in step.VisibleVariables())
        {
            variables.Set(name, Js(value));
            _before[name] = Canonical(JavaScript.ToJson(engine, variables.Get(name)));
        }

        return variables;
    }

    private static string Canonical(JsonNode? node) => node?.ToJsonString() ?? "null";

    private JsValue Write(string name, JsValue value)
    {
        var json = JavaScript.ToJson(engine, value);
        step.WriteVariable(name, json);
        if (_variables is null) return JsValue.Undefined;
        _variables.Set(name, Js(json));
        _before![name] = Canonical(json);
        return JsValue.Undefined;
    }

    private void Set(string name, Func<JsValue[], JsValue> body) =>
        engine.Global.FastSetProperty(name, new PropertyDescriptor(
            new ClrFunction(engine, name, (_, arguments) => body(arguments)), writable: true, enumerable: false, configurable: true));

    /// <summary>Bytes are arrays of numbers, so that they can be kept in variables.</summary>
    private static JsonArray Numbers(byte[] bytes) => new([.. bytes.Select(b => (JsonNode)JsonValue.Create((int)b))]);

    private byte[] Bytes(JsValue value) => JavaScript.ToJson(engine, value) is JsonArray numbers
        ? [.. numbers.Select(n => Values.To<byte>(n))]
        : throw new ScriptException("This is not an array of bytes.");

    private static string ShortGuid(DateTimeOffset now) => Convert.ToBase64String(Guid.CreateVersion7(now).ToByteArray()).Replace("/", "", StringComparison.Ordinal)
        .Replace("+", "", StringComparison.Ordinal).Replace("=", "", StringComparison.Ordinal);

    private JsValue Js(JsonNode? node) => JavaScript.ToJs(engine, node);
    private static JsValue Arg(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;
    private static string Text(JsValue[] arguments, int index) => TypeConverter.ToString(Arg(arguments, index));
    private static JsValue TextOrNull(string? text) => text is null ? JsValue.Null : new JsString(text);

    private static JsValue Do(Action effect)
    {
        effect();
        return JsValue.Undefined;
    }

    private static string? TextOrNull(JsValue[] arguments) =>
        Arg(arguments, 0) is var value && (value.IsNull() || value.IsUndefined()) ? null : TypeConverter.ToString(value);
}
