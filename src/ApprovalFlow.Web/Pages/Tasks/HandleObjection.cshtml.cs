using ApprovalFlow.Objections;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The handler classifies a report, then verifies it and hands the findings over.</summary>
public sealed class HandleObjectionModel(TaskHeaderQuery headers, ObjectionQuery objections, HandleObjection handle, Texts texts)
    : TaskPage(TaskKind.HandleObjection, headers)
{
    public ObjectionSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public HandlingStep? Step { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    protected override async Task LoadAsync(CancellationToken ct) => Sheet = await objections.OfTaskAsync(Header.SubjectId!.Value, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Step is not { } step || !Enum.IsDefined(step)) return await AgainAsync(nameof(Step), texts["请选择办理方式。"], ct);

        var outcome = await handle.RunAsync(new(Id, step, Text), User.ToActor(), ct);
        return outcome switch
        {
            HandleObjectionOutcome.Logged => Done(texts["已登记备查。"]),
            HandleObjectionOutcome.UnderVerification => Stay(texts["已开始核查，被反映的人暂缓任职。"]),
            HandleObjectionOutcome.Reported => Done(texts["核查情况已报送，由纪检监察部门作出结论。"]),
            HandleObjectionOutcome.NotFound => NotFound(),
            HandleObjectionOutcome.AlreadyHandled => await AgainAsync("", texts["这件反映已经办理，请看最新状态。"], ct),
            HandleObjectionOutcome.NamedMustBeVerified => await AgainAsync(nameof(Step), texts["署名反映必须核查，不能只登记。"], ct),
            HandleObjectionOutcome.TextRequired => await AgainAsync(nameof(Text), texts["请写明理由或者核查情况。"], ct),
        };
    }
}
