using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Appointments;

/// <summary>Wakes whichever stages of a competition wait, after a fact about one person changed.</summary>
public static class Waiting
{
    public static async Task WakeAsync(ApprovalDb db, Guid competitionId, DateTimeOffset now, CancellationToken ct)
    {
        var instance = await db.Set<Competition>().Where(c => c.Id == competitionId).Select(c => c.InstanceId).SingleAsync(ct);
        if (instance is { } id) db.Add(Signal.Poke(id, activityId: null, now));
    }
}
