using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

public enum LodgeObjectionOutcome { Received = 1, NotFound, PeriodOver, NoticeNotRead, FactsMissing, FactsTooLong, NameMissing }

public sealed record LodgeObjectionResult(LodgeObjectionOutcome Outcome, string Code);

/// <summary>
/// Takes a report about one person of a notice through the form, until the last instant of its last day. Anybody who can
/// read the notice may report. The report, the handler's task and the trail are one commit; the trail says that a report
/// came in, never from whom.
/// </summary>
public sealed class LodgeObjection(ApprovalDb db, NoticeAccess notices, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(
        Guid NoticeId, Guid NoticePersonId, bool Named, string? Name, string? Contact, string? TimeAndPlace, string? Facts, bool NoticeRead);

    public Task<LodgeObjectionResult> RunAsync(Request request, Actor? reader, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var stored = await db.Set<Notice>().AsNoTracking().SingleOrDefaultAsync(n => n.Id == request.NoticeId, ct);
        if (stored is { Kind: NoticeKind.PreAppointment, State: NoticeState.InForce } && now > stored.EndsAt) return No(LodgeObjectionOutcome.PeriodOver);

        var notice = await notices.FindAsync(request.NoticeId, reader, ct);
        var person = await db.Set<NoticePerson>()
            .SingleOrDefaultAsync(p => p.Id == request.NoticePersonId && p.NoticeId == request.NoticeId, ct);
        if (notice is null || person is null) return No(LodgeObjectionOutcome.NotFound);

        var facts = Objection.Typed(request.Facts);
        if (!request.NoticeRead) return No(LodgeObjectionOutcome.NoticeNotRead);
        if (facts.Length == 0) return No(LodgeObjectionOutcome.FactsMissing);
        if (facts.Length > Objection.MaxFacts) return No(LodgeObjectionOutcome.FactsTooLong);
        if (request.Named && (string.IsNullOrWhiteSpace(request.Name) || string.IsNullOrWhiteSpace(request.Contact)))
            return No(LodgeObjectionOutcome.NameMissing);

        var objection = Objection.Receive(
            person, ObjectionChannel.WebForm, request.Named, Objection.Typed(request.TimeAndPlace), facts, ChinaTime.DateOf(now), now);
        db.Add(objection);
        if (request.Named) db.Add(ObjectionReporter.Of(objection, request.Name!.Trim(), request.Contact!.Trim()));
        await ObjectionDesk.AskHandlerAsync(db, outbox, notice.CompetitionId, person, objection, now, ct);
        db.Record(notice.CompetitionId, "objection.received", objection.Id, Actor.System, $"{objection.Channel} about notice {notice.Number}", now);
        await db.SaveChangesAsync(ct);
        return new(LodgeObjectionOutcome.Received, objection.Code);
    });

    private static LodgeObjectionResult No(LodgeObjectionOutcome outcome) => new(outcome, "");
}
