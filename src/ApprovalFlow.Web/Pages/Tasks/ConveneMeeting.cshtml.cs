using ApprovalFlow.Calendar;
using ApprovalFlow.Meetings;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser calls the party group with the agenda that the procedure gives.</summary>
[Authorize]
public sealed class ConveneMeetingModel(
    TaskHeaderQuery headers, ConvocationQuery convocations, ConveneMeeting convene, TimeProvider clock, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    /// <summary>Null once the meeting is called.</summary>
    public Convocation? Called { get; private set; }

    [BindProperty]
    public string? Session { get; set; }

    [BindProperty]
    public DateTime? StartsAt { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public Guid ChairId { get; set; }

    [BindProperty]
    public Guid RecorderId { get; set; }

    [BindProperty]
    public Guid ScrutineerId { get; set; }

    [BindProperty]
    public Guid TellerId { get; set; }

    [BindProperty]
    public List<Guid> Attendees { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        if (Called is null) return Page();
        StartsAt = ChinaTime.DateOf(clock.GetUtcNow()).ToDateTime(new TimeOnly(14, 30));
        ChairId = Called.SecretaryId ?? Called.Members.Select(m => m.Id).FirstOrDefault();
        RecorderId = Called.Recorders.Select(p => p.Id).FirstOrDefault();
        ScrutineerId = Called.Scrutineers.Select(p => p.Id).FirstOrDefault();
        TellerId = Called.Tellers.Select(p => p.Id).FirstOrDefault();
        Attendees = [.. Called.Attendees.Select(a => a.Id)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (StartsAt is not { } starts) return await AgainAsync(id, nameof(StartsAt), texts["请填写会议时间。"], ct);

        var at = ChinaTime.At(DateOnly.FromDateTime(starts), TimeOnly.FromDateTime(starts));
        var outcome = await convene.RunAsync(
            new(id, Session ?? "", at, Place ?? "", ChairId, RecorderId, ScrutineerId, TellerId, Attendees), User.ToActor(), ct);
        return outcome switch
        {
            ConveneMeetingOutcome.Convened => Done(),
            ConveneMeetingOutcome.NotFound => NotFound(),
            ConveneMeetingOutcome.AlreadyConvened => await AgainAsync(id, "", texts["会议已经召集。"], ct),
            ConveneMeetingOutcome.DetailsMissing => await AgainAsync(id, nameof(Session), texts["请填写会次和地点。"], ct),
            ConveneMeetingOutcome.InThePast => await AgainAsync(id, nameof(StartsAt), texts["会议时间不能早于今天。"], ct),
            ConveneMeetingOutcome.NothingToDecide => await AgainAsync(id, "", texts["没有可以提交讨论的人选。"], ct),
            ConveneMeetingOutcome.NoMembers => await AgainAsync(id, "", texts["没有党组成员名单，请先在方案或单位人员中指定。"], ct),
            ConveneMeetingOutcome.ChairIsNoMember => await AgainAsync(id, nameof(ChairId), texts["主持人必须是党组成员。"], ct),
            ConveneMeetingOutcome.SamePerson => await AgainAsync(id, nameof(TellerId), texts["监票人和计票人必须是两个人，主持人不能兼记录。"], ct),
            ConveneMeetingOutcome.Conflicted => await AgainAsync(id, "", texts["记录人、监票人、计票人不能是人选或人选的亲属。"], ct),
        };
    }

    private RedirectToPageResult Done()
    {
        TempData.Say(texts["会议已召集，议程已发送并固定。"]);
        return RedirectToPage("/Inbox/Index");
    }

    private async Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError(field, words);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.ConveneMeeting, User.ToActor(), ct) is not { } header) return false;
        Header = header;
        Called = header.MayAct ? await convocations.ForAsync(id, User.ToActor(), ct) : null;
        return true;
    }
}
