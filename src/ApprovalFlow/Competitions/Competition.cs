using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApprovalFlow.Procedures;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Competitions;

/// <summary>Where a competition stands as a whole. Stored; never renumber.</summary>
public enum CompetitionState
{
    /// <summary>The plan is being written.</summary>
    Drafting = 1,

    /// <summary>The plan waits for the leading group (party group) of the unit.</summary>
    AwaitingApproval = 2,

    /// <summary>Approved; the procedure is running.</summary>
    Running = 3,

    /// <summary>Stopped with a reason; nothing moves and no deadline acts until resumed.</summary>
    Suspended = 4,

    /// <summary>Closed by the procedure, with or without appointments.</summary>
    Finished = 5,

    /// <summary>Ended before its time; everybody registered was told why.</summary>
    Cancelled = 6,
}

public enum SubmitPlanOutcome { Submitted = 1, NotFound, AlreadySubmitted, PlanIncomplete }

public enum ApprovePlanOutcome { Approved = 1, Returned, NotFound, NotSubmitted, OwnPlan, PlanChanged, ReasonRequired }

/// <summary>One running of a procedure in a unit (一次竞争上岗), pinned to one procedure version and one approved plan.</summary>
public sealed class Competition
{
    /// <summary>How plans and other documents are stored and hashed: stable order, no escaping of Chinese.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    private Competition() { }

    public Guid Id { get; private set; }
    public Guid UnitId { get; private set; }

    /// <summary>Year and serial within the unit, e.g. "2026-02".</summary>
    public string Number { get; private set; } = "";

    public string Title { get; private set; } = "";
    public string TitleEn { get; private set; } = "";
    public string ProcedureVersionId { get; private set; } = "";
    public CompetitionState State { get; private set; }
    public string PlanJson { get; private set; } = "{}";

    /// <summary>Raised by each change of the plan, its posts or its duties; what an approver saw is what gets approved.</summary>
    public int PlanRevision { get; private set; }

    /// <summary>SHA-256 over plan, posts, duties and procedure version; empty until approved.</summary>
    public string PlanHash { get; private set; } = "";

