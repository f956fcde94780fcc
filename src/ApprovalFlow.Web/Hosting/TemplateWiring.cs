using ApprovalFlow.Procedures;

namespace ApprovalFlow.Web.Hosting;

internal static class TemplateWiring
{
    /// <summary>
    /// Publishes the definitions of the folder "Workflows:Folder" once. A file that is refused is one clear line in the log
    /// and keeps nobody from working: what was published before stays in force.
    /// </summary>
    public static async Task LoadTemplatesAsync(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<Folders>().InHome(app.Configuration["Workflows:Folder"] ?? "workflows");
        await using var scope = app.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<TemplateLoader>().RunAsync(folder, app.Lifetime.ApplicationStopping);
        foreach (var refusal in result.Refused) app.Logger.LogError("Refused {Refusal}", refusal);
    }
}
