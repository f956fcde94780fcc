using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures;

/// <summary>The outline page in a real browser.</summary>
public sealed class LookingAtTheOutline(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Axe_finds_nothing_and_nothing_sticks_out()
    {
        using var room = new DraftRoom();
        var site = room.App.Listen();
        await room.InitializeAsync();
        var id = await room.StartAsync();
        Assert.Equal("", string.Join('\n', await chromium.LookAsync(site, room.Administrator, "outline", $"/procedures/{id}/outline?open=interview")));
    }
}
