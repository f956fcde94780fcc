using System.Text.Json;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Stages;

/// <summary>The counts a stage closed with, in words. What only a computer reads (identifiers, fingerprints) is left out.</summary>
public static class SummaryWords
{
    /// <summary>A list longer than this is counted instead.</summary>
    private const int MostNamed = 6;

    public static Bilingual Of(string summaryJson)
    {
        using var json = JsonDocument.Parse(summaryJson.Length == 0 ? "{}" : summaryJson);
        var parts = json.RootElement.EnumerateObject()
            .Select(p => WordOf(p.Name) is { } word && ValueOf(p.Value) is { Length: > 0 } value ? new Bilingual($"{word.Zh} {value}", $"{word.En} {value}") : null)
            .OfType<Bilingual>().ToList();
        return new(string.Join("，", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)));
    }

    private static string ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.GetArrayLength() is > 0 and <= MostNamed && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            => string.Join(' ', value.EnumerateArray().Select(v => v.GetString())),
        JsonValueKind.Array => value.GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };

    private static Bilingual? WordOf(string count) => count.ToLowerInvariant() switch
    {
        "number" => new("文号", "number"),
        "posts" => new("职位", "posts"),
        "applicants" or "registered" => new("报名", "registered"),
        "reviewed" => new("审查", "reviewed"),
        "qualified" => new("合格", "qualified"),
        "notqualified" => new("不合格", "not qualified"),
        "onhold" or "held" => new("暂缓", "on hold"),
        "rechecks" => new("申请复核", "re-checks"),
        "sat" => new("应考", "examined"),
        "scored" => new("有成绩", "with marks"),
        "shortlisted" => new("进入面试", "to the interview"),
        "interviewed" => new("面试", "interviewed"),
        "sheets" => new("评分表", "score sheets"),
        "passed" => new("通过", "passed"),
        "evaluated" => new("参加测评", "evaluated"),
        "round" => new("次数", "round"),
        "issued" => new("发出票", "ballots issued"),
        "collected" => new("收回票", "collected"),
        "valid" => new("有效票", "valid"),
        "invalid" => new("无效票", "invalid"),
        "vetoed" => new("未获认可", "not recognised"),
        "candidates" => new("参加排名", "ranked"),
        "ranked" => new("参加排名", "ranked"),
        "entered" => new("列为考察对象", "to inspection"),
        "inspected" => new("考察", "inspected"),
        "suitable" or "proposed" => new("合适", "suitable"),
        "materials" => new("考察材料", "inspection materials"),
        "checked" => new("核查", "checked"),
        "cleared" => new("无影响", "cleared"),
        "decided" => new("提交表决", "put to the vote"),
        "appointed" => new("任职", "appointed"),
        "documents" => new("任职文件", "documents"),
        "told" => new("告知", "told"),
        "results" => new("期满", "probation ended"),
        _ => null,
    };
}
