using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Rehearsals;

/// <summary>Inspection and the four checks.</summary>
internal sealed partial class Turn
{
    private async Task<bool> InspectionNoticeAsync()
    {
        var calendar = Get<Calendars>().Current;
        var settings = (await RunAsync()).Settings<InspectionSettings>();
        var begins = calendar.AddWorkingDays(ChinaTime.DateOf(Now), settings.NoticeWorkingDays + 1);
        var team = await Db.Set<Assignment>().AsNoTracking()
            .Where(a => a.CompetitionId == task.CompetitionId && (a.Duty == Duty.Inspector || a.Duty == Duty.InspectionLeader) && a.RelievedAt == null)
            .Select(a => a.PersonId).Distinct().ToDictionaryAsync(id => id, _ => "010-12380001", ct);
        return await Get<PublishInspectionNotice>().RunAsync(
            new(task.Id, "了解考察对象的德、能、勤、绩、廉情况。", begins, calendar.AddWorkingDays(begins, 4), team, "12380"),
            actor, ct) == PublishInspectionNoticeOutcome.Published;
    }

    private async Task<bool> MaterialAsync()
    {
        var candidate = Subject;
        var text = new MaterialText
        {
            Facts = "经核对，基本情况与报名表和干部档案一致。",
            Virtue = "政治立场坚定，大局意识强，作风正派。",
            Ability = "熟悉业务，组织协调和文字综合能力较强。",
            Diligence = "工作勤勉，能够完成急难任务。",
            Achievement = "近三年牵头完成多项重点工作，年度考核均为称职以上。",
            Integrity = "廉洁自律，未发现违纪违法问题。",
            Shortcomings = "调查研究还不够深入，工作方法有时偏急。",
            TalksDue = 12, TalksHeld = 11,
            Evaluation = "民主测评和个别谈话反映较好。",
            TeamOpinion = candidate.Suitable ? "考察组认为该同志符合拟任职位条件。" : "考察组认为该同志暂不适合拟任职位。",
            Suitable = candidate.Suitable,
            UnsuitableReason = candidate.Suitable ? "" : "与拟任职位要求尚有差距。",
        };
        return await Get<SubmitInspectionMaterial>().RunAsync(new(task.Id, text, PutForward: true), actor, ct) == SubmitMaterialOutcome.Submitted;
    }

    private async Task<bool> SignMaterialAsync()
    {
        var hash = await Db.Set<InspectionMaterial>().AsNoTracking()
            .Where(m => m.StageRunId == task.StageRunId && m.ApplicationId == task.SubjectId).Select(m => m.ContentHash).SingleAsync(ct);
        return await Get<SignInspectionMaterial>().RunAsync(new(task.Id, hash, Sign: true, null), actor, ct) == SignMaterialOutcome.Recorded;
    }

    private async Task<bool> CheckAsync()
    {
        var clear = Subject.ChecksClear;
        var finding = task.Kind switch
        {
            TaskKind.CheckPersonnelFile => CheckFinding.FileInOrder,
            TaskKind.CheckPersonalMatters => clear ? CheckFinding.Truthful : CheckFinding.Concealed,
            TaskKind.CheckDiscipline => CheckFinding.NoObjection,
            _ => CheckFinding.NoComplaint,
        };
        var note = finding.NeedsNote() ? "经查核与实际情况不符。" : null;
        return await Get<RecordCheck>().RunAsync(new(task.Id, finding, ChinaTime.DateOf(Now), note, null), actor, ct) == RecordCheckOutcome.Closed;
    }

    private async Task<bool> IntegrityAsync()
    {
        var hash = await Db.Set<IntegrityOpinion>().AsNoTracking()
            .Where(o => o.StageRunId == task.StageRunId && o.ApplicationId == task.SubjectId).Select(o => o.ContentHash).SingleAsync(ct);
        var text = task.Kind == TaskKind.IntegrityBySecretary ? "经研究，该同志廉洁自律情况良好，同意提出廉洁结论性意见。" : null;
        return await Get<SignIntegrity>().RunAsync(new(task.Id, Sign: true, text, hash, null), actor, ct) == SignIntegrityOutcome.Recorded;
    }

    private Task<Stages.StageRun> RunAsync() => Db.Set<Stages.StageRun>().AsNoTracking().SingleAsync(r => r.Id == task.StageRunId, ct);

    private DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();
}
