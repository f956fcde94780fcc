using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>
/// From signed counts to results. Several may reach the majority for one post; its seats are given once everything of the
/// post that this meeting votes on is counted, to those with the most votes, and never more than the post has (INV-03).
/// </summary>
internal static class PostSeats
{
    /// <summary>Judges one signed count, then settles the post as far as that is possible.</summary>
    public static async Task JudgeAsync(ApprovalDb db, MeetingTable table, DecisionItem item, DateTimeOffset now, CancellationToken ct)
    {
        var settings = table.Settings;
        var result = new ItemTally(item.Roll, item.Count).Judge(settings.Rule, settings.RecusalPolicy);
        if (result != ItemResult.Passed) End(db, item, DecisionItemSteps.After(result), WordsOf(result, item, NeededFor(table, item)), now);
        await SettleAsync(db, table, item.PostId, now, ct);
    }

    /// <summary>Gives the seats if nothing of the post is still to be counted in this meeting.</summary>
    public static async Task SettleAsync(ApprovalDb db, MeetingTable table, Guid postId, DateTimeOffset now, CancellationToken ct)
    {
        var items = table.Items.Where(i => i.PostId == postId).ToList();
        if (items.Any(IsToBeCounted)) return;

        var reached = items.Where(i => i.State == DecisionItemState.VoteClosed).ToList();
        if (reached.Count == 0) return;
        var seats = await LeftAsync(db, postId, ct);
        if (seats < 1)
        {
            foreach (var item in reached) End(db, item, DecisionItemState.Rejected, "职数已满", now);
            return;
        }

        var vote = SeatVote.Of(reached.ToDictionary(i => i.Id, i => i.Agree), seats, reached.Min(i => NeededFor(table, i)));
        foreach (var item in reached)
        {
            if (vote.Elected.Contains(item.Id)) End(db, item, DecisionItemState.Passed, WordsOf(ItemResult.Passed, item, NeededFor(table, item)), now);
            else if (vote.VoteAgain.Contains(item.Id)) End(db, item, DecisionItemState.Suspended, $"同意{item.Agree}票，与他人票数相同且名额不足，另行表决", now);
            else End(db, item, DecisionItemState.Rejected, $"同意{item.Agree}票，过半数，但名额已由得票较多者占满", now);
        }
    }

    /// <summary>
    /// Seats of the post that no passed item in force has taken (INV-03). Somebody who passed and then left, or was taken out,
    /// takes none: the place needs a new decision.
    /// </summary>
    public static async Task<int> LeftAsync(ApprovalDb db, Guid postId, CancellationToken ct)
    {
        var post = await db.Set<Post>().SingleAsync(p => p.Id == postId, ct);
        var taken = await db.Set<DecisionItem>().CountAsync(i => i.PostId == postId && i.State == DecisionItemState.Passed && i.FollowedById == null
            && db.Set<Application>().Any(a => a.Id == i.ApplicationId && a.State < ApplicationState.Withdrawn), ct);
        return Math.Min(post.Quota, post.Vacancies) - taken;
    }

    private static bool IsToBeCounted(DecisionItem item) =>
        item.State < DecisionItemState.VoteClosed
        || (item.State == DecisionItemState.VoteClosed && !item.CountIsSigned)
        || (item.State == DecisionItemState.VoidIrregular && item.FollowedById is null);

    private static int NeededFor(MeetingTable table, DecisionItem item) =>
        table.Settings.Rule.VotesNeeded(item.Roll.Denominator(table.Settings.RecusalPolicy));

    private static void End(ApprovalDb db, DecisionItem item, DecisionItemState state, string reason, DateTimeOffset now)
    {
        item.End(state, reason, now);
        db.Record(item.CompetitionId, "item.ended", item.Id, Actor.System, $"{item.Seq} {state}: {reason}", now);
    }

    private static string WordsOf(ItemResult result, DecisionItem item, int needed) => result switch
    {
        ItemResult.Passed => $"应到会{item.ShouldAttend}人，到会{item.Present}人，同意{item.Agree}票，达到{needed}票，通过",
        ItemResult.Rejected => $"应到会{item.ShouldAttend}人，到会{item.Present}人，同意{item.Agree}票，未达到{needed}票，未通过",
        ItemResult.VoidNoQuorum => $"应到会{item.ShouldAttend}人，到会{item.Present}人，不足规定人数，表决无效",
        ItemResult.VoidIrregular => "计票不符，表决无效",
    };
}
