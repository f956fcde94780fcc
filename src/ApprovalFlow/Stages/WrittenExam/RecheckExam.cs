using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.WrittenExam;

public enum AskExamRecheckOutcome { Asked = 1, NotFound, TooLate, AskedBefore, GroundRequired }

/// <summary>
/// A candidate asks within the window to have the own mark checked again. The request goes to somebody who neither
/// entered nor verified it.
/// </summary>
public sealed class AskExamRecheck(ApprovalDb db, Calendars calendars, TimeProvider clock)
{
    private const int WorkingDays = 2;

    public sealed record Request(Guid StageRunId, string? Ground);

    public Task<AskExamRecheckOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var score = await db.Set<PublishedScore>().AsNoTracking()
            .Where(s => s.StageRunId == request.StageRunId && db.Set<Application>().Any(a => a.Id == s.ApplicationId && a.PersonId == actor.PersonId))
            .OrderByDescending(s => s.Version).FirstOrDefaultAsync(ct);
        if (score is null) return AskExamRecheckOutcome.NotFound;

        var now = clock.GetUtcNow();
        var window = await db.Set<Deadline>().SingleOrDefaultAsync(d => d.StageRunId == request.StageRunId && d.Kind == DeadlineKind.ScoreRecheckWindow, ct);
        if (window is not { State: DeadlineState.Open } || now > window.DueAt) return AskExamRecheckOutcome.TooLate;
        if (await db.Set<ExamRecheck>().AnyAsync(r => r.StageRunId == request.StageRunId && r.ApplicationId == score.ApplicationId, ct))
            return AskExamRecheckOutcome.AskedBefore;
        if (string.IsNullOrWhiteSpace(request.Ground)) return AskExamRecheckOutcome.GroundRequired;

        var recheck = ExamRecheck.Ask(request.StageRunId, score.ApplicationId, request.Ground.Trim(), now);
        db.Add(recheck);
        db.Add(CaseEvent.Of(score.ApplicationId, CaseEventKind.RecheckAsked, "", now));
        var label = await db.Set<Application>().Where(a => a.Id == score.ApplicationId).Select(a => a.Number).SingleAsync(ct);
        var checker = await RecheckExam.ThirdPersonAsync(db, score.CompetitionId, [score.AuthorId, score.VerifierId ?? score.AuthorId], ct);
        db.Add(UserTask.Open(
            score.CompetitionId, request.StageRunId, TaskKind.ExamRecheck, recheck.Id, label, 1, checker, checker is null ? Duty.ScoreKeeper : null, null,
            calendars.Current.DueAt(now, WorkingDays), dueIsFinal: false, now));
        db.Record(score.CompetitionId, "exam-recheck.asked", recheck.Id, actor, label, now);
        await db.SaveChangesAsync(ct);
        return AskExamRecheckOutcome.Asked;
    });
}

public enum RecheckExamOutcome { Upheld = 1, Proposed, Confirmed, Returned, NotFound, AlreadyDecided, NotYours, FindingRequired, NoChange, OutOfRange }

/// <summary>What the re-checker, or the person who confirms a correction, has before them.</summary>
public sealed record RecheckView(UserTask Task, Competition Competition, ExamRecheck Recheck, PublishedScore Score, string Number);

