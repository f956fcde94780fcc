namespace ApprovalFlow.Web.Hosting;

/// <summary>
/// Where the product keeps and finds files. Home is the working copy when the program runs inside one, else the
/// application's own folder; relative paths in the configuration start there, wherever the command was typed.
/// </summary>
public sealed class Folders
{
    public Folders(IHostEnvironment environment, IConfiguration configuration)
    {
        Home = WorkingCopyOf(environment.ContentRootPath) ?? environment.ContentRootPath;
        Data = InHome(configuration["Data:Folder"] ?? "data");
    }

    public string Home { get; }

    /// <summary>Attachments, written mails and, by default, the SQLite file.</summary>
    public string Data { get; }

    /// <summary>Mails written as files where no mail server is set.</summary>
    public string Mail => Path.Combine(Data, "mail");

    /// <summary>Keys of ballots under way: beside the database, never in it.</summary>
    public string BallotKeys => Path.Combine(Data, "ballot-keys");

    public string InHome(string path) => Path.GetFullPath(Path.Combine(Home, path));

    /// <summary>Makes sure that the data folder is there and can be written; otherwise says what to do.</summary>
    public void EnsureWritable()
    {
        var probe = Path.Combine(Data, $".probe-{Guid.CreateVersion7():n}");
        try
        {
            Directory.CreateDirectory(Data);
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The data folder {Data} cannot be written: give this user the right to write there, or set Data:Folder to another folder.", e);
        }
    }

    /// <summary>The root of the working copy that holds the folder, or null outside of one.</summary>
    public static string? WorkingCopyOf(string folder)
    {
        for (var parent = new DirectoryInfo(folder); parent is not null; parent = parent.Parent)
            if (File.Exists(Path.Combine(parent.FullName, "ApprovalFlow.sln"))) return parent.FullName;
        return null;
    }
}
