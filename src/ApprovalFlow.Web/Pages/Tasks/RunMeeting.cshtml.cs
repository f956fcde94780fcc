using ApprovalFlow.Meetings;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>What the recorder enters in calling the roll: one line per seat.</summary>
public sealed class RollLine
{
    public Guid PersonId { get; set; }
    public bool Present { get; set; }
    public string? Reason { get; set; }
}

/// <summary>
/// The recorder runs the meeting, step by step: roll, recusals, introduction, opinions one by one, the vote, its close.
/// Each step is a form of its own, so that a lost connection loses one line.
/// </summary>
[Authorize]
public sealed class RunMeetingModel(TaskHeaderQuery headers, MeetingSheetQuery meetings, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public MeetingSheet Meeting { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await ReadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAttendanceAsync(Guid id, [FromServices] RecordAttendance step, List<RollLine> roll, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, [.. roll.Select(r => new RecordAttendance.Seat(r.PersonId, r.Present, r.Reason))]), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostRecusalAsync(Guid id, [FromServices] RecordRecusal step, Guid item, Guid person, string? reason, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item, person, reason), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostIntroduceAsync(Guid id, [FromServices] IntroduceItem step, Guid item, string? introducer, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item, introducer), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostDiscussedAsync(Guid id, [FromServices] EndDiscussion step, Guid item, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostOpinionAsync(Guid id, [FromServices] RecordOpinion step, Guid item, Guid person, Opinion opinion, string? statement, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item, person, opinion, statement), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostSuspendAsync(Guid id, [FromServices] SuspendItem step, Guid item, string? reason, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item, reason), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostOpenVoteAsync(Guid id, [FromServices] OpenVote step, Guid item, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostVotesAsync(Guid id, [FromServices] RecordVotes step, Guid item, List<Guid> voters, Dictionary<Guid, OpenChoice> choices, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(
            new(id, item, [.. voters.Where(choices.ContainsKey).Select(v => new RecordVotes.Vote(v, choices[v]))]), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostCloseVoteAsync(Guid id, [FromServices] CloseVote step, Guid item, bool early, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item, early), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostRepeatAsync(Guid id, [FromServices] RepeatVote step, Guid item, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostDeviationAsync(Guid id, [FromServices] RecordDeviation step, Guid? item, DeviationKind kind, string? text, CancellationToken ct) => await AfterAsync(
        id, await step.RunAsync(new(id, item, kind, text), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostCloseAsync(Guid id, [FromServices] CloseMeeting step, CancellationToken ct)
    {
        var outcome = await step.RunAsync(new(id), User.ToActor(), ct);
        if (outcome != DeskOutcome.Done) return await AfterAsync(id, outcome, ct);
        TempData.Say(texts["会议已结束，会议记录已生成，请主持人和记录人签字。"]);
        return RedirectToPage("/Inbox/Index");
    }

    private async Task<IActionResult> AfterAsync(Guid id, DeskOutcome outcome, CancellationToken ct)
    {
        if (outcome == DeskOutcome.Done) return RedirectToPage(new { id });
        if (outcome == DeskOutcome.NotFound || !await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError("", texts.Of(outcome));
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.RunMeeting, User.ToActor(), ct) is not { } header) return false;
        if (await meetings.ForAsync(id, User.ToActor(), ct) is not { } meeting) return false;
        (Header, Meeting) = (header, meeting);
        return true;
    }
}
