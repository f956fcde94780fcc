using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JintEngine = Jint.Engine;

namespace ApprovalFlow.Engine.Expressions;

/// <summary>A script that cannot be parsed, threw, or went over a limit.</summary>
public sealed class ScriptException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A script parsed once, with the names of the engine's functions that it mentions.</summary>
internal sealed partial class Script
{
    public Script(string code)
    {
        try
        {
            Prepared = JintEngine.PrepareScript(code, options: new ScriptPreparationOptions
            {
                ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true },
            });
        }
        catch (Exception error) when (error is ScriptPreparationException or Acornima.ParseErrorException or ArgumentException)
        {
            throw new ScriptException((error.InnerException ?? error).Message, error);
        }

        Mentions = [.. Names().Matches(code).Select(m => m.Value).Distinct(StringComparer.Ordinal)];
        IsPlain = !Suspicious().IsMatch(code);
    }

    public Prepared<Acornima.Ast.Script> Prepared { get; }

    /// <summary>Names by which it may call the engine; making only these halves the cost of a short script.</summary>
    public IReadOnlyList<string> Mentions { get; }

    /// <summary>It cannot reach a method by a name that is not written in it, and none that makes strings is.</summary>
    public bool IsPlain { get; }

    [GeneratedRegex(@"\b(?:(?:get|set)[\p{L}\p{N}_$]+|variables|isNullOrEmpty|isNullOrWhiteSpace|newGuid|newGuidString|toJson)\b")]
    private static partial Regex Names();

    [GeneratedRegex(@"[\[\\]|repeat|pad|Object|Reflect|Proxy|constructor|prototype|this|function|=>|class|while|for|do|with|eval")]
    private static partial Regex Suspicious();
}

/// <summary>
/// JavaScript as Elsa offers it (getX, setX, getInput, getOutputFrom, variables ...), in a fresh Jint engine for each
/// evaluation: no .NET access, and limits on time, memory, recursion, statements, array and string lengths. A script
/// that misbehaves ends in a <see cref="ScriptException"/>; nothing of it survives.
/// </summary>
internal static class JavaScript
{
    private const int LongestString = 1_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static JsonNode? Evaluate(Script script, StepContext step)
    {
        try
        {
            var engine = NewEngine(step);
            if (!script.IsPlain) LimitStrings(engine);
            var globals = new Globals(engine, step);
            foreach (var name in script.Mentions) globals.Define(name);
            var result = engine.Evaluate(script.Prepared);
            globals.WriteBack();
            return ToJson(engine, result);
        }
        catch (JavaScriptException error)
        {
            throw new ScriptException(error.Message, error);
        }
        catch (Exception error) when (error is TimeoutException or MemoryLimitExceededException or StatementsCountOverflowException
            or RecursionDepthOverflowException or ExecutionCanceledException or JintException or OutOfMemoryException
            or InsufficientExecutionStackException or RegexMatchTimeoutException or InvalidOperationException or NotSupportedException
            or ArgumentException or IndexOutOfRangeException)
        {
            throw new ScriptException($"The script was stopped: {error.Message}", error);
        }
    }

    private static JintEngine NewEngine(StepContext step)
    {
        return new JintEngine(options =>
        {
            options.TimeoutInterval(Longest);
            options.LimitMemory(32_000_000);
            options.LimitRecursion(200);
            options.MaxStatements(200_000);
            options.MaxArraySize(100_000);
            options.RegexTimeoutInterval(TimeSpan.FromMilliseconds(250));
            options.Constraints.MaxExecutionStackCount = 2_000;
            options.DisableStringCompilation();
            options.TimeSystem = new StepTime(step.Now, step.TimeZone);
            options.CatchClrExceptions(error => error is ScriptException);
        });
    }

    // Native string functions can make gigabytes between two statements, where no limit is looked at.
    private static void LimitStrings(JintEngine engine)
    {
        var prototype = (ObjectInstance)engine.Global.Get("String").AsObject().Get("prototype");
        Guard(engine, prototype, "repeat", (self, arguments) =>
            self.Length * (arguments.Length > 0 ? TypeConverter.ToNumber(arguments[0]) : 0));
        Guard(engine, prototype, "padStart", (_, arguments) => arguments.Length > 0 ? TypeConverter.ToNumber(arguments[0]) : 0);
        Guard(engine, prototype, "padEnd", (_, arguments) => arguments.Length > 0 ? TypeConverter.ToNumber(arguments[0]) : 0);
    }

