using System.Text.Json;
using System.Text.Json.Serialization;
using ApprovalFlow.Competitions;

namespace ApprovalFlow.Applications;

/// <summary>One education: full-time or in-service.</summary>
public sealed record Education
{
    public EducationLevel? Level { get; init; }
    public Degree? Degree { get; init; }

    /// <summary>毕业院校及专业.</summary>
    public string School { get; init; } = "";
    public string Major { get; init; } = "";
    public DateOnly? GraduatedOn { get; init; }

    [JsonIgnore]
    public bool IsBlank => Level is null && Degree is null && GraduatedOn is null && string.IsNullOrEmpty(School) && string.IsNullOrEmpty(Major);
}

/// <summary>One line of the résumé (简历).</summary>
public sealed record ResumeRow
{
    public DateOnly? FromOn { get; init; }

    /// <summary>Null: until now.</summary>
    public DateOnly? ToOn { get; init; }

    /// <summary>Unit, department and post held, or school attended.</summary>
    public string What { get; init; } = "";

    /// <summary>The rank held then; null for study or where it does not apply.</summary>
    public PostRank? Rank { get; init; }

    /// <summary>基层工作经历.</summary>
    public bool GrassRoots { get; init; }

    [JsonIgnore]
    public bool IsBlank => FromOn is null && ToOn is null && Rank is null && !GrassRoots && string.IsNullOrEmpty(What);
}

/// <summary>One year's appraisal (年度考核结果).</summary>
public sealed record AppraisalRow
{
    public int? Year { get; init; }
    public AppraisalGrade? Grade { get; init; }

    [JsonIgnore]
    public bool IsBlank => Grade is null;
}

/// <summary>One sanction or admonition, with the date its period counts from.</summary>
public sealed record SanctionRow
{
    public SanctionKind? Kind { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public string Reason { get; init; } = "";

    [JsonIgnore]
    public bool IsBlank => Kind is null && DecidedOn is null && string.IsNullOrEmpty(Reason);
}

/// <summary>A family member or important social relation; asked only so that recusal can be checked (DOMAIN §16.2).</summary>
public sealed record FamilyRow
{
    /// <summary>称谓, e.g. 配偶.</summary>
    public string Kin { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Year and month of birth; the day is not asked and stored as the first.</summary>
    public DateOnly? BornIn { get; init; }
    public PoliticalStatus? PoliticalStatus { get; init; }

    /// <summary>工作单位及职务.</summary>
    public string Work { get; init; } = "";

    [JsonIgnore]
    public bool IsBlank => BornIn is null && PoliticalStatus is null && string.IsNullOrEmpty(Kin) && string.IsNullOrEmpty(Name) && string.IsNullOrEmpty(Work);
}

/// <summary>The integrity pledge (诚信承诺), given by typing the own name when submitting.</summary>
public sealed record Pledge(string SignedName, DateTimeOffset At);

/// <summary>
/// The registration form F1 (报名表, DOMAIN §11) as one candidate fills it in. Asks neither identity number nor marital
/// status, and health only where the post needs it. Eligibility facts are explicit dates, never ages or counts of years.
/// Empty text means not given.
/// </summary>
public sealed record ApplicationForm
{
    public string Name { get; init; } = "";
    public Sex? Sex { get; init; }
    public DateOnly? BornOn { get; init; }

    /// <summary>民族.</summary>
    public string Ethnicity { get; init; } = "";

    /// <summary>籍贯.</summary>
    public string NativePlace { get; init; } = "";
    public string BirthPlace { get; init; } = "";
    public PoliticalStatus? PoliticalStatus { get; init; }

    /// <summary>入党时间; for the other parties too. Null when none.</summary>
    public DateOnly? PartyJoinedOn { get; init; }

    /// <summary>Name of the democratic party, when it is one.</summary>
    public string PartyName { get; init; } = "";
    public DateOnly? WorkStartedOn { get; init; }

    /// <summary>来本单位时间.</summary>
    public DateOnly? UnitJoinedOn { get; init; }

    /// <summary>Only where a post competed for needs it; otherwise never stored.</summary>
    public string Health { get; init; } = "";

    /// <summary>专业技术职务.</summary>
    public string ProfessionalTitle { get; init; } = "";
    public DateOnly? ProfessionalTitleOn { get; init; }

    /// <summary>熟悉专业有何专长.</summary>
    public string Speciality { get; init; } = "";
    public Education FullTimeEducation { get; init; } = new();
    public Education InServiceEducation { get; init; } = new();
    public string Phone { get; init; } = "";
    public string Email { get; init; } = "";

    public string Department { get; init; } = "";

    /// <summary>现任职务, and since when.</summary>
    public string PresentPost { get; init; } = "";
    public DateOnly? PresentPostOn { get; init; }

