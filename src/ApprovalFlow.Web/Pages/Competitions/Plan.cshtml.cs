using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>The text, terms and timetable of a plan in drafting, as one form.</summary>
public sealed class PlanModel(CompetitionBoard boards, RevisePlan revise, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Competition Competition { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        Input = Fields.Of(Competition);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        if (!ModelState.IsValid) return Page();

        var outcome = await revise.RunAsync(
            new(Id, Input.RevisionSeen, Input.Title, Input.TitleEn ?? "", Input.ToPlan(Competition.Plan)), User.ToActor(), ct);
        return outcome switch
        {
            EditPlanOutcome.Saved => Saved(),
            EditPlanOutcome.NotFound => NotFound(),
            EditPlanOutcome.Stale => Refused(texts["别人刚改过这份方案。您填写的内容还在下面；请另开页面核对后再保存一次。"]),
            EditPlanOutcome.PlanClosed => Refused(texts["方案已提交或已批准，不能修改。"]),
            EditPlanOutcome.NameRequired => Refused(texts["请填写名称。"]),
            EditPlanOutcome.NumbersInvalid or EditPlanOutcome.RulesInvalid => Refused(texts["有的内容不正确，请检查。"]),
        };
    }

    private RedirectResult Saved()
    {
        TempData.Say(texts["方案已保存。"]);
        return Redirect($"/competitions/{Id}?tab=plan");
    }

    private PageResult Refused(string text)
    {
        ModelState.AddModelError("", text);
        // The next save replaces what is there now: the reader has been told.
        ModelState.Remove("Input.RevisionSeen");
        Input.RevisionSeen = Competition.PlanRevision;
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await boards.ForAsync(Id, User.ToActor(), ct) is not { } board || !board.Rights.Organises) return false;
        Competition = board.Competition;
        return true;
    }

    public sealed class Fields
    {
        public int RevisionSeen { get; set; }

        [Required, StringLength(200), Display(Name = "名称")]
        public string Title { get; set; } = "";

        [StringLength(200), Display(Name = "英文名称")]
        public string? TitleEn { get; set; }

        [StringLength(4000), Display(Name = "指导思想与目的")]
        public string? Purpose { get; set; }

        [StringLength(4000), Display(Name = "组织领导")]
        public string? Organisation { get; set; }

        [StringLength(4000), Display(Name = "报名范围和资格条件")]
        public string? Eligibility { get; set; }

        [StringLength(4000), Display(Name = "纪律与监督")]
        public string? DisciplineText { get; set; }

        [StringLength(2000), Display(Name = "联系方式")]
        public string? Contact { get; set; }

        [Display(Name = "公告范围")]
        public PublicationScope AnnouncementScope { get; set; }

        [Display(Name = "公示范围")]
        public PublicationScope NoticeScope { get; set; }

        [Required, Display(Name = "时间计算截止")]
        public DateOnly? AsOf { get; set; }

        [Required, Display(Name = "公告日期")]
        public DateOnly? AnnounceOn { get; set; }

        [Required, Display(Name = "报名开始")]
        public DateOnly? RegistrationOpensOn { get; set; }

        [Required, Display(Name = "报名截止")]
        public DateOnly? RegistrationClosesOn { get; set; }

        [Display(Name = "材料提交截止")]
        public DateOnly? MaterialsCloseOn { get; set; }

        [Display(Name = "退出截止")]
        public DateOnly? WithdrawalClosesOn { get; set; }

        [Display(Name = "笔试时间")]
        public DateTime? ExamAt { get; set; }

        [StringLength(200), Display(Name = "笔试地点")]
        public string? ExamPlace { get; set; }

        [Display(Name = "面试时间")]
        public DateTime? InterviewAt { get; set; }

        [StringLength(200), Display(Name = "面试地点")]
        public string? InterviewPlace { get; set; }

        [Display(Name = "民主测评时间")]
        public DateTime? EvaluationAt { get; set; }

        [StringLength(200), Display(Name = "民主测评地点")]
        public string? EvaluationPlace { get; set; }

        [Display(Name = "考察开始")]
        public DateOnly? InspectionFromOn { get; set; }

        [Display(Name = "讨论决定")]
        public DateOnly? DecisionOn { get; set; }

        [Display(Name = "任职日期")]
        public DateOnly? AppointmentOn { get; set; }

        [Display(Name = "向本人公布成绩")]
        public bool OwnScoresShown { get; set; }

        [Display(Name = "向同职位报名人公布排名")]
        public bool RankedListShown { get; set; }

        [Display(Name = "报名人可以同时参加其他竞争上岗（对方方案也须允许；一处任职，其余自动退出）")]
        public bool ParallelApplicationsAllowed { get; set; }

        public static Fields Of(Competition competition)
        {
            var (plan, schedule) = (competition.Plan, competition.Plan.Schedule);
            return new Fields
            {
                RevisionSeen = competition.PlanRevision, Title = competition.Title, TitleEn = competition.TitleEn,
                Purpose = plan.Purpose, Organisation = plan.Organisation, Eligibility = plan.Eligibility,
                DisciplineText = plan.DisciplineText, Contact = plan.Contact,
                AnnouncementScope = plan.AnnouncementScope, NoticeScope = plan.NoticeScope, AsOf = plan.AsOf,
                AnnounceOn = schedule.AnnounceOn, RegistrationOpensOn = schedule.RegistrationOpensOn,
                RegistrationClosesOn = schedule.RegistrationClosesOn, MaterialsCloseOn = schedule.MaterialsCloseOn,
                WithdrawalClosesOn = schedule.WithdrawalClosesOn, ExamAt = Local(schedule.ExamAt), ExamPlace = schedule.ExamPlace,
                InterviewAt = Local(schedule.InterviewAt), InterviewPlace = schedule.InterviewPlace,
                EvaluationAt = Local(schedule.EvaluationAt), EvaluationPlace = schedule.EvaluationPlace,
                InspectionFromOn = schedule.InspectionFromOn, DecisionOn = schedule.DecisionOn, AppointmentOn = schedule.AppointmentOn,
                OwnScoresShown = plan.OwnScoresShown, RankedListShown = plan.RankedListShown,
                ParallelApplicationsAllowed = plan.ParallelApplicationsAllowed,
            };
        }

        public Plan ToPlan(Plan before) => before with
        {
            Purpose = Text(Purpose), Organisation = Text(Organisation), Eligibility = Text(Eligibility),
            DisciplineText = Text(DisciplineText), Contact = Text(Contact), AnnouncementScope = AnnouncementScope,
            NoticeScope = NoticeScope, AsOf = AsOf!.Value, OwnScoresShown = OwnScoresShown, RankedListShown = RankedListShown,
            ParallelApplicationsAllowed = ParallelApplicationsAllowed,
            Schedule = before.Schedule with
            {
                AnnounceOn = AnnounceOn!.Value, RegistrationOpensOn = RegistrationOpensOn!.Value,
                RegistrationClosesOn = RegistrationClosesOn!.Value, MaterialsCloseOn = MaterialsCloseOn,
                WithdrawalClosesOn = WithdrawalClosesOn, ExamAt = China(ExamAt), ExamPlace = Text(ExamPlace),
                InterviewAt = China(InterviewAt), InterviewPlace = Text(InterviewPlace),
                EvaluationAt = China(EvaluationAt), EvaluationPlace = Text(EvaluationPlace),
                InspectionFromOn = InspectionFromOn, DecisionOn = DecisionOn, AppointmentOn = AppointmentOn,
            },
        };

        private static string Text(string? text) => text?.Trim() ?? "";

        private static DateTime? Local(DateTimeOffset? at) => at is { } given ? ChinaTime.Of(given).DateTime : null;

        private static DateTimeOffset? China(DateTime? at) =>
            at is { } given ? ChinaTime.At(DateOnly.FromDateTime(given), TimeOnly.FromDateTime(given)) : null;
    }
}
