using System.Collections.Immutable;
using ApprovalFlow.Ballots;
using ApprovalFlow.Stages.DemocraticEvaluation;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>One evaluator's secret ballot about all evaluatees. What is chosen is never shown again, nor logged.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class EvaluationBallotModel(TaskHeaderQuery headers, EvaluationDesk desk, CastBallot cast, Texts texts)
    : FormTaskPage(TaskKind.EvaluationBallot, headers, texts)
{
    public EvaluationBallotView? Paper { get; private set; }

    [BindProperty]
    public Dictionary<Guid, List<string>> Marks { get; set; } = [];

    /// <summary>The words for an option of the sheet.</summary>
    public string Words(string option) => option switch
    {
        BallotSheet.Agree => Texts["赞成"],
        BallotSheet.Disagree => Texts["不赞成"],
        BallotSheet.Abstain => Texts["弃权"],
        "excellent" => Texts["优秀"],
        "good" => Texts["称职"],
        "fair" => Texts["基本称职"],
        "poor" => Texts["不称职"],
        _ => option,
    };

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await desk.PaperAsync(id, Actor, ct) is not { } paper) return NotFound();

        var marks = Marks.ToDictionary(line => line.Key, line => line.Value.Where(mark => !string.IsNullOrEmpty(mark)).ToImmutableArray());
        var outcome = await cast.RunAsync(new(paper.Box.Id, marks), Actor, ct);
        if (outcome == CastBallotOutcome.Cast)
        {
            TempData.Say(Texts["您的选票已投入票箱。没有人能查到您投了什么，选票也不能更改。"]);
            return RedirectToPage("/Inbox/Index");
        }

        return outcome == CastBallotOutcome.NotFound ? NotFound() : await AgainAsync(id, "", Texts.Of(outcome), ct);
    }

    protected override async Task LoadAsync(Guid id, CancellationToken ct) => Paper = await desk.PaperAsync(id, Actor, ct);
}
