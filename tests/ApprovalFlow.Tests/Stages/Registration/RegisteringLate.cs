using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.Stages.Registration;

public class RegisteringLate
{
    private static readonly DateOnly LastDay = new(2026, 9, 16);

    [Fact]
    public async Task The_named_person_registers_until_the_end_granted_and_the_stage_waits_for_them()
    {
        using var it = await WithOnePostToRuleOn();
        var (named, other) = (await it.HasPerson("出差归来"), await it.HasPerson("别人"));
        Assert.Equal(ProposeLateRegistrationOutcome.Proposed, await Propose(it, named));
        Assert.Equal(DecideTaskOutcome.Recorded, await Decide(it, Verdict.Approve));
        await it.Rule(it.Posts[0], PostMeasure.Continue);
        Assert.Equal("", await it.Outcome());
        Assert.Contains("9月16日", Assert.Single(await it.App.MailsTo(named)).Text, StringComparison.Ordinal);

        await it.At(ChinaTime.At(LastDay, new TimeOnly(23, 59, 59)));
        Assert.Equal(StartApplicationOutcome.NotOpen, await it.Start(other));
        Assert.Equal(SubmitApplicationOutcome.Submitted, await it.Register(named));
        Assert.Equal("Enough", await it.Outcome());
    }

    [Fact]
    public async Task If_they_do_not_come_the_stage_goes_on_without_them()
    {
        using var it = await WithOnePostToRuleOn();
        var named = await it.HasPerson("出差归来");
        await Propose(it, named);
        await Decide(it, Verdict.Approve);
        await it.Rule(it.Posts[0], PostMeasure.Continue);

        await it.At(ChinaTime.StartOf(LastDay.AddDays(1)));
        Assert.Equal("Enough", await it.Outcome());
        Assert.Equal(StartApplicationOutcome.NotOpen, await it.Start(named));
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_opens_nothing()
    {
        using var it = await WithOnePostToRuleOn();
        var named = await it.HasPerson("出差归来");
        await Propose(it, named);
        Assert.Equal(DecideTaskOutcome.ReasonRequired, await Decide(it, Verdict.Reject, " "));
        Assert.Equal(DecideTaskOutcome.Recorded, await Decide(it, Verdict.Reject, "理由不充分"));

        Assert.Equal(StartApplicationOutcome.NotOpen, await it.Start(named));
        Assert.DoesNotContain(await it.App.MailsTo(named), m => m.Event == MailEvent.M14Changed);
    }

    [Fact]
    public async Task Only_the_organiser_proposes_with_a_reason_somebody_known_and_a_near_end()
    {
        using var it = await WithOnePostToRuleOn();
        var named = await it.HasPerson("出差归来");
        Assert.Equal(ProposeLateRegistrationOutcome.NotFound, await Propose(it, named, by: it.Leader));
        Assert.Equal(ProposeLateRegistrationOutcome.ReasonRequired, await Propose(it, named, reason: ""));
        Assert.Equal(ProposeLateRegistrationOutcome.UnknownPerson, await Propose(it, number: "查无此人"));
        Assert.Equal(ProposeLateRegistrationOutcome.EndNotAllowed, await Propose(it, named, last: new DateOnly(2026, 9, 13)));
        Assert.Equal(ProposeLateRegistrationOutcome.EndNotAllowed, await Propose(it, named, last: new DateOnly(2026, 10, 30)));
        Assert.Equal(ProposeLateRegistrationOutcome.Proposed, await Propose(it, named));
        Assert.Equal(ProposeLateRegistrationOutcome.AlreadyProposed, await Propose(it, named));
    }

    private static async Task<RegistrationCase> WithOnePostToRuleOn()
    {
        var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        await it.HasRegistered(2, it.Posts[0]);
        await it.At(ChinaTime.At(new DateOnly(2026, 9, 14), new TimeOnly(10, 0)));
        return it;
    }

    private static Task<ProposeLateRegistrationOutcome> Propose(
        RegistrationCase it, Person? person = null, string? number = null, DateOnly? last = null, string reason = "因公出差", Person? by = null) =>
        it.App.Ask<ProposeLateRegistration, ProposeLateRegistrationOutcome>(propose => propose.RunAsync(
            new(it.Id, number ?? person!.StaffNumber, last ?? LastDay, reason), RegistrationCase.Of(by ?? it.Organiser), default));

    private static async Task<DecideTaskOutcome> Decide(RegistrationCase it, Verdict verdict, string? reason = null)
    {
        var task = Assert.Single(await it.TasksOf(TaskKind.LateRegistration));
        var outcome = await it.App.Ask<DecideLateRegistration, DecideTaskOutcome>(
            decide => decide.RunAsync(new(task.Id, verdict, reason), RegistrationCase.Of(it.Leader), default));
        await it.App.WorkAsync();
        return outcome;
    }
}
