using System.Collections.Immutable;
using ApprovalFlow.Ballots;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tests.Ballots;

/// <summary>A secret ballot, seen by voters, by the scrutineer, and by whoever gets hold of the database.</summary>
[Trait("Database", "Every")]
public sealed class VotingInSecret : IAsyncLifetime
{
    private static readonly Guid Zhang = Guid.CreateVersion7();
    private static readonly Guid Li = Guid.CreateVersion7();

    private ProductStore _store = null!;

    public async Task InitializeAsync() => _store = await ProductStore.CreateAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Every_ballot_is_counted_once()
    {
        var voters = await _store.HireAsync(8);
        var box = await OpenAsync(voters);

        await CastAsync(box, voters[0], BallotSheet.Agree);
        await CastAsync(box, voters[1], BallotSheet.Agree);
        await CastAsync(box, voters[2], BallotSheet.Disagree);
        await CastAsync(box, voters[3], BallotSheet.Abstain);
        await CastAsync(box, voters[4]);
        await CastAsync(box, voters[5], BallotSheet.Agree, BallotSheet.Disagree);
        await CastAsync(box, voters[6], "鬼画符");
        Assert.Equal(CloseBallotBoxOutcome.Counted, await CloseAsync(box));

        var counted = await BoxAsync(box);
        var line = Assert.Single(counted.Tally!.Value);
        Assert.Equal(new BallotCount(Issued: 8, Collected: 7, Valid: 5, Invalid: 2, Agree: 2, Disagree: 1, Abstain: 2), line.Count);
        Assert.Equal(BallotCountOutcome.Regular, line.Count.Check());
        Assert.Equal((8, 7, 5, 2), (counted.Issued, counted.Collected, counted.Valid, counted.Invalid));
        Assert.Equal(1, line.Blank);
    }

    [Fact]
    public async Task One_person_has_one_ballot_and_cannot_take_it_back()
    {
        var voters = await _store.HireAsync(5);
        var box = await OpenAsync(voters);

        Assert.Equal(CastBallotOutcome.Cast, await CastAsync(box, voters[0], BallotSheet.Agree));
        Assert.Equal(CastBallotOutcome.AlreadyVoted, await CastAsync(box, voters[0], BallotSheet.Disagree));
        await CloseAsync(box);

        Assert.Equal(1, (await BoxAsync(box)).Tally!.Value[0].Of(BallotSheet.Agree));
        Assert.Equal(0, (await BoxAsync(box)).Tally!.Value[0].Of(BallotSheet.Disagree));
    }

    [Fact]
    public async Task Nobody_votes_who_is_not_on_the_list()
    {
        var voters = await _store.HireAsync(5);
        var stranger = (await _store.HireAsync(1, "S"))[0];
        var box = await OpenAsync(voters);

        Assert.Equal(CastBallotOutcome.NotFound, await CastAsync(box, stranger, BallotSheet.Agree));
    }

    [Fact]
    public async Task A_closed_box_takes_no_more()
    {
        var voters = await _store.HireAsync(5);
        var box = await OpenAsync(voters);
        await CloseAsync(box);

        Assert.Equal(CastBallotOutcome.Closed, await CastAsync(box, voters[0], BallotSheet.Agree));
        Assert.Equal(CloseBallotBoxOutcome.NotOpen, await CloseAsync(box));
    }

    [Fact]
    public async Task Forty_people_voting_at_the_same_moment_are_all_counted()
    {
        var voters = await _store.HireAsync(40);
        var box = await OpenAsync(voters);

        var outcomes = await Task.WhenAll(voters.Select(voter => Task.Run(() => CastAsync(box, voter, BallotSheet.Agree))));
        await CloseAsync(box);

        Assert.All(outcomes, outcome => Assert.Equal(CastBallotOutcome.Cast, outcome));
        Assert.Equal(40, (await BoxAsync(box)).Tally!.Value[0].Of(BallotSheet.Agree));
    }

