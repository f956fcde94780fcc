using ApprovalFlow.Calendar;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Competitions;

/// <summary>One person's duty as the check sees it.</summary>
public sealed record PlannedDuty(Guid PersonId, string Name, bool Active, Duty Duty);

/// <summary>Everything a plan is judged by, read beforehand.</summary>
public sealed record PlanToCheck(
    string Title, Plan Plan, IReadOnlyList<Post> Posts, IReadOnlyList<PlannedDuty> Duties, Drawing Drawing, bool ProcedurePublished);

/// <summary>
/// Is a plan complete and lawful enough to be put before the leading group? Posts within vacancies, weights of exactly 100,
/// every duty filled that the drawn stages will ask for, and a timetable in legal order on the official calendar.
/// </summary>
public static class PlanCheck
{
    /// <summary>Fewer ballots than this are never broken down (INV-10).</summary>
    private const int FewestEvaluators = 5;

    private const int ShortestWindow = 5;

    public static IReadOnlyList<PlanFinding> Of(PlanToCheck plan, WorkingCalendar calendar, DateTimeOffset now) =>
    [
        .. Texts(plan), .. Posts(plan), .. Terms(plan), .. Duties(plan),
        .. ScheduleCheck.Of(plan.Plan.Schedule, plan.Drawing, calendar, ChinaTime.DateOf(now)),
    ];

    private static IEnumerable<PlanFinding> Texts(PlanToCheck plan)
    {
        if (Empty(plan.Title)) yield return new(PlanProblem.TitleMissing);
        if (Empty(plan.Plan.Purpose)) yield return new(PlanProblem.PurposeMissing);
        if (Empty(plan.Plan.Organisation)) yield return new(PlanProblem.OrganisationMissing);
        if (Empty(plan.Plan.Eligibility)) yield return new(PlanProblem.EligibilityMissing);
        if (Empty(plan.Plan.DisciplineText)) yield return new(PlanProblem.DisciplineTextMissing);
        if (Empty(plan.Plan.Contact)) yield return new(PlanProblem.ContactMissing);
        if (plan.Plan.AsOf == default) yield return new(PlanProblem.AsOfMissing);
    }

    private static IEnumerable<PlanFinding> Posts(PlanToCheck plan)
    {
        if (plan.Posts.Count == 0) yield return new(PlanProblem.NoPosts);
        foreach (var post in plan.Posts)
        {
            if (post.Quota < 1) yield return new(PlanProblem.QuotaBelowOne, post.Name, post.Quota, 1);
            if (post.Quota > post.Vacancies) yield return new(PlanProblem.PostsExceedVacancies, post.Name, post.Quota, post.Vacancies);
            if (Empty(post.Requirements)) yield return new(PlanProblem.RequirementsMissing, post.Name);
            else if (post.RulesJson is "" or "[]") yield return new(PlanProblem.NoMachineRules, post.Name);
        }
    }

    private static IEnumerable<PlanFinding> Terms(PlanToCheck plan)
    {
        var terms = ProcedureTerms.Of(plan.Drawing);
        if (!plan.ProcedurePublished) yield return new(PlanProblem.ProcedureNotPublished);
        if (terms.Weights.Count > 0 && terms.TotalWeight != 100m) yield return new(PlanProblem.WeightsNotHundred, "", terms.TotalWeight, 100m);
        if (terms.InspectionRatio == 1) yield return new(PlanProblem.NoSurplus);
    }

    private static IEnumerable<PlanFinding> Duties(PlanToCheck plan)
    {
        foreach (var need in DutyNeeds.Of(plan.Drawing))
        {
            var have = plan.Duties.Where(d => d.Duty == need.Duty).Select(d => d.PersonId).Distinct().Count();
            if (have < need.AtLeast) yield return new(PlanProblem.DutyMissing, "", have, need.AtLeast, need.Duty);
            if (have > need.AtMost) yield return new(PlanProblem.DutyTooMany, "", have, need.AtMost.Value, need.Duty);
        }

        foreach (var person in plan.Duties.GroupBy(d => d.PersonId))
        {
            var name = person.First().Name;
            if (!person.First().Active) yield return new(PlanProblem.PersonInactive, name);
            var held = new List<Duty>();
            foreach (var duty in person.Select(d => d.Duty).Distinct().Order())
            {
                if (IncompatibleDuties.Check(held, duty) is { } pair)
                    yield return new(PlanProblem.DutiesExclude, name, Duty: pair.Held, OtherDuty: pair.Added);
                held.Add(duty);
            }
        }

        if (plan.Drawing.First(StageKind.Interview) is not null && plan.Duties.All(d => d.Duty != Duty.PanelReserve))
            yield return new(PlanProblem.NoReserve);
        var evaluators = plan.Duties.Count(d => d.Duty == Duty.Evaluator);
        if (plan.Drawing.First(StageKind.DemocraticEvaluation) is not null && evaluators is > 0 and < FewestEvaluators)
            yield return new(PlanProblem.FewEvaluators, "", evaluators, FewestEvaluators);
    }

    private static bool Empty(string text) => string.IsNullOrWhiteSpace(text);

