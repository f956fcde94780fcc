using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// The real program as a process of its own, on an empty data folder with the demonstration's people, sending to a real SMTP
/// server.
/// </summary>
public sealed class StoryServer : IAsyncDisposable
{
    private readonly ProductProcess _process;
    private readonly string _folder;

    private StoryServer(ProductProcess process, string folder, SmtpServer mail) => (_process, _folder, Mail) = (process, folder, mail);

    public Uri Address => _process.Address;

    public SmtpServer Mail { get; }

    /// <param name="competitions">With the demonstration's competitions, one finished and one under way, or with none.</param>
    public static async Task<StoryServer> StartAsync(bool competitions)
    {
        var mail = await SmtpServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("approvalflow-story-").FullName;
        var process = await ProductProcess.StartAsync(folder, Path.Combine(folder, "story.db"),
            ("Database__Setup", "Migrate"), ("Demo__Enabled", "true"), ("Demo__Competitions", competitions ? "true" : "false"),
            ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", $"{mail.At.Plain}"), ("Smtp__Security", "None"), ("Smtp__From", "gw@example.cn"));
        return new(process, folder, mail);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await Mail.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
