using System.Collections.Immutable;
using ApprovalFlow.Ballots;
using ApprovalFlow.Meetings;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>A member casts one secret ballot on one item.</summary>
[Authorize]
public sealed class DecisionBallotModel(TaskHeaderQuery headers, DecisionBallotQuery ballots, CastBallot cast, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public DecisionBallotSheet Sheet { get; private set; } = null!;

    /// <summary>Nothing marked: a blank ballot, which abstains.</summary>
    [BindProperty]
    public string? Mark { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.DecisionBallot, User.ToActor(), ct) is not { } header) return NotFound();
        if (await ballots.ForAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        (Header, Sheet) = (header, sheet);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await ballots.ForAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        ImmutableArray<string> marks = string.IsNullOrEmpty(Mark) ? [] : [Mark];
        var outcome = await cast.RunAsync(
            new(sheet.BoxId, new Dictionary<Guid, ImmutableArray<string>> { [sheet.ItemId] = marks }), User.ToActor(), ct);
        return outcome switch
        {
            CastBallotOutcome.Cast => Done(),
            CastBallotOutcome.NotFound => NotFound(),
            CastBallotOutcome.AlreadyVoted => await AgainAsync(id, texts["您已经投过票。"], ct),
            CastBallotOutcome.Closed or CastBallotOutcome.TooLate => await AgainAsync(id, texts["表决已经结束。"], ct),
            CastBallotOutcome.BoxBroken => await AgainAsync(id, texts["票箱损坏，本轮表决将宣布无效，请联系监票人。"], ct),
        };
    }

    private RedirectToPageResult Done()
    {
        TempData.Say(texts["投票成功。票与人不关联，任何人都看不到您投了什么。"]);
        return RedirectToPage("/Inbox/Index");
    }

    private Task<IActionResult> AgainAsync(Guid id, string words, CancellationToken ct)
    {
        ModelState.AddModelError("", words);
        return OnGetAsync(id, ct);
    }
}
