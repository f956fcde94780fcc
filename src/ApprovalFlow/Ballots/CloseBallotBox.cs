using System.Collections.Immutable;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Ballots;

public enum CloseBallotBoxOutcome
{
    Counted = 1,

    /// <summary>The urn does not hold one ballot of each who took part, or more than were issued: void, to be repeated.</summary>
    Void,

    /// <summary>The urn cannot be opened. The box takes no more ballots and can only be declared void.</summary>
    Unreadable,
    NotOpen,
}

/// <summary>
/// Closes a box, opens its urn and stores the ballots and their count. Part of the commit of whoever may close it, the
/// scrutineer: the caller saves, and destroys the key after its commit with <see cref="Forget"/>.
/// </summary>
public sealed class CloseBallotBox(BallotSeal seal)
{
    public async Task<CloseBallotBoxOutcome> AddAsync(ApprovalDb db, BallotBox box, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (box.State != BallotBoxState.Open) return CloseBallotBoxOutcome.NotOpen;
        foreach (var task in await TasksOfAsync(db, box, ct)) task.Withdraw();

        var sheet = box.Sheet;
        if (seal.Open(box.Id, box.Urn, sheet.Questions.Length) is not { } urn)
        {
            box.CloseUnread(actor, now);
            db.Record(box.CompetitionId, "ballot-box.unreadable", box.Id, actor, $"{box.SubjectKind} #{box.Round}", now);
            return CloseBallotBoxOutcome.Unreadable;
        }

        var voters = await db.Set<BallotVoter>().AsNoTracking().Where(v => v.BoxId == box.Id).ToListAsync(ct);
        var papers = urn.Ballots();
        var participants = voters.Count(voter => voter.HasVoted);
        if (papers.Count != participants || voters.Count != box.Issued)
        {
            box.Annul($"collected {papers.Count}, participants {participants}, issued {voters.Count}", papers.Count, actor, now);
            db.Record(box.CompetitionId, "ballot-box.void", box.Id, actor, $"{box.SubjectKind} #{box.Round}: {box.VoidReason}", now);
            return CloseBallotBoxOutcome.Void;
        }

        var count = new UrnCount(box.Id, sheet, voters, papers);
        db.AddRange(count.Ballots);
        box.Count(papers.Count, papers.Count(paper => paper.Marks.Any(mark => mark is not (Urn.Invalid or Urn.NotAsked))), count.Tally, actor, now);
        db.Record(
            box.CompetitionId, "ballot-box.counted", box.Id, actor,
            $"{box.SubjectKind} #{box.Round}: issued {box.Issued}, collected {box.Collected}, valid {box.Valid}, invalid {box.Invalid}", now);
        return CloseBallotBoxOutcome.Counted;
    }

    /// <summary>Destroys the key. After the commit, never before it: a box that was not stored as counted must stay countable.</summary>
    public void Forget(BallotBox box)
    {
        if (box.State is BallotBoxState.Counted or BallotBoxState.Void) seal.DestroyKey(box.Id);
    }

    internal static Task<List<UserTask>> TasksOfAsync(ApprovalDb db, BallotBox box, CancellationToken ct) =>
        db.Set<UserTask>().Where(t => t.CompetitionId == box.CompetitionId && t.SubjectId == box.Id && t.State == TaskState.Open).ToListAsync(ct);
}

/// <summary>Tears the papers of an opened urn into lines, merges categories too small to hide in, and counts.</summary>
internal sealed class UrnCount
{
    private readonly Guid _boxId;
    private readonly BallotSheet _sheet;
    private readonly IReadOnlyList<BallotVoter> _voters;
    private readonly IReadOnlyList<(int Category, byte[] Marks)> _papers;
    private readonly List<Ballot> _ballots = [];

    public UrnCount(Guid boxId, BallotSheet sheet, IReadOnlyList<BallotVoter> voters, IReadOnlyList<(int Category, byte[] Marks)> papers)
    {
        (_boxId, _sheet, _voters, _papers) = (boxId, sheet, voters, papers);
        Tally = [.. sheet.Questions.Select((question, index) => CountLine(question, index))];
        var shuffled = _ballots.ToArray();
        System.Security.Cryptography.RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        Ballots = shuffled;
    }

    public ImmutableArray<QuestionTally> Tally { get; }
    public IReadOnlyList<Ballot> Ballots { get; }

    private QuestionTally CountLine(BallotQuestion question, int index)
    {
        var cast = _papers.Where(paper => paper.Marks[index] != Urn.NotAsked).Select(paper => (paper.Category, Mark: paper.Marks[index])).ToArray();
        var groups = Merged(cast);
        _ballots.AddRange(cast.Select(each => Ballot.Of(_boxId, question.SubjectId, groups[each.Category].Key, NameOf(each.Mark))));

        var tallies = groups.Distinct().Select(group => new CategoryTally(
            group.Key, group.Weight,
            Issued: _voters.Count(voter => voter.PersonId != question.NotFor && groups[_sheet.CategoryOf(new(voter.PersonId, voter.Category))] == group),
            Collected: Of(group).Count(),
            Invalid: Of(group).Count(mark => mark == Urn.Invalid),
            Blank: Of(group).Count(mark => mark == Urn.Blank),
            Counts: [.. Enumerable.Range(1, _sheet.Options.Length).Select(option => Of(group).Count(mark => mark == option))]));
        return new(question.SubjectId, _sheet.Options, [.. tallies]);

        IEnumerable<byte> Of(VoterCategory group) => cast.Where(each => groups[each.Category] == group).Select(each => each.Mark);
    }

    /// <summary>For each category of the sheet the one it counts in, by the rule for small cells.</summary>
    private VoterCategory[] Merged((int Category, byte Mark)[] cast)
    {
        var merged = EvaluatorCategory.Merge(
            [.. _sheet.Categories.Select((category, index) => new EvaluatorCategory(category.Key, category.Weight, ValidOnly(cast, index)))]);
        var surviving = merged.Select(category => category.Key).ToHashSet();
        return
        [
            .. _sheet.Categories.Select((category, index) =>
                _sheet.Categories.Skip(index).FirstOrDefault(next => surviving.Contains(next.Key)) ?? _sheet.Categories.Last(last => surviving.Contains(last.Key))),
        ];
    }

    private static BallotCount ValidOnly((int Category, byte Mark)[] cast, int category)
    {
        var valid = cast.Count(each => each.Category == category && each.Mark != Urn.Invalid);
        return new(valid, valid, valid, 0, 0, 0, valid);
    }

    private string NameOf(byte mark) => mark switch
    {
        Urn.Blank => "",
        Urn.Invalid => Ballot.InvalidMark,
        _ => _sheet.Options[mark - 1],
    };
}
