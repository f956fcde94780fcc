using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The scrutineer records attendance, which opens the ballot, and closes the box.</summary>
public sealed class EvaluationMeetingModel(TaskHeaderQuery headers, EvaluationDesk desk, HoldEvaluation hold, CloseEvaluation close, Texts texts)
    : FormTaskPage(TaskKind.EvaluationMeeting, headers, texts)
{
    public EvaluationMeetingView? Meeting { get; private set; }

    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnPostHoldAsync(Guid id, CancellationToken ct)
    {
        var outcome = await hold.RunAsync(new(id, Present), Actor, ct);
        return outcome switch
        {
            HoldEvaluationOutcome.VotingOpened => GoOn(id, Texts["到会人数符合要求，投票已经开始，每位到会人员收到一张选票。"]),
            HoldEvaluationOutcome.TooFewPresent => Done(),
            HoldEvaluationOutcome.NotFound => NotFound(),
            _ => await AgainAsync(id, nameof(Present), Texts.Of(outcome), ct),
        };
    }

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken ct) => EndAsync(id, declareVoid: false, ct);

    public Task<IActionResult> OnPostVoidAsync(Guid id, CancellationToken ct) => EndAsync(id, declareVoid: true, ct);

    protected override async Task LoadAsync(Guid id, CancellationToken ct) => Meeting = await desk.FindAsync(id, Actor, ct);

    private async Task<IActionResult> EndAsync(Guid id, bool declareVoid, CancellationToken ct)
    {
        var outcome = await close.RunAsync(new(id, declareVoid, Reason), Actor, ct);
        return outcome switch
        {
            CloseEvaluationOutcome.Counted or CloseEvaluationOutcome.Void => Done(),
            CloseEvaluationOutcome.NotFound => NotFound(),
            _ => await AgainAsync(id, nameof(Reason), Texts.Of(outcome), ct),
        };
    }
}
