using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Stages.Archive;

/// <summary>What the record of a competition must hold (DOMAIN §5 stage 14).</summary>
public enum RecordPart
{
    Plan = 1,
    Announcement,
    Forms,
    ReviewOpinions,
    ExamSheets,
    ScoreSheets,
    BallotCounts,
    RankedList,
    InspectionMaterial,
    FourChecks,
    Minutes,
    CountSheet,
    Notice,
    Objections,
    Documents,
    Probation,
}

/// <summary>One part: how much there is of how much there must be. Parts whose stage the procedure never entered are not wanted.</summary>
public sealed record RecordLine(RecordPart Part, int Present, int Wanted)
{
    public bool Complete => Present >= Wanted;
}

/// <summary>Counts the record from its rows: nobody ticks a box that a row should have filled.</summary>
public sealed class RecordChecklist(ApprovalDb db)
{
    public async Task<IReadOnlyList<RecordLine>> ForAsync(Guid competitionId, CancellationToken ct)
    {
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == competitionId, ct);
        var closed = await db.Set<StageRun>().AsNoTracking().Where(r => r.CompetitionId == competitionId && r.ClosedAt != null)
            .Select(r => r.Kind).ToListAsync(ct);
        var applications = await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.State != ApplicationState.Draft).ToListAsync(ct);
        var appointments = await db.Set<AppointmentRow>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.IssuedAt != null).ToListAsync(ct);
        var lines = new List<RecordLine>
        {
            new(RecordPart.Plan, competition.PlanHash.Length > 0 ? 1 : 0, 1),
            new(RecordPart.Forms, applications.Count(a => a.SnapshotHash.Length > 0), applications.Count),
        };
        if (Ran(StageKind.Announcement)) lines.Add(new(RecordPart.Announcement, await NoticesAsync(competitionId, NoticeKind.Announcement, ct), 1));
        if (Ran(StageKind.QualificationReview)) lines.Add(await ReviewsAsync(competitionId, applications.Count, ct));
        if (Ran(StageKind.WrittenExam)) lines.Add(await TasksAsync(RecordPart.ExamSheets, competitionId, [TaskKind.ExamMarks, TaskKind.ExamVerification], ct));
        if (Ran(StageKind.Interview)) lines.Add(await TasksAsync(RecordPart.ScoreSheets, competitionId, [TaskKind.InterviewSheet, TaskKind.InterviewClose], ct));
        if (Ran(StageKind.DemocraticEvaluation)) lines.Add(await TasksAsync(RecordPart.BallotCounts, competitionId, [TaskKind.EvaluationMeeting], ct));
        if (Ran(StageKind.Synthesis))
            lines.Add(await TasksAsync(RecordPart.RankedList, competitionId, [TaskKind.SynthesisKeeper, TaskKind.SynthesisVerifier, TaskKind.InspectionSelection], ct));
        if (Ran(StageKind.Inspection)) lines.Add(await TasksAsync(RecordPart.InspectionMaterial, competitionId, [TaskKind.InspectionMaterial, TaskKind.InspectionSignature], ct));
        if (Ran(StageKind.FourChecks)) lines.Add(await TasksAsync(RecordPart.FourChecks, competitionId, ChecksAndSignatures, ct));
        if (Ran(StageKind.PartyGroupDecision)) await DecisionAsync(lines, competitionId, ct);
        if (Ran(StageKind.PublicNotice)) await NoticeAsync(lines, competitionId, ct);
        if (Ran(StageKind.Appointment)) lines.Add(new(RecordPart.Documents, appointments.Count(a => a.DocumentHash.Length > 0), Math.Max(1, appointments.Count)));
        if (Ran(StageKind.Probation)) lines.Add(Probation(applications, appointments));
        return [.. lines.OrderBy(l => l.Part)];

        bool Ran(StageKind kind) => closed.Contains(kind);
    }

    private static readonly TaskKind[] ChecksAndSignatures =
    [
        TaskKind.CheckPersonnelFile, TaskKind.CheckPersonalMatters, TaskKind.CheckDiscipline, TaskKind.CheckComplaints,
        TaskKind.IntegrityBySecretary, TaskKind.IntegrityByDiscipline,
    ];

    private Task<int> NoticesAsync(Guid competitionId, NoticeKind kind, CancellationToken ct) =>
        db.Set<Notice>().CountAsync(n => n.CompetitionId == competitionId && n.Kind == kind && n.ContentHash != "", ct);

    /// <summary>Two opinions about everybody who was reviewed.</summary>
    private async Task<RecordLine> ReviewsAsync(Guid competitionId, int applications, CancellationToken ct)
    {
        var reviewed = await db.Set<UserTask>()
            .Where(t => t.CompetitionId == competitionId && t.State == TaskState.Done
                && (t.Kind == TaskKind.QualificationFirstReview || t.Kind == TaskKind.QualificationSecondReview))
            .Select(t => new { t.SubjectId, t.Kind }).Distinct().GroupBy(t => t.SubjectId).Select(g => g.Count()).ToListAsync(ct);
        return new(RecordPart.ReviewOpinions, reviewed.Count(n => n == 2), Math.Min(applications, Math.Max(1, reviewed.Count)));
    }

    /// <summary>Every task of these kinds that was not withdrawn is answered; one of each kind at least.</summary>
    private async Task<RecordLine> TasksAsync(RecordPart part, Guid competitionId, TaskKind[] kinds, CancellationToken ct)
    {
        var states = await db.Set<UserTask>().Where(t => t.CompetitionId == competitionId && kinds.Contains(t.Kind) && t.State != TaskState.Withdrawn)
            .Select(t => t.State).ToListAsync(ct);
        return new(part, states.Count(s => s == TaskState.Done), Math.Max(kinds.Length, states.Count));
    }

    private async Task DecisionAsync(List<RecordLine> lines, Guid competitionId, CancellationToken ct)
    {
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.CompetitionId == competitionId).ToListAsync(ct);
        var items = await db.Set<DecisionItem>().AsNoTracking()
            .Where(i => i.CompetitionId == competitionId && (i.State == DecisionItemState.Passed || i.State == DecisionItemState.Rejected)).ToListAsync(ct);
        lines.Add(new(RecordPart.Minutes, meetings.Count(m => m.MinutesHash.Length > 0 && m.State == MeetingState.Minuted), Math.Max(1, meetings.Count)));
        lines.Add(new(RecordPart.CountSheet, items.Count(i => i.ResultAt is not null), Math.Max(1, items.Count)));
    }

    private async Task NoticeAsync(List<RecordLine> lines, Guid competitionId, CancellationToken ct)
    {
        lines.Add(new(RecordPart.Notice, await NoticesAsync(competitionId, NoticeKind.PreAppointment, ct), 1));
        var reports = await (
            from o in db.Set<Objection>()
            join n in db.Set<Notice>() on o.NoticeId equals n.Id
            where n.CompetitionId == competitionId
            select new { o.State, o.Named, o.FeedbackAt }).ToListAsync(ct);
        lines.Add(new(RecordPart.Objections, reports.Count(r => r.State.IsSettled() && (!r.Named || r.FeedbackAt is not null)), reports.Count));
    }

    private static RecordLine Probation(List<Application> applications, List<AppointmentRow> appointments)
    {
        var wanted = applications.Where(a => a.State is ApplicationState.Appointed or ApplicationState.Confirmed or ApplicationState.NotConfirmed)
            .Select(a => a.Id).ToHashSet();
        var decided = applications.Where(a => a.State is ApplicationState.Confirmed or ApplicationState.NotConfirmed).Select(a => a.Id).ToHashSet();
        return new(
            RecordPart.Probation, appointments.Count(a => decided.Contains(a.ApplicationId) && a.ProbationReportedAt is not null && a.ProbationAssessedAt is not null),
            wanted.Count);
    }
}
