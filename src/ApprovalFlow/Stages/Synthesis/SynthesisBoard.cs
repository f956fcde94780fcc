using System.Collections.Immutable;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Synthesis;

/// <summary>One post's list with its signatures; <see cref="IsCurrent"/> says that computing again gives exactly what is stored.</summary>
public sealed record SignedList(
    RankedList List, Post Post, int Places, Shortlist Proposed, IReadOnlyList<(ListSignature Signature, string Name)> Signatures, bool IsCurrent);

/// <summary>The synthesis of a competition: its lists in the newest round, and what was chosen from them.</summary>
public sealed record SynthesisView(
    StageRun Run, Competition Competition, SynthesisSettings Settings, IReadOnlyList<SignedList> Lists, IReadOnlyDictionary<Guid, InspectionChoice> Choices);

/// <summary>Reads the ranked lists and computes them again beside what is stored.</summary>
public sealed class SynthesisBoard(ApprovalDb db, RankingQuery ranking, TaskAccess access, TimeProvider clock)
{
    /// <summary>The lists as whoever signs or selects sees them; null for anybody else.</summary>
    public async Task<(UserTask Task, SynthesisView View)?> FindAsync(Guid taskId, TaskKind kind, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        return task is null || task.Kind != kind ? null : (task, (await ForAsync(task.StageRunId!.Value, ct))!);
    }

    /// <summary>Who may ask is the caller's question.</summary>
    public async Task<SynthesisView?> ForAsync(Guid stageRunId, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == stageRunId && r.Kind == StageKind.Synthesis, ct);
        if (run is null) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var settings = run.Settings<SynthesisSettings>();
        var stored = await db.Set<RankedList>().AsNoTracking().Where(l => l.StageRunId == run.Id).ToListAsync(ct);
        var round = stored.Count == 0 ? 0 : stored.Max(l => l.Round);
        // Once closed, people have moved on and the inputs are history: the stored list is the record.
        var again = run.IsOpen ? await ranking.ForAsync(run, round, clock.GetUtcNow(), ct) : stored;
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competition.Id).ToDictionaryAsync(p => p.Id, ct);
        var signatures = await db.Set<ListSignature>().AsNoTracking()
            .Join(db.Set<Person>(), s => s.PersonId, p => p.Id, (s, p) => new { Signature = s, p.Name })
            .Where(s => db.Set<RankedList>().Any(l => l.Id == s.Signature.ListId && l.StageRunId == run.Id)).ToListAsync(ct);

        var lists = stored.Where(l => l.Round == round).OrderBy(l => posts[l.PostId].Seq).Select(list =>
        {
            var places = Shortlist.Places(settings.InspectionRatio, posts[list.PostId].Quota);
            return new SignedList(
                list, posts[list.PostId], places, Shortlist.Of(list.Ranking, places),
                [.. signatures.Where(s => s.Signature.ListId == list.Id).OrderBy(s => s.Signature.Signer).Select(s => (s.Signature, s.Name))],
                again.Any(a => a.PostId == list.PostId && a.Hash == list.Hash));
        }).ToList();
        var choices = await db.Set<InspectionChoice>().AsNoTracking().Where(c => c.StageRunId == run.Id).ToDictionaryAsync(c => c.ApplicationId, ct);
        return new(run, competition, settings, lists, choices);
    }
}

/// <summary>What a candidate sees of the synthesis: the own total and rank, where the plan shows them; the list where it says so.</summary>
public sealed record OwnSynthesis(decimal? Total, int? Rank, int Ranked, bool? EnteredInspection, ImmutableArray<(int? Rank, string Name, decimal? Total)> List);

/// <summary>Reads the own total once the leading group has decided.</summary>
public sealed class OwnSynthesisQuery(ApprovalDb db)
{
    public async Task<OwnSynthesis?> FindAsync(Guid stageRunId, Actor actor, CancellationToken ct)
    {
        var application = await db.Set<Application>().AsNoTracking()
            .Where(a => a.PersonId == actor.PersonId && db.Set<StageRun>().Any(r => r.Id == stageRunId && r.CompetitionId == a.CompetitionId && r.ClosedAt != null))
            .SingleOrDefaultAsync(ct);
        if (application is null) return null;

        var lists = await db.Set<RankedList>().AsNoTracking().Where(l => l.StageRunId == stageRunId).OrderByDescending(l => l.Round).ToListAsync(ct);
        if (lists.Find(l => l.Rows.Any(row => row.ApplicationId == application.Id)) is not { } list) return null;

        var plan = (await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == application.CompetitionId, ct)).Plan;
        var own = list.Rows.First(row => row.ApplicationId == application.Id);
        var choice = await db.Set<InspectionChoice>().AsNoTracking().SingleOrDefaultAsync(c => c.StageRunId == stageRunId && c.ApplicationId == application.Id, ct);
        return new(
            plan.OwnScoresShown ? own.Total : null, plan.OwnScoresShown ? own.Rank : null, list.Rows.Count(row => row.Rank is not null), choice?.Selected,
            plan.RankedListShown ? [.. list.Rows.Where(row => row.Rank is not null).Select(row => (row.Rank, row.Name, row.Total))] : []);
    }
}
