using System.Globalization;
using System.Text.RegularExpressions;
using ApprovalFlow.Calendar;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.Pages.Competitions;

namespace ApprovalFlow.Tests.House;

/// <summary>The record of a competition is read by people: whatever goes into it has words, in both languages.</summary>
public sealed partial class EveryActIsSaid : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly Texts _texts = new();
    private readonly DateWords _dates = new(TimeProvider.System, new Calendars(), new Texts());

    public EveryActIsSaid() => CultureInfo.CurrentUICulture = new(Language.Chinese);

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Fact]
    public void Every_act_recorded_about_a_competition_has_words()
    {
        var recorded = Calls().SelectMany(call => call.Acts).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(recorded.Count, 80, int.MaxValue); // the reader of sources still finds them
        Assert.DoesNotContain(recorded, action => TrailWords.Of(_texts, action) is null);
    }

    /// <summary>What the sources write around the values, said in Chinese: no English is left.</summary>
    [Fact]
    public void Every_detail_recorded_about_a_competition_reads_in_Chinese()
    {
        var said = (
            from call in Calls()
            from detail in RecordedStrings.Written(call.Text)
            from act in call.Acts
            select (act, detail, Chinese: TrailDetail.Of(_texts, _dates, act, detail))).ToList();
        Assert.InRange(said.Count, 50, int.MaxValue);
        Assert.DoesNotContain(said, each => Latin().IsMatch(each.Chinese));
    }

    [Theory]
    [InlineData("evaluation.held", "#1: should attend 40, present 38, Voting", "应到会 40 人，实到 38 人，正在投票")]
    [InlineData("ballot-box.counted", "Evaluation #2: issued 38, collected 37, valid 36, invalid 1", "民主测评 第 2 次：发出票 38，收回票 37，有效票 36，无效票 1")]
    [InlineData("count.signed", "2: BallotCount { Issued = 5, Collected = 5, Valid = 5, Invalid = 0, Agree = 4, Disagree = 1, Abstain = 0 }", "第 2 项：发出票 5，收回票 5，有效票 5，无效票 0，同意 4，不同意 1，弃权 0")]
    [InlineData("item.vote-closed", "2 VoteClosed: BallotCount { Issued = 5, Collected = 5, Valid = 5, Invalid = 0, Agree = 4, Disagree = 1, Abstain = 0 }", "第 2 项 待计票签字：发出票 5，收回票 5，有效票 5，无效票 0，同意 4，不同意 1，弃权 0")]
    [InlineData("ratio.counted", "副主任 #1: 3 of 2", "副主任：报名 3 人，开考需 2 人")]
    [InlineData("score-sheet.sealed", "#1", "1 号考生")]
    [InlineData("plan.submitted", "#36", "第 36 次修改")]
    [InlineData("ranked-list.computed", "post 01a21c71b0d5711883d158646597fdf3 #1 8e81ce3d2ae6e91c6fcca7bcccb298885cdfe23c353397ace11a69039d095688", "")]
    [InlineData("inspection-notice.published", "考察预告〔20250627〕1号 2025-07-01..2025-07-07 a6d4ce22cd00b9aac98fe4d7618483c0cc9bc1f884e2c5841cf6e1b677238f79", "考察预告〔20250627〕1号 2025年7月1日（周二） – 2025年7月7日（周一）")]
    [InlineData("competition.suspended", "见2025-13-45..2025-13-46、 2025-13-45 与 2025-99-99T99:99:99Z", "见2025-13-45..2025-13-46、 2025-13-45 与 2025-99-99T99:99:99Z")]
    public void A_detail_reads_like_this(string act, string stored, string said) => Assert.Equal(said, TrailDetail.Of(_texts, _dates, act, stored));

    private sealed record Call(string Text, IReadOnlyList<string> Acts);

    /// <summary>The house's own chain (people, calendars, procedures) is nobody's page.</summary>
    private static IEnumerable<Call> Calls() =>
        from file in WorkingCopy.Files("src", ".cs")
        let source = File.ReadAllText(file)
        from text in RecordCall().Matches(source).Select(match => match.Value)
        where !text.Contains("HouseChain", StringComparison.Ordinal)
        let acts = Action().Matches(text).Select(match => match.Groups[1].Value).ToList()
        where acts.Count > 0
        select new Call(Action().Replace(text, ""), acts);

    [GeneratedRegex(@"(\bRecord|TrailEntry\.Of)\([^;]*?;", RegexOptions.Singleline)]
    private static partial Regex RecordCall();

    [GeneratedRegex("\"([a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
