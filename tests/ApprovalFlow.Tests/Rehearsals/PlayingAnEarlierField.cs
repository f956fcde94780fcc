using System.Net;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Tests.Procedures;
using ApprovalFlow.Tests.Procedures.Checks;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Web.Rehearsals;

namespace ApprovalFlow.Tests.Rehearsals;

/// <summary>The numbers of a finished competition, played again in another procedure.</summary>
public sealed class PlayingAnEarlierField(DraftRoom room) : IClassFixture<DraftRoom>
{
    /// <summary>By registration number: two tied at the top, one behind, one below the pass line, one who was absent, one not qualified.</summary>
    private static readonly (decimal? Interview, ApplicationState Ends)[] Earlier =
    [
        (71.2m, ApplicationState.NotInspected), (88.4m, ApplicationState.NotPassed), (null, ApplicationState.NotQualified),
        (41m, ApplicationState.NotShortlisted), (88.4m, ApplicationState.Confirmed), (null, ApplicationState.NotShortlisted),
    ];

    [Fact]
    public async Task Applicants_marks_ties_and_votes_come_again_best_first_and_nobody_is_named()
    {
        var past = (await FindAsync(room.Organiser, await HoldAsync("一"))).Past!.Value;
        Assert.Equal((1, 6), (past.Posts, past.Field.Count));
        Assert.Equal([88.4m, 88.4m, 71.2m, 41m], past.Field.Where(c => c.Qualified).Select(c => c.Interview).Where(m => m != new CandidateScript().Interview));
        Assert.Equal(1, past.Field.Count(c => !c.Qualified));
        Assert.Equal(1, past.Field.Count(c => c.VotesAgainst == 0));

        var scenario = Scenario.Again(past.Field, past.Posts, new("早先", "Earlier"));
        var again = await Rehearse.RunAsync(new(Sketch.T5.Json, new(2026, 3, 2), 12, [], BuiltInCalendar.Current, Past: scenario), TimeSpan.FromMinutes(5), default);
        var report = Assert.Single(again.Reports);
        Assert.Equal((RehearseOutcome.Rehearsed, "past", 6), (again.Outcome, report.Scenario, report.Candidates));
        Assert.Contains(report.Stages, s => s.Kind == StageKind.Archive && s.Outcome == "Archived");
        Assert.DoesNotContain(report.Mails.SelectMany(m => m.Letters).SelectMany(l => l.To), name => name.StartsWith("早先考生", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_may_not_see_scores_gets_order_ties_and_pass_line_only()
    {
        var id = await HoldAsync("二");
        var field = (await FindAsync(room.Administrator, id)).Past!.Value.Field.Where(c => c.Qualified).ToList();
        Assert.Equal([95m, 95m, 94.5m, 40m], field.Select(c => c.Interview).Where(m => m != new CandidateScript().Interview));
    }

    [Fact]
    public async Task It_is_chosen_on_the_page_by_those_who_see_its_board_and_only_once_it_is_over()
    {
        var (procedure, over, running) = (await room.StartAsync(), await HoldAsync("三"), await HoldAsync("四", finished: false));
        using var administrator = room.App.As(room.Administrator);
        var offered = (await administrator.Read($"/procedures/{procedure}/rehearsal")).QuerySelectorAll("#Input_Past option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Contains(over.ToString(), offered);
        Assert.DoesNotContain(running.ToString(), offered);
        foreach (var closed in new[] { running, Guid.CreateVersion7() })
        {
            using var refused = await administrator.Submit($"/procedures/{procedure}/rehearsal", ("Input.Past", closed.ToString()));
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Null(await room.App.Ask<PastField, Scenario?>(p => p.FindAsync(over, DraftRoom.As(room.Stranger), default)));
    }

    private async Task<Scenario> FindAsync(Person by, Guid competition) =>
        (await room.App.Ask<PastField, Scenario?>(p => p.FindAsync(competition, DraftRoom.As(by), default)))!;

    private async Task<Guid> HoldAsync(string mark, bool finished = true)
    {
        var now = room.App.Clock.GetUtcNow();
        var procedure = ProcedureVersion.Draft("past-" + mark, "past-" + mark, null, 1, "早先办法", "Earlier", null, now);
        var competition = Competition.Draft(room.Unit.Id, "2025-" + mark, "早先" + mark, "", procedure, new Plan { AsOf = new(2025, 8, 31) }, DraftRoom.As(room.Organiser), now);
        competition.Submit(DraftRoom.As(room.Organiser), now);
        competition.Decide(true, null, competition.PlanRevision, "", DraftRoom.As(room.Leader), now);
        if (finished) competition.Finish("Archived", now);
        var post = Post.In(competition, 1, "副处长", "处", "县处级副职", 1, 1);
        await room.App.Has([procedure, competition, post]);
        var run = StageRun.Enter(competition.Id, competition.InstanceId!.Value, "interview", 1, StageKind.Interview, "面试", "{}", now);
        await room.App.Has([run]);
        foreach (var (candidate, i) in Earlier.Select((c, i) => (c, i)))
        {
            var person = await room.App.HasPerson(room.Unit, $"早先考生{mark}{i}");
            var application = Application.Start(competition.Id, person.Id, "{}", now);
            application.Save("{}", [post.Id], acceptsReassignment: false, now);
            application.Submit($"{i + 1:000}", now);
            application.MoveTo(candidate.Ends);
            await room.App.Has([application]);
            if (candidate.Interview is { } mark1)
                await room.App.Has([PublishedScore.First(application, run.Id, new Component(Components.Interview, 60, 100, 60), mark1, room.Organiser.Id, room.Leader.Id, now)]);
        }

        return competition.Id;
    }
}
