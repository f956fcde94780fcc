using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Mail;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Stages;

namespace ApprovalFlow.Tests.Applications;

/// <summary>Where both plans allow it a person is in two competitions; an appointment in one ends the other (DOMAIN §15 case 33).</summary>
public sealed class BeingInTwoCompetitions
{
    [Fact]
    public async Task The_appointment_in_one_ends_the_other_and_says_so()
    {
        using var it = await LateStages.At(LatePlay.ToTheEnd[1..], ApplicationState.Proposed, [0, 1]);
        var first = await it.Application(0);
        var (other, inOther) = await AnotherAsync(it);

        await it.PlayUntil(async () => (await Of(it, first.Id)).State == ApplicationState.OnNotice);
        Assert.Equal(ApplicationState.Qualified, (await Of(it, inOther)).State); // a notice is no appointment yet
        await it.PlayUntil(async () => (await Of(it, first.Id)).State == ApplicationState.Appointed);

        var left = await Of(it, inOther);
        Assert.Equal((ApplicationState.Withdrawn, "已在另一竞争上岗中任职"), (left.State, left.StateReason));
        Assert.Contains(await it.App.Rows<CaseEvent>(), e => e.ApplicationId == inOther && e.Kind == CaseEventKind.Withdrawn);
        Assert.Single(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M14Changed);
        Assert.Single(await it.App.MailsTo(it.Organiser), m => m.Key.Contains($"withdrawn:{inOther:n}", StringComparison.Ordinal));
        Assert.DoesNotContain(await it.App.Rows<UserTask>(), t => t.SubjectId == inOther && t.State == TaskState.Open);
        Assert.Equal(CompetitionState.Running, (await it.App.Rows<Competition>(all => all.Where(c => c.Id == other))).Single().State);
    }

    private static async Task<Application> Of(LateStages it, Guid id) => (await it.App.Rows<Application>(all => all.Where(a => a.Id == id))).Single();

    /// <summary>A second competition of the unit in which the first candidate has qualified and is asked for something.</summary>
    private static async Task<(Guid Competition, Guid Application)> AnotherAsync(LateStages it)
    {
        var now = it.App.Clock.GetUtcNow();
        var procedure = ProcedureVersion.Draft("other", "other", null, 1, "另一次", "Another", null, now);
        var competition = Competition.Draft(it.Unit.Id, "2026-02", "另一次竞争上岗", "Another competition", procedure, new Plan { AsOf = new(2026, 8, 31) }, LateStages.Of(it.Organiser), now);
        competition.Submit(LateStages.Of(it.Organiser), now);
        competition.Decide(true, null, competition.PlanRevision, "", LateStages.Of(it.Leader), now);
        var post = Post.In(competition, 1, "另一职位", "处", "县处级副职", 1, 1);
        await it.App.Has(procedure, competition, post);
        var application = Application.Start(competition.Id, it.Candidates[0].Id, "{}", now);
        application.Save("{}", [post.Id], acceptsReassignment: false, now);
        application.Submit("001", now);
        application.MoveTo(ApplicationState.Qualified);
        await it.App.Has(application, UserTask.Open(
            competition.Id, null, TaskKind.Supplement, application.Id, it.Candidates[0].Name, 1, it.Candidates[0].Id, null, null, null, dueIsFinal: false, now));
        return (competition.Id, application.Id);
    }
}
