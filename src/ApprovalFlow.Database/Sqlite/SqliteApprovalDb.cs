using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Database.Sqlite;

/// <summary>One file beside the server: the default, for one machine.</summary>
public sealed class SqliteApprovalDb(DbContextOptions<SqliteApprovalDb> options) : ApprovalDb(options);
