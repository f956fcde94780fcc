using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PublicNotice;

public enum CorrectNoticeOutcome { Corrected = 1, NotFound, NotInForce, TextMissing, ReasonRequired, NothingChanged }

/// <summary>
/// An error in a notice in force is corrected by publishing it anew: the old text stays on record as replaced, the new one
/// stands for a new full period, and the people concerned are told (DOMAIN §15 case 17).
/// </summary>
public sealed class CorrectNotice(ApprovalDb db, CompetitionAccess access, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    public const int MaxLine = 1000;

    /// <summary><see cref="Lines"/>: for each person of the notice still in it, what the corrected notice says of them.</summary>
    public sealed record Request(Guid NoticeId, IReadOnlyDictionary<Guid, string?> Lines, string? Reason);

    public Task<CorrectNoticeOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var notice = await db.Set<Notice>().SingleOrDefaultAsync(n => n.Id == request.NoticeId && n.Kind == NoticeKind.PreAppointment, ct);
        if (notice is null || (await access.ForAsync(actor, notice.CompetitionId, ct))?.Organises != true) return CorrectNoticeOutcome.NotFound;

        var now = clock.GetUtcNow();
        if (notice.State != NoticeState.InForce || now > notice.EndsAt) return CorrectNoticeOutcome.NotInForce;
        if (string.IsNullOrWhiteSpace(request.Reason)) return CorrectNoticeOutcome.ReasonRequired;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == notice.CompetitionId, ct);
        // The notice stage, or the appointment stage for somebody who was released into a notice of their own.
        var run = await db.Set<StageRun>().Where(r => r.CompetitionId == competition.Id && r.ClosedAt == null
            && (r.Kind == StageKind.PublicNotice || r.Kind == StageKind.Appointment)).FirstOrDefaultAsync(ct);
        if (run is null) return CorrectNoticeOutcome.NotInForce;

        var published = await db.Set<NoticePerson>().Where(p => p.NoticeId == notice.Id).ToDictionaryAsync(p => p.ApplicationId, ct);
        var still = (await NoticeOfAppointees.WhoAsync(db, competition.Id, ApplicationState.OnNotice, ct))
            .Where(w => published.ContainsKey(w.Application.Id)).ToList();
        var who = still.Select(w => w with { Line = LineOf(request, published[w.Application.Id]) }).ToList();
        if (who.Count == 0) return CorrectNoticeOutcome.NotInForce;
        if (who.Any(w => w.Line.Length is 0 or > MaxLine)) return CorrectNoticeOutcome.TextMissing;
        if (who.All(w => w.Line == published[w.Application.Id].Line)) return CorrectNoticeOutcome.NothingChanged;

        var settings = await PublishPreAppointmentNotice.SettingsAsync(db, competition.Id, ct);
        var period = NoticePeriod.Of(calendars.Current, now, settings.WorkingDays, settings.CountPublicationDay);
        var text = await NoticeOfAppointees.TextAsync(db, competition, who, period, ct);
        var old = await db.Set<Deadline>().Where(d => d.CompetitionId == competition.Id && d.Kind == DeadlineKind.NoticeEnds
            && d.State == DeadlineState.Open && d.DueAt == notice.EndsAt).FirstOrDefaultAsync(ct);
        old?.Cancel();
        var corrected = await PublishPreAppointmentNotice.PublishAsync(db, outbox, competition, run, who, text, period, notice.Scope, actor, now, ct);
        notice.ReplaceBy(corrected);
        db.Record(competition.Id, "notice.corrected", corrected.Id, actor, $"{notice.Number} -> {corrected.Number}: {request.Reason.Trim()}", now);
        await db.SaveChangesAsync(ct);
        return CorrectNoticeOutcome.Corrected;
    });

    private static string LineOf(Request request, NoticePerson person) => request.Lines.GetValueOrDefault(person.Id)?.Trim() ?? "";
}
