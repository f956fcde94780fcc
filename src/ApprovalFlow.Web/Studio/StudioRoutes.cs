namespace ApprovalFlow.Web.Studio;

/// <summary>
/// The part of the Elsa server API that Elsa Studio calls, at /elsa/api. Everybody must be signed in; each handler asks the
/// same use cases and queries as the pages do, so the studio may do and see exactly what its reader may.
/// </summary>
internal static class StudioRoutes
{
    public static void AddStudio(this IServiceCollection services)
    {
        services.AddScoped<StudioHost>();
        services.AddScoped<Saving>();
        services.AddScoped<Findings>();
        services.AddScoped<InstanceReading.Viewer>();
        services.AddSingleton<ActivityShape>();
        services.AddSingleton<StandingWords>();
        services.AddSingleton<InstanceShape>();
    }

    public static void MapStudio(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/elsa/api");
        var writing = api.MapGroup("").AddEndpointFilter<StudioDoor>();
        DefinitionReading.Map(api);
        DefinitionWriting.Map(writing);
        DescriptorReading.Map(api, writing);
        InstanceReading.Map(api, writing);
    }
}
