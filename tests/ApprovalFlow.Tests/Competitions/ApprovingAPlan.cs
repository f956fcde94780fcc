using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Trail;

namespace ApprovalFlow.Tests.Competitions;

[Trait("Database", "Every")]
public sealed class ApprovingAPlan
{
    [Fact]
    public async Task An_incomplete_plan_stays_in_drafting_and_says_why()
    {
        using var room = await PlanRoom.DraftedAsync();
        var result = await room.SubmitAsync();
        Assert.Equal(SubmitPlanOutcome.PlanIncomplete, result.Outcome);
        Assert.Contains(result.Findings, f => f.Problem == PlanProblem.NoPosts);
        Assert.Equal(CompetitionState.Drafting, (await room.CompetitionAsync()).State);
        Assert.Empty(await room.App.Rows<UserTask>());
    }

    [Fact]
    public async Task More_posts_than_vacancies_cannot_be_submitted()
    {
        using var room = await PlanRoom.CompleteAsync();
        await room.AddPostAsync(vacancies: 1, quota: 2, name: "办公室副主任");
        var finding = Assert.Single((await room.SubmitAsync()).Findings, f => f.Blocks);
        Assert.Equal((PlanProblem.PostsExceedVacancies, "办公室副主任"), (finding.Problem, finding.Subject));
    }

    [Fact]
    public async Task Submitting_asks_the_leading_group_within_three_working_days()
    {
        using var room = await PlanRoom.SubmittedAsync();
        var task = await room.TaskAsync(TaskKind.PlanApproval);
        Assert.Equal((TaskState.Open, 1, Role.LeadingGroup), (task.State, task.Round, task.PoolRole));
        Assert.Equal(new DateOnly(2026, 9, 4), ChinaTime.DateOf(task.DueAt!.Value));
        Assert.Equal(SubmitPlanOutcome.AlreadySubmitted, (await room.SubmitAsync()).Outcome);
        Assert.Equal(SubmitPlanOutcome.NotFound, (await room.SubmitAsync(by: room.Leader)).Outcome);
    }

    [Fact]
    public async Task What_waits_for_approval_does_not_change()
    {
        using var room = await PlanRoom.SubmittedAsync();
        var plan = await room.CompetitionAsync();
        Assert.Equal(EditPlanOutcome.PlanClosed, await room.ReviseAsync(plan.PlanRevision, plan.Plan));
        Assert.Equal(EditPlanOutcome.PlanClosed, await room.AddPostAsync(1, 1));
        Assert.Equal(AssignDutyOutcome.PlanSubmitted, (await room.AssignAsync(room.Leader, Duty.Teller)).Outcome);
    }

    [Fact]
    public async Task Approval_fixes_the_plan_hashes_it_and_starts_the_procedure()
    {
        using var room = await PlanRoom.SubmittedAsync();
        Assert.Equal(ApprovePlanOutcome.Approved, await room.DecideAsync(room.Leader, approve: true));

        var competition = await room.CompetitionAsync();
        Assert.Equal((CompetitionState.Running, room.Leader.Id), (competition.State, competition.ApprovedById));
        Assert.Equal(64, competition.PlanHash.Length);
        var signal = Assert.Single(await room.App.Rows<Signal>());
        Assert.Equal(
            (SignalKind.Start, competition.InstanceId, PlanRoom.ProcedureId, competition.Id.ToString()),
            (signal.Kind, signal.InstanceId, signal.DefinitionVersionId, signal.CorrelationId));
        Assert.Equal(TaskState.Done, (await room.TaskAsync(TaskKind.PlanApproval)).State);
        Assert.Equal(DeadlineState.Cancelled, Assert.Single(await room.App.Rows<Deadline>()).State);

        await room.PumpAsync();
        Assert.Equal(StageKind.Announcement, Assert.Single(await room.RunsAsync()).Kind);
    }

    [Fact]
    public async Task The_hash_is_over_everything_that_was_approved()
    {
        using var room = await PlanRoom.SubmittedAsync();
        await room.DecideAsync(room.Leader, approve: true);
        var competition = await room.CompetitionAsync();
        var posts = await room.App.Rows<Post>();
        var duties = await room.App.Rows<Assignment>();
        var procedure = (await room.App.Rows<ApprovalFlow.Procedures.ProcedureVersion>(v => v.Where(x => x.Id == PlanRoom.ProcedureId)))[0];

        Assert.Equal(competition.PlanHash, HashOf(CanonicalPlan.Of(competition, posts, duties, procedure)));
        Assert.NotEqual(competition.PlanHash, HashOf(CanonicalPlan.Of(competition, posts, [], procedure)));
        posts[0].Quota = 2;
        Assert.NotEqual(competition.PlanHash, HashOf(CanonicalPlan.Of(competition, posts, duties, procedure)));
    }

