using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Database.PostgreSql;

/// <summary>One PostgreSQL database for any number of nodes.</summary>
public sealed class PostgreSqlApprovalDb(DbContextOptions<PostgreSqlApprovalDb> options) : ApprovalDb(options);
