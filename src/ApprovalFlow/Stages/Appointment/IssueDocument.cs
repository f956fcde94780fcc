using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Stages.Appointment;

public enum IssueDocumentOutcome
{
    Issued = 1, NotFound, AlreadyIssued, NotRunning, NoPassedItem, NoticeRunning, Held, ReportOpen, PostFull, NumberMissing, NumberTaken, TextChanged,
}

/// <summary>The appointment document as it would be issued now.</summary>
public sealed record DocumentDraft(string Title, string Html, string Hash, DateOnly StartsOn, DateOnly? ProbationEndsOn);

/// <summary>
/// Issues the appointment document (任免文件) generated from the passed decision item. Refused before the notice is over,
/// while the person is held or a report about them has no answer, and when the post's number is already filled (INV-03, INV-04, INV-25).
/// </summary>
public sealed class IssueDocument(ApprovalDb db, TaskAccess tasks, DefinitionStore definitions, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, string? Number, string HashSeen);

    public Task<IssueDocumentOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.AppointmentDocument) return IssueDocumentOutcome.NotFound;
        if (task.State != TaskState.Open) return IssueDocumentOutcome.AlreadyIssued;

        if (!await db.Set<Competition>().AnyAsync(c => c.Id == task.CompetitionId && c.State == CompetitionState.Running, ct))
            return IssueDocumentOutcome.NotRunning;

        var number = request.Number?.Trim() ?? "";
        if (number.Length == 0) return IssueDocumentOutcome.NumberMissing;
        if (await db.Set<AppointmentRow>().AnyAsync(a => a.DocumentNumber == number, ct)) return IssueDocumentOutcome.NumberTaken;

        var now = clock.GetUtcNow();
        var application = await db.Set<Application>().SingleAsync(a => a.Id == task.SubjectId, ct);
        if (application.HeldAt is not null) return IssueDocumentOutcome.Held;
        if (application.State != ApplicationState.Cleared) return IssueDocumentOutcome.NoPassedItem; // being voted on again

        if (await ObjectionDesk.AnyOpenAboutAsync(db, application.Id, ct)) return IssueDocumentOutcome.ReportOpen;

        var appointment = await db.Set<AppointmentRow>().SingleAsync(a => a.ApplicationId == application.Id, ct);
        var item = await db.Set<DecisionItem>().AsNoTracking().SingleAsync(i => i.Id == appointment.DecisionItemId, ct);
        if (!item.InForce) return IssueDocumentOutcome.NoPassedItem;

        var onNotice = await (
            from p in db.Set<NoticePerson>()
            join n in db.Set<Notice>() on p.NoticeId equals n.Id
            where p.ApplicationId == application.Id && p.DecisionItemId == item.Id && n.State != NoticeState.Replaced
            select n.EndsAt).ToListAsync(ct);
        if (onNotice.Count == 0 || onNotice.Any(end => now <= end)) return IssueDocumentOutcome.NoticeRunning;

        var post = await db.Set<Post>().SingleAsync(p => p.Id == appointment.PostId, ct);
        var filled = await db.Set<AppointmentRow>().CountAsync(a => a.PostId == post.Id && a.IssuedAt != null, ct);
        if (filled >= post.Quota) return IssueDocumentOutcome.PostFull;

        var draft = await DraftAsync(appointment, ct);
        if (draft.Hash != request.HashSeen) return IssueDocumentOutcome.TextChanged;

        // Two documents for one post at once: the second commit loses and counts again.
        (await db.Set<StageRun>().SingleAsync(r => r.Id == task.StageRunId, ct)).Touch();
        appointment.Issue(number, draft.Html, draft.Hash, draft.StartsOn, draft.ProbationEndsOn, actor, now);
        application.MoveTo(ApplicationState.Appointed);
        task.Decide(Verdict.Complete, null, mayAct: true, actor, now);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.Appointed, number, now));
        await LeaveOthers.RunAsync(db, outbox, application, actor, now, ct);
        await outbox.PromiseAsync(
            db, application.PersonId, new Appointed(post.Name, number, draft.StartsOn, draft.ProbationEndsOn),
            $"{MailEvent.M12Appointment}:document:{application.Id:n}", 1, application.CompetitionId, application.Id, now, ct);
        db.Record(application.CompetitionId, "appointment.issued", appointment.Id, actor, $"{number} item {item.Id:n} sha256 {draft.Hash}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return IssueDocumentOutcome.Issued;
    });

    /// <summary>Tenure from the decision's day; probation from today for as long as the procedure says.</summary>
    internal async Task<DocumentDraft> DraftAsync(AppointmentRow appointment, CancellationToken ct)
    {
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == appointment.CompetitionId, ct);
        var unit = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == competition.UnitId, ct);
        var post = await db.Set<Post>().AsNoTracking().SingleAsync(p => p.Id == appointment.PostId, ct);
        var person = await (
            from a in db.Set<Application>()
            join p in db.Set<Person>() on a.PersonId equals p.Id
            where a.Id == appointment.ApplicationId
            select p).AsNoTracking().SingleAsync(ct);
        var item = await db.Set<DecisionItem>().AsNoTracking().SingleAsync(i => i.Id == appointment.DecisionItemId, ct);
        var meeting = await db.Set<Meeting>().AsNoTracking().SingleAsync(m => m.Id == item.MeetingId, ct);

        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var decidedOn = ChinaTime.DateOf(item.ResultAt ?? meeting.StartsAt);
        var months = ProcedureTerms.Of(await definitions.DrawingAsync(competition.ProcedureVersionId, ct)).ProbationMonths;
        DateOnly? probationEndsOn = months is { } m ? CivilPeriod.CorrespondingDay(today, m) : null;
        var party = unit.PartyGroupName.Length > 0 ? unit.PartyGroupName : unit.Name + "党组";
        var text = new NoticeWriter()
            .Paragraph("各处室、所属单位：")
            .Paragraph($"经{party}{MailDate.Zh(decidedOn)}会议（{meeting.Session}）讨论决定：")
            .Paragraph($"{person.Name}同志任{post.FullName}{(months is { } period ? $"（试用期{Words(period)}）" : "")}，任职时间自{MailDate.Zh(decidedOn)}起计算。");
        if (probationEndsOn is { } end) text.Paragraph($"试用期自{MailDate.Zh(today)}起，至{MailDate.Zh(end)}止。");
        var document = text.Paragraph(party).Paragraph(MailDate.Zh(today)).Under($"关于{person.Name}同志任职的通知");
        return new(document.Title, document.Html, document.Hash, decidedOn, probationEndsOn);
    }

    private static string Words(int months) =>
        months % 12 == 0 ? (months == 12 ? "一年" : $"{(months / 12).ToString(CultureInfo.InvariantCulture)}年")
            : $"{months.ToString(CultureInfo.InvariantCulture)}个月";
}
