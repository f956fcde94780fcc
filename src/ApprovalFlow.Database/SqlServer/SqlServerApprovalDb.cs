using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Database.SqlServer;

/// <summary>One SQL Server database for any number of nodes.</summary>
public sealed class SqlServerApprovalDb(DbContextOptions<SqlServerApprovalDb> options) : ApprovalDb(options);
