using ApprovalFlow.Web;
using ApprovalFlow.Web.CommandLine;
using ApprovalFlow.Web.Demo;
using ApprovalFlow.Web.Hosting;

if (args is [_, ..] && await Commands.TryRunAsync(args) is { } code) return code;

return await Start.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args, ContentRootPath = Start.ContentRoot(args), EnvironmentName = Start.EnvironmentName,
    });
    Start.SilenceUntilStarted(builder);
    builder.AddApprovalFlowWeb();

    var app = builder.Build();
    app.UseApprovalFlowWeb();
    await app.PrepareDatabaseAsync();
    await app.BeginDemoAsync();
    await app.LoadTemplatesAsync();
    await app.PrepareDemoAsync();
    await app.RunAsync();
});

/// <summary>The entry point, public so that tests can start the whole product in process.</summary>
public partial class Program;
