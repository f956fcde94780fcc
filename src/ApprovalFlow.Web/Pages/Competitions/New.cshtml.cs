using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>Beginning the plan of a new competition: which unit, on which procedure, announced when.</summary>
public sealed class NewModel(
    CompetitionListQuery list, ProcedureSheet procedures, DraftCompetition draft, Calendars calendars, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<(Guid Id, string Name)> Units { get; private set; } = [];
    public IReadOnlyList<ProcedureVersion> Procedures { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        Input.AnnounceOn = calendars.Current.AddWorkingDays(ChinaTime.DateOf(clock.GetUtcNow()), 5);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        if (!ModelState.IsValid) return Page();

        var result = await draft.RunAsync(
            new(Input.UnitId!.Value, Input.Title, Input.TitleEn ?? "", Input.ProcedureVersionId, Input.AnnounceOn!.Value), User.ToActor(), ct);
        return result.Outcome switch
        {
            DraftCompetitionOutcome.Drafted => Redirect($"/competitions/{result.CompetitionId}/plan"),
            DraftCompetitionOutcome.NotFound => NotFound(),
            DraftCompetitionOutcome.TitleRequired => Refused("Input.Title", texts["请填写名称。"]),
            DraftCompetitionOutcome.ProcedureNotPublished => Refused("Input.ProcedureVersionId", texts["这个程序版本已不能使用，请另选一个。"]),
        };
    }

    private PageResult Refused(string field, string text)
    {
        ModelState.AddModelError(field, text);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Units = (await list.ForAsync(User.ToActor(), null, null, 1, ct)).MayDraftIn;
        if (Units.Count == 0) return false;
        Procedures = await procedures.ToChooseAsync(Input.UnitId is { } unit && Units.Any(u => u.Id == unit) ? unit : Units[0].Id, ct);
        return true;
    }

    public sealed class Fields
    {
        [Required, Display(Name = "单位")]
        public Guid? UnitId { get; set; }

        [Required, StringLength(200), Display(Name = "名称")]
        public string Title { get; set; } = "";

        [StringLength(200), Display(Name = "英文名称")]
        public string? TitleEn { get; set; }

        [Required, Display(Name = "采用的程序")]
        public string ProcedureVersionId { get; set; } = "";

        [Required, DataType(DataType.Date), Display(Name = "公告日期")]
        public DateOnly? AnnounceOn { get; set; }
    }
}