    [Fact]
    public async Task One_person_pressing_twice_at_once_votes_once()
    {
        var voters = await _store.HireAsync(5);
        var box = await OpenAsync(voters);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => CastAsync(box, voters[0], BallotSheet.Agree))));
        await CloseAsync(box);

        Assert.Single(outcomes, CastBallotOutcome.Cast);
        Assert.Equal(1, (await BoxAsync(box)).Collected);
    }

    [Fact]
    public async Task Nobody_marks_the_line_about_themselves_and_it_is_not_issued_to_them()
    {
        var voters = await _store.HireAsync(6);
        var sheet = new BallotSheet(
            [new(Zhang, "张"), new(Li, "李", NotFor: voters[0].PersonId)], BallotSheet.Approval, VoterCategory.One);
        var box = await OpenAsync(voters, sheet);

        foreach (var voter in voters)
            await CastLinesAsync(box, voter, new() { [Zhang] = [BallotSheet.Agree], [Li] = [BallotSheet.Agree] });
        await CloseAsync(box);

        var lines = (await BoxAsync(box)).Tally!.Value;
        Assert.Equal((6, 6), (lines[0].Issued, lines[0].Of(BallotSheet.Agree)));
        Assert.Equal((5, 5), (lines[1].Issued, lines[1].Of(BallotSheet.Agree)));
    }

    [Fact]
    public async Task Nothing_in_the_database_tells_how_anybody_voted()
    {
        var voters = await _store.HireAsync(120);
        var box = await OpenAsync(voters, withTasks: true);
        var before = Everything();

        // The first half agrees, the second half does not: any trace of order would show.
        foreach (var (index, voter) in voters.Index())
        {
            _store.Clock.Advance(TimeSpan.FromMinutes(1));
            await CastAsync(box, voter, index < 60 ? BallotSheet.Agree : BallotSheet.Disagree);
        }

        var open = Everything();
        Assert.Equal(["BallotBoxes", "BallotVoters", "UserTasks"], Changed(before, open));
        Assert.Equal(["Revision", "Urn"], ChangedColumns("BallotBoxes", before, open));
        Assert.Equal(["HasVoted"], ChangedColumns("BallotVoters", before, open));
        Assert.Equal(["Comment", "DecidedAt", "DecidedById", "Revision", "State", "Verdict"], ChangedColumns("UserTasks", before, open).Union(["Comment"]).Order());
        Assert.Single(_store.Rows("select distinct DecidedAt from UserTasks"));
        Assert.Equal(before["BallotBoxes"][0]["Urn"].Length, open["BallotBoxes"][0]["Urn"].Length);
        Assert.Empty(open["Ballots"]);

        await CloseAsync(box);

        var ballots = Everything()["Ballots"];
        Assert.Equal(120, ballots.Count);
        Assert.Equal(["BoxId", "Category", "Id", "Mark", "SubjectId"], ballots[0].Keys.Order());
        var traces = voters.SelectMany(voter => new[] { voter.PersonId.ToString(), voter.PersonId.ToString("n"), voter.Name })
            .Concat(_store.Rows("select Id from UserTasks").Select(row => row[0])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(ballots.SelectMany(ballot => ballot.Values), traces.Contains);

        // Ballots in storage order, and by id: neither remembers who came first. 0.45 is five standard deviations of chance.
        Assert.InRange(Correlation(ballots), -0.45, 0.45);
        Assert.InRange(Correlation([.. ballots.OrderBy(ballot => ballot["Id"], StringComparer.Ordinal)]), -0.45, 0.45);
        Assert.Equal(120, ballots.Select(ballot => ballot["Id"][..8]).Distinct().Count());
    }

    [Fact]
    public async Task The_whole_urn_is_sealed_anew_with_every_ballot()
    {
        var voters = await _store.HireAsync(20);
        var box = await OpenAsync(voters);
        var earlier = (await BoxAsync(box)).Urn;
        await CastAsync(box, voters[0], BallotSheet.Agree);
        var later = (await BoxAsync(box)).Urn;

        Assert.Equal(earlier.Length, later.Length);
        // Random bytes agree in one place of 256; the format byte always.
        Assert.InRange(earlier.Zip(later).Count(pair => pair.First == pair.Second), 1, 8);
    }

    [Fact]
    public async Task Nobody_reads_a_result_before_the_close_and_a_copy_taken_meanwhile_stays_shut()
    {
        var voters = await _store.HireAsync(6);
        var box = await OpenAsync(voters);
        foreach (var voter in voters) await CastAsync(box, voter, BallotSheet.Agree);

        var open = await BoxAsync(box);
        Assert.Null(open.Tally);
        Assert.Equal((0, 0, 0), (open.Collected, open.Valid, open.Invalid));
        var shown = Assert.Single(await ResultsAsync());
        Assert.Equal(Disclosure.Nothing, shown.Disclosure);
        Assert.Empty(shown.Lines);

        await CloseAsync(box);
        Assert.Empty(Directory.GetFiles(_store.KeyFolder));
        Assert.Equal(Disclosure.Breakdown, Assert.Single(await ResultsAsync()).Disclosure);

        _store.Execute($"update BallotBoxes set State = 1, Urn = x'{Convert.ToHexString(open.Urn)}'; update BallotVoters set HasVoted = 0");
        Assert.Equal(CastBallotOutcome.BoxBroken, await CastAsync(box, voters[0], BallotSheet.Agree));
        Assert.Equal(CloseBallotBoxOutcome.Unreadable, await CloseAsync(box));
    }

    [Fact]
    public async Task Four_valid_ballots_say_no_more_than_pass_or_fail_and_five_do()
    {
        var four = await OpenAsync(await _store.HireAsync(4));
        foreach (var voter in await VotersOfAsync(four)) await CastAsync(four, voter, BallotSheet.Agree);
        await CloseAsync(four);

        var five = await OpenAsync(await _store.HireAsync(5, "F"), round: 2);
        foreach (var voter in await VotersOfAsync(five)) await CastAsync(five, voter, BallotSheet.Agree);
        await CloseAsync(five);

        var shown = await ResultsAsync();
        Assert.Equal([Disclosure.PassOrFail, Disclosure.Breakdown], shown.Select(result => result.Disclosure));
        Assert.Empty(shown[0].Lines);
        Assert.Single(shown[1].Lines);
    }

    [Fact]
    public async Task A_category_too_small_to_hide_in_is_merged_before_anything_is_stored()
    {
        var (leaders, staff) = (await _store.HireAsync(4, "L"), await _store.HireAsync(6));
        var sheet = new BallotSheet([new(Zhang, "张")], BallotSheet.Approval, [new("leaders", 40), new("others", 60)]);
        var voters = leaders.Select(a => new EligibleVoter(a.PersonId, "leaders")).Concat(staff.Select(a => new EligibleVoter(a.PersonId, "others")));
        var box = await OpenAsync([.. leaders, .. staff], sheet, list: [.. voters]);

        foreach (var voter in leaders) await CastAsync(box, voter, BallotSheet.Disagree);
        foreach (var voter in staff) await CastAsync(box, voter, BallotSheet.Agree);
        await CloseAsync(box);

        var category = Assert.Single((await BoxAsync(box)).Tally!.Value[0].Categories);
        Assert.Equal(("others", 10, 10), (category.Category, category.Issued, category.Collected));
        Assert.Equal("others", Assert.Single(_store.Rows("select distinct Category from Ballots"))[0]);
    }

    [Fact]
    public async Task Categories_of_five_stay_apart()
    {
        var (leaders, staff) = (await _store.HireAsync(5, "L"), await _store.HireAsync(6));
        var sheet = new BallotSheet([new(Zhang, "张")], BallotSheet.Approval, [new("leaders", 40), new("others", 60)]);
        var voters = leaders.Select(a => new EligibleVoter(a.PersonId, "leaders")).Concat(staff.Select(a => new EligibleVoter(a.PersonId, "others")));
        var box = await OpenAsync([.. leaders, .. staff], sheet, list: [.. voters]);

        foreach (var voter in leaders) await CastAsync(box, voter, BallotSheet.Disagree);
        foreach (var voter in staff) await CastAsync(box, voter, BallotSheet.Agree);
        await CloseAsync(box);

        Assert.Equal(["leaders", "others"], (await BoxAsync(box)).Tally!.Value[0].Categories.Select(category => category.Category));
    }

    [Fact]
    public async Task A_ballot_slipped_in_makes_the_round_void_and_both_rounds_stay_on_record()
    {
        var voters = await _store.HireAsync(5);
        var first = await OpenAsync(voters);
        await CastAsync(first, voters[0], BallotSheet.Agree);
        _store.Execute("update BallotVoters set HasVoted = 0");
        await CastAsync(first, voters[0], BallotSheet.Agree);

        Assert.Equal(CloseBallotBoxOutcome.Void, await CloseAsync(first));
        var second = await OpenAsync(voters, round: 2);
        await CastAsync(second, voters[0], BallotSheet.Agree);
        Assert.Equal(CloseBallotBoxOutcome.Counted, await CloseAsync(second));

        Assert.Equal([BallotBoxState.Void, BallotBoxState.Counted], (await ResultsAsync()).Select(result => result.State));
        Assert.Single(_store.Rows("select * from Ballots"));
    }

    [Fact]
    public async Task An_earlier_urn_put_back_makes_the_round_void()
    {
        var voters = await _store.HireAsync(5);
        var box = await OpenAsync(voters);
        var earlier = Convert.ToHexString((await BoxAsync(box)).Urn);
        await CastAsync(box, voters[0], BallotSheet.Disagree);
        _store.Execute($"update BallotBoxes set Urn = x'{earlier}'");

        Assert.Equal(CloseBallotBoxOutcome.Void, await CloseAsync(box));
    }

    [Fact]
    public async Task An_urn_tampered_with_is_never_counted_and_can_only_be_void()
    {
        var voters = await _store.HireAsync(5);
        var box = await OpenAsync(voters);
        _store.Execute("update BallotBoxes set Urn = zeroblob(length(Urn))");

        Assert.Equal(CastBallotOutcome.BoxBroken, await CastAsync(box, voters[0], BallotSheet.Agree));
        Assert.Equal(CloseBallotBoxOutcome.Unreadable, await CloseAsync(box));
        Assert.Equal(VoidBallotBoxOutcome.ReasonRequired, await VoidAsync(box, " "));
        Assert.Equal(VoidBallotBoxOutcome.Voided, await VoidAsync(box, "票箱损坏"));
        Assert.Equal(VoidBallotBoxOutcome.AlreadyEnded, await VoidAsync(box, "再次"));
        Assert.Empty(Directory.GetFiles(_store.KeyFolder));
    }

    [Fact]
    public async Task A_box_voided_while_open_is_destroyed_unread_and_takes_nothing_more()
    {
        var voters = await _store.HireAsync(5);
        var box = await OpenAsync(voters, withTasks: true);
        await CastAsync(box, voters[0], BallotSheet.Agree);

        Assert.Equal(VoidBallotBoxOutcome.Voided, await VoidAsync(box, "到会人数不足"));
        Assert.Equal(CastBallotOutcome.Closed, await CastAsync(box, voters[1], BallotSheet.Agree));
        Assert.Empty((await BoxAsync(box)).Urn);
        Assert.Empty(_store.Rows("select * from Ballots"));
        Assert.Single(_store.Rows("select * from BallotVoters where HasVoted = 1"));
        Assert.Equal(4, _store.Rows($"select * from UserTasks where State = {(int)TaskState.Withdrawn}").Count);
    }

    private async Task<Guid> OpenAsync(
        IReadOnlyList<Actor> voters, BallotSheet? sheet = null, bool withTasks = false, int round = 1, IReadOnlyList<EligibleVoter>? list = null)
    {
        var now = _store.Clock.GetUtcNow();
        return await _store.WithAsync<ApprovalDb, Guid>(async db =>
        {
            var box = _store.The<OpenBallotBox>().Add(
                db,
                new(_store.CompetitionId, null, BallotSubject.Evaluation, _store.UnitId, "测评", sheet ?? BallotSheet.On(Zhang, "张"),
                    list ?? [.. voters.Select(voter => new EligibleVoter(voter.PersonId))], round),
                Actor.System, now);
            if (withTasks)
            {
                db.AddRange(voters.Select(voter => UserTask.Open(
                    _store.CompetitionId, null, TaskKind.EvaluationBallot, box.Id, "测评", 1, voter.PersonId, null, null, null, false, now)));
            }

            await db.SaveChangesAsync();
            return box.Id;
        });
    }

    private Task<CastBallotOutcome> CastAsync(Guid box, Actor voter, params string[] marks) =>
        CastLinesAsync(box, voter, new() { [Zhang] = [.. marks] });

    private Task<CastBallotOutcome> CastLinesAsync(Guid box, Actor voter, Dictionary<Guid, ImmutableArray<string>> marks) =>
        _store.WithAsync<CastBallot, CastBallotOutcome>(cast => cast.RunAsync(new(box, marks), voter, default));

    private Task<CloseBallotBoxOutcome> CloseAsync(Guid boxId) => _store.WithAsync<ApprovalDb, CloseBallotBoxOutcome>(async db =>
    {
        var close = _store.The<CloseBallotBox>();
        var box = await db.Set<BallotBox>().SingleAsync(b => b.Id == boxId);
        var outcome = await close.AddAsync(db, box, Actor.System, _store.Clock.GetUtcNow(), default);
        await db.SaveChangesAsync();
        close.Forget(box);
        return outcome;
    });

    private Task<VoidBallotBoxOutcome> VoidAsync(Guid boxId, string reason) => _store.WithAsync<ApprovalDb, VoidBallotBoxOutcome>(async db =>
    {
        var box = await db.Set<BallotBox>().SingleAsync(b => b.Id == boxId);
        var outcome = await VoidBallotBox.AddAsync(db, box, reason, Actor.System, _store.Clock.GetUtcNow(), default);
        await db.SaveChangesAsync();
        _store.The<CloseBallotBox>().Forget(box);
        return outcome;
    });

    private Task<BallotBox> BoxAsync(Guid id) =>
        _store.WithAsync<ApprovalDb, BallotBox>(db => db.Set<BallotBox>().AsNoTracking().SingleAsync(b => b.Id == id));

    private Task<IReadOnlyList<BallotResult>> ResultsAsync() =>
        _store.WithAsync<BallotResultQuery, IReadOnlyList<BallotResult>>(query => query.ForAsync(BallotSubject.Evaluation, _store.UnitId, default));

    private async Task<IReadOnlyList<Actor>> VotersOfAsync(Guid box) =>
        await _store.WithAsync<ApprovalDb, List<Actor>>(db =>
            db.Set<BallotVoter>().Where(v => v.BoxId == box).Select(v => new Actor(v.PersonId, "")).ToListAsync());

    /// <summary>Every row of every table, as texts by column.</summary>
    private Dictionary<string, List<Dictionary<string, string>>> Everything()
    {
        var tables = _store.Rows("select name from sqlite_master where type = 'table' order by name").Select(row => row[0]);
        return tables.ToDictionary(table => table, table =>
        {
            var columns = _store.Rows($"select name from pragma_table_info('{table}')").Select(row => row[0]).ToList();
            return _store.Rows($"select * from \"{table}\" order by rowid").Select(row => columns.Zip(row).ToDictionary(p => p.First, p => p.Second)).ToList();
        });
    }

    private static IEnumerable<string> Changed(
        Dictionary<string, List<Dictionary<string, string>>> before, Dictionary<string, List<Dictionary<string, string>>> after) =>
        after.Keys.Where(table => ChangedColumns(table, before, after).Any());

    private static IEnumerable<string> ChangedColumns(
        string table, Dictionary<string, List<Dictionary<string, string>>> before, Dictionary<string, List<Dictionary<string, string>>> after)
    {
        Assert.Equal(before[table].Count, after[table].Count);
        return before[table].Zip(after[table])
            .SelectMany(pair => pair.Second.Where(cell => pair.First[cell.Key] != cell.Value).Select(cell => cell.Key)).Distinct().Order();
    }

    /// <summary>Between a ballot's place and its mark: ±1 when the ballots lie in the order they were cast.</summary>
    private static double Correlation(IReadOnlyList<Dictionary<string, string>> ballots)
    {
        var marks = ballots.Select(ballot => ballot["Mark"] == BallotSheet.Agree ? 1d : -1d).ToArray();
        var places = Enumerable.Range(0, marks.Length).Select(place => place - (marks.Length - 1) / 2d).ToArray();
        return marks.Zip(places).Sum(pair => pair.First * pair.Second) / Math.Sqrt(marks.Length * places.Sum(place => place * place));
    }
}
