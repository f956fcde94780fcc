using ApprovalFlow.Mail;
using ApprovalFlow.Web.Hosting;

namespace ApprovalFlow.Web.Mail;

internal static class MailWiring
{
    /// <summary>SMTP when "Smtp:Host" is set; otherwise files under the data folder's "mail".</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new SiteAddress(new Uri(configuration["Site:BaseUrl"] ?? "http://localhost:5080")));
        services.AddSingleton(configuration.GetSection("Smtp").Get<SmtpSettings>() ?? new SmtpSettings());
        services.AddSingleton<MailTurn>();
        services.AddSingleton<IMailTransport>(provider =>
        {
            var settings = provider.GetRequiredService<SmtpSettings>();
            return settings.Host.Length > 0
                ? new SmtpTransport(settings)
                : new FolderTransport(provider.GetRequiredService<Folders>().Mail, settings.From);
        });
        return services;
    }
}
