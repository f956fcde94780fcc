using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Calendar;
using ApprovalFlow.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow;

/// <summary>Everything the product offers to its host, in one place.</summary>
public static class Registration
{
    /// <summary>
    /// Adds the product. Use cases, queries and accesses are found by shape: every concrete public class with a
    /// <c>RunAsync</c>, <c>ForAsync</c>, <c>FindAsync</c> or <c>RunOnceAsync</c> method is registered as itself, scoped.
    /// The host adds the database, a <see cref="TimeProvider"/>, a <see cref="SiteAddress"/>, a <see cref="BallotKeyFolder"/> and an
    /// <see cref="AttachmentFolder"/>.
    /// </summary>
    public static IServiceCollection AddApprovalFlow(this IServiceCollection services)
    {
        services.AddSingleton<Calendars>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<BallotSeal>();
        services.AddSingleton<OpenBallotBox>();
        services.AddSingleton<CloseBallotBox>();
        services.AddSingleton<AttachmentStore>();
        string[] verbs = ["RunAsync", "ForAsync", "FindAsync", "RunOnceAsync"];
        var parts = typeof(Registration).Assembly.GetExportedTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false, IsGenericType: false } && t.GetMethods().Any(m => verbs.Contains(m.Name)));
        foreach (var part in parts) services.AddScoped(part);
        return services;
    }
}
