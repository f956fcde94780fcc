using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

public enum PublishInspectionNoticeOutcome
{
    Published = 1, NotFound, AlreadyPublished, NobodyToInspect, PurposeRequired, PhoneRequired, EndsBeforeItBegins,

    /// <summary>Fewer working days than the procedure asks lie between today and the first day.</summary>
    TooSoon,

    /// <summary>For some subject fewer members than required remain after recusal.</summary>
    TeamTooSmall,
}

/// <summary>
/// The organiser publishes the inspection notice: the frozen text, the schedule, the deadline before which nothing is
/// inspected, and the word to every subject (M9) are one commit.
/// </summary>
public sealed class PublishInspectionNotice(ApprovalDb db, TaskAccess access, Calendars calendars, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(
        Guid TaskId, string Purpose, DateOnly BeginsOn, DateOnly EndsOn, IReadOnlyDictionary<Guid, string> Phones, string SupervisionPhone);

    public Task<PublishInspectionNoticeOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.InspectionNotice }) return PublishInspectionNoticeOutcome.NotFound;
        if (task.State != TaskState.Open) return PublishInspectionNoticeOutcome.AlreadyPublished;

        var now = clock.GetUtcNow();
        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == task.StageRunId, ct);
        var settings = run.Settings<InspectionSettings>();
        var subjects = await SubjectsAsync(run.CompetitionId, ct);
        var team = await InspectionTeam.LoadAsync(db, run.CompetitionId, ct);
        if (Check(request, settings, subjects, team, calendars.Current, now) is { } refusal) return refusal;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var notice = await NoticeOfAsync(request, competition, subjects, team, actor, now, ct);
        db.Add(notice);
        db.Add(InspectionSchedule.Of(run, notice, request.Purpose.Trim(), request.BeginsOn, request.EndsOn));
        db.Add(MayBegin(run, settings, request.BeginsOn, calendars.Current, now));
        foreach (var subject in subjects)
        {
            db.Add(CaseEvent.Of(subject.Id, CaseEventKind.InspectionAnnounced, $"{MailDate.Zh(request.BeginsOn)}—{MailDate.Zh(request.EndsOn)}", now));
            await outbox.PromiseAsync(
                db, subject.PersonId, new InspectionVisit(request.BeginsOn, request.EndsOn),
                $"{MailEvent.M9Inspection}:{run.ActivityId}:{subject.Id:n}", run.Round, run.CompetitionId, subject.Id, now, ct);
        }

        task.Decide(Verdict.Complete, null, mayAct: true, actor, now);
        run.Touch();
        db.Record(run.CompetitionId, "inspection-notice.published", notice.Id, actor,
            string.Create(CultureInfo.InvariantCulture, $"{notice.Number} {request.BeginsOn:O}..{request.EndsOn:O} {notice.ContentHash}"), now);
        db.Add(Signal.Poke(run.InstanceId, run.ActivityId, now));
        await db.SaveChangesAsync(ct);
        return PublishInspectionNoticeOutcome.Published;
    });

    /// <summary>The earliest first day: the day of publication is not counted.</summary>
    public static DateOnly EarliestBegin(WorkingCalendar calendar, int noticeWorkingDays, DateTimeOffset now) =>
        calendar.AddWorkingDays(ChinaTime.DateOf(now), noticeWorkingDays);

    private static PublishInspectionNoticeOutcome? Check(
        Request request, InspectionSettings settings, List<Application> subjects, InspectionTeam team, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (subjects.Count == 0) return PublishInspectionNoticeOutcome.NobodyToInspect;
        if (string.IsNullOrWhiteSpace(request.Purpose)) return PublishInspectionNoticeOutcome.PurposeRequired;
        if (request.EndsOn < request.BeginsOn) return PublishInspectionNoticeOutcome.EndsBeforeItBegins;
        if (request.BeginsOn < EarliestBegin(calendar, settings.NoticeWorkingDays, now)) return PublishInspectionNoticeOutcome.TooSoon;
        if (subjects.Any(s => team.For(s.Id).Count < settings.Team)) return PublishInspectionNoticeOutcome.TeamTooSmall;
        var phones = team.Members.Select(m => request.Phones.GetValueOrDefault(m.PersonId)).Append(request.SupervisionPhone);
        return phones.Any(string.IsNullOrWhiteSpace) ? PublishInspectionNoticeOutcome.PhoneRequired : null;
    }

    private Task<List<Application>> SubjectsAsync(Guid competitionId, CancellationToken ct) =>
        db.Set<Application>().Where(a => a.CompetitionId == competitionId && a.State == ApplicationState.UnderInspection)
            .OrderBy(a => a.Number).ToListAsync(ct);

    private async Task<Notice> NoticeOfAsync(
        Request request, Competition competition, List<Application> subjects, InspectionTeam team, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var unit = await db.Set<Unit>().SingleAsync(u => u.Id == competition.UnitId, ct);
        var ids = subjects.Select(s => s.PersonId).ToList();
        var people = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var text = new InspectionNoticeText(
            unit.Name, competition.Title, request.Purpose.Trim(), request.BeginsOn, request.EndsOn,
            [.. subjects.Select(s => new NoticeSubject(people[s.PersonId].Name, $"{people[s.PersonId].Department}{people[s.PersonId].Position}"))],
            [.. team.Members.Select(m => new NoticeMember(m.Name, m.Position, request.Phones[m.PersonId].Trim(), m.Leads))],
            request.SupervisionPhone.Trim());
        var today = ChinaTime.DateOf(now);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"考察预告〔{today:yyyyMMdd}〕");
        var earlier = await db.Set<Notice>().CountAsync(n => n.UnitId == unit.Id && n.Number.StartsWith(prefix), ct);
        return Notice.Publish(
            competition, NoticeKind.InspectionNotice, string.Create(CultureInfo.InvariantCulture, $"{prefix}{earlier + 1}号"),
            text.Title, text.ToHtml(), text.Hash(), competition.Plan.NoticeScope, today, ChinaTime.EndOf(request.EndsOn), null, actor, now);
    }

    /// <summary>Reached with the first instant of the first day, which wakes the stage.</summary>
    private static Deadline MayBegin(StageRun run, InspectionSettings settings, DateOnly beginsOn, WorkingCalendar calendar, DateTimeOffset now)
    {
        var eve = beginsOn.AddDays(-1);
        var today = ChinaTime.DateOf(now);
        return Deadline.At(run.CompetitionId, DeadlineKind.InspectionMayBegin, ChinaTime.EndOf(eve), run.Id, instanceId: run.InstanceId, activityId: run.ActivityId)
            .Counted(today, settings.NoticeWorkingDays, calendar.Version, calendar.IsProvisional(today, beginsOn));
    }
}
