using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>What a reviewer says of one rule.</summary>
public sealed class LineInput
{
    public CheckResult Human { get; set; } = CheckResult.Pending;
    public string? Note { get; set; }
}

/// <summary>One negative check as ticked.</summary>
public sealed class NegativeInput
{
    public bool Found { get; set; }
    public string? Note { get; set; }
}

/// <summary>The F2 sheet as the reviewer fills it in.</summary>
public sealed class ReviewInput
{
    public CheckResult Information { get; set; } = CheckResult.Pending;
    public string? InformationReason { get; set; }
    public CheckResult Eligibility { get; set; } = CheckResult.Pending;
    public string? EligibilityReason { get; set; }
    public List<LineInput> Lines { get; set; } = [];
    public Dictionary<NegativeCheck, NegativeInput> Negatives { get; set; } = [];
}

/// <summary>
/// First review, second review and re-check are the same page: the case, the sheet, the verdict. What differs is who may
/// open it, and that a re-check sees the sheets before it and cannot be returned.
/// </summary>
[Authorize]
public abstract class ReviewPage(
    TaskKind kind, TaskHeaderQuery headers, ReviewDeskQuery desks, ReviewQualification review, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    /// <summary>Null for whoever is barred from the case: they do not read it either.</summary>
    public ReviewDesk? Desk { get; private set; }

    [BindProperty]
    public ReviewInput Input { get; set; } = new();

    [BindProperty]
    public Verdict? Verdict { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public DecideForm Form => new(texts["通过资格审查"], kind == TaskKind.QualificationRecheck ? null : texts["退回，请报名人补充"], texts["不通过"], Verdict, Comment)
    {
        Hint = texts["不通过的理由和要求补充的事项会原文告知报名人，请写清楚、有依据，不写他人的信息。"],
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Desk is null) return Page();
        Input = new()
        {
            Lines = [.. Desk.Advice.Select(l => new LineInput { Human = l.Human, Note = l.Note })],
            Negatives = Desk.Negatives.ToDictionary(n => n.Check, n => new NegativeInput { Found = n.Found, Note = n.Note }),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Verdict is not { } verdict || !Enum.IsDefined(verdict)) return Again(nameof(Verdict), texts["请选择办理意见。"]);

        var outcome = await review.RunAsync(
            new(id, verdict, Comment, Input.Information, Input.InformationReason, Input.Eligibility, Input.EligibilityReason,
                [.. Input.Lines.Select(l => new LineOpinion(l.Human, l.Note))],
                [.. Input.Negatives.Select(n => new NegativeLine(n.Key, n.Value.Found, n.Value.Note ?? ""))]),
            User.ToActor(), ct);
        switch (outcome)
        {
            case ReviewQualificationOutcome.Recorded:
                TempData.Say(texts["已办理：{0}", texts.Of(kind)]);
                return RedirectToPage("/Inbox/Index");
            case ReviewQualificationOutcome.NotFound:
                return NotFound();
            default:
                await LoadAsync(id, ct);
                return Again(outcome == ReviewQualificationOutcome.ReasonRequired ? nameof(Comment) : "", texts.Of(outcome));
        }
    }

    /// <summary>A fact of the form in words.</summary>
    public string Show(object? value) => value switch
    {
        null => texts["未填"],
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sex sex => texts.Of(sex),
        PoliticalStatus status => texts.Of(status),
        EducationLevel level => texts.Of(level),
        PostRank rank => texts.Of(rank),
        Establishment establishment => texts.Of(establishment),
        _ => value.ToString() ?? "",
    };

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, kind, User.ToActor(), ct) is not { } header) return false;
        Header = header;
        if (header.State != TaskState.Open || header.Bar is null) Desk = await desks.ForAsync(header, ct);
        return true;
    }

    private PageResult Again(string field, string words)
    {
        ModelState.AddModelError(field, words);
        return Page();
    }
}
