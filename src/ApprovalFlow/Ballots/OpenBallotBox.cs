using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Ballots;

/// <summary>
/// Opens a box: fixes the sheet and the list of those entitled, and seals an empty urn. Part of the commit of whoever
/// may open it; the caller saves.
/// </summary>
public sealed class OpenBallotBox(BallotSeal seal)
{
    public sealed record Request(
        Guid CompetitionId, Guid? StageRunId, BallotSubject SubjectKind, Guid SubjectId, string Title, BallotSheet Sheet,
        IReadOnlyCollection<EligibleVoter> Voters, int Round = 1);

    public BallotBox Add(ApprovalDb db, Request request, Actor actor, DateTimeOffset now)
    {
        var (sheet, id) = (request.Sheet, Guid.CreateVersion7());
        if (request.Voters.Count == 0 || sheet.Questions.IsEmpty) throw new ArgumentException("A ballot needs voters and something to vote on.", nameof(request));
        if (sheet.Options.Length >= Urn.NotAsked || sheet.Categories.Length > byte.MaxValue)
            throw new ArgumentException("A ballot has too many options or categories.", nameof(request));
        foreach (var voter in request.Voters) sheet.CategoryOf(voter);

        seal.MakeKey(id);
        var urn = seal.Seal(id, Urn.Empty(request.Voters.Count, sheet.Questions.Length));
        var box = BallotBox.Open(
            id, request.CompetitionId, request.StageRunId, request.SubjectKind, request.SubjectId, request.Title, sheet,
            request.Round, request.Voters.Count, urn, actor, now);
        db.Add(box);
        db.AddRange(request.Voters.Select(voter => BallotVoter.Of(id, voter)));
        db.Record(
            request.CompetitionId, "ballot-box.opened", id, actor,
            $"{request.SubjectKind} {request.SubjectId:n} #{request.Round}: {request.Voters.Count} issued, {sheet.Questions.Length} lines", now);
        return box;
    }
}
