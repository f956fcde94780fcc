using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Procedures;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.Rehearsals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>
/// Plays a version through and shows what happened: for whoever may see that version. It runs while the reader waits, one at
/// a time, with limits on candidates, scenarios and time.
/// </summary>
public sealed class RehearsalModel(
    ProcedureSheet procedures, DefinitionStore definitions, CompetitionListQuery competitions, PastField pastFields, RehearsalDoor queue, Calendars calendars, TimeProvider clock, Texts texts) : PageModel
{
    public const int MostCandidates = 200;

    /// <summary>Candidates of all scenarios together.</summary>
    public const int MostTogether = 800;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public sealed class Form
    {
        [Display(Name = "公告日期")]
        public DateOnly StartOn { get; set; }

        [Display(Name = "报名人数")]
        [Range(1, MostCandidates)]
        public int Candidates { get; set; } = 12;

        [Display(Name = "情形")]
        public List<string> Scenarios { get; set; } = ["ordinary"];

        [Display(Name = "以往的竞争上岗")]
        public Guid? Past { get; set; }
    }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ProcedureVersion Version { get; private set; } = null!;

    /// <summary>One for each scenario that was played, never none; null before that.</summary>
    public IReadOnlyList<RehearsalReport>? Reports { get; private set; }

    public IReadOnlyList<RehearsedBranch> NotReached { get; private set; } = [];

    /// <summary>Finished competitions whose board the reader may open, newest first.</summary>
    public IReadOnlyList<CompetitionLine> ToReplay { get; private set; } = [];

    /// <summary>Null where there is no other published version to compare with.</summary>
    public IReadOnlyList<RehearsalChange>? Changes { get; private set; }

    public string? Complaint { get; private set; }

    public WorkingCalendar Calendar => calendars.Current;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await procedures.ForAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        await ReadAsync(sheet, ct);
        Input.StartOn = calendars.Current.AddWorkingDays(ChinaTime.DateOf(clock.GetUtcNow()), 1);
        return Page();
    }

    /// <summary><paramref name="every"/>: all scenarios, whichever are chosen.</summary>
    public async Task<IActionResult> OnPostAsync(string id, bool every, CancellationToken ct)
    {
        if (await procedures.ForAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        await ReadAsync(sheet, ct);
        Scenario? past = null;
        if (Input.Past is { } chosen && (past = await pastFields.FindAsync(chosen, User.ToActor(), ct)) is null) return NotFound();
        Input.Scenarios = every ? [.. Scenario.All.Select(s => s.Name)] : [.. Input.Scenarios.Distinct()];
        if ((Input.Scenarios.Count == 0 && past is null) || Input.Scenarios.Exists(s => Scenario.Find(s) is null))
            ModelState.AddModelError("Input.Scenarios", texts["请至少选择一种情形。"]);
        if (Input.Candidates * Input.Scenarios.Count > MostTogether)
            ModelState.AddModelError("Input.Candidates", texts["{0} 种情形每种最多 {1} 人报名。请减少人数或情形。", Input.Scenarios.Count, MostTogether / Input.Scenarios.Count]);
        if (!ModelState.IsValid) return Page();

        var other = await InForceAsync(id, sheet.Version.DefinitionId, ct);
        var played = await queue.RunAsync<Played>(User.ToActor().PersonId, () => PlayAsync(id, other, past, ct), ct);
        if (played is null)
        {
            Complaint = texts["另有演练正在进行，请稍后再试。"];
            return Page();
        }

        Complaint = played.Draft.Outcome switch
        {
            RehearseOutcome.Rehearsed => null,
            RehearseOutcome.NotRunnable => texts["流程不能运行：{0}", texts.Either(played.Draft.Findings[0].Text)],
            RehearseOutcome.UnknownScenario => texts["请至少选择一种情形。"],
            RehearseOutcome.CandidatesOutOfRange => texts["报名人数应为 1 至 {0}。", MostCandidates],
            RehearseOutcome.TookTooLong => texts["演练用时过长，已停止。请减少人数或情形。"],
        };
        if (played.Draft.Reports.Count == 0) return Page();
        Reports = played.Draft.Reports;
        NotReached = RehearsalReport.NotReached(Reports);
        if (played.InForce is { Reports: [var before, ..] } && Reports is [var first, ..]) Changes = RehearsalDifference.Between(before, first);
        return Page();
    }

    private sealed record Played(Rehearsed Draft, Rehearsed? InForce);

    private async Task ReadAsync(ProcedurePage sheet, CancellationToken ct)
    {
        Version = sheet.Version;
        ToReplay = (await competitions.ForAsync(User.ToActor(), null, CompetitionState.Finished, 1, ct)).Lines;
    }

    private async Task<Played> PlayAsync(string id, string? inForce, Scenario? past, CancellationToken ct)
    {
        var draft = await RehearseAsync(id, Input.Scenarios, past, ct);
        return new Played(draft, inForce is null ? null : await RehearseAsync(inForce, past is null ? Input.Scenarios[..1] : [], past, ct));
    }

    private async Task<Rehearsed> RehearseAsync(string id, IReadOnlyList<string> scenarios, Scenario? past, CancellationToken ct)
    {
        var json = await definitions.FindAsync(id, ct) ?? throw new InvalidOperationException($"The definition {id} is not stored.");
        var used = await definitions.UsedByAsync(json, ct);
        return await Rehearse.RunAsync(new(json, Input.StartOn, Input.Candidates, scenarios, calendars.Current, used, past), Limit, ct);
    }

    /// <summary>The newest other version of the same procedure that competitions may be held on.</summary>
    private async Task<string?> InForceAsync(string id, string definitionId, CancellationToken ct)
    {
        var all = await procedures.AllForAsync(User.ToActor(), ct);
        return all?.Lines.Where(v => v.DefinitionId == definitionId && v.Id != id && v.State == ProcedureState.Published).MaxBy(v => v.Version)?.Id;
    }
}