    [Fact]
    public async Task Nobody_approves_a_plan_of_their_own()
    {
        using var room = await PlanRoom.SubmittedAsync();
        Assert.Equal(ApprovePlanOutcome.OwnPlan, await room.DecideAsync(room.Organiser, approve: true));
        Assert.Equal(CompetitionState.AwaitingApproval, (await room.CompetitionAsync()).State);
        Assert.Equal(TaskState.Open, (await room.TaskAsync(TaskKind.PlanApproval)).State);
    }

    [Fact]
    public async Task A_stranger_finds_nothing_to_approve()
    {
        using var room = await PlanRoom.SubmittedAsync();
        Assert.Equal(ApprovePlanOutcome.NotFound, await room.DecideAsync(room.Stranger, approve: true));
        Assert.Equal(ApprovePlanOutcome.NotFound, await room.DecideAsync(room.Leader, approve: true, taskId: Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Returning_needs_a_reason_and_opens_the_plan_again()
    {
        using var room = await PlanRoom.SubmittedAsync();
        Assert.Equal(ApprovePlanOutcome.ReasonRequired, await room.DecideAsync(room.Leader, approve: false, reason: " "));
        Assert.Equal(ApprovePlanOutcome.Returned, await room.DecideAsync(room.Leader, approve: false, reason: "职数有误"));
        Assert.Equal(CompetitionState.Drafting, (await room.CompetitionAsync()).State);
        Assert.Empty(await room.App.Rows<Signal>());
        Assert.Equal(ApprovePlanOutcome.NotSubmitted, await room.DecideAsync(room.Leader, approve: true));

        Assert.Equal(SubmitPlanOutcome.Submitted, (await room.SubmitAsync()).Outcome);
        Assert.Equal(2, (await room.TaskAsync(TaskKind.PlanApproval)).Round);
    }

    [Fact]
    public async Task A_plan_changed_while_it_was_read_is_not_approved_from_the_old_page()
    {
        using var room = await PlanRoom.SubmittedAsync();
        var read = await room.TaskAsync(TaskKind.PlanApproval);
        var seen = (await room.CompetitionAsync()).PlanRevision;
        Assert.Equal(RecallPlanOutcome.Recalled, await RecallAsync(room));
        await room.AddPostAsync(1, 1, name: "新增职位");
        await room.SubmitAsync();

        Assert.Equal(ApprovePlanOutcome.PlanChanged, await room.DecideAsync(room.Leader, approve: true, revision: seen, taskId: read.Id));
        Assert.Equal(ApprovePlanOutcome.PlanChanged, await room.DecideAsync(room.Leader, approve: true, revision: seen));
        Assert.Equal(ApprovePlanOutcome.Approved, await room.DecideAsync(room.Leader, approve: true));
    }

    [Fact]
    public async Task Only_what_waits_can_be_taken_back()
    {
        using var room = await PlanRoom.CompleteAsync();
        Assert.Equal(RecallPlanOutcome.NotSubmitted, await RecallAsync(room));
        Assert.Equal(RecallPlanOutcome.NotFound, await room.App.Ask<RecallPlan, RecallPlanOutcome>(
            r => r.RunAsync(new(room.CompetitionId), PlanRoom.As(room.Leader), default)));
    }

    [Fact]
    public async Task Every_step_is_on_record_and_a_changed_line_shows()
    {
        using var room = await PlanRoom.RunningAsync();
        var page = await room.App.Ask<TrailSheet, TrailPage?>(t => t.ForAsync(room.CompetitionId, 1, PlanRoom.As(room.Leader), default));
        Assert.True(page!.Check.Intact);
        Assert.Superset(
            new HashSet<string> { "competition.drafted", "plan.submitted", "plan.approved", "stage.entered" }, page.Entries.Select(e => e.Action).ToHashSet());

        var approved = page.Entries.Single(e => e.Action == "plan.approved").Seq;
        await room.App.Do<Infrastructure.ApprovalDb>(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(
            db.Database, $"""UPDATE "Trail" SET "Detail" = 'x' WHERE "Chain" = {room.CompetitionId} AND "Seq" = {approved}"""));
        var check = await room.App.Ask<TrailSheet, ChainCheck>(t => t.CheckAsync(room.CompetitionId, default));
        Assert.Equal(approved, check.BrokenAt);
        Assert.Null(await room.App.Ask<TrailSheet, TrailPage?>(t => t.ForAsync(room.CompetitionId, 1, PlanRoom.As(room.Stranger), default)));
    }

    private static Task<RecallPlanOutcome> RecallAsync(PlanRoom room) =>
        room.App.Ask<RecallPlan, RecallPlanOutcome>(r => r.RunAsync(new(room.CompetitionId), PlanRoom.As(room.Organiser), default));

    private static string HashOf(string canonical) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical)));
}
