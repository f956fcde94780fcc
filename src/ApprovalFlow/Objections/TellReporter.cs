using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Objections;

public enum TellReporterOutcome { Told = 1, NotFound, NotNamed, NotSettled, AlreadyTold }

/// <summary>The discipline office puts on record that a named reporter was told the result (实名反映反馈).</summary>
public sealed class TellReporter(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid ObjectionId);

    public Task<TellReporterOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await ReadReporter.ForDisciplineAsync(db, access, request.ObjectionId, actor, ct) is not var (objection, competitionId))
            return TellReporterOutcome.NotFound;
        if (!objection.Named) return TellReporterOutcome.NotNamed;
        if (!objection.State.IsSettled()) return TellReporterOutcome.NotSettled;

        var now = clock.GetUtcNow();
        if (!objection.TellReporter(now)) return TellReporterOutcome.AlreadyTold;
        db.Record(competitionId, "objection.reporter-told", objection.Id, actor, objection.State.ToString(), now);
        await db.SaveChangesAsync(ct);
        return TellReporterOutcome.Told;
    });
}