    /// <summary>The timetable: what is drawn is dated, in legal order, on days that offices work.</summary>
    private static class ScheduleCheck
    {
        public static IEnumerable<PlanFinding> Of(Schedule schedule, Drawing drawing, WorkingCalendar calendar, DateOnly today)
        {
            var dates = Dates(schedule);
            foreach (var date in Wanted(drawing).Where(d => dates[d] is null)) yield return new(PlanProblem.DateMissing, Date: date);

            if (dates[PlanDate.Announce] < today) yield return new(PlanProblem.DateInThePast, Date: PlanDate.Announce);

            foreach (var (first, then) in MustFollow)
            {
                if (dates[first] is { } before && dates[then] is { } after && after < before)
                    yield return new(PlanProblem.OutOfOrder, Date: then, OtherDate: first);
            }

            foreach (var date in OnWorkingDays)
            {
                if (dates[date] is { } day && !calendar.IsWorkingDay(day)) yield return new(PlanProblem.NotAWorkingDay, Date: date);
            }

            if (dates[PlanDate.Announce] is { } announced && dates[PlanDate.RegistrationOpens] is { } opens && opens >= announced
                && ProcedureTerms.Of(drawing).AnnouncementWorkingDays is { } days && calendar.WorkingDaysBetween(announced, opens) < days)
            {
                yield return new(PlanProblem.AnnouncedTooLate, "", calendar.WorkingDaysBetween(announced, opens), days);
            }

            if (dates[PlanDate.RegistrationOpens] is { } from && dates[PlanDate.RegistrationCloses] is { } to && to >= from
                && Window(calendar, from, to) is var window && window < ShortestWindow)
            {
                yield return new(PlanProblem.ShortWindow, "", window, ShortestWindow);
            }

            if (dates.Values.Any(d => d is { } day && calendar.IsProvisional(day))) yield return new(PlanProblem.CalendarProvisional);
        }

        private static readonly PlanDate[] OnWorkingDays =
            [PlanDate.Announce, PlanDate.RegistrationOpens, PlanDate.RegistrationCloses, PlanDate.MaterialsClose, PlanDate.WithdrawalCloses, PlanDate.Appointment];

        /// <summary>INV-02, for the steps that a plan dates. The last day to withdraw may lie anywhere before the inspection.</summary>
        private static readonly (PlanDate First, PlanDate Then)[] MustFollow =
        [
            (PlanDate.Announce, PlanDate.RegistrationOpens),
            (PlanDate.RegistrationOpens, PlanDate.RegistrationCloses),
            (PlanDate.RegistrationCloses, PlanDate.MaterialsClose),
            (PlanDate.RegistrationCloses, PlanDate.WithdrawalCloses),
            (PlanDate.RegistrationCloses, PlanDate.Exam),
            (PlanDate.RegistrationCloses, PlanDate.Interview),
            (PlanDate.RegistrationCloses, PlanDate.Evaluation),
            (PlanDate.WithdrawalCloses, PlanDate.Inspection),
            (PlanDate.Exam, PlanDate.Inspection),
            (PlanDate.Interview, PlanDate.Inspection),
            (PlanDate.Evaluation, PlanDate.Inspection),
            (PlanDate.Inspection, PlanDate.Decision),
            (PlanDate.Decision, PlanDate.Appointment),
        ];

        private static IEnumerable<PlanDate> Wanted(Drawing drawing) =>
            from activity in drawing.Stages
            from date in activity.Stage switch
            {
                StageKind.Announcement => [PlanDate.Announce],
                StageKind.Registration => [PlanDate.RegistrationOpens, PlanDate.RegistrationCloses],
                StageKind.WrittenExam => [PlanDate.Exam],
                StageKind.Interview => [PlanDate.Interview],
                StageKind.DemocraticEvaluation => [PlanDate.Evaluation],
                _ => Array.Empty<PlanDate>(),
            }
            select date;

        private static Dictionary<PlanDate, DateOnly?> Dates(Schedule s) => new()
        {
            [PlanDate.Announce] = Given(s.AnnounceOn),
            [PlanDate.RegistrationOpens] = Given(s.RegistrationOpensOn),
            [PlanDate.RegistrationCloses] = Given(s.RegistrationClosesOn),
            [PlanDate.MaterialsClose] = s.MaterialsCloseOn,
            [PlanDate.WithdrawalCloses] = s.WithdrawalClosesOn,
            [PlanDate.Exam] = Day(s.ExamAt),
            [PlanDate.Interview] = Day(s.InterviewAt),
            [PlanDate.Evaluation] = Day(s.EvaluationAt),
            [PlanDate.Inspection] = s.InspectionFromOn,
            [PlanDate.Decision] = s.DecisionOn,
            [PlanDate.Appointment] = s.AppointmentOn,
        };

        /// <summary>Working days of the window, its first day counted.</summary>
        private static int Window(WorkingCalendar calendar, DateOnly from, DateOnly to) => calendar.WorkingDaysBetween(from.AddDays(-1), to);

        private static DateOnly? Given(DateOnly date) => date == default ? null : date;

        private static DateOnly? Day(DateTimeOffset? at) => at is { } given ? ChinaTime.DateOf(given) : null;
    }
}
