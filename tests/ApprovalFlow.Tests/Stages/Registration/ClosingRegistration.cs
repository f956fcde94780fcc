using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.Stages.Registration;

[Trait("Database", "Every")]
public class ClosingRegistration
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 6)]
    public async Task Exactly_three_to_one_goes_on_by_itself_at_midnight(int quota, int applicants)
    {
        using var it = await RegistrationCase.With([quota]);
        await it.AtOpening();
        await it.HasRegistered(applicants, it.Posts[0]);
        await it.JustBeforeClose();
        Assert.Equal("", await it.Outcome());

        await it.AfterClose();
        Assert.Equal("Enough", await it.Outcome());
        Assert.Empty(await it.TasksOf(TaskKind.RatioDecision));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    public async Task One_fewer_goes_to_the_leading_group(int quota, int applicants)
    {
        using var it = await RegistrationCase.With([quota]);
        await it.AtOpening();
        await it.HasRegistered(applicants, it.Posts[0]);
        await it.AfterClose();

        Assert.Equal("", await it.Outcome());
        var task = Assert.Single(await it.TasksOf(TaskKind.RatioDecision, it.Posts[0].Id));
        Assert.Equal(Role.LeadingGroup, task.PoolRole);
    }

    [Fact]
    public async Task A_draft_and_a_withdrawn_application_count_for_nothing()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var people = await it.HasRegistered(3, it.Posts[0]);
        await it.Start(await it.HasPerson("未提交"));
        await it.Withdraw(people[0]);
        await it.AfterClose();

        Assert.Equal(2, Assert.Single(await it.App.Rows<PostCount>()).Applicants);
        Assert.Single(await it.TasksOf(TaskKind.RatioDecision));
    }

    [Fact]
    public async Task The_organiser_gets_one_summary()
    {
        using var it = await RegistrationCase.With([1, 1]);
        await it.AtOpening();
        await it.HasRegistered(3, it.Posts[0]);
        await it.AfterClose();
        await it.Rule(it.Posts[1], PostMeasure.Cancel);

        var summary = Assert.Single(await it.App.MailsTo(it.Organiser), m => m.Subject.Contains("报名截止", StringComparison.Ordinal));
        Assert.Contains("2 个职位，3 人报名", summary.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_cases_of_the_post_and_tells_everybody()
    {
        using var it = await RegistrationCase.With([1, 1]);
        await it.AtOpening();
        var kept = await it.HasRegistered(3, it.Posts[0]);
        var lost = await it.HasRegistered(2, it.Posts[1]);
        await it.AfterClose();
        Assert.Equal(RulePostOutcome.Ruled, await it.Rule(it.Posts[1], PostMeasure.Cancel, reason: "人数过少"));

        Assert.Equal("Enough", await it.Outcome());
        Assert.Equal(PostState.Cancelled, (await it.Stored(it.Posts[1])).State);
        Assert.Equal(ApplicationState.PostCancelled, await it.StateOf(lost[0]));
        Assert.Equal("人数过少", (await it.ApplicationOf(lost[0])).StateReason);
        Assert.Equal(ApplicationState.Submitted, await it.StateOf(kept[0]));
        foreach (var person in lost.Concat(kept))
        {
            var mail = Assert.Single(await it.App.MailsTo(person), m => m.Event == MailEvent.M3RatioNotMet);
            Assert.Contains("3:1", mail.Text, StringComparison.Ordinal);
            Assert.Contains("人数过少", mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_no_post_left_there_are_too_few()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        await it.HasRegistered(1, it.Posts[0]);
        await it.AfterClose();
        await it.Rule(it.Posts[0], PostMeasure.Cancel);

        Assert.Equal("TooFew", await it.Outcome());
    }

    [Fact]
    public async Task Even_without_a_ratio_a_post_that_nobody_wants_is_asked_about()
    {
        using var it = await RegistrationCase.With([1, 1], new { OpeningRatio = 0, FloorRatio = 0 });
        await it.AtOpening();
        await it.HasRegistered(1, it.Posts[0]);
        await it.AfterClose();

        Assert.Equal(it.Posts[1].Id, Assert.Single(await it.TasksOf(TaskKind.RatioDecision)).SubjectId);
        Assert.Equal(RulePostOutcome.BelowFloor, await it.Rule(it.Posts[1], PostMeasure.Continue));
        await it.Rule(it.Posts[1], PostMeasure.Cancel);
        Assert.Equal("Enough", await it.Outcome());
    }

    [Fact]
    public async Task Reducing_the_number_lets_the_rest_go_on()
    {
        using var it = await RegistrationCase.With([2]);
        await it.AtOpening();
        await it.HasRegistered(5, it.Posts[0]);
        await it.AfterClose();
        Assert.Equal(RulePostOutcome.Ruled, await it.Rule(it.Posts[0], PostMeasure.Reduce, newQuota: 1));

        Assert.Equal(1, (await it.Stored(it.Posts[0])).Quota);
        Assert.Equal("Enough", await it.Outcome());
        Assert.Equal(5, (await it.App.Rows<CaseEvent>()).Count(e => e.Kind == CaseEventKind.PostReduced));
    }

    [Fact]
    public async Task Going_on_at_the_floor_is_ruled_with_a_reason_on_record()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        await it.HasRegistered(2, it.Posts[0]);
        await it.AfterClose();
        Assert.Equal(RulePostOutcome.ReasonRequired, await it.Rule(it.Posts[0], PostMeasure.Continue, reason: " "));
        Assert.Equal(RulePostOutcome.NotFound, await it.Rule(it.Posts[0], PostMeasure.Continue, by: it.Organiser));
        Assert.Equal(RulePostOutcome.Ruled, await it.Rule(it.Posts[0], PostMeasure.Continue, reason: "岗位急需"));

        Assert.Equal("Enough", await it.Outcome());
        var count = Assert.Single(await it.App.Rows<PostCount>());
        Assert.Equal((PostMeasure.Continue, "岗位急需", it.Leader.Id), (count.Measure, count.Reason, count.RuledById));
    }

    [Fact]
    public async Task A_withdrawal_after_the_close_does_not_reopen_what_was_settled()
    {
        using var it = await RegistrationCase.With([1, 1]);
        await it.AtOpening();
        var people = await it.HasRegistered(3, it.Posts[0]);
        await it.HasRegistered(1, it.Posts[1]);
        await it.AfterClose();
        await it.Withdraw(people[0]);
        await it.App.WorkAsync();

        Assert.Equal(it.Posts[1].Id, Assert.Single(await it.TasksOf(TaskKind.RatioDecision)).SubjectId);
    }

    [Fact]
    public async Task An_extension_reopens_only_its_post_counts_again_and_comes_once()
    {
        using var it = await RegistrationCase.With([1, 1]);
        await it.AtOpening();
        await it.HasRegistered(3, it.Posts[0]);
        var first = await it.HasRegistered(1, it.Posts[1]);
        await it.At(ChinaTime.At(new DateOnly(2026, 9, 14), new TimeOnly(10, 0)));
        await it.Rule(it.Posts[1], PostMeasure.ExtendOnce);
        Assert.Equal("", await it.Outcome());

        var lastDay = new DateOnly(2026, 9, 17); // three working days after Monday the 14th
        await it.At(ChinaTime.At(lastDay, new TimeOnly(23, 59, 59)));
        Assert.Equal(SubmitApplicationOutcome.FormIncomplete, await it.Register(await it.HasPerson("迟到甲"), it.Posts[0]));
        Assert.Equal(SubmitApplicationOutcome.Submitted, await it.Register(await it.HasPerson("新增乙"), it.Posts[1]));
        Assert.Contains("9月17日", Assert.Single(await it.App.MailsTo(first[0]), m => m.Event == MailEvent.M3RatioNotMet).Text, StringComparison.Ordinal);

        await it.At(ChinaTime.StartOf(lastDay.AddDays(1)));
        Assert.Equal("", await it.Outcome());
        Assert.Equal(2, (await it.TasksOf(TaskKind.RatioDecision, it.Posts[1].Id)).Max(t => t.Round));
        Assert.Equal(RulePostOutcome.AlreadyExtended, await it.Rule(it.Posts[1], PostMeasure.ExtendOnce));
        Assert.Equal(RulePostOutcome.Ruled, await it.Rule(it.Posts[1], PostMeasure.Continue));
        Assert.Equal("Enough", await it.Outcome());
    }

    [Fact]
    public async Task An_extension_that_brings_enough_goes_on_by_itself()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        await it.HasRegistered(2, it.Posts[0]);
        await it.At(ChinaTime.At(new DateOnly(2026, 9, 14), new TimeOnly(10, 0)));
        await it.Rule(it.Posts[0], PostMeasure.ExtendOnce);
        await it.Register(await it.HasPerson("新增"), it.Posts[0]);
        Assert.Equal("", await it.Outcome());

        await it.At(ChinaTime.StartOf(new DateOnly(2026, 9, 18)));
        Assert.Equal("Enough", await it.Outcome());
    }

    [Fact]
    public async Task With_a_second_preference_its_post_takes_over()
    {
        using var it = await RegistrationCase.With([1, 1], new { Preferences = 2 });
        await it.AtOpening();
        await it.HasRegistered(2, it.Posts[0]);
        var person = await it.HasPerson("两志愿");
        await it.Register(person, it.Posts[1], it.Posts[0]);
        await it.AfterClose();
        await it.Rule(it.Posts[1], PostMeasure.Cancel);

        var application = await it.ApplicationOf(person);
        Assert.Equal((ApplicationState.Submitted, it.Posts[0].Id), (application.State, application.PostId!.Value));
    }
}
