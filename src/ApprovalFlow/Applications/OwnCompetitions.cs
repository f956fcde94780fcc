using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>A competition that the person takes part in, or has begun to register for.</summary>
public sealed record OwnApplication(
    Guid CompetitionId, string Title, string TitleEn, string UnitName, string Number, string Post, ApplicationState State, bool OnHold,
    CompetitionState CompetitionState, DateTimeOffset? SubmitUntil);

/// <summary>A competition announced to the person that they have not begun to register for.</summary>
public sealed record OpenCompetition(
    Guid CompetitionId, string Title, string TitleEn, string UnitName, IReadOnlyList<string> Posts, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, bool IsOpen);

/// <summary>One person's own page.</summary>
public sealed record OwnCompetitions(IReadOnlyList<OwnApplication> Mine, IReadOnlyList<OpenCompetition> Open, int UnreadMails);

public sealed class OwnCompetitionsQuery(ApprovalDb db, RegistrationQuery registration, TimeProvider clock)
{
    public async Task<OwnCompetitions> ForAsync(Actor actor, CancellationToken ct)
    {
        var rows = await db.Set<Application>().AsNoTracking().Where(a => a.PersonId == actor.PersonId)
            .Join(db.Set<Competition>(), a => a.CompetitionId, c => c.Id, (a, c) => new { Application = a, Competition = c })
            .Join(db.Set<Unit>(), r => r.Competition.UnitId, u => u.Id, (r, u) => new { r.Application, r.Competition, Unit = u.Name })
            .OrderByDescending(r => r.Application.StartedAt).ToListAsync(ct);
        var mine = new List<OwnApplication>();
        foreach (var row in rows)
        {
            var (application, competition) = (row.Application, row.Competition);
            var post = await db.Set<Post>().Where(p => p.Id == application.PostId).Select(p => p.Name).SingleOrDefaultAsync(ct);
            var desk = application.State == ApplicationState.Draft ? await registration.FindAsync(competition.Id, actor.PersonId, ct) : null;
            mine.Add(new(
                competition.Id, competition.Title, competition.TitleEn, row.Unit, application.Number, post ?? "", application.State,
                application.HeldAt is not null, competition.State, desk?.LastSubmissionAt));
        }

        var unread = await db.Set<MailMessage>().CountAsync(m => m.PersonId == actor.PersonId && m.ReadAt == null, ct);
        return new(mine, await OpenOnesAsync(actor, [.. mine.Select(m => m.CompetitionId)], ct), unread);
    }

    private async Task<List<OpenCompetition>> OpenOnesAsync(Actor actor, List<Guid> begun, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var running = await db.Set<Competition>().AsNoTracking()
            .Where(c => c.State == CompetitionState.Running && !begun.Contains(c.Id))
            .Where(c => db.Set<StageRun>().Any(r => r.CompetitionId == c.Id && r.Kind == StageKind.Registration))
            .OrderBy(c => c.CreatedAt).Select(c => c.Id).ToListAsync(ct);
        var open = new List<OpenCompetition>();
        foreach (var id in running)
        {
            if (await registration.FindAsync(id, actor.PersonId, ct) is not { InScope: true } desk || desk.PostsToChoose(now).Count == 0) continue;
            if (await StartApplication.HasConflictingDutyAsync(db, id, actor.PersonId, ct)) continue;
            var unit = await db.Set<Unit>().Where(u => u.Id == desk.Competition.UnitId).Select(u => u.Name).SingleAsync(ct);
            open.Add(new(
                id, desk.Competition.Title, desk.Competition.TitleEn, unit, [.. desk.PostsToChoose(now).Select(p => p.Name)],
                desk.OpensAt, desk.LastSubmissionAt, desk.IsOpenAt(now)));
        }

        return open;
    }
}
