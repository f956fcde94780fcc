using System.CommandLine;

namespace ApprovalFlow.Web.CommandLine;

/// <summary>What the program does instead of serving pages when its first argument names a command.</summary>
public static class Commands
{
    /// <summary>
    /// The exit code; null where the first argument is a setting of the server (<c>--urls</c>, <c>Urls=</c>), so that it
    /// starts. A word that is no command is refused with the list of those that are, and never starts a server.
    /// </summary>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        var root = new RootCommand("ApprovalFlow: competitive selection by Elsa workflows")
        {
            WorkflowRun.Describe(), ProcedureCommand.Describe(), AdministratorAdd.Describe(),
        };
        var isSetting = args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version") || args[0].Contains('=', StringComparison.Ordinal);
        return isSetting ? null : await root.Parse(args).InvokeAsync();
    }
}
