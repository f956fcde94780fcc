using ApprovalFlow.Stages.PublicNotice;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser reads the generated pre-appointment notice and publishes exactly that.</summary>
public sealed class PublishNoticeModel(
    TaskHeaderQuery headers, PublishNoticeSheet sheets, PublishPreAppointmentNotice publish, Texts texts) : TaskPage(TaskKind.PublishNotice, headers)
{
    /// <summary>Null once it is published.</summary>
    public NoticeDraft? Draft { get; private set; }

    [BindProperty]
    public string HashSeen { get; set; } = "";

    protected override async Task LoadAsync(CancellationToken ct) =>
        Draft = Header.State == TaskState.Open ? await sheets.ForAsync(Header, ct) : null;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await publish.RunAsync(new(Id, HashSeen), User.ToActor(), ct);
        return outcome switch
        {
            PublishNoticeOutcome.Published => Done(texts["公示已发布，文本已固定，已通知被公示的人。"]),
            PublishNoticeOutcome.NotFound => NotFound(),
            PublishNoticeOutcome.AlreadyPublished => await AgainAsync("", texts["公示已经发布。"], ct),
            PublishNoticeOutcome.NotRunning => await AgainAsync("", texts["竞争上岗已暂停或结束，现在不能发布。"], ct),
            PublishNoticeOutcome.NobodyDecided => await AgainAsync("", texts["没有表决通过且在效的人选，不能发布。"], ct),
            PublishNoticeOutcome.TextChanged => await AgainAsync("", texts["公示文本与您看到的不一致（日期或者人选变了），请重新核对后再发布。"], ct),
        };
    }
}
