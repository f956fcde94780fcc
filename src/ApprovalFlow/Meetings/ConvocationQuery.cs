using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>Somebody who may take a place at the meeting.</summary>
public sealed record Participant(Guid Id, string Name, string Position);

/// <summary>One line of the agenda to be: a proposed candidate, and the earlier item it votes on again.</summary>
public sealed record AgendaLine(Guid ApplicationId, Guid PostId, string CandidateName, string PresentPost, string PostName, Guid? FollowsId);

/// <summary>What calling the next meeting would fix: who should attend, who may sit in, and the agenda.</summary>
public sealed record Convocation(
    int Round, IReadOnlyList<Participant> Members, Guid? SecretaryId, IReadOnlyList<Participant> Attendees, IReadOnlyList<Participant> Recorders,
    IReadOnlyList<Participant> Scrutineers, IReadOnlyList<Participant> Tellers, IReadOnlyList<AgendaLine> Items, IReadOnlyList<string> Held);

/// <summary>Everything the organiser needs to call a meeting; nobody can be put on the agenda by hand.</summary>
public sealed class ConvocationQuery(ApprovalDb db, TaskAccess access)
{
    /// <summary>For the holder of the task; null for everybody else.</summary>
    public async Task<Convocation?> ForAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { Kind: TaskKind.ConveneMeeting, StageRunId: { } runId }) return null;
        return await ForRunAsync(await db.Set<StageRun>().SingleAsync(r => r.Id == runId, ct), ct);
    }

    internal async Task<Convocation> ForRunAsync(StageRun run, CancellationToken ct)
    {
        var (members, secretary) = await MembersAsync(run.CompetitionId, ct);
        var round = 1 + await db.Set<Meeting>().CountAsync(m => m.StageRunId == run.Id, ct);
        var lines = await LinesAsync(run, ct);
        return new(
            round, members, secretary, await WithAsync(run.CompetitionId, Duty.Attendee, ct), await WithAsync(run.CompetitionId, Duty.Recorder, ct),
            await WithAsync(run.CompetitionId, Duty.Scrutineer, ct), await WithAsync(run.CompetitionId, Duty.Teller, ct),
            [.. lines.Where(l => !l.Held).Select(l => l.Line)], [.. lines.Where(l => l.Held).Select(l => l.Line.CandidateName)]);
    }

    /// <summary>应到会: those named in the plan; where none is named, the unit's party group.</summary>
    private async Task<(List<Participant> Members, Guid? Secretary)> MembersAsync(Guid competitionId, CancellationToken ct)
    {
        var named = await db.Set<Assignment>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.RelievedAt == null && (a.Duty == Duty.PartyGroupMember || a.Duty == Duty.PartySecretary))
            .Select(a => new { a.PersonId, Chief = a.Duty == Duty.PartySecretary }).ToListAsync(ct);
        if (named.Count == 0)
        {
            named = await db.Set<RoleGrant>().AsNoTracking()
                .Where(g => db.Set<Competition>().Any(c => c.Id == competitionId && c.UnitId == g.UnitId)
                    && (g.Role == Role.PartyGroupMember || g.Role == Role.PartySecretary))
                .Select(g => new { g.PersonId, Chief = g.Role == Role.PartySecretary }).ToListAsync(ct);
        }

        var chief = named.Where(n => n.Chief).Select(n => (Guid?)n.PersonId).FirstOrDefault();
        var people = await PeopleAsync([.. named.Select(n => n.PersonId).Distinct()], ct);
        return ([.. people.OrderByDescending(p => p.Id == chief)], chief);
    }

    private async Task<List<Participant>> WithAsync(Guid competitionId, Duty duty, CancellationToken ct) => await PeopleAsync(
        await db.Set<Assignment>().AsNoTracking().Where(a => a.CompetitionId == competitionId && a.Duty == duty && a.RelievedAt == null)
            .Select(a => a.PersonId).ToListAsync(ct), ct);

    private Task<List<Participant>> PeopleAsync(List<Guid> ids, CancellationToken ct) =>
        db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).OrderBy(p => p.StaffNumber)
            .Select(p => new Participant(p.Id, p.Name, p.Position)).ToListAsync(ct);

    private async Task<List<(AgendaLine Line, bool Held)>> LinesAsync(StageRun run, CancellationToken ct)
    {
        var proposed = await (
            from a in db.Set<Application>().AsNoTracking()
            where a.CompetitionId == run.CompetitionId && a.State == ApplicationState.Proposed
            join p in db.Set<Person>().AsNoTracking() on a.PersonId equals p.Id
            join post in db.Set<Post>().AsNoTracking() on a.PostId equals post.Id
            orderby post.Seq, a.Number
            select new { a.Id, PostId = post.Id, p.Name, Present = p.Department + p.Position, Post = post.Name, Held = a.HeldAt != null }).ToListAsync(ct);
        var earlier = await db.Set<DecisionItem>().AsNoTracking()
            .Where(i => i.CompetitionId == run.CompetitionId && i.FollowedById == null).ToListAsync(ct);
        var reconsidered = await db.Set<ReconsiderationConsent>().AsNoTracking().Select(c => c.ItemId).ToListAsync(ct);

        return
        [
            .. from candidate in proposed
               let last = earlier.SingleOrDefault(i => i.ApplicationId == candidate.Id)
               where last is null || PendingItems.IsPending(last, reconsidered)
               select (new AgendaLine(candidate.Id, candidate.PostId, candidate.Name, candidate.Present, candidate.Post, last?.Id), candidate.Held),
        ];
    }
}

/// <summary>Which items a later meeting must take up.</summary>
internal static class PendingItems
{
    /// <summary>Suspended or void, or decided and to be reconsidered, and nothing has followed yet.</summary>
    public static bool IsPending(DecisionItem item, IReadOnlyCollection<Guid> reconsidered) => item.FollowedById is null
        && (item.State is not (DecisionItemState.Passed or DecisionItemState.Rejected) || reconsidered.Contains(item.Id));
}
