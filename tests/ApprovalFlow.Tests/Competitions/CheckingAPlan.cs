using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Procedures;

namespace ApprovalFlow.Tests.Competitions;

public sealed class CheckingAPlan
{
    private static readonly DateTimeOffset Now = ChinaTime.At(new DateOnly(2026, 9, 1), new TimeOnly(9, 0));
    private static readonly WorkingCalendar Calendar = BuiltInCalendar.Current;
    private static readonly Drawing T1 = ReadingADrawing.Template("provincial-department");

    [Fact]
    public void A_complete_one_has_nothing_in_its_way() => Assert.DoesNotContain(Check(Complete()), f => f.Blocks);

    [Fact]
    public void A_small_units_complete_one_has_nothing_in_its_way() =>
        Assert.DoesNotContain(Check(Complete(ReadingADrawing.Template("small-unit"))), f => f.Blocks);

    [Fact]
    public void As_many_posts_as_vacancies_is_right() => Assert.DoesNotContain(PlanProblem.PostsExceedVacancies, Problems(WithPost(vacancies: 2, quota: 2)));

    [Fact]
    public void More_to_appoint_than_vacant_is_named_with_both_numbers()
    {
        var finding = Assert.Single(Check(WithPost(vacancies: 2, quota: 3)), f => f.Problem == PlanProblem.PostsExceedVacancies);
        Assert.Equal(("综合处副处长", 3m, 2m), (finding.Subject, finding.Have, finding.Need));
        Assert.True(finding.Blocks);
    }

    [Fact]
    public void Nobody_to_appoint_is_refused() => Assert.Contains(PlanProblem.QuotaBelowOne, Problems(WithPost(vacancies: 2, quota: 0)));

    [Theory]
    [InlineData("30", true)]
    [InlineData("29.99", false)]
    [InlineData("30.01", false)]
    public void Weights_are_exactly_a_hundred(string evaluation, bool right)
    {
        var json = File.ReadAllText(Support.WorkingCopy.Of("workflows/provincial-department/procedure.v1.json"));
        var drawn = Drawing.Parse(json);
        var changed = ReplaceWeight(json, "evaluation", evaluation);
        Assert.Equal(100m, ProcedureTerms.Of(drawn).TotalWeight);
        Assert.Equal(!right, Problems(Complete(Drawing.Parse(changed))).Contains(PlanProblem.WeightsNotHundred));
    }

    [Fact]
    public void Without_an_observer_it_does_not_start() =>
        Assert.Contains(Check(Without(Duty.DisciplineObserver)), f => f is { Problem: PlanProblem.DutyMissing, Duty: Duty.DisciplineObserver, Have: 0, Need: 1 });

    [Theory]
    [InlineData(6, PlanProblem.DutyMissing)]
    [InlineData(8, PlanProblem.DutyTooMany)]
    public void The_panel_has_the_size_that_is_drawn(int members, PlanProblem problem)
    {
        var plan = Without(Duty.PanelMember);
        plan = plan with { Duties = [.. plan.Duties, .. People(Duty.PanelMember, members)] };
        var finding = Assert.Single(Check(plan), f => f.Duty == Duty.PanelMember && f.Problem == problem);
        Assert.Equal((members, 7m), ((int)finding.Have, finding.Need));
    }

    [Fact]
    public void One_reviewer_cannot_give_both_opinions()
    {
        var plan = Without(Duty.QualificationReviewer);
        plan = plan with { Duties = [.. plan.Duties, .. People(Duty.QualificationReviewer, 1)] };
        Assert.Contains(Check(plan), f => f is { Problem: PlanProblem.DutyMissing, Duty: Duty.QualificationReviewer, Need: 2 });
    }

