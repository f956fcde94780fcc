using ApprovalFlow.Database;
using Npgsql;

namespace ApprovalFlow.Tests.House;

/// <summary>PostgreSQL prepares what comes again, unless whoever runs it says otherwise.</summary>
public class PreparedStatements
{
    [Theory]
    [InlineData("Host=db", 100)]
    [InlineData("Host=db;Max Auto Prepare=0", 0)]
    [InlineData("Host=db;MaxAutoPrepare=7", 7)]
    public void The_connection_string_has_the_last_word(string written, int prepared) =>
        Assert.Equal(prepared, new NpgsqlConnectionStringBuilder(DatabaseRegistration.Preparing(written)).MaxAutoPrepare);
}
