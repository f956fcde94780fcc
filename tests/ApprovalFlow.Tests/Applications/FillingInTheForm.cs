using System.Reflection;
using ApprovalFlow.Applications;

namespace ApprovalFlow.Tests.Applications;

public class FillingInTheForm
{
    private static readonly string[] NeverAsked = ["idnumber", "identity", "marital", "marriage", "religion"];

    [Fact]
    public void A_complete_form_has_nothing_to_put_right() =>
        Assert.Empty(FormCheck.Problems(Forms.Complete, Forms.Demands));

    [Fact]
    public void An_empty_form_names_every_required_field_once()
    {
        var problems = FormCheck.Problems(new ApplicationForm(), Forms.Demands);

        Assert.All(problems, p => Assert.Equal(FormFault.Missing, p.Fault));
        Assert.Equal(problems.Count, problems.Select(p => p.Field).Distinct().Count());
        string[] some = ["Name", "BornOn", "FullTimeEducation.Level", "Preferences[0]", "Resume[0].What", "Appraisals[2].Grade", "Family[0].Name", "RelativeInUnit"];
        Assert.All(some, field => Assert.Contains(field, problems.Select(p => p.Field)));
    }

    [Fact]
    public void Health_is_asked_only_where_the_post_needs_it()
    {
        Assert.DoesNotContain(FormCheck.Problems(Forms.Complete, Forms.Demands), p => p.Field == "Health");
        Assert.Contains(new FormProblem("Health", FormFault.Missing), FormCheck.Problems(Forms.Complete, Forms.Demands with { HealthNeeded = true }));
    }

    [Fact]
    public void Health_that_nobody_asked_for_is_not_kept()
    {
        var form = Forms.Complete with { Health = "良好" };

        Assert.Equal("", form.Tidied(healthNeeded: false).Health);
        Assert.Equal("良好", form.Tidied(healthNeeded: true).Health);
    }

    [Fact]
    public void There_is_no_field_for_what_must_not_be_collected()
    {
        var fields = typeof(ApplicationForm).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name.ToLowerInvariant());

        Assert.DoesNotContain(fields, name => NeverAsked.Any(name.Contains));
    }

    [Theory]
    [InlineData(2026, 8, 10, false)]
    [InlineData(2026, 8, 11, true)]
    public void A_date_may_be_today_but_not_later(int year, int month, int day, bool refused)
    {
        var form = Forms.Complete with { PresentPostOn = new(year, month, day) };

        Assert.Equal(refused, FormCheck.Problems(form, Forms.Demands).Contains(new FormProblem("PresentPostOn", FormFault.InTheFuture)));
    }

    [Fact]
    public void Nobody_begins_to_work_before_they_are_born() =>
        Assert.Contains(
            new FormProblem("WorkStartedOn", FormFault.TooEarly),
            FormCheck.Problems(Forms.Complete with { WorkStartedOn = new(1984, 5, 5) }, Forms.Demands));

    [Fact]
    public void Only_a_party_member_must_say_since_when()
    {
        var masses = Forms.Complete with { PoliticalStatus = PoliticalStatus.Masses, PartyJoinedOn = null };
        var member = Forms.Complete with { PartyJoinedOn = null };

        Assert.Empty(FormCheck.Problems(masses, Forms.Demands));
        Assert.Equal([new FormProblem("PartyJoinedOn", FormFault.Missing)], FormCheck.Problems(member, Forms.Demands));
    }

    [Fact]
    public void Appraisals_are_asked_for_the_three_years_before_the_counting_date()
    {
        Assert.Equal([2025, 2024, 2023], Forms.Demands.AppraisalYears);

        var form = Forms.Complete with { Appraisals = [.. Forms.Complete.Appraisals.Where(a => a.Year != 2024)] };
        Assert.Equal([new FormProblem("Appraisals[1].Grade", FormFault.Missing)], FormCheck.Problems(form, Forms.Demands));
    }

    [Fact]
    public void A_year_before_the_person_began_to_work_needs_no_appraisal()
    {
        var form = Forms.Complete with
        {
            WorkStartedOn = new(2024, 7, 1), UnitJoinedOn = new(2024, 7, 1), PresentPostOn = new(2024, 7, 1), RankOn = new(2024, 7, 1),
            Appraisals = [.. Forms.Complete.Appraisals.Where(a => a.Year != 2023)],
        };

        Assert.Empty(FormCheck.Problems(form, Forms.Demands));
    }

    [Fact]
    public void More_posts_than_the_procedure_allows_are_refused()
    {
        var second = Guid.CreateVersion7();
        var demands = Forms.Demands with { OpenPosts = new HashSet<Guid> { Forms.Post, second } };
        var form = Forms.Complete with { Preferences = [Forms.Post, second] };

        Assert.Equal([new FormProblem("Preferences", FormFault.TooManyPreferences)], FormCheck.Problems(form, demands));
        Assert.Empty(FormCheck.Problems(form, demands with { MaxPreferences = 2 }));
    }

    [Fact]
    public void A_post_that_is_not_open_cannot_be_chosen() =>
        Assert.Equal(
            [new FormProblem("Preferences[0]", FormFault.PostNotOpen)],
            FormCheck.Problems(Forms.Complete with { Preferences = [Guid.CreateVersion7()] }, Forms.Demands));

    [Fact]
    public void A_resume_must_reach_the_present() =>
        Assert.Equal(
            [new FormProblem("Resume", FormFault.DoesNotReachToday)],
            FormCheck.Problems(Forms.Complete with { Resume = [Forms.Complete.Resume[0]] }, Forms.Demands));

    [Fact]
    public void A_relative_in_the_unit_must_be_named() =>
        Assert.Equal(
            [new FormProblem("RelativeInUnitDetail", FormFault.Missing)],
            FormCheck.Problems(Forms.Complete with { RelativeInUnit = true }, Forms.Demands));

    [Theory]
    [InlineData("wang.yi@example", false)]
    [InlineData("wang yi", true)]
    [InlineData("王一 <wang.yi@example.test>", true)]
    public void An_address_must_be_an_address(string email, bool refused) =>
        Assert.Equal(refused, FormCheck.Problems(Forms.Complete with { Email = email }, Forms.Demands).Contains(new FormProblem("Email", FormFault.NotAnEmail)));

    [Fact]
    public void The_pledge_is_signed_with_the_own_name()
    {
        Assert.Null(FormCheck.PledgeProblem(Forms.Complete, " 王一 "));
        Assert.Equal(FormFault.Missing, FormCheck.PledgeProblem(Forms.Complete, " ")!.Fault);
        Assert.Equal(FormFault.NotOwnName, FormCheck.PledgeProblem(Forms.Complete, "王二")!.Fault);
    }

    [Fact]
    public void Blank_rows_and_blanks_around_the_text_are_not_stored()
    {
        var form = (Forms.Complete with { Name = " 王一 ", Family = [new(), Forms.Complete.Family[0], new() { Name = " " }] }).Tidied(false);

        Assert.Equal("王一", form.Name);
        Assert.Equal(Forms.Complete.Family, form.Family);
    }

    [Fact]
    public void What_was_stored_reads_back_the_same()
    {
        var json = Forms.Complete.ToJson();

        Assert.Equal(json, ApplicationForm.Read(json).ToJson());
        Assert.Equal(Forms.Complete.Resume, ApplicationForm.Read(json).Resume);
    }

    [Fact]
    public void A_personnel_file_with_few_facts_still_reads() =>
        Assert.Equal("王一", ApplicationForm.Read("""{"name":"王一","sex":"Female"}""").Name);
}
