using ApprovalFlow.Rehearsals;
using ApprovalFlow.Tests.Procedures;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Web.Pages.Procedures;

namespace ApprovalFlow.Tests.Rehearsals;

/// <summary>A draft rehearsed on its page: in every scenario with one press, within limits that are said in numbers.</summary>
public sealed class RehearsingOnAPage(DraftRoom room) : IClassFixture<DraftRoom>
{
    private static readonly int MostInEach = RehearsalModel.MostTogether / Scenario.All.Count;

    [Fact]
    public async Task One_press_plays_every_scenario_and_says_how_each_ends()
    {
        using var administrator = room.App.As(room.Administrator);
        using var answer = await administrator.Press(await AddressAsync(), "演练全部情形", ("Input.Candidates", "6"));
        var page = await answer.Page();

        var rows = page.QuerySelectorAll("section[aria-labelledby='endings'] tbody tr");
        Assert.Equal(Scenario.All.Select(s => "#scenario-" + s.Name), rows.Select(r => r.QuerySelector("a")!.GetAttribute("href")));
        Assert.All(Scenario.All, s => Assert.NotNull(page.QuerySelector($"details:not([open]) > #scenario-{s.Name}")));
        Assert.Contains("纪实归档", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("报名：没有职位可继续", rows[1].TextContent, StringComparison.Ordinal); // not: closed, as every way out is in the end
    }

    [Fact]
    public async Task One_scenario_is_open_and_needs_no_list()
    {
        using var administrator = room.App.As(room.Administrator);
        using var answer = await administrator.Submit(await AddressAsync(), ("Input.Candidates", "6"));
        var page = await answer.Page();
        Assert.NotNull(page.QuerySelector("details[open] > #scenario-ordinary"));
        Assert.Null(page.QuerySelector("#endings"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RehearsalModel.MostCandidates + 1)]
    public async Task Candidates_outside_the_limits_are_refused(int candidates) =>
        Assert.Contains($"{RehearsalModel.MostCandidates}", await RefusalAsync(candidates, every: false), StringComparison.Ordinal);

    [Fact]
    public async Task Candidates_of_all_scenarios_together_are_limited() =>
        Assert.Contains($"每种最多 {MostInEach} 人", await RefusalAsync(MostInEach + 1, every: true), StringComparison.Ordinal);

    [Fact]
    public async Task At_least_one_scenario_is_asked_for()
    {
        using var administrator = room.App.As(room.Administrator);
        using var answer = await administrator.Submit(await AddressAsync(), ("Input.Scenarios", "miracle"));
        Assert.Contains("请至少选择一种情形", (await answer.Page()).QuerySelector(".validation-summary-errors")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> RefusalAsync(int candidates, bool every)
    {
        using var administrator = room.App.As(room.Administrator);
        using var answer = await administrator.Press(await AddressAsync(), every ? "演练全部情形" : "开始演练", ("Input.Candidates", $"{candidates}"));
        var page = await answer.Page();
        Assert.Null(page.QuerySelector("#result"));
        return page.QuerySelector(".validation-summary-errors")!.TextContent;
    }

    private async Task<string> AddressAsync() => $"/procedures/{await room.StartAsync()}/rehearsal";
}
