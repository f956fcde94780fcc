using System.Text.Json;
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
    /// <summary><see cref="Lines"/>: the corrected line for each person, in the order published.</summary>
    public sealed record Request(Guid NoticeId, IReadOnlyList<string> Lines, string? Reason);

    public Task<CorrectNoticeOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var notice = await db.Set<Notice>().SingleOrDefaultAsync(n => n.Id == request.NoticeId && n.Kind == NoticeKind.PreAppointment, ct);
        if (notice is null || (await access.ForAsync(actor, notice.CompetitionId, ct))?.Organises != true) return CorrectNoticeOutcome.NotFound;

        var now = clock.GetUtcNow();
        if (notice.State != NoticeState.InForce || now > notice.EndsAt) return CorrectNoticeOutcome.NotInForce;
        if (string.IsNullOrWhiteSpace(request.Reason)) return CorrectNoticeOutcome.ReasonRequired;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == notice.CompetitionId, ct);
        var run = await db.Set<StageRun>().Where(r => r.CompetitionId == competition.Id && r.Kind == StageKind.PublicNotice)
            .OrderByDescending(r => r.EnteredAt).FirstAsync(ct);
        var onNotice = await NoticeOfAppointees.WhoAsync(db, competition.Id, ApplicationState.OnNotice, ct);
        var concerned = await db.Set<NoticePerson>().Where(p => p.NoticeId == notice.Id).Select(p => p.ApplicationId).ToListAsync(ct);
        var published = onNotice.Where(w => concerned.Contains(w.Application.Id)).ToList();
        if (request.Lines.Count != published.Count || request.Lines.Any(string.IsNullOrWhiteSpace)) return CorrectNoticeOutcome.TextMissing;

        var who = published.Zip(request.Lines, (w, line) => w with { Line = line.Trim() }).ToList();
        var settings = JsonSerializer.Deserialize<PublicNoticeSettings>(run.SettingsJson, Competition.Json)!;
        var period = NoticePeriod.Of(calendars.Current, now, settings.WorkingDays, settings.CountPublicationDay);
        if (who.SequenceEqual(published)) return CorrectNoticeOutcome.NothingChanged;

        var text = await NoticeOfAppointees.TextAsync(db, competition, who, period, ct);
        var round = 1 + await db.Set<Notice>().CountAsync(
            n => n.CompetitionId == competition.Id && n.Kind == NoticeKind.PreAppointment && n.PublishedAt >= run.EnteredAt, ct);
        var corrected = await PublishPreAppointmentNotice.PublishAsync(
            db, outbox, competition, run, who, text, period, notice.Scope, round, actor, now, ct);
        notice.ReplaceBy(corrected);
        var old = await db.Set<Deadline>()
            .Where(d => d.StageRunId == run.Id && d.Kind == DeadlineKind.NoticeEnds && d.State == DeadlineState.Open).ToListAsync(ct);
        foreach (var deadline in old) deadline.Cancel();

        db.Record(competition.Id, "notice.corrected", corrected.Id, actor, $"{notice.Number} -> {corrected.Number}: {request.Reason.Trim()}", now);
        await db.SaveChangesAsync(ct);
        return CorrectNoticeOutcome.Corrected;
    });
}
