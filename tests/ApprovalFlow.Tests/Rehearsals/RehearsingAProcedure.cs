using System.Text.Json;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Procedures.Checks;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Web.Rehearsals;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tests.Rehearsals;

/// <summary>A procedure played through with invented people: each scenario comes to where it says, and leaves no trace.</summary>
public sealed class RehearsingAProcedure
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("ordinary", StageKind.Archive, "Archived")]
    [InlineData("too-few", StageKind.Registration, "TooFew")]
    [InlineData("none-qualified", StageKind.QualificationReview, "NoneQualified")]
    [InlineData("none-passed", StageKind.Interview, "NonePassed")]
    [InlineData("none-recognised", StageKind.DemocraticEvaluation, "NoneRemaining")]
    [InlineData("tie", StageKind.Archive, "Archived")]
    [InlineData("none-suitable", StageKind.Inspection, "NoneSuitable")]
    [InlineData("none-cleared", StageKind.FourChecks, "NoneCleared")]
    [InlineData("recusal", StageKind.Archive, "Archived")]
    [InlineData("none-voted", StageKind.PartyGroupDecision, "NonePassed")]
    [InlineData("objection", StageKind.Archive, "Archived")]
    [InlineData("objection-upheld", StageKind.PublicNotice, "NoneClear")]
    [InlineData("absences", StageKind.Archive, "Archived")]
    public async Task A_scenario_comes_to_the_way_out_it_names(string scenario, StageKind stage, string outcome)
    {
        var report = await RehearseAsync(Sketch.T5.Set("evaluation", "vetoAtOrBelow", "50"), 6, scenario);
        Assert.Null(report.Stuck);
        Assert.Contains(report.Stages, s => s.Kind == stage && s.Outcome == outcome);
        Assert.Equal(CompetitionState.Finished, report.Ending);
    }

    /// <summary>Whoever shares the last place on the inspection list is inspected too.</summary>
    [Fact]
    public async Task Three_equal_at_the_top_are_all_inspected_where_two_would_be()
    {
        static int Inspected(RehearsalReport report) => report.Tasks.Where(t => t.Kind == TaskKind.InspectionMaterial).Sum(t => t.Count);
        Assert.Equal((2, 3), (Inspected(await RehearseAsync(Sketch.T5, 12, "ordinary")), Inspected(await RehearseAsync(Sketch.T5, 12, "tie"))));
    }

    [Fact]
    public async Task What_never_ends_says_where_it_stands()
    {
        var agreed = Enumerable.Repeat(new CandidateScript(), 3).ToList(); // one vacancy, and the party group agrees to all three, again and again
        var request = RequestFor(Sketch.T5, 3, "ordinary") with { Scenarios = [], Past = Scenario.Again(agreed, 1, new("早先", "Earlier")) };
        var report = (await Rehearse.RunAsync(request, Enough, default)).Reports[0];
        Assert.Contains("停在：党组讨论决定（", report.Stuck!.Zh, StringComparison.Ordinal);
        Assert.Equal(CompetitionState.Running, report.Ending);
    }

    [Fact]
    public async Task The_first_evaluation_of_the_absent_is_repeated()
    {
        var report = await RehearseAsync(Sketch.T5, 6, "absences");
        Assert.Equal(2, report.Tasks.Where(t => t.Kind == TaskKind.EvaluationMeeting).Sum(t => t.Count));
    }

    [Fact]
    public async Task The_report_says_dates_people_mails_and_branches()
    {
        var report = await RehearseAsync(Sketch.T5, 6, "ordinary");
        var notice = Assert.Single(report.Stages, s => s.Kind == StageKind.PublicNotice);
        Assert.True(notice.WorkingDays >= 5, $"{notice.WorkingDays}");
        Assert.Equal(6, report.Candidates);
        Assert.Equal(6, report.Mails.Where(m => m.Event == MailEvent.M1Registered).Sum(m => m.Count));
        Assert.Contains(report.Tasks, t => t is { Kind: TaskKind.InterviewSheet, DueAt: not null } && t.People.Count == 5);
        Assert.Equal(1, report.Branches.Single(b => b.ActivityId == "interview" && b.Outcome == "Scored").Taken);
        Assert.Contains(RehearsalReport.NotReached([report]), b => b.ActivityId == "registration" && b.Outcome == "TooFew");
        var picture = RehearsalSvg.Of(report, BuiltInCalendar.Current, chinese: false, "T5");
        Assert.Contains(">03-02<", picture, StringComparison.Ordinal); // announced and over on one day
        Assert.Contains("–2027-", picture, StringComparison.Ordinal); // probation ends in another year
    }

    [Fact]
    public async Task Every_recipient_finds_the_text_that_was_written_to_them()
    {
        var report = await RehearseAsync(Sketch.T5, 6, "ordinary");
        Assert.All(report.Mails.SelectMany(m => m.Letters), letter => Assert.False(string.IsNullOrWhiteSpace(letter.Text)));
        var entered = Assert.Single(report.Mails, m => m.Event == MailEvent.M8InspectionEntry);
        Assert.Equal([2, 3], entered.Letters.Select(l => l.To.Count)); // some enter and some do not: each reads the own result
        Assert.Equal(6, report.Mails.Where(m => m.Event == MailEvent.M1Registered).Sum(m => m.Letters.Count));
        Assert.All(report.Mails, m => Assert.Equal(m.Letters.Count, m.Letters.Select(l => l.Text).Distinct().Count()));
    }

    [Fact]
    public async Task The_same_rehearsal_makes_the_same_report_also_beside_another()
    {
        var first = JsonSerializer.Serialize(await RehearseAsync(Sketch.T5, 100, "ordinary"));
        var request = RequestFor(Sketch.T5, 100, "ordinary") with { Scenarios = ["ordinary", "too-few"], AtOnce = 2 };
        var beside = (await Rehearse.RunAsync(request, Enough, default)).Reports;
        Assert.Equal(["ordinary", "too-few"], beside.Select(r => r.Scenario));
        Assert.Equal(first, JsonSerializer.Serialize(beside[0]));
    }

    [Fact]
    public async Task A_longer_notice_is_the_difference()
    {
        var before = await RehearseAsync(Sketch.T5, 6, "ordinary");
        var after = await RehearseAsync(Sketch.T5.Set("notice", "workingDays", "8"), 6, "ordinary");
        Assert.Empty(RehearsalDifference.Between(before, before));
        var changes = RehearsalDifference.Between(before, after);
        Assert.Contains(changes, c => c.What.En.StartsWith("Stage: Pre-appointment notice", StringComparison.Ordinal));
        Assert.DoesNotContain(changes, c => c.What.En.StartsWith("Stage: Interview", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, RehearseOutcome.CandidatesOutOfRange)]
    [InlineData(Rehearse.MostCandidates + 1, RehearseOutcome.CandidatesOutOfRange)]
    public async Task Outside_its_limits_it_says_so(int candidates, RehearseOutcome outcome) =>
        Assert.Equal(outcome, (await Rehearse.RunAsync(RequestFor(Sketch.T5, candidates, "ordinary"), Enough, default)).Outcome);

    [Fact]
    public async Task What_cannot_be_rehearsed_is_said_in_words()
    {
        Assert.Equal(RehearseOutcome.UnknownScenario, (await Rehearse.RunAsync(RequestFor(Sketch.T5, 6, "miracle"), Enough, default)).Outcome);
        var refused = await Rehearse.RunAsync(RequestFor(Sketch.T5.Put("x", "Elsa.HttpEndpoint"), 6, "ordinary"), Enough, default);
        Assert.Equal((RehearseOutcome.NotRunnable, 1), (refused.Outcome, refused.Findings.Count));
        Assert.Equal(RehearseOutcome.TookTooLong, (await Rehearse.RunAsync(RequestFor(Sketch.T5, 6, "ordinary"), TimeSpan.FromMilliseconds(1), default)).Outcome);
        var stuck = (await Rehearse.RunAsync(RequestFor(Sketch.T5.Set("interview", "weight", "70"), 6, "ordinary"), Enough, default)).Reports[0];
        Assert.NotNull(stuck.Stuck);
    }

    [Fact]
    public async Task The_products_own_database_is_not_touched()
    {
        await using var store = await ProductStore.CreateAsync();
        var before = await CountAsync(store);
        await RehearseAsync(Sketch.T5, 6, "ordinary");
        Assert.Equal(before, await CountAsync(store));
    }

    [Fact]
    public async Task One_person_rehearses_once_at_a_time()
    {
        using var queue = new RehearsalDoor();
        var (gate, me) = (new TaskCompletionSource<string>(), Guid.CreateVersion7());
        var first = queue.RunAsync(me, () => gate.Task, default);
        Assert.Null(await queue.RunAsync(me, () => Task.FromResult("again"), default));
        var others = Enumerable.Range(0, RehearsalDoor.MostWaiting).Select(_ => queue.RunAsync(Guid.CreateVersion7(), () => Task.FromResult("other"), default)).ToList();
        Assert.Null(await queue.RunAsync(Guid.CreateVersion7(), () => Task.FromResult("too many"), default));
        gate.SetResult("done");
        Assert.Equal("done", await first);
        Assert.All(await Task.WhenAll(others), Assert.NotNull);
    }

    private static Task<int> CountAsync(ProductStore store) =>
        store.WithAsync<ApprovalDb, int>(async db => await db.Set<Competition>().CountAsync() + await db.Set<UserTask>().CountAsync() + await db.Set<MailMessage>().CountAsync());

    private static async Task<RehearsalReport> RehearseAsync(Sketch sketch, int candidates, string scenario)
    {
        var rehearsed = await Rehearse.RunAsync(RequestFor(sketch, candidates, scenario), Enough, default);
        Assert.Equal(RehearseOutcome.Rehearsed, rehearsed.Outcome);
        return Assert.Single(rehearsed.Reports);
    }

    private static Rehearse.Request RequestFor(Sketch sketch, int candidates, string scenario) =>
        new(sketch.Json, new DateOnly(2026, 3, 2), candidates, [scenario], BuiltInCalendar.Current);
}
