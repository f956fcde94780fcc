using ApprovalFlow.Stages.Synthesis;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The leading group fixes whom to inspect; the list proposes.</summary>
public sealed class InspectionSelectionModel(TaskHeaderQuery headers, SynthesisBoard board, SelectForInspection select, Texts texts)
    : FormTaskPage(TaskKind.InspectionSelection, headers, texts)
{
    public SynthesisView? Synthesis { get; private set; }

    [BindProperty]
    public List<Guid>? Selected { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Ticked before anybody chose: whom the list and the ratio propose.</summary>
    public bool IsTicked(SignedList list, Guid applicationId) =>
        HttpContext.Request.Method == HttpMethods.Post ? Selected?.Contains(applicationId) == true : list.Proposed.Admitted.Contains(applicationId);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var outcome = await select.RunAsync(new(id, Selected ?? [], Reason), Actor, ct);
        return outcome switch
        {
            SelectForInspectionOutcome.Fixed => Done(),
            SelectForInspectionOutcome.NotFound => NotFound(),
            SelectForInspectionOutcome.ReasonRequired => await AgainAsync(id, nameof(Reason), Texts.Of(outcome), ct),
            _ => await AgainAsync(id, "", Texts.Of(outcome), ct),
        };
    }

    protected override async Task LoadAsync(Guid id, CancellationToken ct) =>
        Synthesis = (await board.FindAsync(id, TaskKind.InspectionSelection, Actor, ct))?.View;
}
