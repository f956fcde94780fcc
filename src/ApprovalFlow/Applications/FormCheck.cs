using System.Globalization;
using System.Net.Mail;

namespace ApprovalFlow.Applications;

/// <summary>What is wrong with a field; pages say it in words.</summary>
public enum FormFault
{
    Missing = 1,
    TooLong,
    InTheFuture,

    /// <summary>Before the date it must follow: born, began work, took up the post.</summary>
    TooEarly,
    EndsBeforeItBegins,
    NotAnEmail,
    NotAPhone,

    /// <summary>More posts than the procedure allows.</summary>
    TooManyPreferences,

    /// <summary>A post that is not open to registration.</summary>
    PostNotOpen,

    /// <summary>The résumé does not reach to the present.</summary>
    DoesNotReachToday,

    /// <summary>The signed name is not the name on the form.</summary>
    NotOwnName,
}

/// <summary>One thing to put right: the field as the form names it, e.g. "Family[1].Name", and what is wrong with it.</summary>
public sealed record FormProblem(string Field, FormFault Fault);

/// <summary>What this competition asks of the form.</summary>
public sealed record FormDemands(
    DateOnly Today, DateOnly AsOf, int MaxPreferences, IReadOnlySet<Guid> OpenPosts, bool HealthNeeded)
{
    /// <summary>The three years whose appraisals are asked: those completed before the plan's counting date.</summary>
    public IReadOnlyList<int> AppraisalYears => [AsOf.Year - 1, AsOf.Year - 2, AsOf.Year - 3];
}

/// <summary>Checks a form for completeness and sense before it may be submitted. A draft may be saved with any of these open.</summary>
public static class FormCheck
{
    public const int WordLimit = 60;
    public const int LineLimit = 200;
    public const int TextLimit = 2000;
    public const int RowLimit = 40;

    public static IReadOnlyList<FormProblem> Problems(ApplicationForm form, FormDemands demands)
    {
        var problems = new Findings(demands.Today);
        Person(form, problems);
        if (demands.HealthNeeded) problems.Text(nameof(form.Health), form.Health, LineLimit, required: true);
        Career(form, problems);
        Posts(form, demands, problems);
        Resume(form, demands, problems);
        Record(form, demands, problems);
        Family(form, problems);
        return problems.All;
    }

    /// <summary>The pledge is given by typing the own name as on the form.</summary>
    public static FormProblem? PledgeProblem(ApplicationForm form, string signedName) =>
        signedName.Trim() == form.Name && form.Name.Length > 0 ? null
            : new(nameof(form.Pledge), signedName.Trim().Length == 0 ? FormFault.Missing : FormFault.NotOwnName);

