using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlow.Database;

/// <summary>
/// Keeps the statements that one open SQLite connection has parsed and planned, and runs them again when the same text
/// comes again: the provider forgets them with every command. For one user of one connection.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    private readonly Dictionary<string, Stack<Kept>> _idle = [];

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (!_idle.TryGetValue(result.CommandText, out var idle)) _idle[result.CommandText] = idle = new();
        if (!idle.TryPop(out var kept)) kept = new(idle) { Connection = (SqliteConnection?)result.Connection, CommandText = result.CommandText };

        kept.Transaction = (SqliteTransaction?)result.Transaction;
        var parameters = result.Parameters.Cast<SqliteParameter>().ToArray();
        result.Parameters.Clear();
        kept.Parameters.AddRange(parameters);
        result.Dispose();
        return kept;
    }

    /// <summary>Whoever disposes of it gives it back.</summary>
    private sealed class Kept(Stack<Kept> idle) : SqliteCommand
    {
        [SuppressMessage("Usage", "CA2215", Justification = "The statements outlive the use; closing the connection frees them.")]
        protected override void Dispose(bool disposing)
        {
            Parameters.Clear();
            idle.Push(this);
        }
    }
}
