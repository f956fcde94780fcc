using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.Interview;

/// <summary>Somebody in the draw: the registration number makes it repeatable by hand.</summary>
public sealed record DrawEntry(Guid ApplicationId, string Number, Guid? PostId);

/// <summary>
/// The draw of the interview's order (抽签). The seed is on record: within each post everybody stands in the order of
/// SHA-256(seed ":" registration number), and posts follow one another in the order their first number comes up.
/// </summary>
public sealed class InterviewDraw
{
    private InterviewDraw() { }

    public Guid StageRunId { get; private set; }
    public string Seed { get; private set; } = "";

    /// <summary>Application ids in the order drawn, as a JSON array.</summary>
    public string OrderJson { get; private set; } = "[]";

    public DateTimeOffset DrawnAt { get; private set; }

    public static InterviewDraw Of(Guid stageRunId, string seed, ImmutableArray<DrawEntry> entries, DateTimeOffset now) => new()
    {
        StageRunId = stageRunId, Seed = seed, DrawnAt = now, OrderJson = JsonSerializer.Serialize(Order(seed, entries), Competition.Json),
    };

    /// <summary>The order that the seed gives, whoever computes it and in whatever order the entries come.</summary>
    public static ImmutableArray<Guid> Order(string seed, ImmutableArray<DrawEntry> entries) =>
    [
        .. entries.OrderBy(entry => Lot(seed, entry.Number), StringComparer.Ordinal).GroupBy(entry => entry.PostId)
            .SelectMany(post => post).Select(entry => entry.ApplicationId),
    ];

    internal IEnumerable<InterviewSeat> Seats() =>
        JsonSerializer.Deserialize<ImmutableArray<Guid>>(OrderJson, Competition.Json).Index().Select(each => InterviewSeat.Of(StageRunId, each.Item, each.Index + 1));

    private static string Lot(string seed, string number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{number}")));
}

/// <summary>One candidate's number in the order, and whether the person came.</summary>
public sealed class InterviewSeat
{
    private InterviewSeat() { }

    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public int DrawNumber { get; private set; }

    /// <summary>Why the candidate did not appear; null while expected or present.</summary>
    public string? AbsentBecause { get; private set; }

    internal static InterviewSeat Of(Guid stageRunId, Guid applicationId, int drawNumber) =>
        new() { StageRunId = stageRunId, ApplicationId = applicationId, DrawNumber = drawNumber };

    internal bool MarkAbsent(string reason)
    {
        if (AbsentBecause is not null) return false;
        AbsentBecause = reason;
        return true;
    }
}

internal sealed class InterviewMapping : IEntityTypeConfiguration<InterviewDraw>, IEntityTypeConfiguration<InterviewSeat>
{
    public void Configure(EntityTypeBuilder<InterviewDraw> draw)
    {
        draw.ToTable("InterviewDraws");
        draw.HasKey(d => d.StageRunId);
        draw.Property(d => d.StageRunId).ValueGeneratedNever();
        draw.Property(d => d.Seed).HasMaxLength(64);
        draw.HasOne<StageRun>().WithMany().HasForeignKey(d => d.StageRunId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<InterviewSeat> seat)
    {
        seat.ToTable("InterviewSeats");
        seat.HasKey(s => new { s.StageRunId, s.ApplicationId });
        seat.Property(s => s.AbsentBecause).HasMaxLength(500);
        seat.HasOne<StageRun>().WithMany().HasForeignKey(s => s.StageRunId).OnDelete(DeleteBehavior.Restrict);
        seat.HasOne<Application>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