    public Guid AuthorId { get; private set; }
    public Guid? SubmittedById { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public Guid? ApprovedById { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>The engine's instance; set when the plan is approved.</summary>
    public Guid? InstanceId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Set while suspended: the working days since then are given back to every deadline on resuming.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Why it was suspended, cancelled or finished without appointment; shown to candidates.</summary>
    public string EndReason { get; private set; } = "";

    public Plan Plan => JsonSerializer.Deserialize<Plan>(PlanJson, Json)!;

    /// <summary>The title for a reader of one language; the Chinese one where no English was given.</summary>
    public string NameIn(bool chinese) => chinese || TitleEn.Length == 0 ? Title : TitleEn;

    public bool PlanIsOpen => State is CompetitionState.Drafting;

    public static Competition Draft(
        Guid unitId, string number, string title, string titleEn, ProcedureVersion procedure, Plan plan, Actor author, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(), UnitId = unitId, Number = number, Title = title, TitleEn = titleEn,
            ProcedureVersionId = procedure.Id, State = CompetitionState.Drafting, PlanJson = JsonSerializer.Serialize(plan, Json),
            PlanRevision = 1, AuthorId = author.PersonId, CreatedAt = now,
        };

    /// <summary>Changes the plan's text and dates; false once it has been submitted.</summary>
    public bool Revise(string title, string titleEn, Plan plan)
    {
        if (!PlanIsOpen) return false;
        (Title, TitleEn, PlanJson) = (title, titleEn, JsonSerializer.Serialize(plan, Json));
        PlanRevision++;
        return true;
    }

    /// <summary>Posts or duties changed; false once the plan has been submitted.</summary>
    public bool Touch()
    {
        if (!PlanIsOpen) return false;
        PlanRevision++;
        return true;
    }

    /// <summary>Puts the plan before the leading group. Completeness is checked by the caller, which can read posts and duties.</summary>
    public SubmitPlanOutcome Submit(Actor actor, DateTimeOffset now)
    {
        if (State != CompetitionState.Drafting) return SubmitPlanOutcome.AlreadySubmitted;
        (State, SubmittedById, SubmittedAt) = (CompetitionState.AwaitingApproval, actor.PersonId, now);
        return SubmitPlanOutcome.Submitted;
    }

    /// <summary>
    /// Approves exactly the plan the approver saw, or returns it with a reason. Nobody approves a plan they wrote or submitted.
    /// </summary>
    public ApprovePlanOutcome Decide(
        bool approve, string? reason, int revisionSeen, string canonicalPlan, Actor actor, DateTimeOffset now)
    {
        if (State != CompetitionState.AwaitingApproval) return ApprovePlanOutcome.NotSubmitted;
        if (revisionSeen != PlanRevision) return ApprovePlanOutcome.PlanChanged;
        if (!approve && string.IsNullOrWhiteSpace(reason)) return ApprovePlanOutcome.ReasonRequired;
        if (approve && (actor.PersonId == AuthorId || actor.PersonId == SubmittedById)) return ApprovePlanOutcome.OwnPlan;
        if (!approve)
        {
            State = CompetitionState.Drafting;
            return ApprovePlanOutcome.Returned;
        }

        State = CompetitionState.Running;
        (ApprovedById, ApprovedAt) = (actor.PersonId, now);
        PlanHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalPlan)));
        InstanceId = Guid.CreateVersion7();
        return ApprovePlanOutcome.Approved;
    }

    /// <summary>The organiser takes a submitted plan back before anybody has decided.</summary>
    public bool Recall()
    {
        if (State != CompetitionState.AwaitingApproval) return false;
        State = CompetitionState.Drafting;
        return true;
    }

    public bool Suspend(string reason, DateTimeOffset now)
    {
        if (State != CompetitionState.Running) return false;
        (State, EndReason, SuspendedAt) = (CompetitionState.Suspended, reason, now);
        return true;
    }

    public bool Resume()
    {
        if (State != CompetitionState.Suspended) return false;
        (State, EndReason, SuspendedAt) = (CompetitionState.Running, "", null);
        return true;
    }

    /// <summary>The procedure has come to its end.</summary>
    public void Finish(string reason, DateTimeOffset now) => (State, EndReason, EndedAt) = (CompetitionState.Finished, reason, now);

    public bool Cancel(string reason, DateTimeOffset now)
    {
        if (State is CompetitionState.Finished or CompetitionState.Cancelled) return false;
        (State, EndReason, EndedAt) = (CompetitionState.Cancelled, reason, now);
        return true;
    }
}

internal sealed class CompetitionMapping : IEntityTypeConfiguration<Competition>
{
    public void Configure(EntityTypeBuilder<Competition> competition)
    {
        competition.ToTable("Competitions");
        competition.HasKey(c => c.Id);
        competition.Property(c => c.Id).ValueGeneratedNever();
        competition.Property(c => c.Number).HasMaxLength(40);
        competition.Property(c => c.Title).HasMaxLength(200);
        competition.Property(c => c.TitleEn).HasMaxLength(200);
        competition.Property(c => c.ProcedureVersionId).HasMaxLength(200);
        competition.Property(c => c.PlanHash).HasMaxLength(64);
        competition.Property(c => c.EndReason).HasMaxLength(1000);
        competition.Property(c => c.State).IsConcurrencyToken();
        competition.Property(c => c.PlanRevision).IsConcurrencyToken();
        competition.Ignore(c => c.Plan);
        competition.Ignore(c => c.PlanIsOpen);
        competition.HasIndex(c => new { c.UnitId, c.Number }).IsUnique();
        competition.HasIndex(c => c.InstanceId);
        competition.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        competition.HasOne<ProcedureVersion>().WithMany().HasForeignKey(c => c.ProcedureVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
