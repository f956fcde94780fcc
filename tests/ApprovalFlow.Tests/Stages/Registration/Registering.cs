using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tests.Stages.Registration;

[Trait("Database", "Every")]
public class Registering
{
    [Fact]
    public async Task Nothing_can_be_submitted_before_the_opening_day_begins()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await it.HasPerson();
        await it.At(ChinaTime.At(new DateOnly(2026, 9, 6), new TimeOnly(23, 59, 59)));
        Assert.Equal(StartApplicationOutcome.Started, await it.Start(person));
        await it.Save(person, it.FormOf(person));
        Assert.Equal(SubmitApplicationOutcome.NotOpen, await it.Submit(person));

        await it.AtOpening();
        Assert.Equal(SubmitApplicationOutcome.Submitted, await it.Submit(person));
    }

    [Fact]
    public async Task The_last_second_of_the_last_day_counts()
    {
        using var it = await RegistrationCase.With([1]);
        await it.JustBeforeClose();

        Assert.Equal(SubmitApplicationOutcome.Submitted, await it.Register(await it.HasPerson()));
    }

    [Fact]
    public async Task Midnight_does_not_count_whether_or_not_anything_has_swept_the_deadline()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await it.HasPerson();
        await it.JustBeforeClose();
        await it.Start(person);
        await it.Save(person, it.FormOf(person));
        it.App.Clock.GoTo(ChinaTime.StartOf(RegistrationCase.ClosesOn.AddDays(1)));

        Assert.Equal(SubmitApplicationOutcome.NotOpen, await it.Submit(person));
        await it.App.WorkAsync();
        Assert.Equal(SubmitApplicationOutcome.NotOpen, await it.Submit(person));
    }

    [Fact]
    public async Task Submitting_freezes_the_form_with_the_pledge_under_its_hash_and_gives_a_number()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var (first, second) = (await it.HasPerson("甲"), await it.HasPerson("乙"));
        await it.Register(first);
        await it.Register(second);

        var application = await it.ApplicationOf(second);
        Assert.Equal("002", application.Number);
        Assert.Equal(64, application.SnapshotHash.Length);
        Assert.Equal("乙", ApplicationForm.Read(application.FormJson).Pledge!.SignedName);
        Assert.Equal(SaveApplicationOutcome.AlreadySubmitted, (await it.Save(second, it.FormOf(second) with { Awards = "后补" })).Outcome);
        Assert.Equal(application.FormJson, (await it.ApplicationOf(second)).FormJson);
        Assert.Equal(SubmitApplicationOutcome.AlreadySubmitted, await it.Submit(second));
    }

    [Fact]
    public async Task People_who_submit_at_the_same_moment_get_different_numbers()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var people = new List<Person>();
        for (var i = 0; i < 4; i++)
        {
            var person = await it.HasPerson($"考生{i}");
            await it.Start(person);
            await it.Save(person, it.FormOf(person));
            people.Add(person);
        }

        var outcomes = await Task.WhenAll(people.Select(person => Task.Run(() => it.Submit(person))));
        Assert.All(outcomes, outcome => Assert.Equal(SubmitApplicationOutcome.Submitted, outcome));
        Assert.Equal(["001", "002", "003", "004"], (await it.App.Rows<Application>()).Select(a => a.Number).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_candidate_and_the_organiser_are_each_told_once()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Register(person);

        var mail = Assert.Single(await it.App.MailsTo(person));
        Assert.Equal(MailEvent.M1Registered, mail.Event);
        Assert.Contains("001", mail.Text, StringComparison.Ordinal);
        Assert.Contains("9月14日", mail.Text, StringComparison.Ordinal);
        Assert.Contains("9月15日", mail.Text, StringComparison.Ordinal);
        Assert.Single(await it.App.MailsTo(it.Organiser), m => m.Event == MailEvent.OrganiserNotice);
        Assert.Single(await it.App.Rows<CaseEvent>(), e => e.Kind == CaseEventKind.Registered);
        Assert.Single(await it.App.Rows<TrailEntry>(), e => e.Action == "application.submitted");
    }

    [Fact]
    public async Task An_incomplete_form_is_not_registered()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Start(person);
        await it.Save(person, it.FormOf(person) with { Family = [] });

        Assert.Equal(SubmitApplicationOutcome.FormIncomplete, await it.Submit(person));
    }

    [Fact]
    public async Task Without_the_own_name_under_the_pledge_nothing_is_registered()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Start(person);
        await it.Save(person, it.FormOf(person));

        Assert.Equal(SubmitApplicationOutcome.FormIncomplete, await it.Submit(person, signed: ""));
        Assert.Equal(SubmitApplicationOutcome.FormIncomplete, await it.Submit(person, signed: "别人"));
        Assert.Equal(ApplicationState.Draft, await it.StateOf(person));
    }

    [Fact]
    public async Task What_was_previewed_is_what_is_registered()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Start(person);
        var previewed = (await it.Save(person, it.FormOf(person))).Revision;
        await it.Save(person, it.FormOf(person) with { Awards = "另一窗口" });

        Assert.Equal(SubmitApplicationOutcome.FormChanged, await it.Submit(person, revision: previewed));
    }

    [Fact]
    public async Task Of_two_windows_the_later_one_is_told_and_overwrites_nothing()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await it.HasPerson();
        await it.Start(person);
        var opened = (await it.ApplicationOf(person)).Revision;
        Assert.Equal(SaveApplicationOutcome.Saved, (await it.Save(person, it.FormOf(person) with { Awards = "窗口一" }, opened)).Outcome);

        var second = await it.Save(person, it.FormOf(person) with { Awards = "窗口二" }, opened);

        Assert.Equal(SaveApplicationOutcome.ChangedElsewhere, second.Outcome);
        Assert.Equal("窗口一", ApplicationForm.Read((await it.ApplicationOf(person)).FormJson).Awards);
        Assert.Equal(SaveApplicationOutcome.Saved, (await it.Save(person, it.FormOf(person) with { Awards = "窗口二" }, second.Revision)).Outcome);
    }

    [Fact]
    public async Task A_form_begins_with_what_the_personnel_file_says_but_never_with_declarations()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await it.HasPerson("王一");
        await it.App.Do<ApprovalDb>(async db =>
        {
            var stored = await db.Set<Person>().SingleAsync(p => p.Id == person.Id);
            stored.PersonnelFileJson = (Tests.Applications.Forms.Complete with { Name = "", Health = "良好" }).ToJson();
            await db.SaveChangesAsync();
        });
        await it.Start(person);

        var form = ApplicationForm.Read((await it.ApplicationOf(person)).FormJson);
        Assert.Equal("王一", form.Name);
        Assert.Equal(Tests.Applications.Forms.Complete.BornOn, form.BornOn);
        Assert.Equal(Tests.Applications.Forms.Complete.Family, form.Family);
        Assert.Empty(form.Preferences);
        Assert.Null(form.RelativeInUnit);
        Assert.Equal("", form.Reasons);
        Assert.Equal("", form.Health);
    }

    [Fact]
    public async Task Whoever_judges_in_a_competition_does_not_compete_in_it()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var (assessor, laterAssessor, evaluator) = (await it.HasPerson("评委"), await it.HasPerson("后任评委"), await it.HasPerson("测评人"));
        await it.App.Has(Assignment.Of(it.Id, assessor.Id, Duty.PanelMember), Assignment.Of(it.Id, evaluator.Id, Duty.Evaluator));
        Assert.Equal(StartApplicationOutcome.ConflictOfDuty, await it.Start(assessor));
        Assert.Equal(SubmitApplicationOutcome.Submitted, await it.Register(evaluator));

        await it.Start(laterAssessor);
        await it.Save(laterAssessor, it.FormOf(laterAssessor));
        await it.App.Has(Assignment.Of(it.Id, laterAssessor.Id, Duty.PanelMember));
        Assert.Equal(SubmitApplicationOutcome.ConflictOfDuty, await it.Submit(laterAssessor));
    }

    [Theory]
    [InlineData(PublicationScope.Unit, StartApplicationOutcome.NotFound)]
    [InlineData(PublicationScope.System, StartApplicationOutcome.Started)]
    public async Task Staff_of_a_unit_below_may_register_where_the_plan_reaches_them(PublicationScope scope, StartApplicationOutcome expected)
    {
        using var it = await RegistrationCase.With([1], plan: p => p with { AnnouncementScope = scope });
        var below = await it.App.HasUnit("home", "所属事业单位", it.Unit);

        Assert.Equal(expected, await it.Start(await it.App.HasPerson(below, "下属单位考生")));
    }

    [Fact]
    public async Task Staff_of_another_unit_cannot_register_at_all()
    {
        using var it = await RegistrationCase.With([1], plan: p => p with { AnnouncementScope = PublicationScope.Public });
        var other = await it.App.HasUnit("civil-affairs-2", "别的厅");

        Assert.Equal(StartApplicationOutcome.NotFound, await it.Start(await it.App.HasPerson(other, "外单位")));
    }

    [Theory]
    [InlineData(true, true, SubmitApplicationOutcome.Submitted)]
    [InlineData(true, false, SubmitApplicationOutcome.InAnotherCompetition)]
    [InlineData(false, true, SubmitApplicationOutcome.InAnotherCompetition)]
    public async Task Being_in_two_competitions_needs_the_leave_of_both_plans(bool firstAllows, bool secondAllows, SubmitApplicationOutcome expected)
    {
        using var it = await RegistrationCase.With([1], plan: p => p with { ParallelApplicationsAllowed = firstAllows });
        var (second, posts) = await it.RunCompetition("2026-02", [1], plan: p => p with { ParallelApplicationsAllowed = secondAllows });
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Register(person);

        await it.Start(person, second.Id);
        await it.Save(person, it.FormOf(person, posts[0]), competition: second.Id);
        Assert.Equal(expected, await it.Submit(person, competition: second.Id));
    }

    [Fact]
    public async Task Having_withdrawn_from_one_competition_leaves_the_way_to_another_open()
    {
        using var it = await RegistrationCase.With([1]);
        var (second, posts) = await it.RunCompetition("2026-02", [1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Register(person);
        await it.Withdraw(person);

        await it.Start(person, second.Id);
        await it.Save(person, it.FormOf(person, posts[0]), competition: second.Id);
        Assert.Equal(SubmitApplicationOutcome.Submitted, await it.Submit(person, competition: second.Id));
    }

    [Fact]
    public async Task A_suspended_competition_takes_no_registrations()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Start(person);
        await it.Save(person, it.FormOf(person));
        await it.App.Do<ApprovalDb>(async db =>
        {
            (await db.Set<Competition>().SingleAsync(c => c.Id == it.Id)).Suspend("机构改革", it.App.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });

        Assert.Equal(SubmitApplicationOutcome.NotOpen, await it.Submit(person));
    }

    [Fact]
    public async Task A_form_that_is_no_form_any_more_is_refused()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await it.HasPerson();
        await it.Start(person);

        Assert.Equal(SaveApplicationOutcome.TooLarge, (await it.Save(person, it.FormOf(person) with { Awards = new string('奖', 200_001) })).Outcome);
    }
}
