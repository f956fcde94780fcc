using System.Globalization;
using System.Text.RegularExpressions;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Objections;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>
/// What an entry of the record adds to the act, as far as it can be said in words: kinds and verdicts by their names, counts,
/// dates. Identifiers, fingerprints and settings are left out; the entry as it is stored, and hashed, is shown beneath.
/// </summary>
internal static partial class TrailDetail
{
    public static string Of(Texts texts, DateWords dates, string detail)
    {
        if (Stage().Match(detail) is { Success: true } stage && Enum.TryParse<StageKind>(stage.Groups["kind"].Value, out var kind))
            return StageOf(texts, kind, stage);
        var text = Json().Replace(detail, "");
        text = Instant().Replace(text, m => dates.When(DateTimeOffset.Parse(m.Value, CultureInfo.InvariantCulture)));
        text = Fingerprint().Replace(text, "");
        text = Round().Replace(text, m => m.Groups[1].Value == "1" ? "" : texts["第 {0} 次", m.Groups[1].Value]);
        text = Name().Replace(text, m => NameOf(texts, m.Value));
        return Gaps().Replace(BeforeMark().Replace(text, ""), " ").Trim(' ', ':', ',');
    }

    private static string StageOf(Texts texts, StageKind kind, Match stage)
    {
        var descriptor = StageCatalog.All.FirstOrDefault(d => d.TypeName == "ApprovalFlow." + kind);
        var outcome = descriptor?.Outcomes.FirstOrDefault(o => o.Name == stage.Groups["outcome"].Value);
        var counts = outcome is null ? "" : texts.Either(SummaryWords.Of(stage.Groups["json"].Value));
        return string.Join(texts["，"], new[]
        {
            texts.Of(kind), stage.Groups["round"].Value is "1" ? "" : texts["第 {0} 次", stage.Groups["round"].Value],
            outcome is null ? "" : texts.Either(outcome.Label), counts,
        }.Where(part => part.Length > 0));
    }

    private static string NameOf(Texts texts, string word) =>
        Enum.TryParse<TaskKind>(word, out var task) ? texts.Either(TaskNames.Of(task))
        : Named<Verdict>(texts, word) ?? Named<StageKind>(texts, word) ?? Named<Duty>(texts, word)
            ?? Named<DeadlineKind>(texts, word) ?? Named<ApplicationState>(texts, word)
            ?? Named<ObjectionState>(texts, word) ?? Named<PublicationScope>(texts, word) ?? word;

    private static string? Named<T>(Texts texts, string word) where T : struct, Enum =>
        Enum.TryParse<T>(word, out var value) && texts.Of(value) is var name && !name.StartsWith(typeof(T).Name + ".", StringComparison.Ordinal) ? name : null;

    [GeneratedRegex(@"^(?<kind>[A-Z]\w+) \S+ #(?<round>\d+):? ?(?<outcome>[A-Z]\w*)? ?(?<json>\{.*\})?$", RegexOptions.Singleline, 1000)]
    private static partial Regex Stage();

    [GeneratedRegex(@"[\[{]"".*$|\{\}", RegexOptions.Singleline, 1000)]
    private static partial Regex Json();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)", RegexOptions.None, 1000)]
    private static partial Regex Instant();

    [GeneratedRegex(@"(sha256 )?\b(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b|\bsha256\b", RegexOptions.None, 1000)]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"#(\d+)", RegexOptions.None, 1000)]
    private static partial Regex Round();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+\b", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\s+(?=[:,])", RegexOptions.None, 1000)]
    private static partial Regex BeforeMark();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Gaps();
}
