using ApprovalFlow.Web.CommandLine;

namespace ApprovalFlow.Tests.Shell;

/// <summary>The first argument decides between a command, the server, and a refusal.</summary>
public class StartingTheProgram
{
    [Theory]
    [InlineData("--urls=http://localhost:5081")]
    [InlineData("Urls=http://localhost:5081")]
    public async Task A_setting_starts_the_server(string argument) => Assert.Null(await Commands.TryRunAsync([argument]));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("workflows")]
    public async Task A_word_that_is_no_command_is_refused(string word)
    {
        var code = await Commands.TryRunAsync([word]);

        Assert.NotNull(code);
        Assert.NotEqual(0, code);
    }

    [Fact]
    public async Task Help_is_given_and_no_server_starts() => Assert.Equal(0, await Commands.TryRunAsync(["--help"]));
}
