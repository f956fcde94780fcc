using System.CommandLine;

namespace ApprovalFlow.Web.CommandLine;

/// <summary>What the program does instead of serving pages when its first argument names a command.</summary>
internal static class Commands
{
    /// <summary>The exit code; null where the arguments name no command, so that the server starts.</summary>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        var root = new RootCommand("ApprovalFlow: competitive selection by Elsa workflows") { WorkflowRun.Describe(), AdministratorAdd.Describe() };
        return root.Subcommands.Any(c => c.Name == args[0]) ? await root.Parse(args).InvokeAsync() : null;
    }
}
