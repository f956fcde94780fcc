using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.DemocraticEvaluation;

/// <summary>Somebody entitled to evaluate.</summary>
public sealed record Evaluator(Guid PersonId, string Name, string Department, string Category);

/// <summary>Somebody to be evaluated.</summary>
public sealed record Evaluatee(Guid ApplicationId, Guid PersonId, string Name, string Department, string Position, string Post);

/// <summary>The scrutineer's page: who should attend, and the turnout once the box is open. Never a mark.</summary>
public sealed record EvaluationMeetingView(
    UserTask Task, StageRun Run, Competition Competition, EvaluationSettings Settings, IReadOnlyList<Evaluator> Evaluators,
    IReadOnlyList<Evaluatee> Evaluatees, EvaluationMeeting? Meeting, BallotBox? Box, BallotTurnout? Turnout);

/// <summary>One evaluator's ballot paper; a line about oneself is left out.</summary>
public sealed record EvaluationBallotView(UserTask Task, Competition Competition, EvaluationSettings Settings, BallotBox Box, IReadOnlyList<Evaluatee> Lines, bool HasVoted);

/// <summary>Finds what the scrutineer and the evaluators need, starting from who asks.</summary>
public sealed class EvaluationDesk(ApprovalDb db, TaskAccess access)
{
    public async Task<EvaluationMeetingView?> FindAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { Kind: TaskKind.EvaluationMeeting }) return null;

        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == task.StageRunId, ct);
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == task.CompetitionId, ct);
        var meeting = await db.Set<EvaluationMeeting>().SingleOrDefaultAsync(m => m.StageRunId == run.Id && m.Round == task.Round, ct);
        var box = meeting?.BoxId is { } boxId ? await db.Set<BallotBox>().SingleAsync(b => b.Id == boxId, ct) : null;
        var turnout = box is null ? null : new BallotTurnout(box.Issued, await db.Set<BallotVoter>().CountAsync(v => v.BoxId == box.Id && v.HasVoted, ct));
        return new(
            task, run, competition, run.Settings<EvaluationSettings>(), await EvaluatorsAsync(competition.Id, ct), await EvaluateesAsync(competition.Id, ct),
            meeting, box, turnout);
    }

    /// <summary>The evaluator's own paper; null for anybody else.</summary>
    public async Task<EvaluationBallotView?> PaperAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await db.Set<UserTask>().AsNoTracking()
            .SingleOrDefaultAsync(t => t.Id == taskId && t.Kind == TaskKind.EvaluationBallot && t.AssigneeId == actor.PersonId, ct);
        if (task is null) return null;

        var box = await db.Set<BallotBox>().AsNoTracking().SingleAsync(b => b.Id == task.SubjectId, ct);
        var voter = await db.Set<BallotVoter>().AsNoTracking().SingleOrDefaultAsync(v => v.BoxId == box.Id && v.PersonId == actor.PersonId, ct);
        if (voter is null) return null;

        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == task.StageRunId, ct);
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == task.CompetitionId, ct);
        var asked = box.Sheet.Questions.Where(question => question.NotFor != actor.PersonId).Select(question => question.SubjectId).ToHashSet();
        var lines = (await EvaluateesAsync(competition.Id, ct)).Where(evaluatee => asked.Contains(evaluatee.ApplicationId)).ToList();
        return new(task, competition, run.Settings<EvaluationSettings>(), box, lines, voter.HasVoted);
    }

    /// <summary>All meetings of a run, first to last.</summary>
    public async Task<IReadOnlyList<EvaluationMeeting>> ForAsync(Guid stageRunId, CancellationToken ct) =>
        await db.Set<EvaluationMeeting>().AsNoTracking().Where(m => m.StageRunId == stageRunId).OrderBy(m => m.Round).ToListAsync(ct);

    private async Task<List<Evaluator>> EvaluatorsAsync(Guid competitionId, CancellationToken ct) =>
        await db.Set<Assignment>().AsNoTracking().Where(a => a.CompetitionId == competitionId && a.Duty == Duty.Evaluator && a.RelievedAt == null)
            .Join(db.Set<Person>(), a => a.PersonId, p => p.Id, (a, p) => new { p.Id, p.Name, p.Department, a.Category })
            .OrderBy(e => e.Department).ThenBy(e => e.Name)
            .Select(e => new Evaluator(e.Id, e.Name, e.Department, e.Category)).ToListAsync(ct);

    private async Task<List<Evaluatee>> EvaluateesAsync(Guid competitionId, CancellationToken ct) => await (
        from application in db.Set<Application>().AsNoTracking()
        where application.CompetitionId == competitionId && (application.State == ApplicationState.Qualified || application.State == ApplicationState.Shortlisted)
        join person in db.Set<Person>() on application.PersonId equals person.Id
        orderby application.Number
        select new Evaluatee(
            application.Id, person.Id, person.Name, person.Department, person.Position,
            db.Set<Post>().Where(p => p.Id == application.PostId).Select(p => p.Name).FirstOrDefault() ?? "")).ToListAsync(ct);
}
