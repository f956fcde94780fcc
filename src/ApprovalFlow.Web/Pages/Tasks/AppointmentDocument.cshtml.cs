using ApprovalFlow.Appointments;
using ApprovalFlow.Stages.Appointment;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser reads the generated appointment document and issues exactly that under a number.</summary>
public sealed class AppointmentDocumentModel(
    TaskHeaderQuery headers, AppointmentQuery appointments, DocumentSheet documents, IssueDocument issue, Texts texts)
    : TaskPage(TaskKind.AppointmentDocument, headers)
{
    public AppointmentSheet Sheet { get; private set; } = null!;

    /// <summary>Null once issued.</summary>
    public DocumentDraft? Draft { get; private set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string HashSeen { get; set; } = "";

    protected override async Task LoadAsync(CancellationToken ct)
    {
        Sheet = (await appointments.FindAsync(Header.SubjectId!.Value, ct))!;
        Draft = Sheet.Appointment.IssuedAt is null ? await documents.ForAsync(Sheet.ApplicationId, ct) : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await issue.RunAsync(new(Id, Number, HashSeen), User.ToActor(), ct);
        return outcome switch
        {
            IssueDocumentOutcome.Issued => Done(texts["任免文件已印发，已通知本人。"]),
            IssueDocumentOutcome.NotFound => NotFound(),
            IssueDocumentOutcome.AlreadyIssued => await AgainAsync("", texts["任免文件已经印发。"], ct),
            IssueDocumentOutcome.NotRunning => await AgainAsync("", texts["竞争上岗已暂停或结束，现在不能办理。"], ct),
            IssueDocumentOutcome.NoPassedItem => await AgainAsync("", texts["表决结果不再有效（正在复议），不能任职。"], ct),
            IssueDocumentOutcome.NoticeRunning => await AgainAsync("", texts["公示还没有期满，不能印发。"], ct),
            IssueDocumentOutcome.Held => await AgainAsync("", texts["此人已被暂缓，解除之前不能任职。"], ct),
            IssueDocumentOutcome.ReportOpen => await AgainAsync("", texts["还有关于此人的反映没有结论，不能任职。"], ct),
            IssueDocumentOutcome.PostFull => await AgainAsync("", texts["这个职位的职数已满，不能再任。"], ct),
            IssueDocumentOutcome.NumberMissing => await AgainAsync(nameof(Number), texts["请填写文号。"], ct),
            IssueDocumentOutcome.NumberTaken => await AgainAsync(nameof(Number), texts["这个文号已经用过。"], ct),
            IssueDocumentOutcome.TextChanged => await AgainAsync("", texts["文件内容与您看到的不一致（日期变了），请重新核对后再印发。"], ct),
        };
    }
}
