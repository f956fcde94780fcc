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
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.CalendarYears;

/// <summary>
/// An open deadline with what hangs on it: the task that is due, the notice that ends with it, the people to tell. Moving it
/// moves all of them, puts it on record and promises the mails, in the caller's commit.
/// </summary>
internal sealed class MovedDeadline(ApprovalDb db, Outbox outbox, Deadline deadline, Notice? notice, UserTask? task)
{
    public static async Task<MovedDeadline> LoadAsync(ApprovalDb db, Outbox outbox, Deadline deadline, CancellationToken ct)
    {
        var notice = deadline.Kind == DeadlineKind.NoticeEnds
            ? await db.Set<Notice>().FirstOrDefaultAsync(
                n => n.CompetitionId == deadline.CompetitionId && n.Kind == NoticeKind.PreAppointment && n.State == NoticeState.InForce && n.EndsAt == deadline.DueAt, ct)
            : null;
        var task = deadline.TaskId is { } id ? await db.Set<UserTask>().SingleAsync(t => t.Id == id, ct) : null;
        return new(db, outbox, deadline, notice, task);
    }

    public UserTask? Task => task;

    public Recompute By(CalendarHistory history, WorkingCalendar becomes) =>
        Recount.Of(deadline, history, becomes, firstDayCounts: notice is not null && notice.StartsOn == deadline.FromOn);

    /// <summary>A later end: applies by itself.</summary>
    public async Task LengthenAsync(DateTimeOffset dueAt, WorkingCalendar calendar, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var was = deadline.DueAt;
        deadline.Lengthen(dueAt, calendar.Version, IsProvisional(calendar, dueAt));
        task?.Extend(dueAt);
        notice?.Lengthen(dueAt);
        await SayAsync("deadline.lengthened", was, calendar, actor, now, ct);
    }

    /// <summary>An earlier end: only with an approval.</summary>
    public async Task ShortenAsync(DateTimeOffset dueAt, WorkingCalendar calendar, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var was = deadline.DueAt;
        deadline.Shorten(dueAt, calendar.Version, IsProvisional(calendar, dueAt));
        task?.Shorten(dueAt);
        notice?.Shorten(dueAt);
        await SayAsync("deadline.shortened", was, calendar, actor, now, ct);
    }

    public void Confirm(WorkingCalendar calendar) => deadline.Lengthen(deadline.DueAt, calendar.Version, IsProvisional(calendar, deadline.DueAt));

    private bool IsProvisional(WorkingCalendar calendar, DateTimeOffset dueAt) =>
        calendar.IsProvisional(deadline.FromOn!.Value, ChinaTime.DateOf(dueAt));

    private async Task SayAsync(string action, DateTimeOffset was, WorkingCalendar calendar, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        db.Record(deadline.CompetitionId, action, deadline.Id, actor,
            string.Create(CultureInfo.InvariantCulture, $"{deadline.Kind} {was:O} -> {deadline.DueAt:O} calendar {calendar.Version}"), now);
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == deadline.CompetitionId, ct);
        var (zh, en) = task is null ? DeadlineNames.Of(deadline.Kind) : (TaskNames.Of(task.Kind).Zh, TaskNames.Of(task.Kind).En);
        var text = new Changed(
            new Bilingual(
                $"“{competition.Title}”{zh}的期限由{MailDate.Zh(was)}调整为{MailDate.Zh(deadline.DueAt)}",
                $"\"{competition.NameIn(chinese: false)}\", {en}: due {MailDate.En(deadline.DueAt)} instead of {MailDate.En(was)}"),
            $"节假日安排变更（calendar {calendar.Version}）");
        foreach (var (person, application) in await ConcernedAsync(competition, ct))
        {
            if (application is { } own) db.Add(CaseEvent.Of(own, CaseEventKind.ScheduleChanged, $"{zh}：{MailDate.Zh(deadline.DueAt)}", now));
            await outbox.PromiseAsync(
                db, person, text, $"{text.Event}:{calendar.Version}:{deadline.Id:n}", 1, competition.Id, application, now, ct);
        }

