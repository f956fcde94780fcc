using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Database;

/// <summary>Brings a database to the shape this version of the program needs.</summary>
public static class DatabaseSetup
{
    /// <summary>Applies the migrations that are missing. Safe to call from several nodes at once and at every start.</summary>
    public static Task MigrateAsync(ApprovalDb db, CancellationToken ct) => db.Database.MigrateAsync(ct);

    /// <summary>Makes an empty database's tables from the model, without migrations: quick, for tests that throw it away.</summary>
    public static Task CreateAsync(ApprovalDb db, CancellationToken ct) => db.Database.EnsureCreatedAsync(ct);

    /// <summary>Does this version of the program find the database in the shape it needs?</summary>
    public static async Task<bool> IsCurrentAsync(ApprovalDb db, CancellationToken ct) =>
        await db.Database.CanConnectAsync(ct) && !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
}
