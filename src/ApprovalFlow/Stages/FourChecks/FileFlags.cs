using ApprovalFlow.Applications;
using ApprovalFlow.Eligibility;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;

namespace ApprovalFlow.Stages.FourChecks;

/// <summary>
/// The bars that may have arisen since the qualification review (INV-24), read again from the personnel file as it is
/// now. What the file does not know bars nobody; the four checks are made by people.
/// </summary>
public static class FileFlags
{
    /// <summary>What bars the subject on the day; null when nothing does.</summary>
    public static async Task<Bilingual?> BarOnAsync(ApprovalDb db, Application subject, DateOnly today, CancellationToken ct)
    {
        var person = await db.FindAsync<Person>([subject.PersonId], ct);
        var facts = ApplicantFacts.Of(ApplicationForm.Read(person!.PersonnelFileJson));
        var bar = EligibilityRules.Evaluate(EligibilityRules.Standing, facts, today).Results.FirstOrDefault(r => r.Verdict == RuleVerdict.NotMet);
        return bar is null ? null : new($"不符合任职条件：{bar.Found.Zh}", $"no longer eligible: {bar.Found.En}");
    }
}
