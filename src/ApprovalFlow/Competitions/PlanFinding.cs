namespace ApprovalFlow.Competitions;

/// <summary>What can be wrong with, or worth a second look in, a plan that is to be submitted.</summary>
public enum PlanProblem
{
    // These keep the plan from being submitted.
    TitleMissing = 1,
    PurposeMissing,
    OrganisationMissing,
    EligibilityMissing,
    DisciplineTextMissing,
    ContactMissing,
    AsOfMissing,
    NoPosts,

    /// <summary>More people to appoint than vacancies within the approved number (INV-03).</summary>
    PostsExceedVacancies,
    QuotaBelowOne,
    RequirementsMissing,

    /// <summary>The scored components of the procedure do not add up to 100 (INV-18).</summary>
    WeightsNotHundred,
    ProcedureNotPublished,
    DutyMissing,
    DutyTooMany,

    /// <summary>One person holds two duties that exclude each other (INV-22).</summary>
    DutiesExclude,
    PersonInactive,
    DateMissing,
    DateInThePast,

    /// <summary>One step of the timetable lies before the step it must follow.</summary>
    OutOfOrder,
    NotAWorkingDay,
    AnnouncedTooLate,

    // These are shown and do not keep anybody from anything.
    CalendarProvisional = 100,
    ShortWindow,
    NoReserve,
    FewEvaluators,
    NoSurplus,
    NoMachineRules,
}

/// <summary>The dated steps of a plan, in their legal order (INV-02); exam, interview and evaluation have none among themselves.</summary>
public enum PlanDate
{
    Announce = 1,
    RegistrationOpens,
    RegistrationCloses,
    MaterialsClose,
    WithdrawalCloses,
    Exam,
    Interview,
    Evaluation,
    Inspection,
    Decision,
    Appointment,
}

/// <summary>
/// One named problem of a plan with what it is about. <paramref name="Subject"/> is a post's or a person's name;
/// <paramref name="Have"/> and <paramref name="Need"/> are the numbers found and wanted.
/// </summary>
public sealed record PlanFinding(
    PlanProblem Problem, string Subject = "", decimal Have = 0, decimal Need = 0, Duty? Duty = null, Duty? OtherDuty = null,
    PlanDate? Date = null, PlanDate? OtherDate = null)
{
    public bool Blocks => Problem < PlanProblem.CalendarProvisional;
}
