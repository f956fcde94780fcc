using ApprovalFlow.Stages.Archive;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser checks that the whole record is there and closes the competition.</summary>
public sealed class ArchiveRecordModel(TaskHeaderQuery headers, RecordChecklist checklist, ArchiveRecord archive, Texts texts)
    : TaskPage(TaskKind.ArchiveRecord, headers)
{
    public IReadOnlyList<RecordLine> Record { get; private set; } = [];

    public bool Complete => Record.All(line => line.Complete);

    [BindProperty]
    public string? Reason { get; set; }

    protected override async Task LoadAsync(CancellationToken ct) => Record = await checklist.ForAsync(Header.CompetitionId, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await archive.RunAsync(new(Id, Reason), User.ToActor(), ct);
        return outcome switch
        {
            ArchiveRecordOutcome.Archived => Done(texts["已归档，竞争上岗办结。"]),
            ArchiveRecordOutcome.NotFound => NotFound(),
            ArchiveRecordOutcome.AlreadyArchived => await AgainAsync("", texts["已经归档。"], ct),
            ArchiveRecordOutcome.ReasonRequired => await AgainAsync(nameof(Reason), texts["材料不齐全，请写明仍然归档的理由。"], ct),
        };
    }
}
