using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Mail;

public enum ResendMailOutcome { Queued = 1, NotFound, StillPending }

/// <summary>An operator, or the organiser of the mail's competition, asks for another series of attempts.</summary>
public sealed class ResendMail(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(Guid MailId);

    public Task<ResendMailOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var mail = await db.Set<MailMessage>().SingleOrDefaultAsync(m => m.Id == request.MailId, ct);
        if (mail is null) return ResendMailOutcome.NotFound;

        var now = clock.GetUtcNow();
        if (!mail.Resend(now)) return ResendMailOutcome.StillPending;
        db.Record(mail.CompetitionId ?? Guid.Empty, "mail.resent", mail.Id, actor, mail.Key, now);
        await db.SaveChangesAsync(ct);
        return ResendMailOutcome.Queued;
    });
}
