using ApprovalFlow.Calendar;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>Everything of one competition that ends at an instant still to come. It is only ever lengthened here.</summary>
internal static class OpenDeadlines
{
    /// <summary>Puts deadlines, due dates and ends of notices off by working days: all that are open, or those not past at <paramref name="from"/>.</summary>
    public static async Task<int> PutOffAsync(
        ApprovalDb db, WorkingCalendar calendar, Guid competitionId, int workingDays, DateTimeOffset? from, CancellationToken ct)
    {
        var since = from ?? DateTimeOffset.MinValue;
        var moved = 0;
        foreach (var deadline in await db.Set<Deadline>().Where(d => d.CompetitionId == competitionId && d.State == DeadlineState.Open).ToListAsync(ct))
        {
            var due = Later(deadline.DueAt);
            if (deadline.DueAt >= since && deadline.Lengthen(due, calendar.Version, calendar.IsProvisional(ChinaTime.DateOf(due)))) moved++;
        }

        foreach (var task in await db.Set<UserTask>().Where(t => t.CompetitionId == competitionId && t.State == TaskState.Open && t.DueAt != null).ToListAsync(ct))
            if (task.DueAt >= since) task.Extend(Later(task.DueAt!.Value));

        foreach (var notice in await db.Set<Notice>().Where(n => n.CompetitionId == competitionId && n.State == NoticeState.InForce && n.EndsAt != null).ToListAsync(ct))
            if (notice.EndsAt >= since) notice.Lengthen(Later(notice.EndsAt!.Value));

        return moved;

        DateTimeOffset Later(DateTimeOffset due) =>
            ChinaTime.At(calendar.AddWorkingDays(ChinaTime.DateOf(due), workingDays), ChinaTime.TimeOf(due));
    }
}
