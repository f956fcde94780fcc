using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.People;

namespace ApprovalFlow.Tests.Stages.Registration;

public class Withdrawing
{
    private static readonly DateOnly LastDay = new(2026, 9, 15);

    [Fact]
    public async Task The_last_second_of_the_withdrawal_day_counts()
    {
        using var it = await RegisteredPerson();
        it.App.Clock.GoTo(ChinaTime.At(LastDay, new TimeOnly(23, 59, 59)));

        Assert.Equal(WithdrawApplicationOutcome.Withdrawn, await it.Withdraw(it.Someone));
        Assert.Equal(ApplicationState.Withdrawn, await it.Case.StateOf(it.Someone));
        Assert.Contains(await it.App.Rows<CaseEvent>(), e => e.Kind == CaseEventKind.Withdrawn);
    }

    [Fact]
    public async Task The_next_day_is_too_late_unless_the_organiser_allows_it()
    {
        using var it = await RegisteredPerson();
        it.App.Clock.GoTo(ChinaTime.StartOf(LastDay.AddDays(1)));
        Assert.Equal(WithdrawApplicationOutcome.TooLate, await it.Withdraw(it.Someone));

        var application = await it.Case.ApplicationOf(it.Someone);
        Assert.Equal(AllowWithdrawalOutcome.NotFound, await Allow(it, it.Case.Leader, "理由"));
        Assert.Equal(AllowWithdrawalOutcome.ReasonRequired, await Allow(it, it.Case.Organiser, " "));
        Assert.Equal(AllowWithdrawalOutcome.Allowed, await Allow(it, it.Case.Organiser, "工作调动"));
        Assert.Equal(AllowWithdrawalOutcome.NotIn, await Allow(it, it.Case.Organiser, "再一次"));
        Assert.Equal(WithdrawApplicationOutcome.Withdrawn, await it.Withdraw(it.Someone));

        Task<AllowWithdrawalOutcome> Allow(OnePerson on, Person by, string reason) =>
            on.App.Ask<AllowWithdrawal, AllowWithdrawalOutcome>(allow => allow.RunAsync(new(application.Id, reason), RegistrationCase.Of(by), default));
    }

    [Fact]
    public async Task Withdrawing_asks_for_a_reason_and_happens_once()
    {
        using var it = await RegisteredPerson();

        Assert.Equal(WithdrawApplicationOutcome.ReasonRequired, await it.Case.Withdraw(it.Someone, " "));
        Assert.Equal(WithdrawApplicationOutcome.Withdrawn, await it.Withdraw(it.Someone));
        Assert.Equal(WithdrawApplicationOutcome.NotIn, await it.Withdraw(it.Someone));
    }

    [Fact]
    public async Task A_draft_is_nothing_to_withdraw_from()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await it.HasPerson();
        Assert.Equal(WithdrawApplicationOutcome.NotFound, await it.Withdraw(person));

        await it.Start(person);
        Assert.Equal(WithdrawApplicationOutcome.NotIn, await it.Withdraw(person));
    }

    [Theory]
    [InlineData(ApplicationState.Proposed, WithdrawApplicationOutcome.Withdrawn)]
    [InlineData(ApplicationState.Decided, WithdrawApplicationOutcome.NotIn)]
    public void What_the_party_group_has_decided_is_not_withdrawn_here(ApplicationState state, WithdrawApplicationOutcome expected)
    {
        var now = ChinaTime.StartOf(LastDay);
        var application = Application.Start(Guid.CreateVersion7(), Guid.CreateVersion7(), "{}", now);
        application.Submit("001", now);
        application.MoveTo(state);

        Assert.Equal(expected, application.Withdraw("个人原因", now, now));
    }

    private static async Task<OnePerson> RegisteredPerson()
    {
        var it = await RegistrationCase.With([1], new { OpeningRatio = 1 });
        await it.AtOpening();
        return new(it, (await it.HasRegistered(1, it.Posts[0]))[0]);
    }

    private sealed record OnePerson(RegistrationCase Case, Person Someone) : IDisposable
    {
        public Support.TestApp App => Case.App;
        public Task<WithdrawApplicationOutcome> Withdraw(Person person) => Case.Withdraw(person);
        public void Dispose() => Case.Dispose();
    }
}
