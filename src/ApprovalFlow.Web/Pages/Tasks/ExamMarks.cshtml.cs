using System.Collections.Immutable;
using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>A marker imports the score list or types the marks.</summary>
public sealed class ExamMarksModel(TaskHeaderQuery headers, ExamDesk desk, EnterExamMarks enter, Texts texts)
    : FormTaskPage(TaskKind.ExamMarks, headers, texts)
{
    private const int LargestFile = 5 << 20;

    public ExamSheetView? Sheet { get; private set; }

    public ImmutableArray<ExamImportProblem> Problems { get; private set; } = [];

    public ImmutableDictionary<Guid, ExamImportProblemKind> TypedProblems { get; private set; } = ImmutableDictionary<Guid, ExamImportProblemKind>.Empty;

    [BindProperty]
    public Dictionary<Guid, string> Marks { get; set; } = [];

    [BindProperty]
    public IFormFile? List { get; set; }

    public async Task<IActionResult> OnPostImportAsync(Guid id, CancellationToken ct)
    {
        if (List is null || List.Length == 0) return await AgainAsync(id, nameof(List), Texts["请选择成绩表文件。"], ct);
        if (List.Length > LargestFile) return await AgainAsync(id, nameof(List), Texts["文件超过 5 MB，请只保留成绩表。"], ct);

        using var content = new MemoryStream();
        await List.CopyToAsync(content, ct);
        return await AnswerAsync(id, await enter.RunAsync(new(id, List.FileName, content.ToArray(), Typed: null), Actor, ct), ct);
    }

    public async Task<IActionResult> OnPostTypeAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await enter.RunAsync(new(id, "", File: null, Marks), Actor, ct), ct);

    protected override async Task LoadAsync(Guid id, CancellationToken ct) => Sheet = await desk.FindAsync(id, TaskKind.ExamMarks, Actor, ct);

    private async Task<IActionResult> AnswerAsync(Guid id, EnterExamMarks.Answer answer, CancellationToken ct)
    {
        (Problems, TypedProblems) = (answer.Problems, answer.Typed);
        return answer.Outcome switch
        {
            EnterExamMarksOutcome.Entered => Done(),
            EnterExamMarksOutcome.NotFound => NotFound(),
            EnterExamMarksOutcome.AlreadyEntered => await AgainAsync(id, "", Texts["成绩已经录入，请等待复核。"], ct),
            EnterExamMarksOutcome.NotYet => await ShowAsync(id, ct), // the head of the page says from when
            EnterExamMarksOutcome.HasProblems => await AgainAsync(id, "", Texts["成绩没有录入：请改正下面指出的问题后重新提交。"], ct),
        };
    }
}
