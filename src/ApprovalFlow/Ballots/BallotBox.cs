using System.Collections.Immutable;
using System.Text.Json;
using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Ballots;

/// <summary>What a box's ballots are about. Stored; never renumber.</summary>
public enum BallotSubject
{
    /// <summary>民主测评: all evaluatees of one competition on one sheet.</summary>
    Evaluation = 1,

    /// <summary>票决: one item of a decision meeting.</summary>
    DecisionItem = 2,
}

/// <summary>Stored; never renumber.</summary>
public enum BallotBoxState
{
    /// <summary>Ballots may be cast; nobody can read anything.</summary>
    Open = 1,

    /// <summary>Closed, but the urn could not be opened: no count exists. It can only be declared void.</summary>
    Closed = 2,

    /// <summary>Closed and counted; the count stands.</summary>
    Counted = 3,

    /// <summary>The round is void and is repeated with the next number; the record stays.</summary>
    Void = 4,
}

/// <summary>
/// One round of a secret ballot. Until it is closed its ballots exist only inside <see cref="Urn"/>, encrypted and
/// reshuffled with every ballot; afterwards they are rows that nothing joins to a voter (INV-07, INV-08).
/// </summary>
public sealed class BallotBox
{
    private static readonly JsonSerializerOptions StoredOnly = new(Competition.Json) { IgnoreReadOnlyProperties = true };

    private BallotBox() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid? StageRunId { get; private set; }
    public BallotSubject SubjectKind { get; private set; }

    /// <summary>The stage run or the meeting item voted on; rounds of one vote share it.</summary>
    public Guid SubjectId { get; private set; }

    public string Title { get; private set; } = "";
    public string SheetJson { get; private set; } = "{}";

    /// <summary>From 1; a repeated vote is a new box with the next number.</summary>
    public int Round { get; private set; }

    public BallotBoxState State { get; private set; }

    /// <summary>Ballots handed out: one to each on the list of voters.</summary>
    public int Issued { get; private set; }

    /// <summary>Ballots found in the urn; zero until it was opened.</summary>
    public int Collected { get; private set; }

    /// <summary>Ballots with at least one readable line, and those with none.</summary>
    public int Valid { get; private set; }
    public int Invalid { get; private set; }

    /// <summary>The sealed ballots; empty once counted or void.</summary>
    public byte[] Urn { get; private set; } = [];

    /// <summary>The count per line; "[]" until counted.</summary>
    public string TallyJson { get; private set; } = "[]";

    public Guid OpenedById { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public Guid? ClosedById { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string VoidReason { get; private set; } = "";

    /// <summary>Raised by every change; the concurrency token.</summary>
    public int Revision { get; private set; }

    public BallotSheet Sheet => JsonSerializer.Deserialize<BallotSheet>(SheetJson, Competition.Json)!;

    /// <summary>The count per line in the sheet's order; null unless the count stands.</summary>
    public ImmutableArray<QuestionTally>? Tally =>
        State == BallotBoxState.Counted ? JsonSerializer.Deserialize<ImmutableArray<QuestionTally>>(TallyJson, StoredOnly) : null;

    internal static BallotBox Open(
        Guid id, Guid competitionId, Guid? stageRunId, BallotSubject subjectKind, Guid subjectId, string title, BallotSheet sheet,
        int round, int issued, byte[] urn, Actor actor, DateTimeOffset now) => new()
        {
            Id = id, CompetitionId = competitionId, StageRunId = stageRunId, SubjectKind = subjectKind, SubjectId = subjectId,
            Title = title, SheetJson = JsonSerializer.Serialize(sheet, Competition.Json), Round = round, State = BallotBoxState.Open,
            Issued = issued, Urn = urn, OpenedById = actor.PersonId, OpenedAt = now, Revision = 1,
        };

    internal void Replace(byte[] urn)
    {
        Urn = urn;
        Revision++;
    }

    internal void Count(int collected, int valid, ImmutableArray<QuestionTally> tally, Actor actor, DateTimeOffset now)
    {
        (Collected, Valid, Invalid, TallyJson) = (collected, valid, collected - valid, JsonSerializer.Serialize(tally, StoredOnly));
        End(BallotBoxState.Counted, actor, now);
    }

    /// <summary>The urn cannot be opened: no more ballots, and no count.</summary>
    internal void CloseUnread(Actor actor, DateTimeOffset now)
    {
        (State, ClosedById, ClosedAt) = (BallotBoxState.Closed, actor.PersonId, now);
        Revision++;
    }

    /// <summary>The ballots are destroyed unread; who took part stays on record.</summary>
    internal bool Annul(string reason, int collected, Actor actor, DateTimeOffset now)
    {
        if (State is BallotBoxState.Counted or BallotBoxState.Void) return false;
        (VoidReason, Collected) = (reason, collected);
        End(BallotBoxState.Void, actor, now);
        return true;
    }

    private void End(BallotBoxState state, Actor actor, DateTimeOffset now)
    {
        (State, ClosedById, ClosedAt, Urn) = (state, actor.PersonId, now, []);
        Revision++;
    }
}

internal sealed class BallotBoxMapping : IEntityTypeConfiguration<BallotBox>
{
    public void Configure(EntityTypeBuilder<BallotBox> box)
    {
        box.ToTable("BallotBoxes");
        box.HasKey(b => b.Id);
        box.Property(b => b.Id).ValueGeneratedNever();
        box.Property(b => b.Title).HasMaxLength(300);
        box.Property(b => b.VoidReason).HasMaxLength(1000);
        box.Property(b => b.Revision).IsConcurrencyToken();
        box.Ignore(b => b.Sheet);
        box.Ignore(b => b.Tally);
        box.HasIndex(b => new { b.SubjectKind, b.SubjectId, b.Round }).IsUnique();
        box.HasIndex(b => b.CompetitionId);
        box.HasIndex(b => b.StageRunId);
        box.HasOne<Competition>().WithMany().HasForeignKey(b => b.CompetitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
