using ApprovalFlow.Stages.Synthesis;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>Score keeper, verifier and observer see the same lists and sign them, or send them back.</summary>
public abstract class SynthesisPage(TaskKind kind, TaskHeaderQuery headers, SynthesisBoard board, SignRanking sign, Texts texts)
    : FormTaskPage(kind, headers, texts)
{
    public SynthesisView? Synthesis { get; private set; }

    [BindProperty]
    public string? Comment { get; set; }

    public Task<IActionResult> OnPostSignAsync(Guid id, CancellationToken ct) => AnswerAsync(id, approve: true, ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => AnswerAsync(id, approve: false, ct);

    protected override async Task LoadAsync(Guid id, CancellationToken ct) => Synthesis = (await board.FindAsync(id, Kind, Actor, ct))?.View;

    private async Task<IActionResult> AnswerAsync(Guid id, bool approve, CancellationToken ct)
    {
        var outcome = await sign.RunAsync(new(id, Kind, approve, Comment), Actor, ct);
        return outcome switch
        {
            SignRankingOutcome.Recorded or SignRankingOutcome.Returned => Done(),
            SignRankingOutcome.NotFound => NotFound(),
            SignRankingOutcome.ReasonRequired => await AgainAsync(id, nameof(Comment), Texts["请写明退回的理由。"], ct),
            _ => await AgainAsync(id, "", Texts.Of(outcome), ct),
        };
    }
}

public sealed class SynthesisKeeperModel(TaskHeaderQuery headers, SynthesisBoard board, SignRanking sign, Texts texts)
    : SynthesisPage(TaskKind.SynthesisKeeper, headers, board, sign, texts);

public sealed class SynthesisVerifierModel(TaskHeaderQuery headers, SynthesisBoard board, SignRanking sign, Texts texts)
    : SynthesisPage(TaskKind.SynthesisVerifier, headers, board, sign, texts);

public sealed class SynthesisObserverModel(TaskHeaderQuery headers, SynthesisBoard board, SignRanking sign, Texts texts)
    : SynthesisPage(TaskKind.SynthesisObserver, headers, board, sign, texts);
