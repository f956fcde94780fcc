using ApprovalFlow.Procedures;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>
/// Findings as a list; each names the stage it is about, as a link into <paramref name="Outline"/> (empty: this very page).
/// </summary>
public sealed record FindingsView(IReadOnlyList<ProcedureFinding> Findings, Drawing Drawing, string Outline)
{
    public int Errors => Findings.Count(f => f.Blocks);
    public int Warnings => Findings.Count - Errors;

    /// <summary>Null where the finding is about the whole, or about something that the outline does not show by itself.</summary>
    public string? StageOf(ProcedureFinding finding) =>
        Drawing.Activities.FirstOrDefault(a => a.Id == finding.ActivityId) is { } activity ? ProcedureWords.Name(activity, Language.IsChinese) : null;

    public static Tone ToneOf(ProcedureFinding finding) => finding.Blocks ? Tone.Bad : Tone.Wait;
}
