using System.Collections.Immutable;
using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>A second person verifies the marks of a sitting, or confirms one corrected mark.</summary>
public sealed class ExamVerificationModel(TaskHeaderQuery headers, ExamDesk desk, VerifyExamMarks verify, RecheckExam recheck, Texts texts)
    : FormTaskPage(TaskKind.ExamVerification, headers, texts)
{
    public ExamSheetView? Sheet { get; private set; }

    public RecheckView? Correction { get; private set; }

    public ImmutableArray<ExamDifference> Differences { get; private set; } = [];

    public ImmutableDictionary<Guid, ExamImportProblemKind> TypedProblems { get; private set; } = ImmutableDictionary<Guid, ExamImportProblemKind>.Empty;

    [BindProperty]
    public Dictionary<Guid, string> Marks { get; set; } = [];

    [BindProperty]
    public string? Comment { get; set; }

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken ct) => AnswerAsync(id, approve: true, ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => AnswerAsync(id, approve: false, ct);

    protected override async Task LoadAsync(Guid id, CancellationToken ct)
    {
        Sheet = await desk.FindAsync(id, TaskKind.ExamVerification, Actor, ct);
        if (Sheet is null) Correction = await recheck.FindAsync(id, TaskKind.ExamVerification, Actor, ct);
    }

    private async Task<IActionResult> AnswerAsync(Guid id, bool approve, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        if (Correction is not null) return await ConfirmAsync(id, approve, ct);

        var answer = await verify.RunAsync(new(id, approve, Comment, Marks), Actor, ct);
        (Differences, TypedProblems) = (answer.Differences, answer.Typed);
        return answer.Outcome switch
        {
            VerifyExamMarksOutcome.Verified or VerifyExamMarksOutcome.Returned => Done(),
            VerifyExamMarksOutcome.NotFound => NotFound(),
            VerifyExamMarksOutcome.AlreadyDecided => await AgainAsync(id, "", Texts["成绩已经复核。"], ct),
            VerifyExamMarksOutcome.OwnMarks => await AgainAsync(id, "", Texts["录入成绩的人不能复核自己的录入。"], ct),
            VerifyExamMarksOutcome.ReasonRequired => await AgainAsync(id, nameof(Comment), Texts["请写明退回的理由。"], ct),
            VerifyExamMarksOutcome.HasProblems => await AgainAsync(id, "", Texts["请改正下面标出的成绩。"], ct),
            VerifyExamMarksOutcome.Differs => await AgainAsync(id, "", Texts["两次录入有 {0} 处不一致，请对照试卷核对。", answer.Differences.Length], ct),
        };
    }

    private async Task<IActionResult> ConfirmAsync(Guid id, bool approve, CancellationToken ct)
    {
        var outcome = await recheck.ConfirmAsync(id, approve, Comment, Actor, ct);
        return outcome switch
        {
            RecheckExamOutcome.Confirmed or RecheckExamOutcome.Returned => Done(),
            RecheckExamOutcome.NotFound => NotFound(),
            RecheckExamOutcome.FindingRequired => await AgainAsync(id, nameof(Comment), Texts["请写明退回的理由。"], ct),
            _ => await AgainAsync(id, "", Texts.Of(outcome), ct),
        };
    }
}
