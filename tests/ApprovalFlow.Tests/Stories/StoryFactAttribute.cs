namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// A story takes minutes; it runs where APPROVALFLOW_TEST_STORIES is set and is a visible skip elsewhere.
/// </summary>
internal sealed class StoryFactAttribute : FactAttribute
{
    public StoryFactAttribute() => Skip = StoryTheoryAttribute.WhyNot;
}

/// <inheritdoc cref="StoryFactAttribute" />
internal sealed class StoryTheoryAttribute : TheoryAttribute
{
    public StoryTheoryAttribute() => Skip = WhyNot;

    /// <summary>Null where the stories run.</summary>
    internal static string? WhyNot =>
        Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_STORIES") is null ? "set APPROVALFLOW_TEST_STORIES to use the whole product in a browser" : null;
}
