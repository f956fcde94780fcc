using System.Collections.Immutable;
using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Synthesis;

/// <summary>What was in force for one run of the stage.</summary>
public sealed record SynthesisSettings(ImmutableArray<string> TieChain, decimal InspectionRatio);

/// <summary>
/// Computes the ranked lists of a competition from the scores in force: the one computation, for the first list, for every
/// page that shows one, and for whoever computes again (INV-20).
/// </summary>
public sealed class RankingQuery(ApprovalDb db)
{
    public async Task<IReadOnlyList<RankedList>> ForAsync(StageRun run, int round, DateTimeOffset now, CancellationToken ct)
    {
        var settings = run.Settings<SynthesisSettings>();
        var candidates = await (
            from application in db.Set<Application>().AsNoTracking()
            where application.CompetitionId == run.CompetitionId && application.PostId != null
            join person in db.Set<Person>() on application.PersonId equals person.Id
            select new { application.Id, application.Number, application.State, PostId = application.PostId!.Value, person.Name }).ToListAsync(ct);
        var here = candidates.Where(c => c.State is ApplicationState.Qualified or ApplicationState.Shortlisted).ToList();
        var scores = (await PublishedScore.InForceAsync(db, run.CompetitionId, ct)).ToLookup(s => s.ApplicationId);
        var composition = CompositionOf(here.SelectMany(c => scores[c.Id]), settings);

        return
        [
            .. here.GroupBy(c => c.PostId).OrderBy(post => post.Key).Select(post =>
            {
                var ranking = Ranking.Of(composition, post.Select(c => ContenderOf(c.Id, scores[c.Id])));
                var rows = ranking.Standings.Select(standing =>
                {
                    var candidate = post.First(c => c.Id == standing.Id);
                    return new ListedCandidate(
                        standing.Id, candidate.Number, candidate.Name, standing.Status, standing.Because, standing.Total, standing.Rank,
                        [.. scores[standing.Id].OrderBy(s => s.Component, StringComparer.Ordinal).Select(s => new ListedScore(s.Component, s.Version, s.Value))]);
                });
                return RankedList.Of(run.Id, post.Key, round, composition, [.. rows], ranking.OpenTies, now);
            }),
        ];
    }

    private static Contender ContenderOf(Guid id, IEnumerable<PublishedScore> scores)
    {
        var own = scores.ToList();
        return new(
            id, own.ToImmutableDictionary(s => s.Component, s => new ComponentScore(s.Value, s.Vetoed)),
            TieValues: own.Where(s => s.Untrimmed is not null).ToImmutableDictionary(s => s.Component + Scoring.TieChain.Untrimmed, s => s.Untrimmed!.Value));
    }

    /// <summary>The components that were scored, as fixed when their stages were entered; of a chain only what can be asked here.</summary>
    private static Composition CompositionOf(IEnumerable<PublishedScore> scores, SynthesisSettings settings)
    {
        var components = scores.GroupBy(s => s.Component).OrderBy(group => Components.PlaceOf(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Component(group.Key, group.First().Weight, group.First().FullMark, group.Min(s => s.PassLine))).ToImmutableArray();
        return new(components, [.. settings.TieChain.Where(key => Scoring.TieChain.Knows(components, key))]);
    }
}
