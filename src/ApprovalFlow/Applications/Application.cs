using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Applications;

/// <summary>
/// How far a candidate's case has come, or why it ended. 1-19 are still in the competition, 20 and above have ended
/// without appointment. Stored; never renumber.
/// </summary>
public enum ApplicationState
{
    /// <summary>The form is being filled in; the organiser cannot see it.</summary>
    Draft = 1,

    /// <summary>Registered (已报名); the form is a frozen snapshot.</summary>
    Submitted = 2,

    /// <summary>Passed qualification review.</summary>
    Qualified = 3,

    /// <summary>Entered the interview.</summary>
    Shortlisted = 4,

    /// <summary>Subject of inspection (考察对象).</summary>
    UnderInspection = 5,

    /// <summary>Inspected and cleared by the four checks; to be put to the party group.</summary>
    Proposed = 6,

    /// <summary>The party group agreed.</summary>
    Decided = 7,

    /// <summary>In the pre-appointment notice.</summary>
    OnNotice = 8,

    /// <summary>The notice ended without effect on the appointment.</summary>
    Cleared = 9,

    /// <summary>Appointed, on probation.</summary>
    Appointed = 10,

    /// <summary>Probation passed.</summary>
    Confirmed = 11,

    /// <summary>Left by own wish.</summary>
    Withdrawn = 20,

    /// <summary>Did not pass qualification review.</summary>
    NotQualified = 21,

    /// <summary>Not among those admitted to the interview, or below the pass line.</summary>
    NotShortlisted = 22,

    /// <summary>Approval in democratic evaluation at or below the line.</summary>
    Vetoed = 23,

    /// <summary>Not chosen for inspection.</summary>
    NotInspected = 24,

    /// <summary>Inspected, not proposed; or stopped by one of the four checks.</summary>
    NotProposed = 25,

    /// <summary>The party group did not agree.</summary>
    NotPassed = 26,

    /// <summary>Ended by substantiated findings, at any stage.</summary>
    Disqualified = 27,

    /// <summary>The post was cancelled.</summary>
    PostCancelled = 28,

    /// <summary>Probation not passed.</summary>
    NotConfirmed = 29,

    /// <summary>The competition was cancelled or closed first.</summary>
    CompetitionClosed = 30,
}

public static class ApplicationStates
{
    /// <summary>Still in the competition (a draft is not).</summary>
    public static bool IsIn(this ApplicationState state) => state is > ApplicationState.Draft and < ApplicationState.Withdrawn;

    public static bool IsOut(this ApplicationState state) => state >= ApplicationState.Withdrawn;
}

public enum SubmitApplicationOutcome { Submitted = 1, NotFound, AlreadySubmitted, NotOpen, FormIncomplete, ConflictOfDuty, FormChanged, InAnotherCompetition }

public enum WithdrawApplicationOutcome { Withdrawn = 1, NotFound, NotIn, TooLate, ReasonRequired }

/// <summary>One candidate's case in one competition (报名). After submission the form is a snapshot that nothing changes.</summary>
public sealed class Application
{
    private Application() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Registration number within the competition, given on submission, e.g. "012".</summary>
    public string Number { get; private set; } = "";

    /// <summary>The post competed for now; the first preference until re-chosen or reassigned.</summary>
    public Guid? PostId { get; private set; }

    /// <summary>Ranked post ids as JSON array.</summary>
    public string PreferencesJson { get; private set; } = "[]";

    /// <summary>服从调剂.</summary>
    public bool AcceptsReassignment { get; private set; }

    /// <summary>The registration form F1 as JSON: a draft until submitted, a snapshot afterwards.</summary>
    public string FormJson { get; private set; } = "{}";

    /// <summary>SHA-256 of the snapshot; empty while a draft.</summary>
    public string SnapshotHash { get; private set; } = "";

    public ApplicationState State { get; private set; }

    /// <summary>Why the case ended or was put on hold; shown to the candidate.</summary>
    public string StateReason { get; private set; } = "";

    /// <summary>Set when the organiser, after the withdrawal deadline, allowed this person to withdraw all the same.</summary>
    public DateTimeOffset? WithdrawalAllowedAt { get; private set; }

