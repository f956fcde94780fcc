using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine.Tests.Support;

/// <summary>Elsa's own definitions, beside the checkout and not part of it.</summary>
public static class ConformanceFolder
{
    public static readonly string? Path = Find();

    public static JsonObject Read(string file) => DefinitionImport.Parse(File.ReadAllText(System.IO.Path.Combine(Path!, file)));

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "ApprovalFlow.sln"))) continue;
            foreach (var up in (string[])["..", "../.."])
            {
                var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, up, "shared", "conformance"));
                if (Directory.Exists(beside)) return beside;
            }

            return null;
        }

        return null;
    }
}

/// <summary>Reported as skipped, by name, where the folder is absent.</summary>
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (ConformanceFolder.Path is null) Skip = "the folder ../shared/conformance is not here";
    }
}

/// <summary>As <see cref="ConformanceFactAttribute"/>, for theories.</summary>
public sealed class ConformanceTheoryAttribute : TheoryAttribute
{
    public ConformanceTheoryAttribute()
    {
        if (ConformanceFolder.Path is null) Skip = "the folder ../shared/conformance is not here";
    }
}
