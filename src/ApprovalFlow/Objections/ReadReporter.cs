using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

/// <summary>Who made a named report, and how to reach them.</summary>
public sealed record ReporterIdentity(string Name, string Contact);

/// <summary>
/// Opens the sealed identity of a named reporter, for the discipline office only. Every opening is on record before it is
/// shown; to everybody else the report's reporter does not exist.
/// </summary>
public sealed class ReadReporter(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid ObjectionId);

    public Task<ReporterIdentity?> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await ForDisciplineAsync(db, access, request.ObjectionId, actor, ct) is not var (objection, competitionId)) return null;
        var reporter = await db.Set<ObjectionReporter>().AsNoTracking().SingleOrDefaultAsync(r => r.ObjectionId == objection.Id, ct);
        if (reporter is null) return null;

        db.Record(competitionId, "objection.reporter-read", objection.Id, actor, "", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new ReporterIdentity(reporter.Name, reporter.Contact);
    });

    /// <summary>The tracked report with its competition, for the unit's discipline office; null for everybody else.</summary>
    internal static async Task<(Objection Objection, Guid CompetitionId)?> ForDisciplineAsync(
        ApprovalDb db, CompetitionAccess access, Guid objectionId, Actor actor, CancellationToken ct)
    {
        var found = await (
            from o in db.Set<Objection>()
            join n in db.Set<Notice>() on o.NoticeId equals n.Id
            where o.Id == objectionId
            select new { Objection = o, n.CompetitionId }).SingleOrDefaultAsync(ct);
        if (found is null) return null;
        var rights = await access.ForAsync(actor, found.CompetitionId, ct);
        return rights is { ApplicationId: null } && rights.Has(Role.Discipline) ? (found.Objection, found.CompetitionId) : null;
    }
}
