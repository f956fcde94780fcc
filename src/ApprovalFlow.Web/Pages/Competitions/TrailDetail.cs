using System.Globalization;
using System.Text.RegularExpressions;
using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Objections;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Archive;
using ApprovalFlow.Stages.CloseCompetition;
using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Stages.Registration;
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
    /// <summary>The vocabularies of the product, the likelier first where two have the same word.</summary>
    private static readonly Func<Texts, string, string?>[] Vocabularies =
    [
        Named<Verdict>, Named<StageKind>, Named<Duty>, Named<DeadlineKind>, Named<ApplicationState>, Named<ObjectionState>,
        Named<PublicationScope>, Named<CheckKind>, Named<CheckFinding>, Named<CheckResult>, Named<PostMeasure>, Named<VoteMode>,
        Named<DecisionItemState>, Named<DeviationKind>, Named<EvaluationMeetingState>, Named<BallotSubject>, Named<ExamSource>,
        Named<ObjectionChannel>, Named<AttachmentKind>, Named<LateRegistrationState>, Named<RecordPart>, Named<MailEvent>,
        (texts, word) => Enum.TryParse<CloseReason>(word, out var reason) ? texts.Either(CloseCompetitionStage.TextOf(reason)) : null,
    ];

    /// <summary><paramref name="action"/>: the act that <paramref name="detail"/> was stored with.</summary>
    public static string Of(Texts texts, DateWords dates, string action, string detail)
    {
        if (Stage().Match(detail) is { Success: true } stage && Enum.TryParse<StageKind>(stage.Groups["kind"].Value, out var kind))
            return StageOf(texts, kind, stage);
        var text = Json().Replace(detail, "");
        text = Instant().Replace(text, m => DateTimeOffset.TryParse(m.Value, CultureInfo.InvariantCulture, out var at) ? dates.When(at) : m.Value);
        text = Period().Replace(text, m => DayOf(m.Groups[1]) is { } from && DayOf(m.Groups[2]) is { } to ? dates.FromTo(from, to) : m.Value);
        text = Day().Replace(text, m => DayOf(m) is { } day ? dates.Day(day) : m.Value);
        text = Count().Replace(text, m => m.Groups[1].Value.Replace(" =", "", StringComparison.Ordinal).ToLowerInvariant());
        text = Stub().Replace(Fingerprint().Replace(text, ""), "");
        text = Round().Replace(text, m => NumberOf(texts, action, m.Groups[1].Value));
        text = Name().Replace(text, m => NameOf(texts, action, m.Value));
        text = Gaps().Replace(BeforeMark().Replace(text, ""), " ").Trim(' ', ':', ',');
        return Language.IsChinese ? TrailPhrases.InChinese(action, text) : text;
    }

    /// <summary>Drafts of a plan and draw numbers are always said; the first of several rounds is not.</summary>
    private static string NumberOf(Texts texts, string action, string number) =>
        action.StartsWith("plan.", StringComparison.Ordinal) ? texts["第 {0} 次修改", number]
        : action is "score-sheet.sealed" or "score-sheet.recused" or "interview.absent" ? texts["{0} 号考生", number]
        : number is "1" ? "" : texts["第 {0} 次", number];

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

    private static string NameOf(Texts texts, string action, string word) =>
        Enum.TryParse<TaskKind>(word, out var task) ? texts.Either(TaskNames.Of(task))
        : (action.StartsWith("item.", StringComparison.Ordinal) ? Named<DecisionItemState>(texts, word) : null)
            ?? Vocabularies.Select(vocabulary => vocabulary(texts, word)).FirstOrDefault(name => name is not null) ?? word;

    /// <summary>Null for what only looks like a day: people write in the record too.</summary>
    private static DateOnly? DayOf(Capture written) =>
        DateOnly.TryParseExact(written.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Named<T>(Texts texts, string word) where T : struct, Enum =>
        Enum.TryParse<T>(word, out var value) && texts.Of(value) is var name && !name.StartsWith(typeof(T).Name + ".", StringComparison.Ordinal) ? name : null;

    [GeneratedRegex(@"^(?<kind>[A-Z]\w+) \S+ #(?<round>\d+):? ?(?<outcome>[A-Z]\w*)? ?(?<json>\{.*\})?$", RegexOptions.Singleline, 1000)]
    private static partial Regex Stage();

    [GeneratedRegex(@"[\[{]"".*$|\{\}", RegexOptions.Singleline, 1000)]
    private static partial Regex Json();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)", RegexOptions.None, 1000)]
    private static partial Regex Instant();

    [GeneratedRegex(@"\b(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)\b", RegexOptions.None, 1000)]
    private static partial Regex Period();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d\b", RegexOptions.None, 1000)]
    private static partial Regex Day();

    /// <summary>A count of ballots as the record type writes it.</summary>
    [GeneratedRegex(@"BallotCount \{ (.*?) \}", RegexOptions.None, 1000)]
    private static partial Regex Count();

    /// <summary>What stood before an identifier or a fingerprint.</summary>
    [GeneratedRegex(@"\b(post|item|seed|minutes|agenda|calendar)\b(?=\W*(#\d+)?\W*$)|->\s*\.", RegexOptions.None, 1000)]
    private static partial Regex Stub();

    [GeneratedRegex(@"(sha256 )?\b(?:[0-9a-f]{64}|[0-9a-f]{32}|(?=\d*[a-f])[0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b|\bsha256\b", RegexOptions.None, 1000)]
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
