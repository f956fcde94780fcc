using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.House;

/// <summary>What a visitor sees first. Notes, scripts and drawings live in the folders, each with a README.</summary>
public class RootIsTidy
{
    private static readonly string[] Visible =
        ["CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props", "README.md", "ApprovalFlow.sln", "infra", "src", "tests", "workflows"];

    [Fact]
    public void Nothing_lies_in_the_root_but_what_the_list_names()
    {
        var found = Directory.EnumerateFileSystemEntries(WorkingCopy.Root).Select(Path.GetFileName).OfType<string>()
            .Where(name => !name.StartsWith('.') && name is not ("data" or "node_modules"));
        Assert.Equal(Visible.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("infra"), InlineData("src"), InlineData("tests"), InlineData("workflows")]
    public void Every_top_folder_says_what_is_in_it(string folder) =>
        Assert.True(File.Exists(WorkingCopy.Of(Path.Combine(folder, "README.md"))), $"{folder}/README.md is missing.");

    [Fact]
    public void Program_is_short() => Assert.InRange(File.ReadAllLines(WorkingCopy.Of("src/ApprovalFlow.Web/Program.cs")).Length, 1, 60);
}
