using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>One assessor's page: all candidates in the order drawn, one sheet each, locked when sealed.</summary>
public sealed class InterviewSheetModel(TaskHeaderQuery headers, InterviewBoard board, SealScoreSheet seal, Texts texts)
    : FormTaskPage(TaskKind.InterviewSheet, headers, texts)
{
    public InterviewSheetView? Interview { get; private set; }

    [BindProperty]
    public Guid ApplicationId { get; set; }

    [BindProperty]
    public List<string?> Marks { get; set; } = [];

    [BindProperty]
    public string? Remark { get; set; }

    /// <summary>What was typed for this candidate and refused, if it was this one.</summary>
    public string TypedFor(Guid applicationId, int factor) =>
        applicationId == ApplicationId && factor < Marks.Count ? Marks[factor] ?? "" : "";

    public Task<IActionResult> OnPostSealAsync(Guid id, CancellationToken ct) => AnswerAsync(id, recuse: false, ct);

    public Task<IActionResult> OnPostRecuseAsync(Guid id, CancellationToken ct) => AnswerAsync(id, recuse: true, ct);

    protected override async Task LoadAsync(Guid id, CancellationToken ct) => Interview = await board.FindAsync(id, Actor, ct);

    private async Task<IActionResult> AnswerAsync(Guid id, bool recuse, CancellationToken ct)
    {
        var outcome = await seal.RunAsync(new(id, ApplicationId, [.. Marks.Select(mark => mark ?? "")], Remark, recuse), Actor, ct);
        return outcome switch
        {
            SealScoreSheetOutcome.Sealed => GoOn(id, Texts["评分表已密封，不能再改。"]),
            SealScoreSheetOutcome.Recused => GoOn(id, Texts["已记录您对这名考生回避。"]),
            SealScoreSheetOutcome.NotFound => NotFound(),
            _ => await AgainAsync(id, "", Texts.Of(outcome), ct),
        };
    }
}
