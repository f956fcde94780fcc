namespace ApprovalFlow.Competitions;

/// <summary>Who may read what a competition publishes.</summary>
public enum PublicationScope
{
    /// <summary>The unit's own staff.</summary>
    Unit = 1,

    /// <summary>The unit and the units below it (本系统).</summary>
    System = 2,

    /// <summary>Everybody, without signing in.</summary>
    Public = 3,
}

/// <summary>
/// The implementation plan (实施方案) of one competition: what the procedure leaves to each occasion. Approved before
/// anything is public; from then on it is immutable and its hash is on record. Posts and duties are rows beside it and
/// are part of the hash.
/// </summary>
public sealed record Plan
{
    /// <summary>指导思想与目的.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>组织领导: leading group and its office.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>报名范围: who may register, in words.</summary>
    public string Eligibility { get; init; } = "";

    /// <summary>纪律与监督.</summary>
    public string DisciplineText { get; init; } = "";

    public string Contact { get; init; } = "";

    public PublicationScope AnnouncementScope { get; init; } = PublicationScope.Unit;
    public PublicationScope NoticeScope { get; init; } = PublicationScope.Unit;

    /// <summary>The date by which ages, years and posts are counted (时间计算截止).</summary>
    public DateOnly AsOf { get; init; }

    public Schedule Schedule { get; init; } = new();

    /// <summary>May candidates see their own scores? (DOMAIN §4: own data and own scores.)</summary>
    public bool OwnScoresShown { get; init; } = true;

    /// <summary>May somebody take part who is in another competition at the same time? Both plans must say so.</summary>
    public bool ParallelApplicationsAllowed { get; init; }

    /// <summary>May the ranked list be shown to all candidates of the post?</summary>
    public bool RankedListShown { get; init; }
}

/// <summary>
/// The plan's timetable. Civil dates; a date named "last" or "closes" is inclusive, to 24:00 unless a time is given.
/// Null means "as the procedure's periods give".
/// </summary>
public sealed record Schedule
{
    public DateOnly AnnounceOn { get; init; }
    public DateOnly RegistrationOpensOn { get; init; }
    public DateOnly RegistrationClosesOn { get; init; }

    /// <summary>Last day for materials; never before registration closes.</summary>
    public DateOnly? MaterialsCloseOn { get; init; }

    /// <summary>Last day to withdraw.</summary>
    public DateOnly? WithdrawalClosesOn { get; init; }

    public DateTimeOffset? ExamAt { get; init; }
    public string ExamPlace { get; init; } = "";
    public DateTimeOffset? InterviewAt { get; init; }
    public string InterviewPlace { get; init; } = "";
    public DateTimeOffset? EvaluationAt { get; init; }
    public string EvaluationPlace { get; init; } = "";
    public DateOnly? InspectionFromOn { get; init; }
    public DateOnly? DecisionOn { get; init; }
    public DateOnly? AppointmentOn { get; init; }
}
