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

/// <summary>
/// JavaScript as Elsa offers it (getX, setX, getInput, getOutputFrom, variables ...), in a fresh Jint engine for each
/// evaluation: no .NET access, and limits on time, memory, recursion, statements, array and string lengths. A script
/// that misbehaves ends in a <see cref="ScriptException"/>; nothing of it survives.
/// </summary>
internal static class JavaScript
{
    private const int LongestString = 1_000_000;
    private const int DeepestJson = 64;
    private const int DeepestWalk = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const int MostMemory = 16_000_000;

    public static JsonNode? Evaluate(Script script, StepContext step) =>
        script.IsPlain ? Run(script, step) : DeepStack.Run(() => Run(script, step));

    private static JsonNode? Run(Script script, StepContext step)
    {
        try
        {
            var engine = NewEngine(step, script.IsPlain);
            if (!script.IsPlain) TakeAway(engine);
            var globals = new ScriptGlobals(engine, step);
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

    private static JintEngine NewEngine(StepContext step, bool isPlain)
    {
        return new JintEngine(options =>
        {
            options.TimeoutInterval(Longest);
            options.LimitMemory(MostMemory);
            options.LimitRecursion(200);
            options.MaxStatements(200_000);
            options.MaxArraySize(100_000);
            options.RegexTimeoutInterval(TimeSpan.FromMilliseconds(250));
            options.Constraints.MaxExecutionStackCount = 2_000;
            options.DisableStringCompilation();
            if (!isPlain) options.Constraint(new CallDepth());
            options.TimeSystem = new StepTime(step.Now, step.TimeZone);
            options.CatchClrExceptions(error => error is ScriptException);
        });
    }

    // Between two statements no limit is looked at: native functions must not make gigabytes there, or calculate for minutes.
    private static void TakeAway(JintEngine engine)
    {
        foreach (var name in (string[])["BigInt", "BigInt64Array", "BigUint64Array", "DataView"]) engine.Global.Delete(name);
        var strings = Prototype(engine, "String");
        Guard(engine, strings, "repeat", (self, a) => NotLonger("repeat", TypeConverter.ToString(self).Length * (a.Length > 0 ? TypeConverter.ToNumber(a[0]) : 0)));
        foreach (var pad in (string[])["padStart", "padEnd"])
            Guard(engine, strings, pad, (_, a) => NotLonger(pad, a.Length > 0 ? TypeConverter.ToNumber(a[0]) : 0));
        foreach (var walk in (string[])["join", "flat", "toLocaleString"])
            Guard(engine, Prototype(engine, "Array"), walk, (self, _) => NotDeeperThan(DeepestWalk, self));
        Guard(engine, engine.Global.Get("JSON").AsObject(), "stringify", (_, a) => NotDeeperThan(DeepestWalk, a.Length > 0 ? a[0] : JsValue.Undefined));
    }

    private static ObjectInstance Prototype(JintEngine engine, string type) => (ObjectInstance)engine.Global.Get(type).AsObject().Get("prototype");

    private static void Guard(JintEngine engine, ObjectInstance owner, string name, Action<JsValue, JsValue[]> check)
    {
        var original = (Jint.Native.Function.Function)owner.Get(name);
        owner.FastSetProperty(name, new PropertyDescriptor(
            new ClrFunction(engine, name, (self, arguments) =>
            {
                check(self, arguments);
                return original.Call(self, arguments);
            }), writable: true, enumerable: false, configurable: true));
    }

    private static void NotLonger(string name, double length)
    {
        if (length > LongestString) throw new ScriptException($"{name} would make a string of more than {LongestString} characters");
    }

    /// <summary>What walks through a value in native code takes time with the square of its depth. Calls nothing of the script's.</summary>
    private static void NotDeeperThan(int most, JsValue value)
    {
        var seen = new HashSet<JsValue>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(JsValue Value, int Depth)>([(value, 1)]);
        while (open.TryPop(out var next))
        {
            if (next.Value is not ObjectInstance o || !seen.Add(o)) continue;
            if (next.Depth > most) throw new ScriptException($"a value is nested deeper than {most} levels");
            if (o.GetType().Name is "JsProxy") continue; // to look into one is to run the script
            foreach (var (_, property) in o.GetOwnProperties())
                if (property.IsDataDescriptor() && property.Value is ObjectInstance inner) open.Push((inner, next.Depth + 1));
        }
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
                NotDeeperThan(DeepestJson, value);
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
}
