using ApprovalFlow.Applications;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>The files of one's own application, and what may still be done with them.</summary>
public sealed record AttachmentList(
    Guid CompetitionId, IReadOnlyList<Attachment> Files, bool MayAdd, bool MayRemove, DateTimeOffset Until, string Back)
{
    public bool IsFull => Files.Count >= Attachment.MaxPerApplication;
}
