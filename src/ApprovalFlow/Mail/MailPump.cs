using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Mail;

/// <summary>
/// One pump of a process sends at a time; whoever comes second finds nothing left. Between processes the lease keeps them
/// apart; within one it would not when the demonstration's clock jumps past a lease while a mail is on its way.
/// </summary>
public sealed class MailTurn : IDisposable
{
    internal SemaphoreSlim Gate { get; } = new(1, 1);

    public void Dispose() => Gate.Dispose();
}

/// <summary>
/// Sends what commits promised, oldest first. A mail is leased before it is handed over, so that two nodes do not send the
/// same one; it is sent at least once, and not again once the server's answer was stored. A crash between answer and
/// commit repeats one mail with the same Message-ID.
/// </summary>
public sealed class MailPump(ApprovalDb db, IMailTransport transport, MailTurn turn, TimeProvider clock)
{
    /// <summary>Waits after failed attempts 1 to 7; the eighth failure makes a mail dead. About nine hours in all.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(3),
    ];

    /// <summary>How long a node may take over one mail before another may try it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int Batch = 100;

    /// <summary>Hands over every mail that is due; returns how many were accepted.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await turn.Gate.WaitAsync(ct);
        try
        {
            return await SendDueAsync(ct);
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    private async Task<int> SendDueAsync(CancellationToken ct)
    {
        var accepted = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await db.Set<MailMessage>().AsNoTracking()
                .Where(m => m.State == MailState.Pending && m.NextAttemptAt <= now)
                .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(Batch).Select(m => m.Id).ToListAsync(ct);
            if (due.Count == 0) return accepted;
            foreach (var id in due)
            {
                if (await SendAsync(id, ct)) accepted++;
            }
        }
    }

    private async Task<bool> SendAsync(Guid id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var mail = await db.Set<MailMessage>().SingleAsync(m => m.Id == id, ct);
        if (mail.State != MailState.Pending || mail.NextAttemptAt > now) return false;

        mail.LeaseUntil(now + Lease);
        if (!await SavedFirstAsync(ct)) return false;

        var answer = await transport.HandOverAsync(mail, ct);
        now = clock.GetUtcNow();
        switch (answer.Result)
        {
            case HandOver.Accepted:
                mail.WasAccepted(answer.Words, now);
                break;
            case HandOver.TryLater:
                mail.Failed(answer.Words, mail.Attempts < Waits.Count ? Waits[mail.Attempts] : null, now);
                break;
            case HandOver.Refused:
                mail.Failed(answer.Words, wait: null, now);
                break;
        }

        if (mail.State == MailState.Dead)
        {
            db.Record(mail.CompetitionId ?? Guid.Empty, "mail.dead", mail.Id, Actor.System,
                $"{mail.Key} #{mail.Round}: given up after {mail.Attempts} attempts", now);
        }

        await db.SaveChangesAsync(ct);
        return answer.Result == HandOver.Accepted;
    }

    /// <summary>False when another node took the mail first.</summary>
    private async Task<bool> SavedFirstAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