    /// <summary>Set while discipline or an objection under verification keeps this person, and only this person, from moving on.</summary>
    public DateTimeOffset? HeldAt { get; private set; }
    public string HoldReason { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Raised by every change: autosave says which revision it replaces, so two windows cannot silently overwrite each other.</summary>
    public int Revision { get; private set; }

    public static Application Start(Guid competitionId, Guid personId, string formJson, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), CompetitionId = competitionId, PersonId = personId, FormJson = formJson,
        State = ApplicationState.Draft, StartedAt = now, SavedAt = now, Revision = 1,
    };

    public bool Save(string formJson, IReadOnlyList<Guid> preferences, bool acceptsReassignment, DateTimeOffset now)
    {
        if (State != ApplicationState.Draft) return false;
        FormJson = formJson;
        PreferencesJson = JsonSerializer.Serialize(preferences);
        PostId = preferences.Count > 0 ? preferences[0] : null;
        AcceptsReassignment = acceptsReassignment;
        SavedAt = now;
        Revision++;
        return true;
    }

    /// <summary>Freezes the form. Whether registration is open and the form complete is checked by the caller.</summary>
    public SubmitApplicationOutcome Submit(string number, DateTimeOffset now)
    {
        if (State != ApplicationState.Draft) return SubmitApplicationOutcome.AlreadySubmitted;
        (State, Number, SubmittedAt) = (ApplicationState.Submitted, number, now);
        SnapshotHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormJson)));
        Revision++;
        return SubmitApplicationOutcome.Submitted;
    }

    /// <summary>Moves on, or out with a reason that the candidate will read. A case that is out stays out.</summary>
    public bool MoveTo(ApplicationState state, string reason = "")
    {
        if (State.IsOut() || State == state) return false;
        (State, StateReason) = (state, reason);
        Revision++;
        return true;
    }

    /// <summary>
    /// Leaves by own wish. The deadline itself still counts; after it only with the organiser's leave. What the party group
    /// has decided is no longer the candidate's to take back here.
    /// </summary>
    public WithdrawApplicationOutcome Withdraw(string reason, DateTimeOffset deadline, DateTimeOffset now)
    {
        if (!State.IsIn() || State >= ApplicationState.Decided) return WithdrawApplicationOutcome.NotIn;
        if (now > deadline && WithdrawalAllowedAt is null) return WithdrawApplicationOutcome.TooLate;
        if (string.IsNullOrWhiteSpace(reason)) return WithdrawApplicationOutcome.ReasonRequired;
        MoveTo(ApplicationState.Withdrawn, reason.Trim());
        return WithdrawApplicationOutcome.Withdrawn;
    }

    public bool AllowWithdrawal(DateTimeOffset now)
    {
        if (!State.IsIn() || WithdrawalAllowedAt is not null) return false;
        WithdrawalAllowedAt = now;
        Revision++;
        return true;
    }

    /// <summary>A re-check overturned the finding that ended the case (资格复核通过).</summary>
    public bool Reinstate(ApplicationState state, string reason)
    {
        if (!State.IsOut() || State == ApplicationState.Withdrawn) return false;
        (State, StateReason) = (state, reason);
        Revision++;
        return true;
    }

    /// <summary>Competes for another post from now on: re-choosing or accepted reassignment.</summary>
    public bool ChangePost(Guid postId)
    {
        if (!State.IsIn() || PostId == postId) return false;
        PostId = postId;
        Revision++;
        return true;
    }

    public bool Hold(string reason, DateTimeOffset now)
    {
        if (HeldAt is not null || State.IsOut()) return false;
        (HeldAt, HoldReason) = (now, reason);
        Revision++;
        return true;
    }

    public bool Release()
    {
        if (HeldAt is null) return false;
        (HeldAt, HoldReason) = (null, "");
        Revision++;
        return true;
    }
}

internal sealed class ApplicationMapping : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> application)
    {
        application.ToTable("Applications");
        application.HasKey(a => a.Id);
        application.Property(a => a.Id).ValueGeneratedNever();
        application.Property(a => a.Number).HasMaxLength(20);
        application.Property(a => a.SnapshotHash).HasMaxLength(64);
        application.Property(a => a.StateReason).HasMaxLength(1000);
        application.Property(a => a.HoldReason).HasMaxLength(1000);
        application.Property(a => a.Revision).IsConcurrencyToken();
        application.HasIndex(a => new { a.CompetitionId, a.PersonId }).IsUnique();
        application.HasIndex(a => a.PersonId);
        application.HasIndex(a => new { a.CompetitionId, a.State });
        application.HasOne<Competition>().WithMany().HasForeignKey(a => a.CompetitionId).OnDelete(DeleteBehavior.Restrict);
        application.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
