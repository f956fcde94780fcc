using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>Word to the people who run a competition; never to one of them who competes in it.</summary>
internal static class Organisers
{
    public static async Task TellAsync(
        ApprovalDb db, Outbox outbox, Competition competition, OrganiserNotice notice, string key, DateTimeOffset now, CancellationToken ct)
    {
        var people = await db.Set<RoleGrant>()
            .Where(g => g.UnitId == competition.UnitId && g.Role == Role.Organiser)
            .Where(g => !db.Set<Application>().Any(a => a.CompetitionId == competition.Id && a.PersonId == g.PersonId))
            .Select(g => g.PersonId).ToListAsync(ct);
        foreach (var person in people)
            await outbox.PromiseAsync(db, person, notice, $"{notice.Event}:{key}", 1, competition.Id, null, now, ct);
    }
}
