using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Rehearsals;

/// <summary>
/// The numbers of a finished competition, to be played again: how many applied for each post, who was found not qualified or
/// was absent, marks and ties, votes and reports. Nobody is named and nobody keeps a number: candidates stand in the order of
/// their marks. Whoever may not see scores gets their order, ties and pass lines with invented marks.
/// </summary>
public sealed class PastField(ApprovalDb db, CompetitionAccess access)
{
    /// <summary>Null where it is not finished, or the reader may not open its board.</summary>
    public async Task<Scenario?> FindAsync(Guid competitionId, Actor actor, CancellationToken ct)
    {
        if (await access.ForAsync(actor, competitionId, ct) is not { SeesBoard: true } rights) return null;
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == competitionId, ct);
        if (competition.State != CompetitionState.Finished) return null;

        var posts = await db.Set<Post>().Where(p => p.CompetitionId == competitionId).OrderBy(p => p.Seq).Select(p => p.Id).ToListAsync(ct);
        var applications = await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.PostId != null && a.State > ApplicationState.Draft)
            .Select(a => new { a.Id, PostId = a.PostId!.Value, a.State }).ToListAsync(ct);
        var marks = new Marks(await PublishedScore.InForceAsync(db, competitionId, ct), rights.SeesScores);
        var reports = (await (
            from objection in db.Set<Objection>()
            join person in db.Set<NoticePerson>() on objection.NoticePersonId equals person.Id
            join notice in db.Set<Notice>() on person.NoticeId equals notice.Id
            where notice.CompetitionId == competitionId
            select new { person.ApplicationId, objection.State }).ToListAsync(ct)).ToLookup(r => r.ApplicationId, r => r.State);
        var filled = applications.Where(a => WasAgreedTo(a.State)).Select(a => a.PostId).ToHashSet();
        var field = applications.GroupBy(a => posts.IndexOf(a.PostId)).OrderBy(post => post.Key).SelectMany(post => post
            .Select(a => (a.State, a.PostId, Script: marks.Of(a.Id) with
            {
                Post = post.Key, Qualified = a.State != ApplicationState.NotQualified, Suitable = a.State != ApplicationState.NotProposed,
                Reported = reports[a.Id].Any(), ReportUpheld = reports[a.Id].Contains(ObjectionState.Upheld),
            }))
            .OrderByDescending(a => a.Script.Qualified).ThenByDescending(a => (a.Script.Written ?? 0) + a.Script.Interview + a.Script.ApprovePercent)
            .Select((a, rank) => a.Script with { VotesAgainst = WasAgreedTo(a.State) || (rank == 0 && !filled.Contains(a.PostId)) ? 0 : Scenario.Everybody }));
        return Scenario.Again([.. field], posts.Count, new(competition.Title, competition.TitleEn.Length > 0 ? competition.TitleEn : competition.Title));
    }

    private static bool WasAgreedTo(ApplicationState state) =>
        state is (>= ApplicationState.Decided and <= ApplicationState.Confirmed) or ApplicationState.NotConfirmed;

    /// <summary>Marks as parts of a hundred; veiled ones keep who is above, equal to and below whom, and who passes.</summary>
    private sealed class Marks(List<PublishedScore> scores, bool seen)
    {
        private readonly ILookup<string, PublishedScore> _all = scores.ToLookup(s => s.Component);

        public CandidateScript Of(Guid applicationId)
        {
            var usual = new CandidateScript();
            var interview = Of(applicationId, Components.Interview, step: 0.5m);
            return usual with
            {
                Written = _all[Components.Written].Any() ? Of(applicationId, Components.Written, step: 0.5m) : interview ?? usual.Written,
                Interview = interview ?? usual.Interview,
                ApprovePercent = Of(applicationId, Components.Evaluation, step: 1) is { } rate ? (int)decimal.Round(rate) : usual.ApprovePercent,
            };
        }

        /// <summary>Null: has no such score, because absent or not admitted.</summary>
        private decimal? Of(Guid applicationId, string component, decimal step)
        {
            if (_all[component].FirstOrDefault(s => s.ApplicationId == applicationId) is not { } score) return null;
            if (seen) return score.Value * 100 / score.FullMark;
            var above = _all[component].Where(s => s.Passes && s.Value > score.Value).Select(s => s.Value).Distinct().Count();
            return score.Passes ? Math.Max(62, 95 - above * step) : 40;
        }
    }
}
