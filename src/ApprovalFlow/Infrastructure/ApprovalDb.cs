using ApprovalFlow.Engine;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ApprovalFlow.Infrastructure;

/// <summary>
/// The one database of the product, with the engine's tables in it. Every save appends its trail entries to their
/// hash chains in the same transaction. Entities are reached by <see cref="DbContext.Set{TEntity}()"/>; each maps itself
/// beside its class.
/// </summary>
public abstract class ApprovalDb(DbContextOptions options) : EngineDb(options)
{
    /// <summary>How often a commit that lost a race is tried again before the failure is shown.</summary>
    private const int Attempts = 20;

    private static readonly CompiledQuery<Func<ApprovalDb, Guid, CancellationToken, Task<TrailHead?>>> HeadOfChain = new(() =>
        EF.CompileAsyncQuery((ApprovalDb db, Guid chain, CancellationToken _) => db.Set<TrailHead>().FirstOrDefault(h => h.Chain == chain)));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ApprovalDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 8);
    }

    /// <summary>
    /// Runs an attempt that loads, asks and saves once; when another commit won the race meanwhile, forgets what was
    /// loaded and asks again, so that the answer given is the true one. Nobody ever sees a conflict error.
    /// </summary>
    public async Task<T> CommitAsync<T>(Func<Task<T>> attempt)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (DbUpdateException) when (tries < Attempts)
            {
                ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Rows that the next save adds. That a row is new is known without comparing every row that was read.</summary>
    public IReadOnlyList<T> Added<T>() where T : class =>
        WithoutDetecting(() => ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList());

    /// <summary>The rows of a kind that this context has read or will add, as they are.</summary>
    public LocalView<T> Known<T>() where T : class => WithoutDetecting(() => Set<T>().Local);

    /// <summary>Adds a line to the record; it is chained and stored by the save that stores the act itself.</summary>
    public void Record(Guid chain, string action, Guid subjectId, Actor actor, string detail, DateTimeOffset now) =>
        Add(TrailEntry.Of(chain, action, subjectId, actor, detail, now));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await ChainTrailAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: the trail is chained there.");

    private async Task ChainTrailAsync(CancellationToken ct)
    {
        foreach (var chain in Added<TrailEntry>().Where(e => e.Seq == 0).GroupBy(e => e.Chain))
        {
            var head = Known<TrailHead>().FirstOrDefault(h => h.Chain == chain.Key) ?? await HeadOfChain.In(this)(this, chain.Key, ct);
            if (head is null) Add(head = new TrailHead { Chain = chain.Key });
            foreach (var entry in chain.OrderBy(e => e.Id))
            {
                entry.Seal(head.Seq + 1, head.Hash);
                head.Seq = entry.Seq;
                head.Hash = entry.Hash;
            }
        }
    }

    private T WithoutDetecting<T>(Func<T> look)
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return look();
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }
}