    private static void Guard(JintEngine engine, ObjectInstance prototype, string name, Func<string, JsValue[], double> length)
    {
        var original = (Jint.Native.Function.Function)prototype.Get(name);
        prototype.FastSetProperty(name, new PropertyDescriptor(
            new ClrFunction(engine, name, (self, arguments) =>
            {
                var text = TypeConverter.ToString(self);
                return length(text, arguments) > LongestString
                    ? throw new ScriptException($"{name} would make a string of more than {LongestString} characters")
                    : original.Call(text, arguments);
            }), writable: true, enumerable: false, configurable: true));
    }

    internal static JsonNode? ToJson(JintEngine engine, JsValue value)
    {
        switch (value.Type)
        {
            case Types.Undefined or Types.Null or Types.Symbol or Types.Empty:
                return null;
            case Types.Boolean:
                return JsonValue.Create(value.AsBoolean());
            case Types.Number:
                return Values.Number(value.AsNumber());
            case Types.String:
                return JsonValue.Create(value.AsString());
            case Types.BigInt:
                return JsonValue.Create(value.ToString());
            default:
                if (value is Jint.Native.Function.Function) return null;
                var json = new Jint.Native.Json.JsonSerializer(engine).Serialize(value, JsValue.Undefined, JsValue.Undefined);
                return json.IsUndefined() ? null : JsonNode.Parse(json.AsString());
        }
    }

    internal static JsValue ToJs(JintEngine engine, JsonNode? node) => node switch
    {
        null => JsValue.Null,
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => new JsString(value.GetValue<string>()),
            JsonValueKind.True => JsBoolean.True,
            JsonValueKind.False => JsBoolean.False,
            JsonValueKind.Number => new JsNumber(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
            _ => JsValue.Null,
        },
        _ => new Jint.Native.Json.JsonParser(engine).Parse(node.ToJsonString()),
    };

    /// <summary>Date and its zone follow the step's clock, so that a replayed step computes the same.</summary>
    private sealed class StepTime(DateTimeOffset now, TimeZoneInfo zone) : ITimeSystem
    {
        private readonly DefaultTimeSystem _system = new(zone, CultureInfo.InvariantCulture);
        public TimeZoneInfo DefaultTimeZone => zone;
        public DateTimeOffset GetUtcNow() => now.ToUniversalTime();
        public TimeSpan GetUtcOffset(long epochMilliseconds) => _system.GetUtcOffset(epochMilliseconds);
        public bool TryParse(string date, out long epochMilliseconds) => _system.TryParse(date, out epochMilliseconds);
    }

    /// <summary>The functions and objects that a script finds.</summary>
    private sealed class Globals(JintEngine engine, StepContext step)
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
                case "setOutcomes": Set(name, a => Do(() => step.ScriptOutcomes = Values.To<string[]>(ToJson(engine, Arg(a, 0))))); break;
                case "isNullOrEmpty": Set(name, a => string.IsNullOrEmpty(TextOrNull(a)) ? JsBoolean.True : JsBoolean.False); break;
                case "isNullOrWhiteSpace": Set(name, a => string.IsNullOrWhiteSpace(TextOrNull(a)) ? JsBoolean.True : JsBoolean.False); break;
                case "newGuid" or "newGuidString": Set(name, _ => new JsString(Guid.CreateVersion7(step.Now).ToString())); break;
                case "toJson": Set(name, a => new JsString(ToJson(engine, Arg(a, 0))?.ToJsonString() ?? "null")); break;
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
                var value = ToJson(engine, _variables.Get(key));
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
                _before[name] = Canonical(ToJson(engine, variables.Get(name)));
            }

            return variables;
        }

        private static string Canonical(JsonNode? node) => node?.ToJsonString() ?? "null";

        private JsValue Write(string name, JsValue value)
        {
            step.WriteVariable(name, ToJson(engine, value));
            return JsValue.Undefined;
        }

        private void Set(string name, Func<JsValue[], JsValue> body) =>
            engine.Global.FastSetProperty(name, new PropertyDescriptor(
                new ClrFunction(engine, name, (_, arguments) => body(arguments)), writable: true, enumerable: false, configurable: true));

        private JsValue Js(JsonNode? node) => ToJs(engine, node);
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
}
