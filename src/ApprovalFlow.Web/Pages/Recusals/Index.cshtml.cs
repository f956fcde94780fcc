using System.Globalization;
using ApprovalFlow.Recusal;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Recusals;

/// <summary>One relation as typed; a row without a name is an empty row.</summary>
public sealed class RelationInput
{
    public Kinship? Kinship { get; set; }
    public string? Name { get; set; }

    /// <summary>Year and month, as the month field of browsers writes it: 1983-02.</summary>
    public string? BornIn { get; set; }
}

/// <summary>Declares relations before the first task of a competition, and challenges somebody's impartiality.</summary>
[Authorize]
public sealed class IndexModel(RecusalDeskQuery desks, DeclareRelations declare, RaiseChallenge raise, Texts texts) : PageModel
{
    private const int EmptyRows = 3;

    public RecusalDesk Desk { get; private set; } = null!;

    /// <summary>The task to go on with once declared.</summary>
    [BindProperty(SupportsGet = true, Name = "task")]
    public Guid? TaskId { get; set; }

    [BindProperty]
    public List<RelationInput> Relations { get; set; } = [];

    [BindProperty]
    public bool Confirmed { get; set; }

    [BindProperty]
    public Guid? ApplicationId { get; set; }

    [BindProperty]
    public string? PersonName { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid competitionId, CancellationToken ct)
    {
        if (!await LoadAsync(competitionId, ct)) return NotFound();
        Relations = [.. Desk.Relations.Select(r => new RelationInput
        {
            Kinship = r.Kinship, Name = r.Name, BornIn = r.BornIn?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        })];
        AddEmptyRows();
        return Page();
    }

    public async Task<IActionResult> OnPostDeclareAsync(Guid competitionId, CancellationToken ct)
    {
        if (!await LoadAsync(competitionId, ct)) return NotFound();
        var given = Relations.Where(r => !string.IsNullOrWhiteSpace(r.Name) || r.Kinship is not null).ToList();
        if (given.Any(r => r.Kinship is null || (!string.IsNullOrWhiteSpace(r.BornIn) && MonthOf(r.BornIn) is null)))
            return Again(nameof(Relations), texts["每一行都要选择关系；出生年月写成年-月，例如 1983-02，不知道可以不填。"]);

        var outcome = await declare.RunAsync(
            new(competitionId, [.. given.Select(r => new RelationGiven(r.Kinship!.Value, r.Name ?? "", MonthOf(r.BornIn)))], Confirmed), User.ToActor(), ct);
        switch (outcome)
        {
            case DeclareRelationsOutcome.Declared:
                TempData.Say(texts.Of(outcome));
                return TaskId is { } task ? RedirectToPage("/Tasks/Open", new { id = task }) : RedirectToPage(new { competitionId });
            case DeclareRelationsOutcome.NotFound:
                return NotFound();
            default:
                return Again(outcome == DeclareRelationsOutcome.NotConfirmed ? nameof(Confirmed) : nameof(Relations), texts.Of(outcome));
        }
    }

    public async Task<IActionResult> OnPostChallengeAsync(Guid competitionId, CancellationToken ct)
    {
        var outcome = await raise.RunAsync(new(competitionId, ApplicationId ?? Guid.Empty, PersonName, Ground), User.ToActor(), ct);
        if (outcome == RaiseChallengeOutcome.NotFound || !await LoadAsync(competitionId, ct)) return NotFound();
        if (outcome == RaiseChallengeOutcome.Raised)
        {
            TempData.Say(texts.Of(outcome));
            return RedirectToPage(new { competitionId });
        }

        return Again(outcome == RaiseChallengeOutcome.GroundRequired ? nameof(Ground) : nameof(PersonName), texts.Of(outcome));
    }

    private async Task<bool> LoadAsync(Guid competitionId, CancellationToken ct)
    {
        if (await desks.ForAsync(competitionId, User.ToActor(), ct) is not { } desk) return false;
        Desk = desk;
        return true;
    }

    private PageResult Again(string field, string words)
    {
        ModelState.AddModelError(field, words);
        AddEmptyRows();
        return Page();
    }

    private void AddEmptyRows()
    {
        while (Relations.Count(r => string.IsNullOrWhiteSpace(r.Name)) < EmptyRows) Relations.Add(new());
    }

    private static DateOnly? MonthOf(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