    /// <summary>现级别, and since when.</summary>
    public PostRank? Rank { get; init; }
    public DateOnly? RankOn { get; init; }
    public Establishment? Establishment { get; init; }

    /// <summary>Still in the probation of first recruitment until this day; null when not.</summary>
    public DateOnly? RecruitProbationEndsOn { get; init; }

    /// <summary>Ranked ids of the posts competed for (第一、第二志愿…).</summary>
    public IReadOnlyList<Guid> Preferences { get; init; } = [];

    /// <summary>服从调剂.</summary>
    public bool AcceptsReassignment { get; init; }

    public IReadOnlyList<ResumeRow> Resume { get; init; } = [];

    /// <summary>奖励情况.</summary>
    public string Awards { get; init; } = "";

    /// <summary>处分、诫勉情况; empty means none is declared.</summary>
    public IReadOnlyList<SanctionRow> Sanctions { get; init; } = [];

    /// <summary>The three years before the plan's counting date.</summary>
    public IReadOnlyList<AppraisalRow> Appraisals { get; init; } = [];

    /// <summary>竞聘理由.</summary>
    public string Reasons { get; init; } = "";

    /// <summary>工作设想和预期目标.</summary>
    public string WorkPlan { get; init; } = "";

    public IReadOnlyList<FamilyRow> Family { get; init; } = [];

    /// <summary>是否有应回避亲属在本单位; null until answered.</summary>
    public bool? RelativeInUnit { get; init; }

    /// <summary>Who it is and where, when there is one.</summary>
    public string RelativeInUnitDetail { get; init; } = "";

    /// <summary>Spouse, or without spouse all children, settled abroad; null until answered.</summary>
    public bool? FamilySettledAbroad { get; init; }

    /// <summary>Null while a draft.</summary>
    public Pledge? Pledge { get; init; }

    /// <summary>The highest level of education given, full-time or in-service.</summary>
    [JsonIgnore]
    public EducationLevel? HighestEducation =>
        FullTimeEducation.Level is { } fullTime && InServiceEducation.Level is { } inService
            ? (fullTime > inService ? fullTime : inService)
            : FullTimeEducation.Level ?? InServiceEducation.Level;

    public static ApplicationForm Read(string json) => JsonSerializer.Deserialize<ApplicationForm>(json, Competition.Json) ?? new();

    public string ToJson() => JsonSerializer.Serialize(this, Competition.Json);

    /// <summary>
    /// As it is stored: blanks at the ends and blank rows gone, appraisals by year, and no health unless it was asked for.
    /// </summary>
    public ApplicationForm Tidied(bool healthNeeded) => this with
    {
        Name = Clean(Name), Ethnicity = Clean(Ethnicity), NativePlace = Clean(NativePlace), BirthPlace = Clean(BirthPlace),
        PartyName = Clean(PartyName), Health = healthNeeded ? Clean(Health) : "",
        ProfessionalTitle = Clean(ProfessionalTitle), Speciality = Clean(Speciality),
        FullTimeEducation = Tidy(FullTimeEducation), InServiceEducation = Tidy(InServiceEducation),
        Phone = Clean(Phone), Email = Clean(Email), Department = Clean(Department), PresentPost = Clean(PresentPost),
        Preferences = [.. (Preferences ?? []).Where(id => id != Guid.Empty).Distinct()],
        Resume = [.. (Resume ?? []).Select(r => r with { What = Clean(r.What) }).Where(r => !r.IsBlank)],
        Awards = Clean(Awards),
        Sanctions = [.. (Sanctions ?? []).Select(s => s with { Reason = Clean(s.Reason) }).Where(s => !s.IsBlank)],
        Appraisals = [.. (Appraisals ?? []).Where(a => !a.IsBlank).OrderByDescending(a => a.Year)],
        Reasons = Clean(Reasons), WorkPlan = Clean(WorkPlan),
        Family =
        [
            .. (Family ?? [])
                .Select(f => f with { Kin = Clean(f.Kin), Name = Clean(f.Name), Work = Clean(f.Work), BornIn = MonthOf(f.BornIn) })
                .Where(f => !f.IsBlank),
        ],
        RelativeInUnitDetail = Clean(RelativeInUnitDetail),
    };

    private static Education Tidy(Education? education) =>
        education is null ? new() : education with { School = Clean(education.School), Major = Clean(education.Major) };

    /// <summary>Browsers send an empty field as nothing and line ends as two characters.</summary>
    private static string Clean(string? text) => text?.Trim().ReplaceLineEndings("\n") ?? "";

    private static DateOnly? MonthOf(DateOnly? day) => day is { } given ? new DateOnly(given.Year, given.Month, 1) : null;
}
