using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Procedures;

/// <summary>
/// What is being drawn for one version until it is published; then the engine's frozen definition takes its place. Whoever
/// saves says which revision they saw. The row outlives a discarded draft, emptied, so that revisions never run backwards and
/// a window left open on the discarded drawing cannot save into its successor.
/// </summary>
public sealed class ProcedureDraft
{
    private ProcedureDraft() { }

    public string VersionId { get; private set; } = "";

    /// <summary>The definition; empty once discarded or published.</summary>
    public string Json { get; private set; } = "";

    /// <summary>What it was before the last save, to go back to; empty where there is nothing.</summary>
    public string PreviousJson { get; private set; } = "";

    /// <summary>Rises by one with every save that changed something.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }
    public Guid SavedById { get; private set; }

    /// <summary>Everybody who has saved it: none of them may approve it.</summary>
    public IReadOnlyList<Guid> Designers { get; private set; } = [];

    public static ProcedureDraft Begin(string versionId, string json, Actor actor, DateTimeOffset now)
    {
        var draft = new ProcedureDraft { VersionId = versionId };
        draft.BeginAnew(json, actor, now);
        return draft;
    }

    /// <summary>The same version number is drawn again after it had been discarded.</summary>
    internal void BeginAnew(string json, Actor actor, DateTimeOffset now)
    {
        Designers = [];
        Save(json, actor, now);
        PreviousJson = "";
    }

    internal void Save(string json, Actor actor, DateTimeOffset now)
    {
        PreviousJson = Json;
        Json = json;
        Revision++;
        SavedAt = now;
        SavedById = actor.PersonId;
        if (!Designers.Contains(actor.PersonId)) Designers = [.. Designers, actor.PersonId];
    }

    internal void Empty() => (Json, PreviousJson) = ("", "");
}

internal sealed class ProcedureDraftMapping : IEntityTypeConfiguration<ProcedureDraft>
{
    public void Configure(EntityTypeBuilder<ProcedureDraft> draft)
    {
        draft.ToTable("ProcedureDrafts");
        draft.HasKey(d => d.VersionId);
        draft.Property(d => d.VersionId).HasMaxLength(200).ValueGeneratedNever();
        draft.Property(d => d.Revision).IsConcurrencyToken();
        draft.Property(d => d.Designers).HasConversion(
            people => string.Join(',', people.Select(p => p.ToString("n"))),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => Guid.ParseExact(t, "n")).ToList(),
            new ValueComparer<IReadOnlyList<Guid>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list));
    }
}
