using System.Text.Json;
using System.Text.RegularExpressions;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Studio;

/// <summary>The tables that replace the studio's own English.</summary>
public sealed class TablesOfWords
{
    [Fact]
    public void The_Chinese_one_is_Chinese()
    {
        var table = Read("zh");
        Assert.NotEmpty(table.Words);
        Assert.All(table.Words, word => Assert.Matches("[\u4e00-\u9fff]", word.Value));
    }

    [Fact]
    public void The_English_one_has_no_Chinese() => Assert.All(Read("en").Words, word => Assert.DoesNotMatch("[\u4e00-\u9fff]", word.Value));

    [Fact]
    public void Both_hide_the_same() => Assert.Equal(Read("zh").Hidden, Read("en").Hidden);

    [Fact]
    public void Patterns_fill_in_what_they_took() => Assert.All(Read("zh").Patterns, pattern =>
    {
        var groups = new Regex(pattern.Key, RegexOptions.None, TimeSpan.FromSeconds(1)).GetGroupNumbers().Length - 1;
        Assert.All(Enumerable.Range(1, groups), number => Assert.Contains($"${number}", pattern.Value, StringComparison.Ordinal));
    });

    private static Table Read(string language) => JsonSerializer.Deserialize<Table>(
        File.ReadAllText(WorkingCopy.Of($"src/ApprovalFlow.Web/wwwroot/js/studio/words.{language}.json")), JsonSerializerOptions.Web)!;

    private sealed record Table(
        IReadOnlyDictionary<string, string> Words, IReadOnlyDictionary<string, string> Patterns, IReadOnlyDictionary<string, string> Hidden);
}
