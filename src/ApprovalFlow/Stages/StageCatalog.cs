using System.Reflection;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Stages;

/// <summary>Every stage a procedure can be drawn from: each stage class describes itself in a static <c>Descriptor</c>.</summary>
public static class StageCatalog
{
    public static IReadOnlyList<ActivityDescriptor> All { get; } = typeof(StageCatalog).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(StageActivity)) && !t.IsAbstract)
        .Select(t => t.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ActivityDescriptor
            ?? throw new InvalidOperationException($"{t.Name} needs a public static Descriptor."))
        .OrderBy(d => d.TypeName, StringComparer.Ordinal)
        .ToList();
}
