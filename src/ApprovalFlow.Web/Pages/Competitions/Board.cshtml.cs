using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using ApprovalFlow.Trail;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>The parts of a competition's board.</summary>
public enum BoardTab
{
    Progress,
    Plan,
    People,
    Documents,
    Record,
}

/// <summary>The board of one competition, with what its steersmen may do from there.</summary>
public sealed class BoardModel(CompetitionBoard boards, TrailSheet trail, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public BoardTab Tab { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public Board Board { get; private set; } = null!;
    public TrailPage? Trail { get; private set; }
    public IReadOnlyList<BoardPerson> People { get; private set; } = [];

    public Competition Competition => Board.Competition;
    public bool Leads => Board.Rights.Has(Role.LeadingGroup);
    public bool MayEdit => Board.Rights.Organises && Competition.PlanIsOpen;
    public bool MayNamePeople => Board.Rights.Organises
        && Competition.State is CompetitionState.Drafting or CompetitionState.Running or CompetitionState.Suspended;

    public bool MaySuspend => Competition.State == CompetitionState.Running && (Leads || Board.Rights.Has(Role.Discipline));
    public bool MayExtend => Competition.State == CompetitionState.Running && Leads;
    public bool MayResume => Competition.State == CompetitionState.Suspended && Leads;
    public bool MayCancel => Competition.State is not (CompetitionState.Finished or CompetitionState.Cancelled)
        && (Leads || (Competition.ApprovedAt is null && Board.Rights.Organises));

    public IEnumerable<BoardTab> Tabs => Enum.GetValues<BoardTab>().Where(t => t != BoardTab.Record || TrailSheet.MayRead(Board.Rights));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await boards.ForAsync(Id, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        if (Tab == BoardTab.People && MayNamePeople) People = await boards.PeopleAsync(board.Unit.Id, ct);
        if (Tab == BoardTab.Record && (Trail = await trail.ForAsync(Id, PageNumber, User.ToActor(), ct)) is null) return NotFound();
        return Page();
    }

    public async Task<IActionResult> OnPostSubmitAsync([FromServices] SubmitPlan submit, CancellationToken ct)
    {
        var result = await submit.RunAsync(new(Id), User.ToActor(), ct);
        return result.Outcome switch
        {
            SubmitPlanOutcome.Submitted => Say(BoardTab.Progress, texts["实施方案已提交领导小组审批。"]),
            SubmitPlanOutcome.NotFound => NotFound(),
            SubmitPlanOutcome.AlreadySubmitted => Say(BoardTab.Progress, texts["方案已经提交过了。"], Tone.Wait),
            SubmitPlanOutcome.PlanIncomplete => Say(BoardTab.Plan, texts["方案还不能提交：请先解决下面列出的问题。"], Tone.Bad),
        };
    }

    public async Task<IActionResult> OnPostRecallAsync([FromServices] RecallPlan recall, CancellationToken ct) =>
        await recall.RunAsync(new(Id), User.ToActor(), ct) switch
        {
            RecallPlanOutcome.Recalled => Say(BoardTab.Plan, texts["方案已收回，可以修改后再提交。"]),
            RecallPlanOutcome.NotFound => NotFound(),
            RecallPlanOutcome.NotSubmitted => Say(BoardTab.Plan, texts["方案不在审批中，不能收回。"], Tone.Wait),
        };

    public async Task<IActionResult> OnPostSuspendAsync([FromServices] SuspendCompetition suspend, string? reason, CancellationToken ct) =>
        Steered(await suspend.RunAsync(new(Id, reason ?? ""), User.ToActor(), ct), texts["竞争上岗已暂停，报名人员已收到通知。"]);

    public async Task<IActionResult> OnPostResumeAsync([FromServices] ResumeCompetition resume, string? reason, CancellationToken ct) =>
        Steered(await resume.RunAsync(new(Id, reason ?? ""), User.ToActor(), ct), texts["竞争上岗已恢复，期限已按暂停的工作日顺延。"]);

    public async Task<IActionResult> OnPostOutageAsync([FromServices] ExtendForOutage extend, DateTime? from, DateTime? to, string? reason, CancellationToken ct) =>
        Steered(
            await extend.RunAsync(new(Id, China(from), China(to), reason ?? ""), User.ToActor(), ct), texts["尚未到期的期限已顺延，公告已发布，报名人员已收到通知。"]);

    public async Task<IActionResult> OnPostCancelAsync([FromServices] CancelCompetition cancel, string? reason, CancellationToken ct) =>
        Steered(await cancel.RunAsync(new(Id, reason ?? ""), User.ToActor(), ct), texts["竞争上岗已取消，报名人员已收到通知。"]);

    public async Task<IActionResult> OnPostAssignAsync(
        [FromServices] AssignDuty assign, Guid? personId, Duty? duty, string? category, string? reason, CancellationToken ct)
    {
        if (personId is null || duty is not { } wanted || !Enum.IsDefined(wanted) || wanted == Duty.Candidate)
            return Say(BoardTab.People, texts["请选择人员和职责。"], Tone.Bad);

        var result = await assign.RunAsync(new(Id, personId.Value, wanted, category ?? "", reason ?? ""), User.ToActor(), ct);
        return result.Outcome switch
        {
            AssignDutyOutcome.Assigned => Say(BoardTab.People, texts["已确定。"]),
            AssignDutyOutcome.NotFound => NotFound(),
            AssignDutyOutcome.PersonUnknown => Say(BoardTab.People, texts["这个人已停用或不存在。"], Tone.Bad),
            AssignDutyOutcome.AlreadyHeld => Say(BoardTab.People, texts["这个人已经担任或曾被解除这项职责。"], Tone.Wait),
            AssignDutyOutcome.Incompatible => Say(
                BoardTab.People, texts["不能同时担任{0}和{1}。", texts.Of(result.Pair!.Value.Held), texts.Of(result.Pair.Value.Added)], Tone.Bad),
            AssignDutyOutcome.IsCandidate => Say(BoardTab.People, texts["这个人报名参加了本次竞争上岗，不能担任这项职责。"], Tone.Bad),
            AssignDutyOutcome.PlanSubmitted => Say(BoardTab.People, texts["方案正在审批，人员不能变动。"], Tone.Wait),
            AssignDutyOutcome.ReasonRequired => Say(BoardTab.People, texts["方案批准后增加人员，请写明理由。"], Tone.Bad),
            AssignDutyOutcome.Ended => Say(BoardTab.People, texts["竞争上岗已经结束。"], Tone.Wait),
        };
    }

    public async Task<IActionResult> OnPostRelieveAsync(
        [FromServices] RelieveDuty relieve, Guid assignmentId, Guid? replacementId, string? reason, CancellationToken ct) =>
        await relieve.RunAsync(new(Id, assignmentId, reason ?? "", replacementId), User.ToActor(), ct) switch
        {
            RelieveDutyOutcome.Relieved => Say(BoardTab.People, texts["已解除职责。"]),
            RelieveDutyOutcome.Replaced => Say(BoardTab.People, texts["已换人。"]),
            RelieveDutyOutcome.NotFound => NotFound(),
            RelieveDutyOutcome.NotHeld => Say(BoardTab.People, texts["这项职责已经解除。"], Tone.Wait),
            RelieveDutyOutcome.ReasonRequired => Say(BoardTab.People, texts["请写明解除或更换的理由。"], Tone.Bad),
            RelieveDutyOutcome.PlanSubmitted => Say(BoardTab.People, texts["方案正在审批，人员不能变动。"], Tone.Wait),
            RelieveDutyOutcome.Ended => Say(BoardTab.People, texts["竞争上岗已经结束。"], Tone.Wait),
            RelieveDutyOutcome.ReplacementUnknown => Say(BoardTab.People, texts["这个人已停用或不存在。"], Tone.Bad),
            RelieveDutyOutcome.ReplacementHolds => Say(BoardTab.People, texts["这个人已经担任或曾被解除这项职责。"], Tone.Wait),
            RelieveDutyOutcome.ReplacementIncompatible => Say(BoardTab.People, texts["替换的人担任着与这项职责不能兼任的职责。"], Tone.Bad),
            RelieveDutyOutcome.ReplacementIsCandidate => Say(BoardTab.People, texts["这个人报名参加了本次竞争上岗，不能担任这项职责。"], Tone.Bad),
        };

    /// <summary>Nothing filled in is no period.</summary>
    private static DateTimeOffset China(DateTime? at) => at is { } given
        ? ChinaTime.At(DateOnly.FromDateTime(given), TimeOnly.FromDateTime(given)) : DateTimeOffset.MaxValue;

    private IActionResult Steered(SteerOutcome outcome, string done) => outcome switch
    {
        SteerOutcome.Done => Say(BoardTab.Progress, done),
        SteerOutcome.NotFound => NotFound(),
        SteerOutcome.NotAllowed => Say(BoardTab.Progress, texts["这需要由领导小组决定。"], Tone.Bad),
        SteerOutcome.ReasonRequired => Say(BoardTab.Progress, texts["请写明理由：报名人员会看到它。"], Tone.Bad),
        SteerOutcome.PeriodInvalid => Say(BoardTab.Progress, texts["请填写故障的起止时间：结束在开始之后，且已经过去。"], Tone.Bad),
        SteerOutcome.WrongState => Say(BoardTab.Progress, texts["竞争上岗现在的状态不允许这样做。"], Tone.Wait),
    };

    private RedirectResult Say(BoardTab tab, string text, Tone tone = Tone.Good)
    {
        TempData.Say(text, tone);
        return Redirect($"/competitions/{Id}?tab={tab.ToString().ToLowerInvariant()}");
    }
}
