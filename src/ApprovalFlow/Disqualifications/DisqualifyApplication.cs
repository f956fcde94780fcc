using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Disqualifications;

public enum DisqualifyApplicationOutcome { Proposed = 1, NotFound, NotIn, AlreadyProposed, ReasonRequired }

/// <summary>An organiser proposes to take a candidate out, at any stage, with the reason; discipline is asked to countersign.</summary>
public sealed class DisqualifyApplication(ApprovalDb db, CompetitionAccess access, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    /// <summary>Time given to countersign.</summary>
    public const int CountersignWorkingDays = 2;

    public sealed record Request(Guid ApplicationId, string? Reason);

    public Task<DisqualifyApplicationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.ApplicationId, ct);
        if (application is null || await access.ForAsync(actor, application.CompetitionId, ct) is not { Organises: true })
            return DisqualifyApplicationOutcome.NotFound;
        if (!application.State.IsIn()) return DisqualifyApplicationOutcome.NotIn;
        if (string.IsNullOrWhiteSpace(request.Reason)) return DisqualifyApplicationOutcome.ReasonRequired;
        if (await db.Set<Disqualification>().AnyAsync(d => d.ApplicationId == application.Id && d.State == DisqualificationState.Proposed, ct))
            return DisqualifyApplicationOutcome.AlreadyProposed;

        var now = clock.GetUtcNow();
        var proposal = Disqualification.Propose(application, request.Reason.Trim(), actor, now);
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == application.CompetitionId, ct);
        var name = await db.Set<Person>().Where(p => p.Id == application.PersonId).Select(p => p.Name).SingleAsync(ct);
        var due = calendars.Current.DueAt(now, CountersignWorkingDays);
        var task = UserTask.Open(
            competition.Id, null, TaskKind.DisqualificationCountersign, proposal.Id, name, 1, null, null, Role.Discipline, due, false, now);
        db.AddRange(proposal, task, Deadline.At(competition.Id, DeadlineKind.TaskDue, due, taskId: task.Id));
        await TaskMail.AnnounceAsync(db, outbox, competition, now, ct);
        db.Record(competition.Id, "disqualification.proposed", application.Id, actor, proposal.Reason, now);
        await db.SaveChangesAsync(ct);
        return DisqualifyApplicationOutcome.Proposed;
    });
}
