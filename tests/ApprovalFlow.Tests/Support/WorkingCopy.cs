namespace ApprovalFlow.Tests.Support;

/// <summary>Where things are in the working copy.</summary>
internal static class WorkingCopy
{
    public static string Root { get; } = FindRoot();

    public static string Of(string path) => Path.Combine(Root, path);

    /// <summary>The files below a folder with one of the endings, without what was built or installed there.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) => Directory
        .EnumerateFiles(Of(folder), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
        .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ApprovalFlow.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Not inside the ApprovalFlow working copy.");
    }
}
