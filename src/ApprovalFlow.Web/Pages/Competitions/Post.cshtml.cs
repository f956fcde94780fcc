using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Competitions;
using ApprovalFlow.Eligibility;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>One post of a plan in drafting: what it is, how many, who may register.</summary>
public sealed class PostModel(CompetitionBoard boards, SavePost save, RemovePost remove, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null for a new post.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? PostId { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    [BindProperty]
    public RuleFields Rules { get; set; } = new();

    public Board Board { get; private set; } = null!;
    public Post? Post { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        if (Post is not null) (Input, Rules) = (Fields.Of(Post), RuleFields.Of(StoredRules()));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        if (Rules.RankIsHalf) ModelState.AddModelError("Rules.Rank", texts["职务层次和任该层次的日期要一起填写。"]);
        if (!ModelState.IsValid) return Page();

        var rules = EligibilityRules.Write(Rules.ToRules(StoredRules()));
        var outcome = await save.RunAsync(
            new(Id, PostId, Input.Name, Input.Department ?? "", Input.Level ?? "", Input.Duties ?? "", Input.Requirements ?? "", rules,
                Input.Vacancies, Input.Quota, Input.NeedsHealth),
            User.ToActor(), ct);
        return outcome switch
        {
            EditPlanOutcome.Saved => Saved(texts["职位已保存。"]),
            EditPlanOutcome.NotFound => NotFound(),
            EditPlanOutcome.PlanClosed or EditPlanOutcome.Stale => Refused("", texts["方案已提交或已批准，不能修改。"]),
            EditPlanOutcome.NameRequired => Refused("Input.Name", texts["请填写名称。"]),
            EditPlanOutcome.NumbersInvalid => Refused("Input.Quota", texts["职数至少为 1，空缺职数不能为负。"]),
            EditPlanOutcome.RulesInvalid => Refused("", texts["有的内容不正确，请检查。"]),
        };
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (PostId is not { } postId) return NotFound();
        return await remove.RunAsync(new(Id, postId), User.ToActor(), ct) switch
        {
            EditPlanOutcome.Saved => Saved(texts["职位已移除。"]),
            EditPlanOutcome.NotFound => NotFound(),
            EditPlanOutcome.PlanClosed or EditPlanOutcome.Stale or EditPlanOutcome.NameRequired or EditPlanOutcome.NumbersInvalid
                or EditPlanOutcome.RulesInvalid => await ReadAsync(ct) ? Refused("", texts["方案已提交或已批准，不能修改。"]) : NotFound(),
        };
    }

    private IReadOnlyList<EligibilityRule> StoredRules() => Post is null ? [] : EligibilityRules.Read(Post.RulesJson) ?? [];

    private RedirectResult Saved(string text)
    {
        TempData.Say(text);
        return Redirect($"/competitions/{Id}?tab=plan");
    }

    private PageResult Refused(string field, string text)
    {
        ModelState.AddModelError(field, text);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await boards.ForAsync(Id, User.ToActor(), ct) is not { } board || !board.Rights.Organises) return false;
        (Board, Post) = (board, board.Posts.FirstOrDefault(p => p.Post.Id == PostId)?.Post);
        return PostId is null || Post is not null;
    }

    public sealed class Fields
    {
        [Required, StringLength(120), Display(Name = "职位名称")]
        public string Name { get; set; } = "";

        [StringLength(120), Display(Name = "所在部门")]
        public string? Department { get; set; }

        [StringLength(60), Display(Name = "职务层次")]
        public string? Level { get; set; }

        [StringLength(2000), Display(Name = "主要职责")]
        public string? Duties { get; set; }

        [Range(0, 50), Display(Name = "空缺职数")]
        public int Vacancies { get; set; } = 1;

        [Range(1, 50), Display(Name = "拟任职数")]
        public int Quota { get; set; } = 1;

        [StringLength(4000), Display(Name = "资格条件（文字）")]
        public string? Requirements { get; set; }

        [Display(Name = "职责对健康状况有要求（报名表增加健康状况一项）")]
        public bool NeedsHealth { get; set; }

        public static Fields Of(Post post) => new()
        {
            Name = post.Name, Department = post.Department, Level = post.Level, Duties = post.Duties,
            Vacancies = post.Vacancies, Quota = post.Quota, Requirements = post.Requirements, NeedsHealth = post.NeedsHealth,
        };
    }
}
