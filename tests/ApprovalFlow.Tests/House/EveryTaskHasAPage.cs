using System.Text.RegularExpressions;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.House;

/// <summary>Pages are found by convention, so a kind without its page would be a dead end that no compiler sees.</summary>
public partial class EveryTaskHasAPage
{
    [Fact]
    public void Each_kind_of_task_has_a_page_named_after_it() =>
        Assert.Empty(Missing(Enum.GetNames<TaskKind>(), "Tasks"));

    [Fact]
    public void Each_kind_of_stage_has_a_page_named_after_it() =>
        Assert.Empty(Missing(Enum.GetNames<StageKind>(), "Stages"));

    [Fact]
    public void A_missing_page_is_noticed() => Assert.Equal(["NoSuchKind"], Missing(["NoSuchKind"], "Tasks"));

    private static List<string> Missing(IEnumerable<string> kinds, string folder) => [.. kinds.Where(kind =>
    {
        var page = WorkingCopy.Of($"src/ApprovalFlow.Web/Pages/{folder}/{kind}.cshtml");
        var kebab = Hump().Replace(kind, "-$0").ToLowerInvariant();
        return !File.Exists(page) || !File.ReadLines(page).First().Contains($"/{kebab}/", StringComparison.Ordinal);
    })];

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Hump();
}
