using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Ballots;

public enum VoidBallotBoxOutcome { Voided = 1, ReasonRequired, AlreadyEnded }

/// <summary>
/// Declares a round void before it is counted: the ballots are destroyed unread, who took part stays on record, and the
/// vote is repeated in a new box with the next round. Part of the commit of whoever may do so; the caller saves and then
/// calls <see cref="CloseBallotBox.Forget"/>.
/// </summary>
public sealed class VoidBallotBox
{
    public static async Task<VoidBallotBoxOutcome> AddAsync(
        ApprovalDb db, BallotBox box, string? reason, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason)) return VoidBallotBoxOutcome.ReasonRequired;
        if (!box.Annul(reason.Trim(), collected: 0, actor, now)) return VoidBallotBoxOutcome.AlreadyEnded;

        foreach (var task in await CloseBallotBox.TasksOfAsync(db, box, ct)) task.Withdraw();
        db.Record(box.CompetitionId, "ballot-box.void", box.Id, actor, $"{box.SubjectKind} #{box.Round}: {box.VoidReason}", now);
        return VoidBallotBoxOutcome.Voided;
    }
}
