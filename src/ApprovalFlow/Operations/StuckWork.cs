using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Operations;

/// <summary>One step that threw, with what is needed to judge it, and the ways by which it can be skipped.</summary>
public sealed record StuckStep(Incident Incident, string Competition, IReadOnlyList<OutcomeDescriptor> WaysOut);

/// <summary>What does not move by itself: numbers first, then each stuck step.</summary>
public sealed record OperationsSheet(
    IReadOnlyList<StuckStep> Stuck, int StuckSteps, int WaitingSignals, int FailingSignals, DateTimeOffset? OldestSignalAt, int OverdueDeadlines,
    int PendingMails, int RetriedMails, int DeadMails);

/// <summary>Answers an operator's question: does everything move, and what does not? Holds no personal data of candidates.</summary>
public sealed class StuckWork(ApprovalDb db, InstanceQuery instances, TimeProvider clock)
{
    /// <summary>As many as one page shows; the oldest come first, so none is forgotten.</summary>
    private const int Shown = 100;

    /// <summary>The incident of that instance, with its ways out; null where there is none.</summary>
    public async Task<StuckStep?> FindAsync(Guid instance, Guid incident, CancellationToken ct) =>
        await db.Incidents.AsNoTracking().FirstOrDefaultAsync(i => i.Id == incident && i.InstanceId == instance, ct) is { } found
            ? new StuckStep(found, "", await instances.WaysOutAsync(found, ct))
            : null;

    public async Task<OperationsSheet> ForAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await (
            from incident in db.Incidents.AsNoTracking()
            where incident.Status == IncidentStatus.Open
            join competition in db.Set<Competition>() on (Guid?)incident.InstanceId equals competition.InstanceId into owners
            from owner in owners.DefaultIfEmpty()
            orderby incident.OccurredAt
            select new { Incident = incident, Competition = owner == null ? "" : owner.Title }).Take(Shown).ToListAsync(ct);
        var stuck = new List<StuckStep>();
        foreach (var step in open) stuck.Add(new(step.Incident, step.Competition, await instances.WaysOutAsync(step.Incident, ct)));
        return new(
            stuck,
            await db.Incidents.CountAsync(i => i.Status == IncidentStatus.Open, ct),
            await db.Signals.CountAsync(ct),
            await db.Signals.CountAsync(s => s.Attempts > 0, ct),
            await db.Signals.OrderBy(s => s.CreatedAt).Select(s => (DateTimeOffset?)s.CreatedAt).FirstOrDefaultAsync(ct),
            await db.Set<Deadline>().CountAsync(
                d => d.State == DeadlineState.Open && d.DueAt < now
                    && db.Set<Competition>().Any(c => c.Id == d.CompetitionId && c.State == CompetitionState.Running), ct),
            await db.Set<MailMessage>().CountAsync(m => m.State == MailState.Pending, ct),
            await db.Set<MailMessage>().CountAsync(m => m.State == MailState.Pending && m.Attempts > 0, ct),
            await db.Set<MailMessage>().CountAsync(m => m.State == MailState.Dead, ct));
    }
}

/// <summary>One line of the outgoing mails as an operator sees it: never what it says.</summary>
public sealed record OutgoingMail(
    Guid Id, MailEvent Event, string ToAddress, MailState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? SentAt,
    DateTimeOffset NextAttemptAt, string LastAnswer);

/// <summary>The outgoing mails, newest first, those in trouble on request.</summary>
public sealed class OutgoingMails(ApprovalDb db)
{
    public const int PerPage = 50;

    public async Task<(IReadOnlyList<OutgoingMail> Lines, int Total)> ForAsync(MailState? state, string? address, int page, CancellationToken ct)
    {
        var mails = db.Set<MailMessage>().AsNoTracking();
        if (state is { } wanted) mails = mails.Where(m => m.State == wanted);
        if (!string.IsNullOrWhiteSpace(address)) mails = mails.Where(m => m.ToAddress.Contains(address.Trim()));
        var lines = await mails.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip((Math.Max(1, page) - 1) * PerPage).Take(PerPage)
            .Select(m => new OutgoingMail(m.Id, m.Event, m.ToAddress, m.State, m.Attempts, m.CreatedAt, m.SentAt, m.NextAttemptAt, m.LastAnswer))
            .ToListAsync(ct);
        return (lines, await mails.CountAsync(ct));
    }
}
