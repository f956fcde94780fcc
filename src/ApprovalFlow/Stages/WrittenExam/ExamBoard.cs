using System.Collections.Immutable;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.WrittenExam;

/// <summary>One candidate's published mark, with what it was before corrections.</summary>
public sealed record ExamBoardRow(
    string Number, string Name, string Post, decimal Value, ImmutableArray<decimal> Earlier, ExamRecheckState? Recheck, ApplicationState State, string Reason);

/// <summary>The written exam as those who may know scores see it.</summary>
public sealed record ExamBoard(WrittenExamSettings Settings, DateTimeOffset? RecheckUntil, IReadOnlyList<ExamBoardRow> Rows);

/// <summary>Reads the published marks of one run; who may ask is the caller's question.</summary>
public sealed class ExamBoardQuery(ApprovalDb db)
{
    public async Task<ExamBoard> ForAsync(StageRun run, CancellationToken ct)
    {
        var scores = (await db.Set<PublishedScore>().AsNoTracking().Where(s => s.StageRunId == run.Id).ToListAsync(ct)).ToLookup(s => s.ApplicationId);
        var rechecks = await db.Set<ExamRecheck>().AsNoTracking().Where(r => r.StageRunId == run.Id).ToDictionaryAsync(r => r.ApplicationId, r => r.State, ct);
        var candidates = await (
            from application in db.Set<Application>().AsNoTracking()
            where application.CompetitionId == run.CompetitionId
            join person in db.Set<Person>() on application.PersonId equals person.Id
            select new
            {
                application.Id, application.Number, application.State, application.StateReason, person.Name,
                Post = db.Set<Post>().Where(p => p.Id == application.PostId).Select(p => p.Name).FirstOrDefault() ?? "",
            }).ToListAsync(ct);
        var until = await db.Set<Deadline>().AsNoTracking()
            .Where(d => d.StageRunId == run.Id && d.Kind == DeadlineKind.ScoreRecheckWindow && d.State == DeadlineState.Open)
            .Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefaultAsync(ct);

        var rows = candidates.Where(c => scores.Contains(c.Id)).Select(c =>
        {
            var versions = scores[c.Id].OrderByDescending(s => s.Version).ToList();
            return new ExamBoardRow(
                c.Number, c.Name, c.Post, versions[0].Value, [.. versions.Skip(1).Select(s => s.Value)],
                rechecks.TryGetValue(c.Id, out var state) ? state : null, c.State, c.State.IsOut() ? c.StateReason : "");
        });
        return new(run.Settings<WrittenExamSettings>(), until, [.. rows.OrderBy(row => row.Post, StringComparer.Ordinal).ThenByDescending(row => row.Value)]);
    }
}
