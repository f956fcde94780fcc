using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Registration;

/// <summary>One post with its numbers and rulings.</summary>
public sealed record BoardPost(Post Post, int Applicants, int Required, IReadOnlyList<PostCount> Counts);

/// <summary>One person registered; drafts are nobody's business yet.</summary>
public sealed record BoardApplicant(
    Guid ApplicationId, string Number, string Name, string Department, string Post, ApplicationState State, string Reason, DateTimeOffset? SubmittedAt,
    bool MayAllowWithdrawal);

public sealed record BoardLate(LateRegistration Late, string Name);

/// <summary>The registration of one competition for organisers and those who supervise.</summary>
public sealed record RegistrationBoard(
    RegistrationDesk Desk, Rights Rights, IReadOnlyList<BoardPost> Posts, IReadOnlyList<BoardApplicant> Applicants, IReadOnlyList<BoardLate> Late)
{
    /// <summary>Names are for those who may read candidates' forms; the rest of the board shows counts.</summary>
    public bool ShowsPeople => Rights.SeesCandidates;
}

/// <summary>Null for whoever may not see the board, so that pages say 404.</summary>
public sealed class RegistrationBoardQuery(ApprovalDb db, CompetitionAccess access, RegistrationQuery registration, TimeProvider clock)
{
    public async Task<RegistrationBoard?> ForAsync(Guid runId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.Registration, ct);
        if (run is null || await access.ForAsync(actor, run.CompetitionId, ct) is not { } rights || !rights.Opens(run.Kind)) return null;
        var desk = (await registration.FindAsync(run.CompetitionId, actor.PersonId, ct))!;

        var applications = await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == run.CompetitionId && a.State != ApplicationState.Draft).OrderBy(a => a.Number).ToListAsync(ct);
        var counts = (await db.Set<PostCount>().AsNoTracking().Where(c => c.StageRunId == desk.Run.Id).OrderBy(c => c.Round).ToListAsync(ct)).ToLookup(c => c.PostId);
        var posts = desk.Posts.Select(p => new BoardPost(
            p, applications.Count(a => a.PostId == p.Id && a.State.IsIn()), RatioGate.Required(desk.Settings.OpeningRatio, p.Quota), [.. counts[p.Id]])).ToList();
        if (!rights.SeesCandidates) return new(desk, rights, posts, [], []);

        var late = await db.Set<LateRegistration>().AsNoTracking().Where(l => l.CompetitionId == run.CompetitionId).ToListAsync(ct);
        var ids = applications.Select(a => a.PersonId).Concat(late.Select(l => l.PersonId)).ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var tooLate = clock.GetUtcNow() > desk.WithdrawalClosesAt;
        return new(
            desk, rights, posts,
            [.. applications.Select(a => new BoardApplicant(
                a.Id, a.Number, people[a.PersonId].Name, people[a.PersonId].Department, desk.Posts.FirstOrDefault(p => p.Id == a.PostId)?.Name ?? "",
                a.State, a.StateReason, a.SubmittedAt,
                rights.Organises && tooLate && a.WithdrawalAllowedAt is null && a.State.IsIn() && a.State < ApplicationState.Decided))],
            [.. late.Select(l => new BoardLate(l, people[l.PersonId].Name))]);
    }
}

/// <summary>What the leading group must know to rule on one post.</summary>
public sealed record RulingSheet(PostCount Count, Post Post, int Applicants, RegistrationSettings Settings, bool ExtendedBefore, IReadOnlyList<BoardPost> Others);

/// <summary>For a task whose header the reader may see.</summary>
public sealed class RulingSheetQuery(ApprovalDb db)
{
    public async Task<RulingSheet> ForAsync(Guid taskId, CancellationToken ct)
    {
        var count = await db.Set<PostCount>().AsNoTracking().SingleAsync(c => c.TaskId == taskId, ct);
        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == count.StageRunId, ct);
        var settings = RegistrationSettings.Of(run);
        var counts = await db.Set<PostCount>().AsNoTracking().Where(c => c.StageRunId == run.Id).OrderBy(c => c.Round).ToListAsync(ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == run.CompetitionId).OrderBy(p => p.Seq).ToListAsync(ct);
        var applicants = await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == run.CompetitionId && a.State == ApplicationState.Submitted)
            .GroupBy(a => a.PostId).Select(g => new { g.Key, Number = g.Count() }).ToListAsync(ct);
        return new(
            count, posts.Single(p => p.Id == count.PostId), NumberOf(count.PostId), settings,
            counts.Any(c => c.PostId == count.PostId && c.Measure == PostMeasure.ExtendOnce),
            [.. posts.Where(p => p.Id != count.PostId).Select(p => new BoardPost(
                p, NumberOf(p.Id), RatioGate.Required(settings.OpeningRatio, p.Quota), [.. counts.Where(c => c.PostId == p.Id)]))]);

        int NumberOf(Guid postId) => applicants.SingleOrDefault(a => a.Key == postId)?.Number ?? 0;
    }
}
