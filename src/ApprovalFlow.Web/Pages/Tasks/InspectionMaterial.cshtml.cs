using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>What the leader types; empty where nothing was typed yet.</summary>
public sealed class MaterialFields
{
    public string? Facts { get; set; }
    public string? Virtue { get; set; }
    public string? Ability { get; set; }
    public string? Diligence { get; set; }
    public string? Achievement { get; set; }
    public string? Integrity { get; set; }
    public string? Shortcomings { get; set; }
    public int? TalksDue { get; set; }
    public int? TalksHeld { get; set; }
    public string? Evaluation { get; set; }
    public string? TeamOpinion { get; set; }
    public bool? Suitable { get; set; }
    public string? UnsuitableReason { get; set; }

    public static MaterialFields Of(MaterialText text) => new()
    {
        Facts = text.Facts, Virtue = text.Virtue, Ability = text.Ability, Diligence = text.Diligence, Achievement = text.Achievement,
        Integrity = text.Integrity, Shortcomings = text.Shortcomings, TalksDue = text.TalksDue == 0 ? null : text.TalksDue,
        TalksHeld = text.TalksDue == 0 ? null : text.TalksHeld, Evaluation = text.Evaluation, TeamOpinion = text.TeamOpinion,
        Suitable = text.Suitable, UnsuitableReason = text.UnsuitableReason,
    };

    public MaterialText ToText() => new()
    {
        Facts = Facts ?? "", Virtue = Virtue ?? "", Ability = Ability ?? "", Diligence = Diligence ?? "", Achievement = Achievement ?? "",
        Integrity = Integrity ?? "", Shortcomings = Shortcomings ?? "", TalksDue = TalksDue ?? 0, TalksHeld = TalksHeld ?? 0,
        Evaluation = Evaluation ?? "", TeamOpinion = TeamOpinion ?? "", Suitable = Suitable, UnsuitableReason = UnsuitableReason ?? "",
    };
}

/// <summary>The leader writes the inspection material about one subject and puts it before the team.</summary>
[Authorize]
public sealed class InspectionMaterialModel(
    TaskHeaderQuery headers, ReadInspectionMaterial read, SubmitInspectionMaterial submit, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public MaterialSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public MaterialFields Text { get; set; } = new();

    [BindProperty]
    public bool PutForward { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        Text = MaterialFields.Of(Sheet.Text);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var outcome = await submit.RunAsync(new(id, Text.ToText(), PutForward), User.ToActor(), ct);
        return outcome switch
        {
            SubmitMaterialOutcome.Submitted => Done(texts["考察材料已提交，请考察组成员逐一签字。"], toInbox: true),
            SubmitMaterialOutcome.Saved => Done(texts["已保存。"], toInbox: false),
            SubmitMaterialOutcome.NotFound => NotFound(),
            SubmitMaterialOutcome.AlreadySubmitted => await AgainAsync(id, "", texts["考察材料已经提交。"], ct),
            SubmitMaterialOutcome.NotBegun => await AgainAsync(id, "", texts["考察尚未开始。"], ct),
            SubmitMaterialOutcome.SectionMissing => await AgainAsync(id, "", texts["请填写每一部分，并选择考察结论。"], ct),
            SubmitMaterialOutcome.ShortcomingsRequired => await AgainAsync(id, "Text.Shortcomings", texts["必须写明主要缺点和不足。"], ct),
            SubmitMaterialOutcome.TalksImpossible => await AgainAsync(id, "Text.TalksHeld", texts["请核对应谈话和实际谈话人数。"], ct),
            SubmitMaterialOutcome.CoverageTooLow => await AgainAsync(id, "Text.TalksHeld", texts["谈话人数没有达到应谈话人数的规定比例。"], ct),
            SubmitMaterialOutcome.ReasonRequired => await AgainAsync(id, "Text.UnsuitableReason", texts["结论为不合适的，必须写明理由。"], ct),
            SubmitMaterialOutcome.TeamTooSmall => await AgainAsync(id, "", texts["回避后考察组人数不足，不能提交。"], ct),
        };
    }

    private RedirectToPageResult Done(string words, bool toInbox)
    {
        TempData.Say(words);
        return toInbox ? RedirectToPage("/Inbox/Index") : RedirectToPage();
    }

    private async Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError(field, words);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.InspectionMaterial, User.ToActor(), ct) is not { } header) return false;
        if (await read.RunAsync(new(id, null, null), User.ToActor(), ct) is not { } sheet) return false;
        (Header, Sheet) = (header, sheet);
        return true;
    }
}
