using ApprovalFlow.Competitions;
using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The score keeper runs and closes the interview; the verifier computes again and approves or returns.</summary>
public sealed class InterviewCloseModel(
    TaskHeaderQuery headers, InterviewBoard board, TaskAccess access, CloseInterview close, ReplaceAssessor replace, MarkCandidateAbsent absent, Texts texts)
    : FormTaskPage(TaskKind.InterviewClose, headers, texts)
{
    public InterviewProgress? Interview { get; private set; }

    public bool Verifies { get; private set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public Guid? AssessorId { get; set; }

    [BindProperty]
    public Guid? ReserveId { get; set; }

    [BindProperty]
    public Guid? ApplicationId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken ct) => AnswerAsync(id, approve: true, ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => AnswerAsync(id, approve: false, ct);

    public async Task<IActionResult> OnPostReplaceAsync(Guid id, CancellationToken ct)
    {
        if (AssessorId is not { } assessor) return await AgainAsync(id, nameof(AssessorId), Texts["请选择缺席的评委。"], ct);
        var outcome = await replace.RunAsync(new(id, assessor, ReserveId, Reason), Actor, ct);
        return outcome switch
        {
            ReplaceAssessorOutcome.Replaced => GoOn(id, Texts["候补评委已接替。"]),
            ReplaceAssessorOutcome.Relieved => GoOn(id, Texts["已记录该评委缺席，面试由其余评委进行。"]),
            ReplaceAssessorOutcome.NotFound => NotFound(),
            _ => await AgainAsync(id, nameof(Reason), Texts.Of(outcome), ct),
        };
    }

    public async Task<IActionResult> OnPostAbsentAsync(Guid id, CancellationToken ct)
    {
        if (ApplicationId is not { } application) return await AgainAsync(id, nameof(ApplicationId), Texts["请选择缺考的考生。"], ct);
        var outcome = await absent.RunAsync(new(id, application, Reason), Actor, ct);
        return outcome switch
        {
            MarkAbsentOutcome.Marked => GoOn(id, Texts["已记录考生缺考。"]),
            MarkAbsentOutcome.NotFound => NotFound(),
            _ => await AgainAsync(id, nameof(Reason), Texts.Of(outcome), ct),
        };
    }

    protected override async Task LoadAsync(Guid id, CancellationToken ct)
    {
        if (await access.FindAsync(id, Actor, ct) is not { StageRunId: { } run } task) return;
        Verifies = task.PoolDuty == Duty.ScoreVerifier;
        Interview = await board.ForAsync(run, ct);
    }

    private async Task<IActionResult> AnswerAsync(Guid id, bool approve, CancellationToken ct)
    {
        var outcome = await close.RunAsync(new(id, approve, Comment), Actor, ct);
        return outcome switch
        {
            CloseInterviewOutcome.Closed or CloseInterviewOutcome.Verified or CloseInterviewOutcome.Returned => Done(),
            CloseInterviewOutcome.NotFound => NotFound(),
            CloseInterviewOutcome.ReasonRequired => await AgainAsync(id, nameof(Comment), Texts["请写明退回的理由。"], ct),
            _ => await AgainAsync(id, "", Texts.Of(outcome), ct),
        };
    }
}
