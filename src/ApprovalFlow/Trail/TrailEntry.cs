using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Trail;

/// <summary>
/// One line of the whole-process record (全程纪实): who did what to what, when. Entries of one chain are numbered
/// without gaps and each carries the hash of the one before, so a changed, removed or inserted line shows.
/// Nothing that would link a voter to a ballot is ever written here.
/// </summary>
public sealed class TrailEntry
{
    /// <summary>The chain of everything that belongs to no competition: accounts, units, procedures.</summary>
    public static readonly Guid HouseChain = Guid.Empty;

    private TrailEntry() { }

    public Guid Id { get; private set; }

    /// <summary>The competition's id, or <see cref="HouseChain"/>.</summary>
    public Guid Chain { get; private set; }

    /// <summary>From 1, without gaps within the chain. Zero until the commit that writes it.</summary>
    public long Seq { get; private set; }

    public DateTimeOffset At { get; private set; }
    public Guid ActorId { get; private set; }
    public string ActorName { get; private set; } = "";

    /// <summary>What happened, as noun.verb in the past tense, e.g. "review.decided".</summary>
    public string Action { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    /// <summary>Plain words or JSON with what a later reader needs to judge the act.</summary>
    public string Detail { get; private set; } = "";

    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";

    public static TrailEntry Of(Guid chain, string action, Guid subjectId, Actor actor, string detail, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Chain = chain, Action = action, SubjectId = subjectId,
        ActorId = actor.PersonId, ActorName = actor.Name, Detail = detail, At = now,
    };

    internal void Seal(long seq, string previousHash)
    {
        Seq = seq;
        PreviousHash = previousHash;
        Hash = ComputeHash();
    }

    /// <summary>SHA-256 over every field and the previous hash; instants at millisecond precision, which every database keeps.</summary>
    public string ComputeHash()
    {
        var fields = new[]
        {
            Chain.ToString("n"), Seq.ToString(CultureInfo.InvariantCulture),
            At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ActorId.ToString("n"), ActorName, Action, SubjectId.ToString("n"), Detail, PreviousHash,
        };
        // Length-prefixed, so that no two different sets of fields give the same bytes.
        var canonical = string.Concat(fields.Select(f => $"{f.Length.ToString(CultureInfo.InvariantCulture)}:{f};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }
}

/// <summary>The last link of a chain; its number is the concurrency token that keeps two commits from both being next.</summary>
public sealed class TrailHead
{
    public Guid Chain { get; set; }
    public long Seq { get; set; }
    public string Hash { get; set; } = "";
}

internal sealed class TrailMapping : IEntityTypeConfiguration<TrailEntry>, IEntityTypeConfiguration<TrailHead>
{
    public void Configure(EntityTypeBuilder<TrailEntry> entry)
    {
        entry.ToTable("Trail");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.ActorName).HasMaxLength(100);
        entry.Property(e => e.Action).HasMaxLength(100);
        entry.Property(e => e.PreviousHash).HasMaxLength(64);
        entry.Property(e => e.Hash).HasMaxLength(64);
        entry.HasIndex(e => new { e.Chain, e.Seq }).IsUnique();
        entry.HasIndex(e => e.SubjectId);
    }

    public void Configure(EntityTypeBuilder<TrailHead> head)
    {
        head.ToTable("TrailHeads");
        head.HasKey(h => h.Chain);
        head.Property(h => h.Chain).ValueGeneratedNever();
        head.Property(h => h.Seq).IsConcurrencyToken();
        head.Property(h => h.Hash).HasMaxLength(64);
    }
}
