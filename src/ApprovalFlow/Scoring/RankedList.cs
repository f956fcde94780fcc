using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApprovalFlow.Competitions;
using ApprovalFlow.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Scoring;

/// <summary>One score a rank was computed from, with its version, so that the inputs of the list are beyond doubt.</summary>
public sealed record ListedScore(string Component, int Version, decimal Value);

/// <summary>One line of the list, best first; those without a rank say which component stands in the way.</summary>
public sealed record ListedCandidate(
    Guid ApplicationId, string Number, string Name, StandingStatus Status, string? Because, decimal? Total, int? Rank,
    ImmutableArray<ListedScore> Scores);

/// <summary>In what capacity a list is signed. Stored; never renumber.</summary>
public enum ListSigner
{
    ScoreKeeper = 1,
    ScoreVerifier = 2,
    DisciplineObserver = 3,
}

/// <summary>
/// The ranked list of one post (综合成绩排名): stored as computed, with the hash that its signatures stand for. It orders
/// people for inspection and appoints nobody (INV-06).
/// </summary>
public sealed class RankedList
{
    private static readonly JsonSerializerOptions Json = new(Competition.Json) { IgnoreReadOnlyProperties = true };

    private RankedList() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid PostId { get; private set; }

    /// <summary>From 1; a list returned by a signer and computed anew is the next one, the old one stays.</summary>
    public int Round { get; private set; }

    public string CompositionJson { get; private set; } = "{}";
    public string RowsJson { get; private set; } = "[]";

    /// <summary>People the chain could not separate, as JSON.</summary>
    public string OpenTiesJson { get; private set; } = "[]";

    /// <summary>SHA-256 over composition, rows and open ties.</summary>
    public string Hash { get; private set; } = "";

    public DateTimeOffset ComputedAt { get; private set; }

    public Composition Composition => JsonSerializer.Deserialize<Composition>(CompositionJson, Json)!;
    public ImmutableArray<ListedCandidate> Rows => JsonSerializer.Deserialize<ImmutableArray<ListedCandidate>>(RowsJson, Json);
    public ImmutableArray<OpenTie> OpenTies => JsonSerializer.Deserialize<ImmutableArray<OpenTie>>(OpenTiesJson, Json);

    /// <summary>The order as the rules know it, for shortlists.</summary>
    public Ranking Ranking => new([.. Rows.Select(row => new Standing(row.ApplicationId, row.Status, row.Because, row.Total, row.Rank))], OpenTies);

    public static RankedList Of(
        Guid stageRunId, Guid postId, int round, Composition composition, ImmutableArray<ListedCandidate> rows, ImmutableArray<OpenTie> openTies,
        DateTimeOffset now)
    {
        var (compositionJson, rowsJson, tiesJson) =
            (JsonSerializer.Serialize(composition, Json), JsonSerializer.Serialize(rows, Json), JsonSerializer.Serialize(openTies, Json));
        return new()
        {
            Id = Guid.CreateVersion7(), StageRunId = stageRunId, PostId = postId, Round = round, CompositionJson = compositionJson,
            RowsJson = rowsJson, OpenTiesJson = tiesJson, ComputedAt = now,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{compositionJson}\n{rowsJson}\n{tiesJson}"))),
        };
    }
}

/// <summary>One signature under one ranked list: who, in what capacity, over which hash.</summary>
public sealed class ListSignature
{
    private ListSignature() { }

    public Guid ListId { get; private set; }
    public ListSigner Signer { get; private set; }
    public Guid PersonId { get; private set; }
    public string Hash { get; private set; } = "";
    public DateTimeOffset SignedAt { get; private set; }

    public static ListSignature Of(RankedList list, ListSigner signer, Actor actor, DateTimeOffset now) => new()
    {
        ListId = list.Id, Signer = signer, PersonId = actor.PersonId, Hash = list.Hash, SignedAt = now,
    };
}

internal sealed class RankedListMapping : IEntityTypeConfiguration<RankedList>, IEntityTypeConfiguration<ListSignature>
{
    public void Configure(EntityTypeBuilder<RankedList> list)
    {
        list.ToTable("RankedLists");
        list.HasKey(l => l.Id);
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Property(l => l.Hash).HasMaxLength(64);
        list.Ignore(l => l.Composition);
        list.Ignore(l => l.Rows);
        list.Ignore(l => l.OpenTies);
        list.Ignore(l => l.Ranking);
        list.HasIndex(l => new { l.StageRunId, l.PostId, l.Round }).IsUnique();
        list.HasOne<StageRun>().WithMany().HasForeignKey(l => l.StageRunId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ListSignature> signature)
    {
        signature.ToTable("ListSignatures");
        signature.HasKey(s => new { s.ListId, s.Signer });
        signature.Property(s => s.Hash).HasMaxLength(64);
        signature.HasOne<RankedList>().WithMany().HasForeignKey(s => s.ListId).OnDelete(DeleteBehavior.Restrict);
    }
}
