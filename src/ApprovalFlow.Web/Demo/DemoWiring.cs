using ApprovalFlow.Rehearsals;
using ApprovalFlow.Web.Rehearsals;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Demo;

/// <summary>The demonstration: its clock, its people and its pages. None of it exists unless "Demo:Enabled" is true.</summary>
internal static class DemoWiring
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Demo:Enabled"))
        {
            services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddFolderRouteModelConvention("/Demo", page => page.Selectors.Clear()));
            return services;
        }

        services.AddSingleton<DemoClock>();
        services.AddSingleton<MovableClock>(s => s.GetRequiredService<DemoClock>());
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<DemoClock>());
        services.AddSingleton<PassingTime>();
        services.AddSingleton<DemoSeed>();
        return services;
    }

    /// <summary>On an empty database sets the clock to the demonstration's first day, before anything is published.</summary>
    public static async Task BeginDemoAsync(this WebApplication app)
    {
        if (app.Services.GetService<DemoSeed>() is { } seed) await seed.BeginAsync(app.Lifetime.ApplicationStopping);
    }

    /// <summary>Fills an empty database and says on the console where to go.</summary>
    public static async Task PrepareDemoAsync(this WebApplication app)
    {
        if (app.Services.GetService<DemoSeed>() is not { } seed) return;

        await seed.RunAsync(Console.Out, app.Lifetime.ApplicationStopping);
        app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(
            $"Open {app.Urls.FirstOrDefault()}/demo and sign in as anybody with one press, or with a name such as organiser, leader, "
            + $"candidate01 and the password {InventedPeople.Password}"));
    }
}
