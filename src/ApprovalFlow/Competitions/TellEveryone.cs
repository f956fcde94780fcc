using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>What concerns a whole competition is told to everybody still in it: a line in the own timeline and M14.</summary>
internal static class TellEveryone
{
    /// <summary>The registered candidates, tracked, each already told.</summary>
    public static async Task<List<Application>> RunAsync(
        ApprovalDb db, Outbox outbox, Competition competition, CaseEventKind kind, Bilingual what, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var registered = await db.Set<Application>()
            .Where(a => a.CompetitionId == competition.Id && a.State > ApplicationState.Draft && a.State < ApplicationState.Withdrawn)
            .ToListAsync(ct);
        // Counted, so that a second suspension is told like the first.
        var round = 1 + await db.Set<CaseEvent>().Where(e => e.Kind == kind)
            .Where(e => db.Set<Application>().Any(a => a.Id == e.ApplicationId && a.CompetitionId == competition.Id))
            .GroupBy(e => e.ApplicationId).Select(g => g.Count()).OrderByDescending(n => n).FirstOrDefaultAsync(ct);
        foreach (var application in registered)
        {
            db.Add(CaseEvent.Of(application.Id, kind, reason, now));
            await outbox.PromiseAsync(
                db, application.PersonId, new Changed(what, reason), $"{MailEvent.M14Changed}:{kind}:{application.Id:n}", round,
                competition.Id, application.Id, now, ct);
        }

        return registered;
    }
}