    [Fact]
    public void Two_duties_that_exclude_each_other_are_named_with_the_person()
    {
        var plan = Complete();
        var keeper = plan.Duties.First(d => d.Duty == Duty.ScoreKeeper);
        plan = plan with { Duties = [.. plan.Duties, keeper with { Duty = Duty.ScoreVerifier }] };
        var finding = Assert.Single(Check(plan), f => f.Problem == PlanProblem.DutiesExclude);
        Assert.Equal((keeper.Name, Duty.ScoreKeeper, Duty.ScoreVerifier), (finding.Subject, finding.Duty, finding.OtherDuty));
    }

    [Fact]
    public void Somebody_who_left_cannot_be_named()
    {
        var plan = Complete();
        plan = plan with { Duties = [plan.Duties[0] with { Active = false }, .. plan.Duties.Skip(1)] };
        Assert.Contains(PlanProblem.PersonInactive, Problems(plan));
    }

    [Fact]
    public void The_announcement_stands_three_working_days_before_registration()
    {
        // Wednesday to Monday: Thursday, Friday, Monday.
        var exact = Complete().Plan.Schedule with { AnnounceOn = new(2026, 9, 2), RegistrationOpensOn = new(2026, 9, 7) };
        Assert.DoesNotContain(PlanProblem.AnnouncedTooLate, Problems(With(exact)));
        var finding = Assert.Single(Check(With(exact with { AnnounceOn = new(2026, 9, 3) })), f => f.Problem == PlanProblem.AnnouncedTooLate);
        Assert.Equal((2m, 3m), (finding.Have, finding.Need));
    }

    [Fact]
    public void An_announcement_for_today_is_not_yet_past()
    {
        var schedule = Complete().Plan.Schedule;
        Assert.DoesNotContain(PlanProblem.DateInThePast, Problems(With(schedule with { AnnounceOn = new(2026, 9, 1) })));
        Assert.Contains(PlanProblem.DateInThePast, Problems(With(schedule with { AnnounceOn = new(2026, 8, 31) })));
    }

    [Fact]
    public void Registration_does_not_close_on_a_holiday()
    {
        var schedule = Complete().Plan.Schedule with { RegistrationClosesOn = new(2026, 9, 25) };
        Assert.Contains(Check(With(schedule)), f => f is { Problem: PlanProblem.NotAWorkingDay, Date: PlanDate.RegistrationCloses });
    }

    [Fact]
    public void A_Sunday_that_is_worked_is_a_working_day()
    {
        var schedule = Complete().Plan.Schedule with { RegistrationClosesOn = new(2026, 9, 20) };
        Assert.DoesNotContain(Check(With(schedule)), f => f is { Problem: PlanProblem.NotAWorkingDay, Date: PlanDate.RegistrationCloses });
    }

    [Fact]
    public void The_exam_follows_the_close_of_registration()
    {
        var schedule = Complete().Plan.Schedule;
        schedule = schedule with { ExamAt = ChinaTime.At(schedule.RegistrationClosesOn.AddDays(-1), new TimeOnly(9, 0)) };
        Assert.Contains(Check(With(schedule)), f => f is { Problem: PlanProblem.OutOfOrder, Date: PlanDate.Exam, OtherDate: PlanDate.RegistrationCloses });
    }

    [Fact]
    public void The_decision_does_not_precede_the_inspection()
    {
        var schedule = Complete().Plan.Schedule;
        schedule = schedule with { DecisionOn = schedule.InspectionFromOn!.Value.AddDays(-1) };
        Assert.Contains(Check(With(schedule)), f => f is { Problem: PlanProblem.OutOfOrder, Date: PlanDate.Decision, OtherDate: PlanDate.Inspection });
    }

    [Fact]
    public void Exam_interview_and_evaluation_have_no_order_among_themselves()
    {
        var schedule = Complete().Plan.Schedule;
        schedule = schedule with { EvaluationAt = schedule.ExamAt, ExamAt = schedule.InterviewAt, InterviewAt = schedule.ExamAt };
        Assert.DoesNotContain(PlanProblem.OutOfOrder, Problems(With(schedule)));
    }

