using Microsoft.AspNetCore.Connections;

namespace ApprovalFlow.Web.Hosting;

/// <summary>Starting the program: what a person can put right is told in one line, without a stack trace.</summary>
internal static class Start
{
    /// <summary>Runs the program; 0 when it was stopped, 1 when it could not start.</summary>
    public static async Task<int> RunAsync(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (CannotStartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{e.Message} Stop the other program, or choose another port: dotnet run --project src/ApprovalFlow.Web -- --urls http://localhost:5081");
            return 1;
        }
    }

    /// <summary>
    /// Development when started in a working copy, Production anywhere else; ASPNETCORE_ENVIRONMENT decides where it is set.
    /// </summary>
    public static string EnvironmentName =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? (Folders.WorkingCopyOf(AppContext.BaseDirectory) is null ? Environments.Production : Environments.Development);

    /// <summary>
    /// The folder with appsettings.json, wherever the command was typed: the current folder, else the project in the
    /// working copy, else where the program lies. Null leaves the choice to the framework and the command line.
    /// </summary>
    public static string? ContentRoot(string[] args)
    {
        if (File.Exists("appsettings.json") || args.Any(a => a.Contains("contentRoot", StringComparison.OrdinalIgnoreCase))) return null;
        return Folders.WorkingCopyOf(AppContext.BaseDirectory) is { } copy
            ? Path.Combine(copy, "src", "ApprovalFlow.Web")
            : AppContext.BaseDirectory;
    }

    /// <summary>Until it listens, host and server stay silent: <see cref="RunAsync"/> reports what went wrong.</summary>
    public static void SilenceUntilStarted(WebApplicationBuilder builder)
    {
        var started = false;
        builder.Services.AddHostedService(services =>
            new WhenStarted(services.GetRequiredService<IHostApplicationLifetime>(), () => started = true));
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started && level >= LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => started && level >= LogLevel.Warning);
    }

    private sealed class WhenStarted(IHostApplicationLifetime lifetime, Action then) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStarted.Register(then);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
