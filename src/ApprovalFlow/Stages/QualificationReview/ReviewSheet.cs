using System.Text.Json;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>What a check found. Stored; never renumber.</summary>
public enum CheckResult
{
    /// <summary>待审.</summary>
    Pending = 1,
    Pass = 2,
    Fail = 3,
}

/// <summary>Circumstances that stop a candidate wherever they are found (INV-24). Stored; never renumber.</summary>
public enum NegativeCheck
{
    /// <summary>处分影响期内.</summary>
    SanctionPeriod = 1,

    /// <summary>立案审查调查期间.</summary>
    UnderInvestigation = 2,

    /// <summary>新录用公务员试用期内.</summary>
    RecruitmentProbation = 3,

    /// <summary>上一年度考核基本称职及以下.</summary>
    AppraisalBelowCompetent = 4,

    /// <summary>诫勉、组织处理影响期内.</summary>
    AdmonitionPeriod = 5,

    /// <summary>配偶已移居国（境）外，或没有配偶、子女均已移居.</summary>
    FamilySettledAbroad = 6,

    /// <summary>任职后形成应回避关系.</summary>
    PostRecusal = 7,
}

/// <summary>
/// One rule of the announced conditions: what the form says, what the personnel file says of the same (empty: silent), what
/// the machine advises, and what the reviewer says.
/// </summary>
public sealed record ReviewLine(
    string Rule, string RuleEn, string Value, string ValueEn, string Evidence, string EvidenceEn, CheckResult Machine, CheckResult Human, string Note);

/// <summary>One negative check: true where the circumstance was found.</summary>
public sealed record NegativeLine(NegativeCheck Check, bool Found, string Note);

/// <summary>What a reviewer writes on the sheet.</summary>
public sealed record ReviewOpinion(
    CheckResult Information, string InformationReason, CheckResult Eligibility, string EligibilityReason,
    IReadOnlyList<ReviewLine> Lines, IReadOnlyList<NegativeLine> Negatives);

public enum ReviewQualificationOutcome
{
    Recorded = 1,
    NotFound,
    AlreadyDecided,
    Withdrawn,

    /// <summary>A return, a failed check or a rejection without its reason.</summary>
    ReasonRequired,

    /// <summary>Passing with a check, a rule or a circumstance still open.</summary>
    ChecksPending,

    /// <summary>The verdict and the checks say different things.</summary>
    ChecksContradict,

    /// <summary>A re-check passes or fails; it cannot be returned.</summary>
    NotReturnable,
}

/// <summary>
/// F2, the qualification review sheet of one reviewer about one candidate: rule by rule, information and eligibility,
/// written once with the verdict and never changed. A review of the next round is another sheet.
/// </summary>
public sealed class ReviewSheet
{
    private ReviewSheet() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid TaskId { get; private set; }

    /// <summary>First review, second review or re-check.</summary>
    public TaskKind Kind { get; private set; }
    public int Round { get; private set; }
    public Guid ReviewerId { get; private set; }
    public CheckResult Information { get; private set; }
    public string InformationReason { get; private set; } = "";
    public CheckResult Eligibility { get; private set; }
    public string EligibilityReason { get; private set; } = "";
    public string LinesJson { get; private set; } = "[]";
    public string NegativesJson { get; private set; } = "[]";
    public Verdict Verdict { get; private set; }

    /// <summary>The reason as the candidate reads it, or what is to be supplied.</summary>
    public string Comment { get; private set; } = "";
    public DateTimeOffset DecidedAt { get; private set; }

    public IReadOnlyList<ReviewLine> Lines => JsonSerializer.Deserialize<List<ReviewLine>>(LinesJson, Competition.Json)!;
    public IReadOnlyList<NegativeLine> Negatives => JsonSerializer.Deserialize<List<NegativeLine>>(NegativesJson, Competition.Json)!;

    public static ReviewSheet Of(UserTask decided, ReviewOpinion opinion) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = decided.StageRunId!.Value, ApplicationId = decided.SubjectId!.Value, TaskId = decided.Id,
        Kind = decided.Kind, Round = decided.Round, ReviewerId = decided.DecidedById!.Value,
        Information = opinion.Information, InformationReason = opinion.InformationReason.Trim(),
        Eligibility = opinion.Eligibility, EligibilityReason = opinion.EligibilityReason.Trim(),
        LinesJson = JsonSerializer.Serialize(opinion.Lines, Competition.Json),
        NegativesJson = JsonSerializer.Serialize(opinion.Negatives, Competition.Json),
        Verdict = decided.Verdict!.Value, Comment = decided.Comment, DecidedAt = decided.DecidedAt!.Value,
    };

    /// <summary>
    /// Does the sheet carry the verdict? A pass needs both checks and every rule passed and no circumstance found; a failure
    /// needs something that failed, with its reason. The machine's advice is never asked here: a person decides.
    /// </summary>
    public static ReviewQualificationOutcome Check(TaskKind kind, Verdict verdict, string? comment, ReviewOpinion opinion)
    {
        if (verdict == Verdict.Complete || (verdict == Verdict.Return && kind == TaskKind.QualificationRecheck))
            return ReviewQualificationOutcome.NotReturnable;
        if (verdict != Verdict.Approve && string.IsNullOrWhiteSpace(comment)) return ReviewQualificationOutcome.ReasonRequired;
        if (Unreasoned(opinion.Information, opinion.InformationReason) || Unreasoned(opinion.Eligibility, opinion.EligibilityReason))
            return ReviewQualificationOutcome.ReasonRequired;
        if (verdict == Verdict.Return) return ReviewQualificationOutcome.Recorded;

        var failed = opinion.Information == CheckResult.Fail || opinion.Eligibility == CheckResult.Fail
            || opinion.Lines.Any(l => l.Human == CheckResult.Fail) || opinion.Negatives.Any(n => n.Found);
        if (verdict == Verdict.Reject) return failed ? ReviewQualificationOutcome.Recorded : ReviewQualificationOutcome.ChecksContradict;
        if (failed) return ReviewQualificationOutcome.ChecksContradict;
        return opinion.Information == CheckResult.Pass && opinion.Eligibility == CheckResult.Pass
            && opinion.Lines.All(l => l.Human == CheckResult.Pass)
            ? ReviewQualificationOutcome.Recorded : ReviewQualificationOutcome.ChecksPending;
    }

    private static bool Unreasoned(CheckResult result, string reason) => result == CheckResult.Fail && string.IsNullOrWhiteSpace(reason);
}

internal sealed class ReviewSheetMapping : IEntityTypeConfiguration<ReviewSheet>
{
    public void Configure(EntityTypeBuilder<ReviewSheet> sheet)
    {
        sheet.ToTable("QualificationReviewSheets");
        sheet.HasKey(s => s.Id);
        sheet.Property(s => s.Id).ValueGeneratedNever();
        sheet.Property(s => s.InformationReason).HasMaxLength(1000);
        sheet.Property(s => s.EligibilityReason).HasMaxLength(1000);
        sheet.Property(s => s.Comment).HasMaxLength(4000);
        sheet.Ignore(s => s.Lines);
        sheet.Ignore(s => s.Negatives);
        sheet.HasIndex(s => s.TaskId).IsUnique();
        sheet.HasIndex(s => new { s.StageRunId, s.ApplicationId });
        sheet.HasOne<StageRun>().WithMany().HasForeignKey(s => s.StageRunId).OnDelete(DeleteBehavior.Restrict);
        sheet.HasOne<Application>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