        if (notice is not null) await AnnounceAsync(notice, competition, was, actor, now, ct);
    }

    /// <summary>The published text keeps the end it named, so the new end is published beside it, for the same readers.</summary>
    private async Task AnnounceAsync(Notice changed, Competition competition, DateTimeOffset was, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var text = new NoticeWriter()
            .Paragraph($"因国务院办公厅调整节假日安排，{changed.Number}的公示期由{MailDate.Zh(was)}止调整为{MailDate.Zh(deadline.DueAt)}止，其他内容不变。")
            .Paragraph(MailDate.Zh(ChinaTime.DateOf(now)))
            .Under($"关于调整{changed.Number}公示期的公告");
        db.Add(Notice.Publish(
            competition, NoticeKind.Change, await NoticeNumber.NextAsync(db, competition.UnitId, NoticeKind.Change, now, ct),
            text.Title, text.Html, text.Hash, changed.Scope, null, deadline.DueAt, null, actor, now));
    }

    /// <summary>People to tell, with the own application where they are candidates.</summary>
    private async Task<IReadOnlyList<(Guid Person, Guid? Application)>> ConcernedAsync(Competition competition, CancellationToken ct)
    {
        if (task is not null)
        {
            if (task.AssigneeId is { } one) return [(one, task.Kind.IsForCandidate() ? task.SubjectId : null)];
            return [.. (await TaskMail.MembersAsync(db, competition, task, ct)).Select(p => (p, (Guid?)null))];
        }

        var noticeId = notice?.Id;
        var candidates = await db.Set<Application>()
            .Where(a => a.CompetitionId == competition.Id && a.State > ApplicationState.Draft && a.State < ApplicationState.Withdrawn)
            .Where(a => deadline.ApplicationId == null || a.Id == deadline.ApplicationId)
            .Where(a => noticeId == null || db.Set<NoticePerson>().Any(p => p.NoticeId == noticeId && p.ApplicationId == a.Id))
            .Select(a => new { a.PersonId, a.Id }).ToListAsync(ct);
        return [.. candidates.Select(c => (c.PersonId, (Guid?)c.Id))];
    }
}

/// <summary>How mails call a deadline that no task stands for.</summary>
internal static class DeadlineNames
{
    public static (string Zh, string En) Of(DeadlineKind kind) => kind switch
    {
        DeadlineKind.TaskDue => ("办理", "task"),
        DeadlineKind.RegistrationOpens => ("报名开始", "registration opens"),
        DeadlineKind.RegistrationCloses => ("报名截止", "registration closes"),
        DeadlineKind.MaterialsClose => ("材料提交截止", "materials"),
        DeadlineKind.WithdrawalCloses => ("退出截止", "withdrawal"),
        DeadlineKind.SupplementDue => ("补充材料", "supplement"),
        DeadlineKind.RecheckWindow => ("申请复核", "asking for a re-check"),
        DeadlineKind.RechooseCloses => ("改报职位", "choosing another post"),
        DeadlineKind.ExamAt => ("笔试", "written exam"),
        DeadlineKind.InterviewAt => ("面试", "interview"),
        DeadlineKind.EvaluationAt => ("民主测评", "democratic evaluation"),
        DeadlineKind.InspectionMayBegin => ("考察开始", "inspection"),
        DeadlineKind.NoticeEnds => ("任前公示", "pre-appointment notice"),
        DeadlineKind.TalkDue => ("任职谈话", "appointment talk"),
        DeadlineKind.ProbationReminder => ("试用期提醒", "probation reminder"),
        DeadlineKind.ProbationEnds => ("试用期", "probation"),
        DeadlineKind.ScoreRecheckWindow => ("申请复查成绩", "asking for a score re-check"),
        DeadlineKind.StageDue => ("环节办理", "stage"),
    };
}
