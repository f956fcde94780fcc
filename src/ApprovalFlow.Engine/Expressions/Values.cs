using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace ApprovalFlow.Engine.Expressions;

/// <summary>Values are JSON everywhere inside the engine; here they become .NET values, and back.</summary>
public static class Values
{
    /// <summary>Writes every script as it is, and escapes only what could end a page's markup.</summary>
    internal static readonly JavaScriptEncoder Readable = JavaScriptEncoder.Create(UnicodeRanges.All);
    internal static readonly JsonSerializerOptions ReadableJson = new() { Encoder = Readable };
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static JsonNode? From(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        JsonElement element => JsonSerializer.SerializeToNode(element),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        double number => Number(number),
        TimeSpan span => JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
        Enum member => JsonValue.Create(member.ToString()),
        _ => JsonSerializer.SerializeToNode(value, Web),
    };

    /// <summary>A script's number: whole ones are stored as whole ones.</summary>
    internal static JsonNode? Number(double number) =>
        !double.IsFinite(number) ? null
        : number == Math.Floor(number) && Math.Abs(number) < 9_007_199_254_740_992d ? JsonValue.Create((long)number)
        : JsonValue.Create(number);

    /// <summary>Text, number or flag as such; objects and arrays stay JSON.</summary>
    public static object? Plain(JsonNode? node)
    {
        if (node is not JsonValue value) return node;
        return value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                ? exact == decimal.Truncate(exact) && Math.Abs(exact) <= long.MaxValue ? (long)exact : exact
                : value.GetValue<double>(),
            _ => null,
        };
    }

    /// <summary>The value as text: strings bare, everything else as JSON.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(ReadableJson),
    };

    /// <summary>A declared default is usually text; this gives it the declared type where that is possible.</summary>
    internal static JsonNode? Coerce(JsonNode? node, string typeName)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text)) return node?.DeepClone();
        if (text.Length == 0) return typeName is "String" or "Object" ? JsonValue.Create(text) : null;
        return ShortName(typeName) switch
        {
            "Int32" or "Int64" or "Long" or "Integer" when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
                => JsonValue.Create(whole),
            "Decimal" or "Double" or "Single" or "Float" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                => JsonValue.Create(number),
            "Boolean" when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
            "Object" or "String" or "DateTime" or "DateTimeOffset" or "TimeSpan" or "Guid" => JsonValue.Create(text),
            _ => ParseOrText(text),
        };
    }

    /// <summary>Elsa's alias; early exports have the CLR's name with namespace and assembly instead.</summary>
    private static string ShortName(string typeName)
    {
        var name = typeName.Split(',')[0].Trim();
        return name[(name.LastIndexOf('.') + 1)..];
    }

    /// <summary>JSON if the text is JSON, else the text itself.</summary>
    internal static JsonNode? ParseOrText(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length == 0 || (trimmed[0] is not ('{' or '[' or '"' or '-') && !char.IsAsciiDigit(trimmed[0])
            && trimmed is not ("true" or "false" or "null")))
        {
            return JsonValue.Create(text);
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    public static T? To<T>(JsonNode? node) => (T?)To(node, typeof(T));

    /// <summary>Converts, or throws <see cref="FormatException"/> saying what could not become what.</summary>
    public static object? To(JsonNode? node, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (node is null) return type.IsValueType && target == type ? Activator.CreateInstance(type) : null;
        if (target == typeof(string)) return Text(node);
        if (target == typeof(object)) return Plain(node);
        if (typeof(JsonNode).IsAssignableFrom(target)) return target.IsInstanceOfType(node) ? node : Refuse(node, target);

        var text = node is JsonValue ? Text(node) : null;
        if (text is not null)
        {
            if (text.Length == 0 && (target != type || !type.IsValueType)) return null;
            if (Scalar(text.Trim(), target) is { } scalar) return scalar;
            if (target.IsValueType && target.IsPrimitive) return Refuse(node, target);
        }

        return Structured(node, text, target);
    }

    private static object? Scalar(string text, Type target)
    {
        var culture = CultureInfo.InvariantCulture;
        if (target == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : text switch { "1" => true, "0" => false, _ => null };
        if (target == typeof(int)) return Whole(text) is { } i and >= int.MinValue and <= int.MaxValue ? (int)i : null;
        if (target == typeof(byte)) return Whole(text) is { } b and >= 0 and <= 255 ? (byte)b : null;
        if (target == typeof(long)) return Whole(text) is { } l and >= long.MinValue and <= long.MaxValue ? (long)l : null;
        if (target == typeof(decimal)) return decimal.TryParse(text, NumberStyles.Float, culture, out var m) ? m : null;
        if (target == typeof(double)) return double.TryParse(text, NumberStyles.Float, culture, out var d) ? d : null;
        if (target == typeof(TimeSpan)) return TimeSpan.TryParse(text, culture, out var span) ? span : null;
        if (target == typeof(Guid)) return Guid.TryParse(text, out var id) ? id : null;
        if (target == typeof(DateOnly)) return DateOnly.TryParse(text, culture, out var day) ? day : null;
        if (target == typeof(DateTimeOffset))
            return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
        if (target == typeof(DateTime))
            return DateTime.TryParse(text, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
        if (target.IsEnum) return Enum.TryParse(target, text, ignoreCase: true, out var member) && Enum.IsDefined(target, member!) ? member : null;
        return null;
    }

    private static decimal? Whole(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) ? number : null;

    /// <summary>Lists and objects; Elsa Studio writes both as JSON inside a string, and short lists as one item a line.</summary>
    private static object? Structured(JsonNode node, string? text, Type target)
    {
        if (text is not null)
        {
            var parsed = ParseOrText(text);
            if (parsed is JsonValue && typeof(IEnumerable).IsAssignableFrom(target) && target != typeof(string))
            {
                parsed = new JsonArray([.. text.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => (JsonNode)JsonValue.Create(line))]);
            }

            node = parsed ?? node;
        }

        try
        {
            return node.Deserialize(target, Web);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            return Refuse(node, target);
        }
    }

    private static object? Refuse(JsonNode node, Type target)
    {
        var shown = node.ToJsonString();
        if (shown.Length > 80) shown = shown[..80] + "…";
        throw new FormatException($"{shown} is not a {target.Name}");
    }
}
