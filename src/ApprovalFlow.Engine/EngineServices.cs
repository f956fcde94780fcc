using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApprovalFlow.Engine;

/// <summary>Registration with a host's services.</summary>
public static class EngineServices
{
    /// <summary>
    /// Adds the engine over the host's context. <typeparamref name="TDb"/> itself, its provider and, where it is not
    /// the system's, a <see cref="TimeProvider"/> are the host's to register. The loop is the host's too: it calls
    /// <see cref="SignalPump.RunOnceAsync"/> and <see cref="SignalPump.WaitAsync"/> in turn.
    /// </summary>
    public static IServiceCollection AddEngine<TDb>(
        this IServiceCollection services, Action<ActivityCatalog>? activities = null, Action<EngineOptions>? configure = null)
        where TDb : EngineDb
    {
        var catalog = new ActivityCatalog();
        activities?.Invoke(catalog);
        var options = new EngineOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<EngineDb>(scope => scope.GetRequiredService<TDb>());
        services.AddSingleton(catalog).AddSingleton(options)
            .AddSingleton<DefinitionLibrary>().AddSingleton<ActivityFactory>().AddSingleton<Wakeup>()
            .AddSingleton<Store>().AddSingleton<Lanes>().AddSingleton<Leases>();
        services.AddSingleton(s => new WorkflowRuntime(s.GetRequiredService<Lanes>()));
        services.AddSingleton(s => new SignalPump(
            s.GetRequiredService<Lanes>(), s.GetRequiredService<Leases>(), s.GetRequiredService<Wakeup>(),
            s.GetRequiredService<IServiceScopeFactory>(), s.GetRequiredService<EngineOptions>(), s.GetRequiredService<TimeProvider>()));
        services.AddScoped<InstanceQuery>();
        return services;
    }
}
