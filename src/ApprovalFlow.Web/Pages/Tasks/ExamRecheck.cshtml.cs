using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>Somebody who neither entered nor verified the mark checks its arithmetic and completeness.</summary>
public sealed class ExamRecheckModel(TaskHeaderQuery headers, RecheckExam recheck, Texts texts) : FormTaskPage(TaskKind.ExamRecheck, headers, texts)
{
    public RecheckView? Recheck { get; private set; }

    [BindProperty]
    public bool? Stands { get; set; }

    [BindProperty, Range(0, 1000)]
    public decimal? Mark { get; set; }

    [BindProperty]
    public string? Finding { get; set; }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, ct);
        if (Stands is null) return await AgainAsync(id, nameof(Stands), Texts["请选择复核结果。"], ct);
        if (Stands == false && Mark is null) return await AgainAsync(id, nameof(Mark), Texts["请填写更正后的成绩。"], ct);

        var outcome = await recheck.RunAsync(new(id, Stands == true ? null : Mark, Finding), Actor, ct);
        return outcome switch
        {
            RecheckExamOutcome.Upheld or RecheckExamOutcome.Proposed => Done(),
            RecheckExamOutcome.NotFound => NotFound(),
            RecheckExamOutcome.FindingRequired => await AgainAsync(id, nameof(Finding), Texts["请写明复核意见，考生会看到。"], ct),
            RecheckExamOutcome.NoChange or RecheckExamOutcome.OutOfRange => await AgainAsync(id, nameof(Mark), Texts.Of(outcome), ct),
            _ => await AgainAsync(id, "", Texts.Of(outcome), ct),
        };
    }

    protected override async Task LoadAsync(Guid id, CancellationToken ct) => Recheck = await recheck.FindAsync(id, TaskKind.ExamRecheck, Actor, ct);
}
