using System.Runtime.CompilerServices;

namespace ApprovalFlow.Tests.Support;

/// <summary>
/// Every program in process would watch its settings and pages with watchers of the operating system, of which a user has
/// few. Nothing changes while tests run.
/// </summary>
internal static class NoFileWatchers
{
    [ModuleInitializer]
    internal static void Switch()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }
}
