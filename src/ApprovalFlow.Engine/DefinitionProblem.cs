namespace ApprovalFlow.Engine;

/// <summary>
/// Why a definition cannot run here: where in the JSON (<paramref name="Path"/>), which activity, what is wrong and
/// what to use instead. A definition without problems never surprises at run time.
/// </summary>
public sealed record DefinitionProblem(string Path, string? ActivityId, Bilingual Text);

/// <summary>A definition that cannot run was to be stored or started.</summary>
public sealed class DefinitionRefusedException(IReadOnlyList<DefinitionProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => $"{p.Path} ({p.ActivityId ?? "-"}): {p.Text.En}")))
{
    public IReadOnlyList<DefinitionProblem> Problems { get; } = problems;
}
