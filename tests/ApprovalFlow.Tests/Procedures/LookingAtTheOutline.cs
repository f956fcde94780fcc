using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures;

/// <summary>The outline page in a real browser.</summary>
public sealed class LookingAtTheOutline(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 375)]
    public async Task Axe_finds_nothing_and_nothing_sticks_out(string language, int width)
    {
        using var room = new DraftRoom();
        var site = room.App.Listen();
        await room.InitializeAsync();
        var id = await room.StartAsync();
        var page = await chromium.OpenAsync(site, room.Administrator, language, width);
        await page.GotoAsync($"/procedures/{id}/outline?open=interview");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"outline-{language}-{width}.png") });
        Assert.Equal("", string.Join('\n', await Chromium.AxeAsync(page)));
        Assert.False(await Chromium.ScrollsSidewaysAsync(page));
        await page.Context.CloseAsync();
    }
}
