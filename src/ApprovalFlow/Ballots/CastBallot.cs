using System.Collections.Immutable;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Ballots;

public enum CastBallotOutcome
{
    Cast = 1,

    /// <summary>No such box, or not on its list.</summary>
    NotFound,
    AlreadyVoted,

    /// <summary>The box is closed, counted or void.</summary>
    Closed,
    TooLate,

    /// <summary>The key of the box is gone or its urn was tampered with; the scrutineer must declare the round void.</summary>
    BoxBroken,
}

/// <summary>
/// Puts one person's ballot into the urn. What is written: that this person took part, and a urn sealed anew. The task is
/// marked done at the instant the box was opened and the trail is silent, so that no order of voting is on record.
/// </summary>
public sealed class CastBallot(ApprovalDb db, BallotSeal seal, TimeProvider clock)
{
    /// <summary>Marks by line. No mark is a blank line; more than one, or an unknown one, makes the line invalid.</summary>
    public sealed record Request(Guid BoxId, IReadOnlyDictionary<Guid, ImmutableArray<string>> Marks);

    public Task<CastBallotOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        // Votes come in bursts; the update makes them queue at the box's row instead of losing races to one another.
        await using var queue = await db.Database.BeginTransactionAsync(ct);
        if (!await db.Set<BallotVoter>().AnyAsync(v => v.BoxId == request.BoxId && v.PersonId == actor.PersonId, ct)) return CastBallotOutcome.NotFound;
        await db.Set<BallotBox>().Where(b => b.Id == request.BoxId).ExecuteUpdateAsync(b => b.SetProperty(x => x.Revision, x => x.Revision + 1), ct);
        var box = await db.Set<BallotBox>().SingleAsync(b => b.Id == request.BoxId, ct);
        var voter = await db.Set<BallotVoter>().SingleAsync(v => v.BoxId == box.Id && v.PersonId == actor.PersonId, ct);

        if (voter.HasVoted) return CastBallotOutcome.AlreadyVoted;
        if (box.State != BallotBoxState.Open) return CastBallotOutcome.Closed;
        var task = await TaskOfAsync(box, actor, ct);
        if (task is { DueIsFinal: true } && clock.GetUtcNow() > task.DueAt) return CastBallotOutcome.TooLate;
        if (!PutIn(box, voter, request.Marks)) return CastBallotOutcome.BoxBroken;

        voter.TakePart();
        task?.Decide(Verdict.Complete, comment: null, mayAct: true, actor, box.OpenedAt);
        await db.SaveChangesAsync(ct);
        await queue.CommitAsync(ct);
        return CastBallotOutcome.Cast;
    });

    private bool PutIn(BallotBox box, BallotVoter voter, IReadOnlyDictionary<Guid, ImmutableArray<string>> marks)
    {
        var sheet = box.Sheet;
        if (seal.Open(box.Id, box.Urn, sheet.Questions.Length) is not { } urn) return false;

        var lines = sheet.Questions.Select(question => LineOf(sheet, question, voter, marks.GetValueOrDefault(question.SubjectId))).ToArray();
        if (!urn.Put(sheet.CategoryOf(new(voter.PersonId, voter.Category)), lines)) return false;
        box.Replace(seal.Seal(box.Id, urn));
        return true;
    }

    private static byte LineOf(BallotSheet sheet, BallotQuestion question, BallotVoter voter, ImmutableArray<string> marks)
    {
        if (question.NotFor == voter.PersonId) return Urn.NotAsked;
        if (marks.IsDefaultOrEmpty) return Urn.Blank;
        return marks.Length == 1 && sheet.Options.IndexOf(marks[0]) is >= 0 and var index ? (byte)(index + 1) : Urn.Invalid;
    }

    private Task<UserTask?> TaskOfAsync(BallotBox box, Actor actor, CancellationToken ct) =>
        db.Set<UserTask>().FirstOrDefaultAsync(
            t => t.CompetitionId == box.CompetitionId && t.SubjectId == box.Id && t.AssigneeId == actor.PersonId && t.State == TaskState.Open, ct);
}
