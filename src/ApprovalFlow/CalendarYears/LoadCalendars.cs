using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.CalendarYears;

/// <summary>Puts the imported years into force in this process: at start, and again for what another node has imported meanwhile.</summary>
public sealed class LoadCalendars(ApprovalDb db, Calendars calendars)
{
    public async Task RunOnceAsync(CancellationToken ct)
    {
        var newest = await db.Set<CalendarImport>().OrderByDescending(i => i.Seq).Select(i => i.Version).FirstOrDefaultAsync(ct);
        if (newest is null || newest == calendars.Current.Version) return;
        calendars.Use(new CalendarHistory(await db.Set<CalendarImport>().AsNoTracking().ToListAsync(ct)).Current);
    }
}
