using System.Collections.Immutable;
using ApprovalFlow.Stages.WrittenExam;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>A field for each candidate's mark, with what was typed and what is wrong with it.</summary>
public sealed record MarksTable(
    IReadOnlyList<Examinee> Examinees, IReadOnlyDictionary<Guid, string> Typed, ImmutableDictionary<Guid, ExamImportProblemKind> Problems)
{
    public string TypedFor(Guid applicationId) => Typed.GetValueOrDefault(applicationId, "");

    public ExamImportProblemKind? ProblemOf(Guid applicationId) => Problems.TryGetValue(applicationId, out var problem) ? problem : null;
}
