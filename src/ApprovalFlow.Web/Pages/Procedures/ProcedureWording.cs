using System.Text.RegularExpressions;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>What is said about versions on more than one page.</summary>
internal static partial class ProcedureWording
{
    /// <summary>One difference as a sentence; the stage it concerns is said beside it.</summary>
    public static string Of(Texts texts, Difference difference) => difference.Kind switch
    {
        DifferenceKind.StageAdded => difference.After.Length > 0 ? texts["新增环节（{0}）", difference.After] : texts["新增环节"],
        DifferenceKind.StageRemoved => texts["删去环节"],
        DifferenceKind.Renamed => texts["名称由“{0}”改为“{1}”", difference.Before, difference.After],
        DifferenceKind.SettingChanged => texts["{0}：由“{1}”改为“{2}”", difference.Name, Or(texts, difference.Before), Or(texts, difference.After)],
        DifferenceKind.WayChanged when difference.Name.Length == 0 => texts["去向：由“{0}”改为“{1}”", Or(texts, difference.Before), Or(texts, difference.After)],
        DifferenceKind.WayChanged => texts["“{0}”的去向：由“{1}”改为“{2}”", difference.Name, Or(texts, difference.Before), Or(texts, difference.After)],
    };

    /// <summary>What somebody did to a version, as the record has it.</summary>
    public static string Act(Texts texts, string action) => action switch
    {
        "procedure.drafted" => texts["开始起草"],
        "procedure.draft-saved" => texts["修改草稿"],
        "procedure.draft-undone" => texts["撤销上一次修改"],
        "procedure.draft-discarded" => texts["放弃草稿"],
        "procedure.submitted" => texts["提交审批"],
        "procedure.recalled" => texts["取回修改"],
        "procedure.returned" => texts["退回修改"],
        "procedure.published" => texts["批准并发布"],
        "procedure.withdrawn" => texts["停用"],
        _ => action,
    };

    /// <summary>What the record adds to the act, in words and without the version's id that the page shows anyway.</summary>
    public static string Detail(Texts texts, string versionId, string detail)
    {
        var said = detail.StartsWith(versionId, StringComparison.Ordinal) ? detail[versionId.Length..].Trim() : detail;
        if (Start().Match(said) is { Success: true } start) return texts["{0}，以 {1} 为起点", start.Groups[1].Value, start.Groups[2].Value];
        if (Publication().Match(said) is { Success: true } published) return texts["第 {0} 版，指纹 {1}", published.Groups[1].Value, published.Groups[2].Value];
        return Revision().Match(said) is { Success: true } revised ? texts["第 {0} 次修改", revised.Groups[1].Value] : said;
    }

    [GeneratedRegex("^(.+) <- (.+)$", RegexOptions.None, 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"^v(\d+) sha256 ([0-9a-f]+)$", RegexOptions.None, 1000)]
    private static partial Regex Publication();

    [GeneratedRegex(@"^#(\d+)$", RegexOptions.None, 1000)]
    private static partial Regex Revision();

    private static string Or(Texts texts, string value) => value.Length > 0 ? value.ReplaceLineEndings(" / ") : texts["无"];
}
