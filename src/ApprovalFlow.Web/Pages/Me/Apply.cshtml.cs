using ApprovalFlow.Applications;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>
/// The registration form in sections. It saves by its button and, with scripts, by itself; a second window is told instead
/// of overwritten. Nothing that was typed is lost, whatever the answer.
/// </summary>
[Authorize]
public sealed class ApplyModel(
    ApplySheetQuery sheets, StartApplication start, SaveApplication save, Texts texts, DateWords dates, TimeProvider clock) : PageModel
{
    private const int MoreRows = 3;

    public ApplySheet Sheet { get; private set; } = null!;

    /// <summary>Bound by hand into lists that can grow: those of a new form are fixed, and binding would skip them.</summary>
    public ApplicationForm Form { get; private set; } = new()
    {
        Preferences = new List<Guid>(), Resume = new List<ResumeRow>(), Appraisals = new List<AppraisalRow>(),
        Sanctions = new List<SanctionRow>(), Family = new List<FamilyRow>(),
    };

    /// <summary>The stored revision that this window's text replaces.</summary>
    [BindProperty]
    public int Revision { get; set; }

    /// <summary>Set when another window saved first.</summary>
    public SaveApplication.Result? Clash { get; private set; }

    public int PreferenceCount => Math.Max(1, Math.Min(Sheet.Desk.Settings.Preferences, Sheet.Choices.Count));

    /// <summary>The ids of the fields with something to put right, in the order of the form.</summary>
    public IReadOnlyList<string> Faulty =>
        [.. ModelState.Where(e => e.Value is { Errors.Count: > 0 }).Select(e => TagBuilder.CreateSanitizedId(e.Key, "_"))];

    public bool IsBeforeOpening => clock.GetUtcNow() < Sheet.Desk.OpensAt;

    public bool MaterialsOpen => clock.GetUtcNow() <= Sheet.Desk.MaterialsCloseAt;

    /// <summary>With <c>check</c>, each field says what is still missing.</summary>
    public async Task<IActionResult> OnGetAsync(Guid competitionId, bool check, CancellationToken ct)
    {
        if (await sheets.ForAsync(User.ToActor(), competitionId, ct) is not { } sheet) return NotFound();
        if (sheet.Application is { State: not ApplicationState.Draft }) return RedirectToPage("/Me/Case", new { competitionId });

        Sheet = sheet;
        Revision = sheet.Application?.Revision ?? 0;
        Form = Spread(sheet.Form);
        foreach (var problem in check ? sheet.Problems : []) ModelState.AddModelError($"{nameof(Form)}.{problem.Field}", texts.Of(problem.Fault));
        return Page();
    }

    public async Task<IActionResult> OnPostStartAsync(Guid competitionId, CancellationToken ct)
    {
        var outcome = await start.RunAsync(new(competitionId), User.ToActor(), ct);
        if (outcome == StartApplicationOutcome.NotFound) return NotFound();
        if (outcome is not (StartApplicationOutcome.Started or StartApplicationOutcome.AlreadyStarted)) TempData.Say(texts.Of(outcome), Tone.Bad);
        return RedirectToPage("/Me/Apply", new { competitionId });
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid competitionId, CancellationToken ct) =>
        await SaveAsync(competitionId, ct) is { } refused ? refused : Saved(RedirectToPage("/Me/Apply", new { competitionId }));

    public async Task<IActionResult> OnPostPreviewAsync(Guid competitionId, CancellationToken ct) =>
        await SaveAsync(competitionId, ct) ?? RedirectToPage("/Me/Preview", new { competitionId });

    /// <summary>Saves, and comes back with more empty rows.</summary>
    public async Task<IActionResult> OnPostRowsAsync(Guid competitionId, string more, CancellationToken ct) =>
        await SaveAsync(competitionId, ct) ?? RedirectToPage("/Me/Apply", new { competitionId, more });

    public async Task<IActionResult> OnPostAutosaveAsync(Guid competitionId, CancellationToken ct)
    {
        await TryUpdateModelAsync(Form, nameof(Form)); // a half-typed date is not an error yet; the rest is kept
        var result = await save.RunAsync(new(competitionId, Revision, Form), User.ToActor(), ct);
        if (result.Outcome == SaveApplicationOutcome.NotFound) return NotFound();
        var text = result.Outcome == SaveApplicationOutcome.Saved
            ? texts["已自动保存：{0}", dates.When(result.SavedAt)]
            : texts.Of(result.Outcome);
        return new JsonResult(new { saved = result.Outcome == SaveApplicationOutcome.Saved, revision = result.Revision, text });
    }

    public List<SelectListItem> PostOptions(int preference) => [.. Blank(), .. Sheet.Choices.Select(p => new SelectListItem(
        texts["{0}（{1}，{2} 人）", p.Name, p.Department, p.Quota], p.Id.ToString(), preference < Form.Preferences.Count && Form.Preferences[preference] == p.Id))];

    public List<SelectListItem> Options<T>() where T : struct, Enum =>
        [.. Blank(), .. Enum.GetValues<T>().Select(value => new SelectListItem(texts.Of(value), value.ToString()))];

    public List<SelectListItem> YesOrNo() => [.. Blank(), new(texts["是"], "True"), new(texts["否"], "False")];

    /// <summary>Null when saved; otherwise the page with what was typed.</summary>
    private async Task<IActionResult?> SaveAsync(Guid competitionId, CancellationToken ct)
    {
        if (await sheets.ForAsync(User.ToActor(), competitionId, ct) is not { Application: not null } sheet) return NotFound();
        Sheet = sheet;
        await TryUpdateModelAsync(Form, nameof(Form));
        ForgiveBlanks();
        if (ModelState.Values.Any(entry => entry.Errors.Count > 0)) return Again();

        var result = await save.RunAsync(new(competitionId, Revision, Form), User.ToActor(), ct);
        switch (result.Outcome)
        {
            case SaveApplicationOutcome.Saved:
                return null;
            case SaveApplicationOutcome.NotFound:
                return NotFound();
            case SaveApplicationOutcome.AlreadySubmitted:
                TempData.Say(texts.Of(result.Outcome), Tone.Wait);
                return RedirectToPage("/Me/Case", new { competitionId });
            case SaveApplicationOutcome.ChangedElsewhere:
                Clash = result;
                // Having been told, pressing the button again is a decision: it replaces what the other window saved.
                ModelState.Remove(nameof(Revision));
                Revision = result.Revision;
                return Again();
            default:
                ModelState.AddModelError("", texts.Of(result.Outcome));
                return Again();
        }
    }

    private PageResult Again()
    {
        Form = Spread(Form);
        return Page();
    }

    private IActionResult Saved(IActionResult next)
    {
        TempData.Say(texts["已保存。填写完整后请预览并提交。"]);
        return next;
    }

    /// <summary>A draft may have gaps; only what cannot be read as a date or a number must be put right before saving.</summary>
    private void ForgiveBlanks()
    {
        foreach (var key in ModelState.Where(e => e.Value is { Errors.Count: > 0 } && string.IsNullOrWhiteSpace(e.Value.AttemptedValue)).Select(e => e.Key).ToList())
            ModelState.Remove(key);
    }

    /// <summary>With room for more rows, and the appraisals at the years that are asked.</summary>
    private ApplicationForm Spread(ApplicationForm form)
    {
        form = form.Tidied(healthNeeded: true);
        var more = Request.Query["more"].ToString();
        return form with
        {
            Preferences = Padded(form.Preferences, PreferenceCount, _ => Guid.Empty),
            Resume = Padded(form.Resume, form.Resume.Count + (more == "resume" || form.Resume.Count == 0 ? MoreRows : 1), _ => new ResumeRow()),
            Sanctions = Padded(form.Sanctions, form.Sanctions.Count + 1, _ => new SanctionRow()),
            Family = Padded(form.Family, form.Family.Count + (more == "family" || form.Family.Count == 0 ? MoreRows : 1), _ => new FamilyRow()),
            Appraisals = [.. Sheet.Demands.AppraisalYears.Select(year => form.Appraisals.FirstOrDefault(a => a.Year == year) ?? new AppraisalRow { Year = year })],
        };
    }

    private static List<T> Padded<T>(IReadOnlyList<T> rows, int count, Func<int, T> blank) =>
        [.. rows, .. Enumerable.Range(rows.Count, Math.Max(0, count - rows.Count)).Select(blank)];

    private IEnumerable<SelectListItem> Blank() => [new(texts["请选择"], "")];
}
