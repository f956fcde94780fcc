using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tests.Stages.Registration;

/// <summary>Fact, mail and signal stand or fall together; the database is made to refuse one of them, in SQLite's words.</summary>
public class RegisteringIsOneCommit
{
    [Fact]
    public async Task If_the_stage_cannot_be_told_nothing_is_registered()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Start(person);
        await it.Save(person, it.FormOf(person));
        await it.App.Do<ApprovalDb>(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER refuse BEFORE INSERT ON EngineSignals BEGIN SELECT RAISE(ABORT, 'refused'); END"));

        await Assert.ThrowsAsync<DbUpdateException>(() => it.Submit(person));
        Assert.Equal(ApplicationState.Draft, await it.StateOf(person));
        Assert.Empty(await it.App.MailsTo(person));
    }
}
