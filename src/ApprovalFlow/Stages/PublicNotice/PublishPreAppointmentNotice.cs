using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Notices;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PublicNotice;

public enum PublishNoticeOutcome
{
    Published = 1,
    NotFound,
    AlreadyPublished,

    /// <summary>The competition is suspended or over.</summary>
    NotRunning,

    /// <summary>Nobody has a passed decision item in force.</summary>
    NobodyDecided,

    /// <summary>The text is no longer the one that was checked: the day changed, or somebody left.</summary>
    TextChanged,
}

/// <summary>
/// The organiser publishes the notice they have read: frozen text, people with their passed items, the end of the period as
/// a deadline, mails and the poke in one commit. The period is counted from the moment of publication.
/// </summary>
public sealed class PublishPreAppointmentNotice(ApprovalDb db, TaskAccess tasks, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, string HashSeen);

    public Task<PublishNoticeOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.PublishNotice) return PublishNoticeOutcome.NotFound;
        if (task.State != TaskState.Open) return PublishNoticeOutcome.AlreadyPublished;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == task.CompetitionId, ct);
        if (competition.State != CompetitionState.Running) return PublishNoticeOutcome.NotRunning;

        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == task.StageRunId, ct);
        var now = clock.GetUtcNow();
        var (who, text, period, scope) = await DraftAsync(competition, now, ct);
        if (who.Count == 0) return PublishNoticeOutcome.NobodyDecided;
        if (text.Hash != request.HashSeen) return PublishNoticeOutcome.TextChanged;

        var notice = await PublishAsync(db, outbox, competition, run, who, text, period, scope, actor, now, ct);
        task.Decide(Verdict.Complete, null, mayAct: true, actor, now);
        db.Record(competition.Id, "notice.published", notice.Id, actor, $"{notice.Number} {scope} until {notice.EndsAt:O} sha256 {notice.ContentHash}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return PublishNoticeOutcome.Published;
    });

    /// <summary>What would be published at this moment.</summary>
    internal async Task<(IReadOnlyList<Appointee> Who, NoticeText Text, NoticePeriod Period, PublicationScope Scope)> DraftAsync(
        Competition competition, DateTimeOffset now, CancellationToken ct)
    {
        var settings = await SettingsAsync(db, competition.Id, ct);
        var period = NoticePeriod.Of(calendars.Current, now, settings.WorkingDays, settings.CountPublicationDay);
        var who = await NoticeOfAppointees.WhoAsync(db, competition.Id, ApplicationState.Decided, ct);
        var text = await NoticeOfAppointees.TextAsync(db, competition, who, period, ct);
        return (who, text, period, settings.Scope);
    }

    /// <summary>Those of the notice stage, also for a notice that the appointment stage asks for.</summary>
    internal static async Task<PublicNoticeSettings> SettingsAsync(ApprovalDb db, Guid competitionId, CancellationToken ct) =>
        (await db.Set<StageRun>().AsNoTracking().Where(r => r.CompetitionId == competitionId && r.Kind == StageKind.PublicNotice)
            .OrderByDescending(r => r.EnteredAt).FirstAsync(ct)).Settings<PublicNoticeSettings>();

    /// <summary>Rows of one publication; also used by a correction, which starts a new full period.</summary>
    internal static async Task<Notice> PublishAsync(
        ApprovalDb db, Outbox outbox, Competition competition, StageRun run, IReadOnlyList<Appointee> who, NoticeText text, NoticePeriod period,
        PublicationScope scope, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var notice = Notice.Publish(
            competition, NoticeKind.PreAppointment, await NoticeNumber.NextAsync(db, competition.UnitId, NoticeKind.PreAppointment, now, ct),
            text.Title, text.Html, text.Hash, scope, period.FirstCountedOn, period.EndsAt, period.WorkingDays, actor, now);
        db.Add(notice);
        db.Add(Deadline.At(competition.Id, DeadlineKind.NoticeEnds, period.EndsAt, run.Id, null, null, run.InstanceId, run.WakesActivityId)
            .Counted(ChinaTime.DateOf(now), period.WorkingDays, period.CalendarVersion, period.Provisional));
        foreach (var appointee in who)
        {
            var round = 1 + await db.Set<NoticePerson>().CountAsync(p => p.ApplicationId == appointee.Application.Id, ct);
            db.Add(NoticePerson.In(notice, appointee.Application.Id, appointee.Item.Id, appointee.Name, appointee.Line));
            appointee.Application.MoveTo(ApplicationState.OnNotice);
            db.Add(CaseEvent.Of(
                appointee.Application.Id, round == 1 ? CaseEventKind.NoticeStarted : CaseEventKind.NoticeRestarted, "", now));
            await outbox.PromiseAsync(
                db, appointee.Application.PersonId, new NoticeStarted(period.FirstCountedOn, period.LastOn, period.WorkingDays),
                $"{MailEvent.M10NoticeStarted}:{appointee.Application.Id:n}", round, competition.Id, appointee.Application.Id, now, ct);
        }

        run.Touch();
        return notice;
    }
}
