using System.Collections.Immutable;
using ApprovalFlow.Calendar;
using ApprovalFlow.CalendarYears;
using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Admin;

/// <summary>The calendar in force, the import of a year, and what the leading group may let end earlier.</summary>
[ForRole(Role.UnitAdministrator, Role.Operator, Role.LeadingGroup)]
public sealed class CalendarModel(CalendarSheetQuery sheets, ImportCalendarYear import, ApproveShortening approve, Texts texts) : PageModel
{
    private const int LargestFile = 1 << 20;

    public CalendarSheet Sheet { get; private set; } = null!;

    public IReadOnlyList<HolidayProblem> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await sheets.ForAsync(User.ToActor(), ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }

    public async Task<IActionResult> OnPostImportAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null or { Length: 0 }) return await AgainAsync("File", texts["请选择文件。"], ct);
        if (file.Length > LargestFile) return await AgainAsync("File", texts["文件太大，节假日安排不会超过 1 MB。"], ct);

        using var reader = new StreamReader(file.OpenReadStream());
        var result = await import.RunAsync(new(Path.GetFileName(file.FileName), await reader.ReadToEndAsync(ct)), User.ToActor(), ct);
        Problems = result.Problems;
        return result.Outcome switch
        {
            ImportCalendarOutcome.Imported when result.Problems.Count > 0 => await OnGetAsync(ct),
            ImportCalendarOutcome.Imported => Done(texts[
                "已导入，日历版本 {0}。延后的期限 {1} 个，已生效并通知；会提前的 {2} 个，等领导小组决定。", result.Version, result.Lengthened, result.WouldShorten]),
            ImportCalendarOutcome.NotFound => NotFound(),
            ImportCalendarOutcome.Refused => await OnGetAsync(ct),
            ImportCalendarOutcome.NothingNew => await AgainAsync("File", texts["文件里的安排都已在日历中，没有变化。"], ct),
        };
    }

    public async Task<IActionResult> OnPostApproveAsync(Guid deadlineId, CancellationToken ct)
    {
        var outcome = await approve.RunAsync(new(deadlineId), User.ToActor(), ct);
        return outcome switch
        {
            ApproveShorteningOutcome.Approved => Done(texts["已同意提前，已通知有关人员。"]),
            ApproveShorteningOutcome.NotFound => NotFound(),
            ApproveShorteningOutcome.NothingToApprove => Done(texts["这个期限现在不会提前，不需要办理。"], Tone.Wait),
            ApproveShorteningOutcome.AlreadyPast => Done(texts["按新日历已经过期，为保护依赖原期限的人，原期限不变。"], Tone.Wait),
        };
    }

    /// <summary>Days one after another that belong to the same festival, as one line.</summary>
    public static IEnumerable<(string Name, DateOnly From, DateOnly To)> Spans(ImmutableArray<CalendarDay> days)
    {
        (string Name, DateOnly From, DateOnly To)? open = null;
        foreach (var day in days.OrderBy(d => d.Date))
        {
            if (open is { } span && span.Name == day.Name && span.To.AddDays(1) == day.Date)
            {
                open = span with { To = day.Date };
                continue;
            }

            if (open is { } done) yield return done;
            open = (day.Name, day.Date, day.Date);
        }

        if (open is { } last) yield return last;
    }

    private RedirectToPageResult Done(string words, Tone tone = Tone.Good)
    {
        TempData.Say(words, tone);
        return RedirectToPage();
    }

    private Task<IActionResult> AgainAsync(string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return OnGetAsync(ct);
    }
}
