using ApprovalFlow.Engine.Activities;

namespace ApprovalFlow.Engine;

/// <summary>The activity types that definitions may use: Elsa's own that the engine brings, and those the host adds.</summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<string, ActivityDescriptor> _byType = new(StringComparer.Ordinal);

    public ActivityCatalog()
    {
        foreach (var descriptor in BuiltIns.All) _byType.Add(descriptor.TypeName, descriptor);
    }

    /// <summary>Adds a type of the host's; its implementation is made by the services of each step's scope.</summary>
    public ActivityCatalog Add(ActivityDescriptor descriptor)
    {
        if (!descriptor.Implementation.IsSubclassOf(typeof(Activity)))
            throw new ArgumentException($"{descriptor.Implementation} is not an {nameof(Activity)}.", nameof(descriptor));
        _byType.Add(descriptor.TypeName, descriptor);
        return this;
    }

    public ActivityDescriptor? Find(string typeName) => _byType.GetValueOrDefault(typeName);

    /// <summary>All types, the engine's own first.</summary>
    public IEnumerable<ActivityDescriptor> All => _byType.Values;

    /// <summary>What to use in place of an Elsa activity that is not supported.</summary>
    internal static Bilingual InsteadOf(string type) => type switch
    {
        "Elsa.Cron" => new("请改用 Timer、Delay 或 StartAt。", "Use Timer, Delay or StartAt."),
        "Elsa.Parallel" => new("请改用 FlowFork 与 FlowJoin，或 ParallelForEach。", "Use FlowFork and FlowJoin, or ParallelForEach."),
        "Elsa.For" => new("请改用 ForEach 或 While。", "Use ForEach or While."),
        "Elsa.PublishEvent" => new("请改用 RunTask 或 DispatchWorkflow。", "Use RunTask or DispatchWorkflow."),
        "Elsa.BulkDispatchWorkflows" => new("请改用 ParallelForEach 与 ExecuteWorkflow。", "Use ParallelForEach with ExecuteWorkflow."),
        _ when type.StartsWith("Elsa.Http", StringComparison.Ordinal) || type is "Elsa.SendHttpRequest" or "Elsa.FlowSendHttpRequest" or "Elsa.WriteHttpResponse"
            => new("流程不直接访问网络；请改用 RunTask。", "Workflows do not use the network themselves; use RunTask."),
        _ when type.StartsWith("Elsa.Run", StringComparison.Ordinal) => new("请改用 RunJavaScript 或 RunTask。", "Use RunJavaScript or RunTask."),
        _ => new("请改用活动目录中的类型。", "Use a type of the activity catalogue."),
    };
}
