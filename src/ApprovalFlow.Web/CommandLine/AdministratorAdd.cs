using System.CommandLine;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace ApprovalFlow.Web.CommandLine;

/// <summary>
/// <c>administrator add</c>: the first account of an installation without the demonstration. Prints the link through
/// which its owner sets a password; uses the same configuration as the server.
/// </summary>
internal static class AdministratorAdd
{
    public static Command Describe()
    {
        var slug = new Option<string>("--unit") { Description = "Code of the unit in addresses: lower-case letters, digits, hyphens", Required = true };
        var unit = new Option<string>("--unit-name") { Description = "Name of the unit", Required = true };
        var unitEn = new Option<string>("--unit-name-en") { Description = "Its name in English", DefaultValueFactory = _ => "" };
        var name = new Option<string>("--name") { Description = "The administrator's own name", Required = true };
        var number = new Option<string>("--staff-number") { Description = "Staff number", DefaultValueFactory = _ => "1" };
        var userName = new Option<string>("--user-name") { Description = "Name for signing in", Required = true };
        var email = new Option<string>("--email") { Description = "Address for mails", Required = true };
        var add = new Command("add", "Adds a topmost unit and its first administrator") { slug, unit, unitEn, name, number, userName, email };
        add.SetAction((parsed, ct) => Start.RunAsync(() => RunAsync(
            new(parsed.GetRequiredValue(slug), parsed.GetRequiredValue(unit), parsed.GetRequiredValue(unitEn), parsed.GetRequiredValue(number),
                parsed.GetRequiredValue(name), parsed.GetRequiredValue(userName), parsed.GetRequiredValue(email)),
            Console.Out, ct)));
        return new Command("administrator", "Accounts that everything starts with") { add };
    }

    private static async Task RunAsync(AppointAdministrator.Request request, TextWriter output, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Start.ContentRoot([]) });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddApprovalFlowWeb();
        await using var app = builder.Build();
        await app.PrepareDatabaseAsync();

        await using var scope = app.Services.CreateAsyncScope();
        var (outcome, id) = await scope.ServiceProvider.GetRequiredService<AppointAdministrator>().RunAsync(request, ct);
        await output.WriteLineAsync(outcome switch
        {
            AppointAdministratorOutcome.Appointed => await LinkAsync(scope.ServiceProvider, id),
            AppointAdministratorOutcome.AlreadyAdministered => "This unit has an administrator: sign in as one and add people there.",
            AppointAdministratorOutcome.UserNameTaken => $"The sign-in name {request.UserName} is taken: choose another one.",
            AppointAdministratorOutcome.StaffNumberTaken => $"The staff number {request.StaffNumber} is taken: choose another one.",
        });
    }

    private static async Task<string> LinkAsync(IServiceProvider services, Guid id)
    {
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var account = await accounts.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The account was just made.");
        var query = new Dictionary<string, string?> { ["id"] = id.ToString(), ["token"] = await accounts.GeneratePasswordResetTokenAsync(account) };
        var site = services.GetRequiredService<SiteAddress>().BaseUrl;
        return $"Start the server and set a password within two hours: {new Uri(site, QueryHelpers.AddQueryString("/account/reset", query))}";
    }
}