    private static void Person(ApplicationForm form, Findings problems)
    {
        problems.Text(nameof(form.Name), form.Name, WordLimit, required: true);
        problems.Given(nameof(form.Sex), form.Sex);
        problems.Past(nameof(form.BornOn), form.BornOn, required: true);
        problems.Text(nameof(form.Ethnicity), form.Ethnicity, WordLimit, required: true);
        problems.Text(nameof(form.NativePlace), form.NativePlace, LineLimit, required: true);
        problems.Text(nameof(form.BirthPlace), form.BirthPlace, LineLimit, required: true);
        problems.Given(nameof(form.PoliticalStatus), form.PoliticalStatus);
        var joined = form.PoliticalStatus is PoliticalStatus.PartyMember or PoliticalStatus.ProbationaryPartyMember or PoliticalStatus.DemocraticParty;
        problems.Past(nameof(form.PartyJoinedOn), form.PartyJoinedOn, required: joined, notBefore: form.BornOn);
        problems.Text(nameof(form.PartyName), form.PartyName, LineLimit, required: form.PoliticalStatus is PoliticalStatus.DemocraticParty);
        problems.Text(nameof(form.Phone), form.Phone, WordLimit, required: true);
        if (form.Phone.Length > 0 && !form.Phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')'))
            problems.Add(nameof(form.Phone), FormFault.NotAPhone);
        problems.Text(nameof(form.Email), form.Email, LineLimit, required: true);
        if (form.Email.Length > 0 && (!MailAddress.TryCreate(form.Email, out var address) || address.Address != form.Email))
            problems.Add(nameof(form.Email), FormFault.NotAnEmail);
        problems.Text(nameof(form.Speciality), form.Speciality, LineLimit, required: false);
        Schooling(nameof(form.FullTimeEducation), form.FullTimeEducation, form, required: true, problems);
        Schooling(nameof(form.InServiceEducation), form.InServiceEducation, form, required: !form.InServiceEducation.IsBlank, problems);
    }

    private static void Schooling(string field, Education education, ApplicationForm form, bool required, Findings problems)
    {
        if (required) problems.Given($"{field}.{nameof(education.Level)}", education.Level);
        problems.Text($"{field}.{nameof(education.School)}", education.School, LineLimit, required);
        problems.Text($"{field}.{nameof(education.Major)}", education.Major, LineLimit, required: false);
        problems.Past($"{field}.{nameof(education.GraduatedOn)}", education.GraduatedOn, required, notBefore: form.BornOn);
    }

    private static void Career(ApplicationForm form, Findings problems)
    {
        problems.Past(nameof(form.WorkStartedOn), form.WorkStartedOn, required: true, notBefore: form.BornOn);
        problems.Past(nameof(form.UnitJoinedOn), form.UnitJoinedOn, required: true, notBefore: form.WorkStartedOn);
        problems.Text(nameof(form.ProfessionalTitle), form.ProfessionalTitle, LineLimit, required: false);
        problems.Past(nameof(form.ProfessionalTitleOn), form.ProfessionalTitleOn,
            required: form.ProfessionalTitle.Length > 0, notBefore: form.BornOn);
        problems.Text(nameof(form.Department), form.Department, LineLimit, required: true);
        problems.Text(nameof(form.PresentPost), form.PresentPost, LineLimit, required: true);
        problems.Past(nameof(form.PresentPostOn), form.PresentPostOn, required: true, notBefore: form.WorkStartedOn);
        problems.Given(nameof(form.Rank), form.Rank);
        problems.Past(nameof(form.RankOn), form.RankOn, required: true, notBefore: form.WorkStartedOn);
        problems.Given(nameof(form.Establishment), form.Establishment);
    }

    private static void Posts(ApplicationForm form, FormDemands demands, Findings problems)
    {
        if (form.Preferences.Count == 0) problems.Add($"{nameof(form.Preferences)}[0]", FormFault.Missing);
        if (form.Preferences.Count > demands.MaxPreferences) problems.Add(nameof(form.Preferences), FormFault.TooManyPreferences);
        for (var i = 0; i < form.Preferences.Count; i++)
        {
            if (!demands.OpenPosts.Contains(form.Preferences[i]))
                problems.Add(Row(nameof(form.Preferences), i), FormFault.PostNotOpen);
        }

        problems.Text(nameof(form.Reasons), form.Reasons, TextLimit, required: true);
        problems.Text(nameof(form.WorkPlan), form.WorkPlan, TextLimit, required: true);
    }

    private static void Resume(ApplicationForm form, FormDemands demands, Findings problems)
    {
        var reachesToday = false;
        if (form.Resume.Count == 0) problems.Add($"{nameof(form.Resume)}[0].{nameof(ResumeRow.What)}", FormFault.Missing);
        if (form.Resume.Count > RowLimit) problems.Add(nameof(form.Resume), FormFault.TooLong);
        for (var i = 0; i < form.Resume.Count; i++)
        {
            var (row, field) = (form.Resume[i], Row(nameof(form.Resume), i));
            problems.Past($"{field}.{nameof(row.FromOn)}", row.FromOn, required: true, notBefore: form.BornOn);
            problems.Text($"{field}.{nameof(row.What)}", row.What, LineLimit, required: true);
            if (row.ToOn < row.FromOn) problems.Add($"{field}.{nameof(row.ToOn)}", FormFault.EndsBeforeItBegins);
            reachesToday |= row.ToOn is null || row.ToOn >= demands.Today;
        }

        if (form.Resume.Count > 0 && !reachesToday) problems.Add(nameof(form.Resume), FormFault.DoesNotReachToday);
    }

    private static void Record(ApplicationForm form, FormDemands demands, Findings problems)
    {
        problems.Text(nameof(form.Awards), form.Awards, TextLimit, required: false);
        foreach (var year in demands.AppraisalYears)
        {
            // Nobody is appraised for years before they began to work.
            if (form.WorkStartedOn is { } started && started.Year > year) continue;
            if (!form.Appraisals.Any(a => a.Year == year && a.Grade is not null))
                problems.Add(AppraisalField(demands, year), FormFault.Missing);
        }

        for (var i = 0; i < form.Sanctions.Count; i++)
        {
            var (row, field) = (form.Sanctions[i], Row(nameof(form.Sanctions), i));
            problems.Given($"{field}.{nameof(row.Kind)}", row.Kind);
            problems.Past($"{field}.{nameof(row.DecidedOn)}", row.DecidedOn, required: true, notBefore: form.BornOn);
            problems.Text($"{field}.{nameof(row.Reason)}", row.Reason, LineLimit, required: true);
        }
    }

    private static void Family(ApplicationForm form, Findings problems)
    {
        if (form.Family.Count == 0) problems.Add($"{nameof(form.Family)}[0].{nameof(FamilyRow.Name)}", FormFault.Missing);
        if (form.Family.Count > RowLimit) problems.Add(nameof(form.Family), FormFault.TooLong);
        for (var i = 0; i < form.Family.Count; i++)
        {
            var (row, field) = (form.Family[i], Row(nameof(form.Family), i));
            problems.Text($"{field}.{nameof(row.Kin)}", row.Kin, WordLimit, required: true);
            problems.Text($"{field}.{nameof(row.Name)}", row.Name, WordLimit, required: true);
            problems.Past($"{field}.{nameof(row.BornIn)}", row.BornIn, required: true);
            problems.Text($"{field}.{nameof(row.Work)}", row.Work, LineLimit, required: true);
        }

        problems.Given(nameof(form.RelativeInUnit), form.RelativeInUnit);
        problems.Text(nameof(form.RelativeInUnitDetail), form.RelativeInUnitDetail, LineLimit, required: form.RelativeInUnit is true);
        problems.Given(nameof(form.FamilySettledAbroad), form.FamilySettledAbroad);
    }

    private static string Row(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    private static string AppraisalField(FormDemands demands, int year) =>
        $"{Row(nameof(ApplicationForm.Appraisals), demands.AppraisalYears.ToList().IndexOf(year))}.{nameof(AppraisalRow.Grade)}";

    private sealed class Findings(DateOnly today)
    {
        private readonly List<FormProblem> _all = [];

        public IReadOnlyList<FormProblem> All => _all;

        public void Add(string field, FormFault fault) => _all.Add(new(field, fault));

        public void Given<T>(string field, T? value) where T : struct
        {
            if (value is null) Add(field, FormFault.Missing);
        }

        public void Text(string field, string value, int max, bool required)
        {
            if (required && string.IsNullOrWhiteSpace(value)) Add(field, FormFault.Missing);
            if (value.Length > max) Add(field, FormFault.TooLong);
        }

        public void Past(string field, DateOnly? value, bool required, DateOnly? notBefore = null)
        {
            if (value is null && required) Add(field, FormFault.Missing);
            if (value > today) Add(field, FormFault.InTheFuture);
            if (value < notBefore) Add(field, FormFault.TooEarly);
        }
    }
}
