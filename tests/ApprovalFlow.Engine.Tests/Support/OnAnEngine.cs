namespace ApprovalFlow.Engine.Tests.Support;

/// <summary>Each test has an engine of its own.</summary>
public abstract class OnAnEngine : IAsyncLifetime
{
    protected TestEngine Engine { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Engine.DisposeAsync().AsTask();
}
