using System.Globalization;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

/// <summary>Sends the link for a new password to the person's own address; at most one every five minutes.</summary>
public sealed class OfferPasswordReset(ApprovalDb db, Outbox outbox, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <param name="PersonId">Whose account it is.</param>
    /// <param name="Path">The link, as a path in the site; it holds the token.</param>
    public sealed record Request(Guid PersonId, string Path);

    /// <summary>True when a mail was promised; the page says the same either way.</summary>
    public Task<bool> RunAsync(Request request, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PersonId && p.Active, ct);
        if (person is null || person.Email.Length == 0) return false;

        var since = now - Pause;
        if (await db.Set<MailMessage>().AnyAsync(
            m => m.PersonId == person.Id && m.Event == MailEvent.M15Account && m.Key.StartsWith("M15Account:reset:") && m.CreatedAt > since, ct))
        {
            return false;
        }

        db.Record(TrailEntry.HouseChain, "account.reset-offered", person.Id, Actor.System, "", now);
        var key = string.Create(CultureInfo.InvariantCulture, $"M15Account:reset:{now.UtcTicks}");
        await outbox.PromiseAsync(db, person.Id, new PasswordReset(request.Path), key, 1, null, null, now, ct);
        await db.SaveChangesAsync(ct);
        return true;
    });
}
