using ApprovalFlow.Tasks;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>
/// What the form at the end of a task page offers: the words for each verdict (null: not offered), and what the reader had
/// chosen and typed if the answer was refused.
/// </summary>
public sealed record DecideForm(string Approve, string? Return, string? Reject, Verdict? Chosen, string? Comment)
{
    /// <summary>What the reason should say, under its label.</summary>
    public string? Hint { get; init; }

    public IEnumerable<(Verdict Verdict, string Words)> Choices()
    {
        yield return (Verdict.Approve, Approve);
        if (Return is not null) yield return (Verdict.Return, Return);
        if (Reject is not null) yield return (Verdict.Reject, Reject);
    }
}
