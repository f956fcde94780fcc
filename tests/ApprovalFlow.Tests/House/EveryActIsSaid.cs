using System.Text.RegularExpressions;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.Pages.Competitions;

namespace ApprovalFlow.Tests.House;

/// <summary>The record of a competition is read by people: whatever goes into it has words.</summary>
public sealed partial class EveryActIsSaid
{
    [Fact]
    public void Every_act_recorded_about_a_competition_has_words()
    {
        var texts = new Texts();
        var recorded = Recorded().ToHashSet(StringComparer.Ordinal);
        Assert.InRange(recorded.Count, 80, int.MaxValue); // the reader of sources still finds them
        Assert.DoesNotContain(recorded, action => TrailWords.Of(texts, action) is null);
    }

    /// <summary>The house's own chain (people, calendars, procedures) is nobody's page.</summary>
    private static IEnumerable<string> Recorded() =>
        from file in WorkingCopy.Files("src", ".cs")
        from call in RecordCall().Matches(File.ReadAllText(file)).Select(match => match.Value)
        where !call.Contains("HouseChain", StringComparison.Ordinal)
        from action in Action().Matches(call).Select(match => match.Groups[1].Value)
        select action;

    [GeneratedRegex(@"(\bRecord|TrailEntry\.Of)\([^;]*?;", RegexOptions.Singleline)]
    private static partial Regex RecordCall();

    [GeneratedRegex("\"([a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Action();
}