/// <summary>
/// Answers a re-check: the mark stands, or a corrected one is proposed, which a further person confirms before it is
/// published as the next version and the candidate is told. Arithmetic and completeness only.
/// </summary>
public sealed class RecheckExam(ApprovalDb db, TaskAccess access, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    private const int WorkingDays = 2;

    /// <summary><paramref name="Mark"/> is the corrected mark; null says that the published one stands.</summary>
    public sealed record Request(Guid TaskId, decimal? Mark, string? Finding);

    public async Task<RecheckView?> FindAsync(Guid taskId, TaskKind kind, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is null || task.Kind != kind) return null;
        if (await db.Set<ExamRecheck>().SingleOrDefaultAsync(r => r.Id == task.SubjectId, ct) is not { } recheck) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == task.CompetitionId, ct);
        var score = await db.Set<PublishedScore>().Where(s => s.StageRunId == recheck.StageRunId && s.ApplicationId == recheck.ApplicationId)
            .OrderByDescending(s => s.Version).FirstAsync(ct);
        return new(task, competition, recheck, score, task.SubjectLabel);
    }

    /// <summary>The re-checker's answer.</summary>
    public Task<RecheckExamOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var view = await FindAsync(request.TaskId, TaskKind.ExamRecheck, actor, ct);
        if (view is null) return RecheckExamOutcome.NotFound;
        var (task, _, recheck, score, label) = view;
        if (task.State != TaskState.Open) return RecheckExamOutcome.AlreadyDecided;
        if (actor.PersonId == score.AuthorId || actor.PersonId == score.VerifierId) return RecheckExamOutcome.NotYours;
        if (string.IsNullOrWhiteSpace(request.Finding)) return RecheckExamOutcome.FindingRequired;
        if (request.Mark < 0 || request.Mark > score.FullMark) return RecheckExamOutcome.OutOfRange;
        if (request.Mark is { } same && Rounding.Publish(same) == score.Value) return RecheckExamOutcome.NoChange;

        var now = clock.GetUtcNow();
        if (request.Mark is { } mark)
        {
            recheck.Propose(Rounding.Publish(mark), request.Finding.Trim(), actor);
            var second = await ThirdPersonAsync(db, task.CompetitionId, [actor.PersonId], ct);
            db.Add(UserTask.Open(
                task.CompetitionId, task.StageRunId, TaskKind.ExamVerification, recheck.Id, label, task.Round, second, second is null ? Duty.ScoreVerifier : null, null,
                calendars.Current.DueAt(now, WorkingDays), dueIsFinal: false, now));
        }
        else
        {
            recheck.Uphold(request.Finding.Trim(), actor, now);
            await TellAsync(view, changed: false, now, ct);
        }

        task.Decide(request.Mark is null ? Verdict.Reject : Verdict.Approve, request.Finding, mayAct: true, actor, now);
        db.Record(task.CompetitionId, "exam-recheck.answered", recheck.Id, actor, $"{label}: {(request.Mark is null ? "stands" : "to be corrected")}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return request.Mark is null ? RecheckExamOutcome.Upheld : RecheckExamOutcome.Proposed;
    });

    /// <summary>The second person confirms a proposed correction, or sends it back with a reason.</summary>
    public Task<RecheckExamOutcome> ConfirmAsync(Guid taskId, bool approve, string? reason, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var view = await FindAsync(taskId, TaskKind.ExamVerification, actor, ct);
        if (view is null) return RecheckExamOutcome.NotFound;
        var (task, _, recheck, score, label) = view;
        if (task.State != TaskState.Open) return RecheckExamOutcome.AlreadyDecided;
        if (recheck.CheckerId == actor.PersonId) return RecheckExamOutcome.NotYours;
        if (!approve && string.IsNullOrWhiteSpace(reason)) return RecheckExamOutcome.FindingRequired;

        var now = clock.GetUtcNow();
        if (approve)
        {
            var (outcome, next) = score.Correct(recheck.ProposedMark!.Value, recheck.Finding, recheck.CheckerId!.Value, actor.PersonId, now);
            if (outcome != CorrectScoreOutcome.Corrected) return RecheckExamOutcome.NoChange;
            db.Add(next!);
            recheck.Confirm(now);
            await TellAsync(view, changed: true, now, ct);
        }
        else
        {
            recheck.Return();
            db.Add(UserTask.Open(
                task.CompetitionId, task.StageRunId, TaskKind.ExamRecheck, recheck.Id, label, task.Round + 1,
                recheck.CheckerId, null, null, calendars.Current.DueAt(now, WorkingDays), dueIsFinal: false, now));
        }

        task.Decide(approve ? Verdict.Approve : Verdict.Return, reason, mayAct: true, actor, now);
        db.Record(task.CompetitionId, approve ? "exam-score.corrected" : "exam-recheck.returned", recheck.Id, actor, $"{label}: {reason}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return approve ? RecheckExamOutcome.Confirmed : RecheckExamOutcome.Returned;
    });

    /// <summary>A verifier, or else a score keeper, none of those named; null when the plan has nobody left.</summary>
    internal static async Task<Guid?> ThirdPersonAsync(ApprovalDb db, Guid competitionId, Guid[] except, CancellationToken ct)
    {
        var people = await db.Set<Assignment>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.RelievedAt == null && (a.Duty == Duty.ScoreVerifier || a.Duty == Duty.ScoreKeeper))
            .OrderByDescending(a => a.Duty).ThenBy(a => a.Id).Select(a => a.PersonId).ToListAsync(ct);
        return people.Cast<Guid?>().FirstOrDefault(person => !except.Contains(person!.Value));
    }

    private async Task TellAsync(RecheckView view, bool changed, DateTimeOffset now, CancellationToken ct)
    {
        var application = await db.Set<Application>().SingleAsync(a => a.Id == view.Recheck.ApplicationId, ct);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.RecheckDecided, view.Recheck.Finding, now));
        await outbox.PromiseAsync(
            db, application.PersonId, new ExamRecheckAnswered(changed), $"exam-recheck:{view.Recheck.Id:n}", 1, application.CompetitionId, application.Id, now, ct);
    }
}
