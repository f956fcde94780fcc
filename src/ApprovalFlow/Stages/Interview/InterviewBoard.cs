using System.Collections.Immutable;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Interview;

/// <summary>One candidate as an assessor sees them: with the own sheet, never with anybody else's.</summary>
public sealed record InterviewCandidate(Guid ApplicationId, int DrawNumber, string Name, string Post, string? AbsentBecause, ScoreSheet? Own);

/// <summary>The page of one assessor.</summary>
public sealed record InterviewSheetView(
    UserTask Task, StageRun Run, Competition Competition, InterviewSettings Settings, IReadOnlyList<InterviewCandidate> Candidates);

/// <summary>How far one assessor is: numbers, never marks.</summary>
public sealed record AssessorProgress(Guid PersonId, string Name, int Sealed, int Recused);

/// <summary>One candidate's line for those who close and verify. Totals are null until every sheet is in.</summary>
public sealed record InterviewResultRow(
    Guid ApplicationId, int DrawNumber, string Name, string Post, string? AbsentBecause, int SheetsIn, ImmutableArray<decimal> Totals, PanelScore? Score);

/// <summary>The interview as organisers and those who close it see it.</summary>
public sealed record InterviewProgress(
    StageRun Run, Competition Competition, InterviewSettings Settings, InterviewDraw? Draw, IReadOnlyList<AssessorProgress> Panel,
    IReadOnlyList<AssessorProgress> Reserves, IReadOnlyList<InterviewResultRow> Rows, bool AllIn)
{
    /// <summary>Every candidate who came has enough valid sheets.</summary>
    public bool EnoughSheets => Rows.Where(row => row.AbsentBecause is null).All(row => row.SheetsIn >= Settings.MinPanel);
}

/// <summary>Reads an interview. The seal is kept here: no mark of another assessor leaves before all sheets are in (INV-20).</summary>
public sealed class InterviewBoard(ApprovalDb db, TaskAccess access)
{
    /// <summary>The assessor's own page; null for anybody else.</summary>
    public async Task<InterviewSheetView?> FindAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { Kind: TaskKind.InterviewSheet } || task.AssigneeId != actor.PersonId) return null;

        var (run, competition) = await RunAsync(task.StageRunId!.Value, ct);
        var own = await db.Set<ScoreSheet>().AsNoTracking().Where(s => s.StageRunId == run.Id && s.AssessorId == actor.PersonId).ToListAsync(ct);
        var candidates = (await CandidatesAsync(run, ct))
            .Select(c => new InterviewCandidate(c.ApplicationId, c.DrawNumber, c.Name, c.Post, c.AbsentBecause, own.Find(s => s.ApplicationId == c.ApplicationId))).ToList();
        return new(task, run, competition, run.Settings<InterviewSettings>(), candidates);
    }

    /// <summary>The whole interview; who may ask is the caller's question, what may be said is decided here.</summary>
    public async Task<InterviewProgress?> ForAsync(Guid stageRunId, CancellationToken ct)
    {
        if (!await db.Set<StageRun>().AnyAsync(r => r.Id == stageRunId && r.Kind == StageKind.Interview, ct)) return null;

        var (run, competition) = await RunAsync(stageRunId, ct);
        var settings = run.Settings<InterviewSettings>();
        var sheets = await db.Set<ScoreSheet>().AsNoTracking().Where(s => s.StageRunId == run.Id).ToListAsync(ct);
        var panel = await PeopleAsync(competition.Id, Duty.PanelMember, sheets, ct);
        var candidates = await CandidatesAsync(run, ct);
        var allIn = candidates.Where(c => c.AbsentBecause is null)
            .All(c => panel.TrueForAll(member => sheets.Exists(s => s.ApplicationId == c.ApplicationId && s.AssessorId == member.PersonId)));
        var rows = candidates.Select(c =>
        {
            var own = sheets.Where(s => s.ApplicationId == c.ApplicationId && s.State == ScoreSheetState.Sealed).ToList();
            return new InterviewResultRow(
                c.ApplicationId, c.DrawNumber, c.Name, c.Post, c.AbsentBecause, own.Count,
                allIn ? [.. own.Select(s => s.Marks.Sum() ?? 0).OrderDescending()] : [], allIn ? ScoreOf(settings, own) : null);
        }).ToList();
        return new(
            run, competition, settings, await db.Set<InterviewDraw>().AsNoTracking().SingleOrDefaultAsync(d => d.StageRunId == run.Id, ct),
            panel, await PeopleAsync(competition.Id, Duty.PanelReserve, sheets, ct), rows, allIn);
    }

    /// <summary>What a candidate's sheets come to: the one computation, for pages, publication and whoever computes again.</summary>
    internal static PanelScore ScoreOf(InterviewSettings settings, IEnumerable<ScoreSheet> sheets) => PanelScore.Of(
        settings.Factors, [.. sheets.Where(s => s.State == ScoreSheetState.Sealed).Select(s => s.ToPanelSheet())], settings.Trim, settings.MinPanel);

    private async Task<(StageRun, Competition)> RunAsync(Guid stageRunId, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == stageRunId, ct);
        return (run, await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct));
    }

    private async Task<List<(Guid ApplicationId, int DrawNumber, string Name, string Post, string? AbsentBecause)>> CandidatesAsync(StageRun run, CancellationToken ct)
    {
        var rows = await (
            from seat in db.Set<InterviewSeat>().AsNoTracking()
            where seat.StageRunId == run.Id
            join application in db.Set<Application>() on seat.ApplicationId equals application.Id
            // Who withdraws or is stopped meanwhile needs no more sheets; once the stage is closed its record shows everybody.
            where run.ClosedAt != null || application.State < ApplicationState.Withdrawn
            join person in db.Set<Person>() on application.PersonId equals person.Id
            orderby seat.DrawNumber
            select new { application.Id, seat.DrawNumber, person.Name, Post = db.Set<Post>().Where(p => p.Id == application.PostId).Select(p => p.Name).FirstOrDefault(), seat.AbsentBecause })
            .ToListAsync(ct);
        return [.. rows.Select(row => (row.Id, row.DrawNumber, row.Name, row.Post ?? "", row.AbsentBecause))];
    }

    private async Task<List<AssessorProgress>> PeopleAsync(Guid competitionId, Duty duty, List<ScoreSheet> sheets, CancellationToken ct)
    {
        var people = await db.Set<Assignment>().AsNoTracking().Where(a => a.CompetitionId == competitionId && a.Duty == duty && a.RelievedAt == null)
            .Join(db.Set<Person>(), a => a.PersonId, p => p.Id, (a, p) => new { p.Id, p.Name }).OrderBy(p => p.Name).ToListAsync(ct);
        return
        [
            .. people.Select(p => new AssessorProgress(
                p.Id, p.Name, sheets.Count(s => s.AssessorId == p.Id && s.State == ScoreSheetState.Sealed),
                sheets.Count(s => s.AssessorId == p.Id && s.State == ScoreSheetState.Recused))),
        ];
    }
}
