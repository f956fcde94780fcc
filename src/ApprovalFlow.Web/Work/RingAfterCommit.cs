using System.Data.Common;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlow.Web.Work;

/// <summary>Wakes the loops after a commit that left work for them, so that nobody waits for the next poll. Asks for the loops late: they need the database themselves.</summary>
internal sealed class RingAfterCommit(IServiceProvider services) : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Ring(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Ring(eventData.Context);
        return Task.CompletedTask;
    }

    private void Ring(DbContext? db)
    {
        if (db is null) return;
        if (db.ChangeTracker.Entries<Signal>().Any()) services.GetRequiredService<SignalPump>().Wake();
        if (db.ChangeTracker.Entries<MailMessage>().Any()) services.GetRequiredService<Bell>().Ring();
    }
}
