using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures;

/// <summary>
/// The JSON of a drawing that somebody sent: read without trust, and made ours. What we do not know stays as it came;
/// whose version it is, and which, is never taken from it.
/// </summary>
public static class DraftJson
{
    /// <summary>The most bytes of UTF-8 that a drawing may have.</summary>
    public const int LargestBytes = 1024 * 1024;

    /// <summary>How deep objects and lists may lie in each other.</summary>
    public const int DeepestNesting = 64;

    /// <summary>The longest single text, script or setting.</summary>
    public const int LongestText = 20_000;

    /// <summary>
    /// In <c>customProperties</c>: where a designer may carry the revision it saw. Never stored, never exported.
    /// </summary>
    public const string RevisionProperty = "draftRevision";

    public const string NameEnProperty = "nameEn";

    /// <summary>The object that was sent, or why it cannot be taken; never both.</summary>
    public static (JsonObject? Json, IReadOnlyList<DefinitionProblem> Problems) Read(string text)
    {
        if (text.Length > LargestBytes) return Refused($"图太大，超过 {LargestBytes / 1024} KB。", $"The drawing is larger than {LargestBytes / 1024} KB.");
        byte[] bytes;
        try
        {
            bytes = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return Refused("含有不完整的字符。", "It holds broken characters.");
        }

        if (bytes.Length > LargestBytes) return Refused($"图太大，超过 {LargestBytes / 1024} KB。", $"The drawing is larger than {LargestBytes / 1024} KB.");
        try
        {
            if (LongestTextOf(bytes) > LongestText)
                return Refused($"有一段文字超过 {LongestText} 字。", $"One text is longer than {LongestText} characters.");
            var options = new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false };
            return JsonNode.Parse(bytes, documentOptions: options) is JsonObject json
                ? (json, [])
                : Refused("流程图应当是一个 JSON 对象。", "A drawing is a JSON object.");
        }
        catch (JsonException error)
        {
            return Refused("不是有效的 JSON：" + error.Message, "This is not valid JSON: " + error.Message);
        }
        catch (InvalidOperationException)
        {
            return Refused("含有不完整的字符。", "It holds broken characters.");
        }
    }

    /// <summary>The flowchart itself, whichever of Elsa's two ways it is wrapped in; null when there is none.</summary>
    public static JsonObject? Flowchart(JsonObject definition)
    {
        var root = definition["root"] as JsonObject;
        if (root is not null && Text(root["type"]) == "Elsa.Workflow") root = root["root"] as JsonObject;
        return root is not null && Text(root["type"]) == "Elsa.Flowchart" ? root : null;
    }

    /// <summary>Sets whose it is and which version; a name is kept as drawn where there is one.</summary>
    internal static void MakeOurs(JsonObject json, ProcedureVersion version)
    {
        json.Remove("links");
        json["id"] = version.Id;
        json["definitionId"] = version.DefinitionId;
        json["version"] = version.Version;
        json["createdAt"] = version.CreatedAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        (json["isLatest"], json["isPublished"], json["isReadonly"], json["isSystem"]) = (true, false, false, false);
        if (Text(json["name"]).Trim().Length == 0) json["name"] = version.Name;
        (json["customProperties"] as JsonObject)?.Remove(RevisionProperty);
    }

    /// <summary>Names the procedure in both languages.</summary>
    internal static void Rename(JsonObject json, string name, string nameEn)
    {
        json["name"] = name;
        if (json["customProperties"] is not JsonObject custom) json["customProperties"] = custom = [];
        custom[NameEnProperty] = nameEn;
    }

    internal static string Name(JsonObject json) => Text(json["name"]).Trim();

    internal static string NameEn(JsonObject json) =>
        Text((json["customProperties"] as JsonObject)?[NameEnProperty]).Trim() is { Length: > 0 } name ? name : Name(json);

    /// <summary>Do both say the same? Designers list activities and connections in any order.</summary>
    public static bool SameMeaning(string one, string other) =>
        one == other || JsonNode.DeepEquals(Ordered(JsonNode.Parse(one)), Ordered(JsonNode.Parse(other)));

    internal static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static JsonNode? Ordered(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++) Ordered(list[i]);
        }
        else if (node is JsonObject json)
        {
            foreach (var (_, value) in json) Ordered(value);
            foreach (var name in (string[])["activities", "connections"])
            {
                if (json[name] is not JsonArray unordered) continue;
                var items = unordered.ToList();
                unordered.Clear();
                foreach (var item in items.OrderBy(Key, StringComparer.Ordinal)) unordered.Add(item);
            }
        }

        return node;

        static string Key(JsonNode? item) => item is JsonObject json
            ? Text(json["id"]) is { Length: > 0 } id ? id : $"{json["source"]?.ToJsonString()} {Text(json["sourcePort"])} {json["target"]?.ToJsonString()}"
            : item?.ToJsonString() ?? "";
    }

    private static int LongestTextOf(ReadOnlySpan<byte> bytes)
    {
        var longest = 0;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DeepestNesting });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                longest = Math.Max(longest, reader.GetString()!.Length);
        }

        return longest;
    }

    private static (JsonObject?, IReadOnlyList<DefinitionProblem>) Refused(string zh, string en) => (null, [new("$", null, new(zh, en))]);
}
