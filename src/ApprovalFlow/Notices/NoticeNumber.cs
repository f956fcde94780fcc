using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Notices;

/// <summary>Numbers of what a unit publishes: kind, day and serial of the day, e.g. 公示〔20260928〕1号 (DOMAIN §11 F12).</summary>
public static class NoticeNumber
{
    public static async Task<string> NextAsync(ApprovalDb db, Guid unitId, NoticeKind kind, DateTimeOffset now, CancellationToken ct)
    {
        var word = kind switch
        {
            NoticeKind.Announcement => "公告",
            NoticeKind.InspectionNotice => "考察预告",
            NoticeKind.PreAppointment => "公示",
            NoticeKind.Change => "变更公告",
        };
        var prefix = $"{word}〔{ChinaTime.DateOf(now).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}〕";
        var used = await db.Set<Notice>().CountAsync(n => n.UnitId == unitId && n.Number.StartsWith(prefix), ct);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{used + 1}号");
    }
}
