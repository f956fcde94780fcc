using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

public enum RaiseChallengeOutcome { Raised = 1, NotFound, UnknownPerson, AlreadyRaised, GroundRequired }

/// <summary>
/// A candidate challenges somebody in the own case, or anyone with a part in the competition in any case. Only that person's
/// tasks about that candidate wait, until somebody else has decided.
/// </summary>
public sealed class RaiseChallenge(ApprovalDb db, CompetitionAccess access, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    /// <summary>Time given to decide (DOMAIN §9.3).</summary>
    public const int DecideWorkingDays = 2;

    /// <summary>The person is named as the challenger knows them: by name; names that several share are refused.</summary>
    public sealed record Request(Guid CompetitionId, Guid ApplicationId, string? PersonName, string? Ground);

    public Task<RaiseChallengeOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(
            a => a.Id == request.ApplicationId && a.CompetitionId == request.CompetitionId && a.State != ApplicationState.Draft, ct);
        if (application is null || await access.ForAsync(actor, request.CompetitionId, ct) is not { } rights) return RaiseChallengeOutcome.NotFound;
        var own = application.PersonId == actor.PersonId;
        if (!own && (rights.ApplicationId is not null || !rights.SeesCandidates)) return RaiseChallengeOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Ground)) return RaiseChallengeOutcome.GroundRequired;

        var name = request.PersonName?.Trim() ?? "";
        var found = await db.Set<Person>().Where(p => p.Name == name && p.Id != application.PersonId
            && (p.UnitId == rights.UnitId || db.Set<Assignment>().Any(a => a.CompetitionId == request.CompetitionId && a.PersonId == p.Id)))
            .Select(p => p.Id).OrderBy(id => id).Take(2).ToListAsync(ct);
        if (found is not [var person]) return RaiseChallengeOutcome.UnknownPerson;
        if (await db.Set<Challenge>().AnyAsync(c => c.PersonId == person && c.ApplicationId == application.Id && c.State == ChallengeState.Open, ct))
            return RaiseChallengeOutcome.AlreadyRaised;

        var now = clock.GetUtcNow();
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var challenge = Challenge.Raise(application, person, request.Ground.Trim(), actor, now);
        var due = calendars.Current.DueAt(now, DecideWorkingDays);

        // Organisers decide; about an organiser, the discipline office.
        var organises = await db.Set<RoleGrant>().AnyAsync(g => g.PersonId == person && g.UnitId == rights.UnitId && g.Role == Role.Organiser, ct);
        var task = UserTask.Open(
            competition.Id, null, TaskKind.RecusalDecision, challenge.Id, name, 1, null, null, organises ? Role.Discipline : Role.Organiser, due, false, now);
        db.AddRange(challenge, task, Deadline.At(competition.Id, DeadlineKind.TaskDue, due, taskId: task.Id));
        await TaskMail.AnnounceAsync(db, outbox, competition, now, ct);
        db.Record(competition.Id, "challenge.raised", application.Id, actor, $"{person:n}: {challenge.Ground}", now);
        await db.SaveChangesAsync(ct);
        return RaiseChallengeOutcome.Raised;
    });
}
