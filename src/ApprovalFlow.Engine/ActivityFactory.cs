using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Engine;

/// <summary>Makes activities from their descriptors, with the services of the step's scope.</summary>
internal sealed class ActivityFactory
{
    private readonly ConcurrentDictionary<Type, ObjectFactory> _factories = new();

    public Activity Create(ActivityNode node, IServiceProvider services) =>
        (Activity)_factories.GetOrAdd(node.Descriptor!.Implementation, static type => ActivatorUtilities.CreateFactory(type, []))(services, null);
}
