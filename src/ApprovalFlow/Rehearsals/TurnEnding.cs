using ApprovalFlow.Calendar;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.Stages.Appointment;
using ApprovalFlow.Stages.Probation;
using ApprovalFlow.Stages.PublicNotice;
using Microsoft.EntityFrameworkCore;
using System.Globalization;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Rehearsals;

/// <summary>Notice, objections, appointment, probation.</summary>
internal sealed partial class Turn
{
    private async Task<bool> PublishNoticeAsync()
    {
        var publish = Get<PublishPreAppointmentNotice>();
        var draft = await publish.DraftAsync(await CompetitionAsync(), Now, ct);
        return await publish.RunAsync(new(task.Id, draft.Text.Hash), actor, ct) == PublishNoticeOutcome.Published;
    }

    /// <summary>Verifies first and reports in the next turn, as people would.</summary>
    private async Task<bool> HandleObjectionAsync()
    {
        var objection = await Db.Set<Objection>().AsNoTracking().SingleAsync(o => o.Id == task.SubjectId, ct);
        var step = objection.State == ObjectionState.Received ? HandlingStep.Verify : HandlingStep.Report;
        return await Get<HandleObjection>().RunAsync(new(task.Id, step, "经调阅资料并谈话了解，反映的问题不属实。"), actor, ct)
            is HandleObjectionOutcome.UnderVerification or HandleObjectionOutcome.Reported;
    }

    private async Task<bool> DecideObjectionAsync()
    {
        var about = await (
            from o in Db.Set<Objection>()
            join p in Db.Set<NoticePerson>() on o.NoticePersonId equals p.Id
            where o.Id == task.SubjectId
            select p.ApplicationId).SingleAsync(ct);
        var (result, words) = candidates[about].ReportUpheld
            ? (ObjectionState.Upheld, "反映属实，影响任职。") : (ObjectionState.Unsubstantiated, "反映不属实，不影响任职。");
        return await Get<DecideObjection>().RunAsync(new(task.Id, result, words), actor, ct) == DecideObjectionOutcome.Decided;
    }

    /// <summary>Schedules the talk for the next morning; once that has come, records it.</summary>
    private async Task<bool> TalkAsync()
    {
        var appointment = await Db.Set<AppointmentRow>().AsNoTracking().SingleAsync(a => a.ApplicationId == task.SubjectId, ct);
        var next = ChinaTime.At(Get<Calendars>().Current.AddWorkingDays(ChinaTime.DateOf(Now), 1), new TimeOnly(9, 0));
        var request = appointment.TalkAt is null
            ? new RecordTalk.Request(task.Id, next, "机关三楼会议室", null, null)
            : new RecordTalk.Request(task.Id, null, null, "党组书记", "肯定成绩，指出不足，提出履职和廉政要求。");
        return await Get<RecordTalk>().RunAsync(request, actor, ct) is TalkOutcome.Scheduled or TalkOutcome.Recorded;
    }

    private async Task<bool> DocumentAsync()
    {
        var issue = Get<IssueDocument>();
        var appointment = await Db.Set<AppointmentRow>().AsNoTracking().SingleAsync(a => a.ApplicationId == task.SubjectId, ct);
        var draft = await issue.DraftAsync(appointment, ct);
        var issued = await Db.Set<AppointmentRow>().CountAsync(a => a.IssuedAt != null, ct);
        var unit = (await CompetitionAsync()).UnitId;
        var slug = await Db.Set<Units.Unit>().Where(u => u.Id == unit).Select(u => u.Name).SingleAsync(ct);
        var number = string.Create(CultureInfo.InvariantCulture, $"{slug[..1]}任字〔{ChinaTime.DateOf(Now).Year}〕{issued + 1}号");
        return await issue.RunAsync(new(task.Id, number, draft.Hash), actor, ct) == IssueDocumentOutcome.Issued;
    }

    private async Task<bool> ProbationReportAsync() =>
        await Get<HandInProbationReport>().RunAsync(new(task.Id, "试用期内认真履职，完成了分管工作。"), actor, ct) == ProbationStepOutcome.Recorded;

    private async Task<bool> ProbationOpinionAsync()
    {
        var good = Subject.ProbationMarksOfTen;
        return await Get<AssessProbation>().RunAsync(
            new(task.Id, good / 2, good - good / 2, 10 - good, 0, "试用期表现良好，建议正式任职。"), actor, ct) == ProbationStepOutcome.Recorded;
    }

    private async Task<bool> ProbationDecisionAsync()
    {
        var appointment = await Db.Set<AppointmentRow>().AsNoTracking().SingleAsync(a => a.ApplicationId == task.SubjectId, ct);
        var reason = appointment.EvaluatedWell ? null : "民主测评优秀和称职之和未超过三分之二。";
        return await Get<DecideProbation>().RunAsync(new(task.Id, appointment.EvaluatedWell, reason), actor, ct) == ProbationStepOutcome.Recorded;
    }
}
