using System.Text.Json;
using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages;

/// <summary>The stages of DOMAIN §5 that a procedure is drawn from. Stored; never renumber.</summary>
public enum StageKind
{
    Announcement = 1,
    Registration = 2,
    QualificationReview = 3,
    WrittenExam = 4,
    Interview = 5,
    DemocraticEvaluation = 6,
    Synthesis = 7,
    Inspection = 8,
    FourChecks = 9,
    PartyGroupDecision = 10,
    PublicNotice = 11,
    Appointment = 12,
    Probation = 13,
    Archive = 14,

    /// <summary>Closes a competition that cannot go on: too few, none qualified, none passed.</summary>
    CloseCompetition = 15,
}

/// <summary>
/// One entry of a competition's flow into one stage. (InstanceId, ActivityId, Round, CatchUp) is unique, so a repeated execution
/// finds what it made the first time. Closes with a summary: who, counts, files.
/// </summary>
public sealed class StageRun
{
    private StageRun() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid InstanceId { get; private set; }
    public string ActivityId { get; private set; } = "";

    /// <summary>From 1; a stage entered again (re-vote, re-notice, re-opened) is a new run with the next number.</summary>
    public int Round { get; private set; }

    /// <summary>
    /// 0 for the flow's own entry. From 1: the rounds held afterwards, beside the flow, for those who were kept back when the
    /// stage closed (<see cref="CatchUpRounds"/>).
    /// </summary>
    public int CatchUp { get; private set; }

    public StageKind Kind { get; private set; }

    /// <summary>The name the procedure's designer gave this stage; empty for the kind's own name.</summary>
    public string DisplayText { get; private set; } = "";

    /// <summary>The stage's settings as evaluated on entry, as JSON: what was in force, for pages and for the record.</summary>
    public string SettingsJson { get; private set; } = "{}";

    public DateTimeOffset EnteredAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The way out that the stage took, e.g. "Qualified"; empty while open; "Cancelled" when the flow took it back.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>Counts and names at the close, as JSON.</summary>
    public string SummaryJson { get; private set; } = "{}";

    /// <summary>Raised by <see cref="Touch"/>: a use case whose decision depends on the stage being open touches it in its commit.</summary>
    public int Revision { get; private set; }

    public bool IsOpen => ClosedAt is null;

    public bool IsCatchUp => CatchUp > 0;

    /// <summary>Whom to poke about this run; null for all that wait: nothing in the flow waits for a catch-up round by name.</summary>
    public string? WakesActivityId => IsCatchUp ? null : ActivityId;

    /// <summary>The settings in force for this run.</summary>
    public T Settings<T>() => JsonSerializer.Deserialize<T>(SettingsJson, Competition.Json)!;

    public static StageRun Enter(
        Guid competitionId, Guid instanceId, string activityId, int round, StageKind kind, string displayText, string settingsJson,
        DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = competitionId, InstanceId = instanceId, ActivityId = activityId,
            Round = round, Kind = kind, DisplayText = displayText, SettingsJson = settingsJson, EnteredAt = now, Revision = 1,
        };

    /// <summary>Another round of a stage that closed, under the same settings, for those it left behind.</summary>
    public static StageRun CatchUpWith(StageRun closed, int number, DateTimeOffset now)
    {
        var run = Enter(closed.CompetitionId, closed.InstanceId, closed.ActivityId, closed.Round, closed.Kind, closed.DisplayText, closed.SettingsJson, now);
        run.CatchUp = number;
        return run;
    }

    public void Close(string outcome, string summaryJson, DateTimeOffset now)
    {
        (ClosedAt, Outcome, SummaryJson) = (now, outcome, summaryJson);
        Revision++;
    }

    /// <summary>Makes the caller's commit lose against a closing stage, and the other way round.</summary>
    public void Touch() => Revision++;
}

internal sealed class StageRunMapping : IEntityTypeConfiguration<StageRun>
{
    public void Configure(EntityTypeBuilder<StageRun> run)
    {
        run.ToTable("StageRuns");
        run.HasKey(r => r.Id);
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.ActivityId).HasMaxLength(200);
        run.Property(r => r.DisplayText).HasMaxLength(200);
        run.Property(r => r.Outcome).HasMaxLength(60);
        run.Property(r => r.Revision).IsConcurrencyToken();
        run.Ignore(r => r.IsOpen);
        run.Ignore(r => r.IsCatchUp);
        run.Ignore(r => r.WakesActivityId);
        run.HasIndex(r => new { r.InstanceId, r.ActivityId, r.Round, r.CatchUp }).IsUnique();
        run.HasIndex(r => new { r.CompetitionId, r.EnteredAt });
        run.HasOne<Competition>().WithMany().HasForeignKey(r => r.CompetitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