    [Fact]
    public void A_stage_that_is_drawn_is_dated()
    {
        var schedule = Complete().Plan.Schedule with { ExamAt = null };
        Assert.Contains(Check(With(schedule)), f => f is { Problem: PlanProblem.DateMissing, Date: PlanDate.Exam });
    }

    [Fact]
    public void Dates_in_a_year_without_official_holidays_are_pointed_out_and_do_not_block()
    {
        var finding = Assert.Single(
            Check(With(Complete().Plan.Schedule with { AppointmentOn = new(2027, 1, 4) })), f => f.Problem == PlanProblem.CalendarProvisional);
        Assert.False(finding.Blocks);
    }

    [Fact]
    public void An_empty_draft_is_told_everything_at_once()
    {
        var problems = Problems(new PlanToCheck("", new Plan(), [], [], T1, ProcedurePublished: false));
        Assert.Superset(
            new HashSet<PlanProblem>
            {
                PlanProblem.TitleMissing, PlanProblem.PurposeMissing, PlanProblem.OrganisationMissing, PlanProblem.EligibilityMissing,
                PlanProblem.DisciplineTextMissing, PlanProblem.ContactMissing, PlanProblem.AsOfMissing, PlanProblem.NoPosts,
                PlanProblem.DutyMissing, PlanProblem.DateMissing, PlanProblem.ProcedureNotPublished,
            },
            problems.ToHashSet());
    }

    /// <summary>A plan that nothing is wrong with.</summary>
    internal static PlanToCheck Complete(Drawing? drawing = null)
    {
        drawing ??= T1;
        var schedule = ProposedSchedule.From(new DateOnly(2026, 9, 2), drawing, Calendar);
        var plan = new Plan
        {
            Purpose = "选优配强。", Organisation = "领导小组。", Eligibility = "本单位在编人员。", DisciplineText = "严守纪律。", Contact = "人事处。",
            AsOf = schedule.RegistrationClosesOn, Schedule = schedule,
        };
        var duties = DutyNeeds.Of(drawing).SelectMany(need => People(need.Duty, need.AtLeast)).ToList();
        return new PlanToCheck("竞争上岗", plan, [APost(2, 2)], duties, drawing, ProcedurePublished: true);
    }

    private static Post APost(int vacancies, int quota)
    {
        var procedure = ProcedureVersion.Draft("p", "p", null, 1, "办法", "Procedure", null, Now);
        var competition = Competition.Draft(Guid.CreateVersion7(), "2026-01", "竞争上岗", "", procedure, new Plan(), Actor.System, Now);
        var post = Post.In(competition, 1, "综合处副处长", "综合处", "正处级副职", vacancies, quota);
        post.Requirements = "大学本科以上学历。";
        return post;
    }

    private static IEnumerable<PlannedDuty> People(Duty duty, int count) =>
        Enumerable.Range(1, count).Select(i => new PlannedDuty(Guid.CreateVersion7(), $"{duty}{i}", Active: true, duty));

    private static PlanToCheck With(Schedule schedule) => Complete() with { Plan = Complete().Plan with { Schedule = schedule } };

    private static PlanToCheck WithPost(int vacancies, int quota) => Complete() with { Posts = [APost(vacancies, quota)] };

    private static PlanToCheck Without(Duty duty) => Complete() with { Duties = [.. Complete().Duties.Where(d => d.Duty != duty)] };

    private static IReadOnlyList<PlanFinding> Check(PlanToCheck plan) => PlanCheck.Of(plan, Calendar, Now);

    private static List<PlanProblem> Problems(PlanToCheck plan) => [.. Check(plan).Select(f => f.Problem)];

    private static string ReplaceWeight(string json, string activity, string weight)
    {
        var definition = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        var drawn = definition["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == activity)!;
        drawn["weight"]!["expression"]!["value"] = weight;
        return definition.ToJsonString();
    }
}
