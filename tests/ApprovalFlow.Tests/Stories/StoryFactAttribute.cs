namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// A story takes minutes and walks pages that are still being joined up; it runs where APPROVALFLOW_TEST_STORIES is set and is
/// a visible skip elsewhere.
/// </summary>
internal sealed class StoryFactAttribute : FactAttribute
{
    public StoryFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_STORIES") is null) Skip = "set APPROVALFLOW_TEST_STORIES to walk the whole story in a browser";
    }
}
