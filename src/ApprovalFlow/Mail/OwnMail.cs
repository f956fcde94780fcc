using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Mail;

/// <summary>A line of a person's own letter box.</summary>
public sealed record OwnMailLine(Guid Id, string Subject, DateTimeOffset At, bool IsRead);

/// <summary>A page of the own letter box, newest first.</summary>
public sealed record OwnMailPage(IReadOnlyList<OwnMailLine> Lines, int Page, int Total)
{
    public const int Size = 20;
}

/// <summary>Every mail that was promised to a person is readable in the site, whether or not a server took it.</summary>
public sealed class OwnMailQuery(ApprovalDb db)
{
    public async Task<OwnMailPage> ForAsync(Actor actor, int page, CancellationToken ct)
    {
        var own = db.Set<MailMessage>().AsNoTracking().Where(m => m.PersonId == actor.PersonId);
        var total = await own.CountAsync(ct);
        page = Math.Clamp(page, 1, Math.Max(1, (total + OwnMailPage.Size - 1) / OwnMailPage.Size));
        var lines = await own.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Skip((page - 1) * OwnMailPage.Size).Take(OwnMailPage.Size)
            .Select(m => new OwnMailLine(m.Id, m.Subject, m.CreatedAt, m.ReadAt != null)).ToListAsync(ct);
        return new(lines, page, total);
    }
}

/// <summary>One mail as its recipient reads it in the site.</summary>
public sealed record OwnMail(Guid Id, string Subject, string Text, string Language, DateTimeOffset At, MailState State, string ToAddress, Guid? CompetitionId);

/// <summary>Opens one of the own mails and notes when it was first read; null for anybody else's.</summary>
public sealed class ReadOwnMail(ApprovalDb db, TimeProvider clock)
{
    public async Task<OwnMail?> RunAsync(Guid mailId, Actor actor, CancellationToken ct)
    {
        var mail = await db.Set<MailMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == mailId && m.PersonId == actor.PersonId, ct);
        if (mail is null) return null;

        // Not through the tracked row: whoever is sending the mail at this moment must not lose to a reader.
        var now = clock.GetUtcNow();
        await db.Set<MailMessage>().Where(m => m.Id == mailId && m.ReadAt == null)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.ReadAt, now), ct);
        return new(mail.Id, mail.Subject, mail.Text, mail.Language, mail.CreatedAt, mail.State, mail.ToAddress, mail.CompetitionId);
    }
}
