using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Stages.Appointment;

/// <summary>The document as it would be issued now, for the task page, which has asked before who may read it.</summary>
public sealed class DocumentSheet(ApprovalDb db, IssueDocument issue)
{
    public async Task<DocumentDraft> ForAsync(Guid applicationId, CancellationToken ct) =>
        await issue.DraftAsync(await db.Set<AppointmentRow>().AsNoTracking().SingleAsync(a => a.ApplicationId == applicationId, ct), ct);
}
