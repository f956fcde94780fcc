using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

public enum RecordObjectionOutcome { Received = 1, NotFound, ChannelMissing, DayMissing, InTheFuture, BeforeNotice, PeriodOver, FactsMissing, FactsTooLong, NameMissing }

public sealed record RecordObjectionResult(RecordObjectionOutcome Outcome, string Code);

/// <summary>
/// The organiser or the discipline office puts on record what came by letter, telephone, visit or e-mail. It counts by the
/// day it was made (a letter by its postmark), so one that was posted in time counts although it arrives after the period.
/// </summary>
public sealed class RecordObjection(ApprovalDb db, CompetitionAccess access, Outbox outbox, TimeProvider clock)
{
    /// <summary><see cref="CameOn"/>: the postmark of a letter, the day of a call, visit or e-mail.</summary>
    public sealed record Request(
        Guid NoticeId, Guid NoticePersonId, ObjectionChannel? Channel, DateOnly? CameOn, bool Named, string? Name, string? Contact,
        string? TimeAndPlace, string? Facts);

    public Task<RecordObjectionResult> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var notice = await db.Set<Notice>().AsNoTracking().SingleOrDefaultAsync(
            n => n.Id == request.NoticeId && n.Kind == NoticeKind.PreAppointment && n.State != NoticeState.Replaced, ct);
        var person = await db.Set<NoticePerson>()
            .SingleOrDefaultAsync(p => p.Id == request.NoticePersonId && p.NoticeId == request.NoticeId, ct);
        if (notice is null || person is null || await access.ForAsync(actor, notice.CompetitionId, ct) is not { } rights
            || !(rights.Organises || rights.Supervises))
        {
            return No(RecordObjectionOutcome.NotFound);
        }

        var now = clock.GetUtcNow();
        var facts = Objection.Typed(request.Facts);
        if (Check(request, notice, facts, ChinaTime.DateOf(now)) is { } refusal) return No(refusal);

        var objection = Objection.Receive(
            person, request.Channel!.Value, request.Named, Objection.Typed(request.TimeAndPlace), facts, request.CameOn!.Value, now);
        db.Add(objection);
        if (request.Named) db.Add(ObjectionReporter.Of(objection, request.Name!.Trim(), request.Contact!.Trim()));
        await ObjectionDesk.AskHandlerAsync(db, outbox, notice.CompetitionId, person, objection, now, ct);
        db.Record(notice.CompetitionId, "objection.recorded", objection.Id, actor, $"{objection.Channel} of {objection.CameOn:O} about notice {notice.Number}", now);
        await db.SaveChangesAsync(ct);
        return new(RecordObjectionOutcome.Received, objection.Code);
    });

    private static RecordObjectionOutcome? Check(Request request, Notice notice, string facts, DateOnly today)
    {
        if (request.Channel is not { } channel || channel == ObjectionChannel.WebForm || !Enum.IsDefined(channel)) return RecordObjectionOutcome.ChannelMissing;
        if (request.CameOn is not { } day) return RecordObjectionOutcome.DayMissing;
        if (day > today) return RecordObjectionOutcome.InTheFuture;
        if (day < ChinaTime.DateOf(notice.PublishedAt)) return RecordObjectionOutcome.BeforeNotice;
        if (day > ChinaTime.DateOf(notice.EndsAt!.Value)) return RecordObjectionOutcome.PeriodOver;
        if (facts.Length == 0) return RecordObjectionOutcome.FactsMissing;
        if (facts.Length > Objection.MaxFacts) return RecordObjectionOutcome.FactsTooLong;
        return request.Named && (string.IsNullOrWhiteSpace(request.Name) || string.IsNullOrWhiteSpace(request.Contact))
            ? RecordObjectionOutcome.NameMissing
            : null;
    }

    private static RecordObjectionResult No(RecordObjectionOutcome outcome) => new(outcome, "");
}
