using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.Stages.Registration;

/// <summary>Post 2 had one applicant and was cancelled with leave to choose again until the end of Tuesday 15 September.</summary>
public class ChoosingAnotherPost
{
    private static readonly DateOnly LastDay = new(2026, 9, 15);

    [Fact]
    public async Task The_last_second_counts_and_then_the_stage_goes_on()
    {
        var (it, person) = await Offered();
        using var _ = it;
        await it.At(ChinaTime.At(LastDay, new TimeOnly(23, 59, 59)));
        Assert.Equal(RechoosePostOutcome.Chosen, await it.Rechoose(person, it.Posts[0]));

        Assert.Equal("Enough", await it.Outcome());
        Assert.Equal(it.Posts[0].Id, (await it.ApplicationOf(person)).PostId);
        Assert.Equal(RechoosePostOutcome.AlreadyChosen, await it.Rechoose(person, it.Posts[0]));
    }

    [Fact]
    public async Task Midnight_is_too_late_even_before_anything_has_swept_the_deadline()
    {
        var (it, person) = await Offered();
        using var _ = it;
        it.App.Clock.GoTo(ChinaTime.StartOf(LastDay.AddDays(1)));
        Assert.Equal(RechoosePostOutcome.TooLate, await it.Rechoose(person, it.Posts[0]));

        await it.App.WorkAsync();
        Assert.Equal("Enough", await it.Outcome());
        Assert.Equal(ApplicationState.PostCancelled, await it.StateOf(person));
        Assert.Contains(await it.App.Rows<CaseEvent>(), e => e.Kind == CaseEventKind.PostCancelled);
    }

    [Fact]
    public async Task The_mail_gives_the_deadline_to_those_who_may_choose_and_to_nobody_else()
    {
        var (it, person) = await Offered();
        using var _ = it;
        var other = (await it.App.Rows<Application>(all => all.Where(a => a.PersonId != person.Id)))[0];

        Assert.Contains("9月15日", (await M3(person.Id)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("9月15日", (await M3(other.PersonId)).Text, StringComparison.Ordinal);

        async Task<MailMessage> M3(Guid id) =>
            Assert.Single(await it.App.Rows<MailMessage>(all => all.Where(m => m.PersonId == id && m.Event == MailEvent.M3RatioNotMet)));
    }

    [Fact]
    public async Task Only_an_open_post_can_be_chosen_and_only_by_the_person_asked()
    {
        var (it, person) = await Offered();
        using var _ = it;
        Assert.Equal(RechoosePostOutcome.PostNotOpen, await it.Rechoose(person, it.Posts[1]));

        var task = Assert.Single(await it.TasksOf(TaskKind.RechoosePost));
        Assert.Equal(RechoosePostOutcome.NotFound, await it.App.Ask<RechoosePost, RechoosePostOutcome>(
            choose => choose.RunAsync(new(task.Id, it.Posts[0].Id), RegistrationCase.Of(it.Organiser), default)));
    }

    [Fact]
    public async Task Whoever_withdraws_meanwhile_is_not_waited_for()
    {
        var (it, person) = await Offered();
        using var _ = it;
        await it.Withdraw(person);
        await it.App.WorkAsync();

        Assert.Equal("Enough", await it.Outcome());
        Assert.Equal(ApplicationState.Withdrawn, await it.StateOf(person));
    }

    [Fact]
    public async Task It_is_not_offered_when_nothing_else_will_be_open()
    {
        using var it = await RegistrationCase.With([1, 1]);
        await it.AtOpening();
        await it.HasRegistered(1, it.Posts[0]);
        await it.HasRegistered(1, it.Posts[1]);
        await it.AfterClose();
        await it.Rule(it.Posts[0], PostMeasure.Cancel);

        Assert.Equal(RulePostOutcome.NoOtherPost, await it.Rule(it.Posts[1], PostMeasure.RechooseOnce));
    }

    private static async Task<(RegistrationCase It, Person Person)> Offered()
    {
        var it = await RegistrationCase.With([1, 1]);
        await it.AtOpening();
        await it.HasRegistered(3, it.Posts[0]);
        var person = (await it.HasRegistered(1, it.Posts[1]))[0];
        await it.At(ChinaTime.At(new DateOnly(2026, 9, 14), new TimeOnly(10, 0)));
        Assert.Equal(RulePostOutcome.Ruled, await it.Rule(it.Posts[1], PostMeasure.RechooseOnce));
        Assert.Equal("", await it.Outcome());
        return (it, person);
    }
}
