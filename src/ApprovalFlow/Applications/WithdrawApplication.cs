using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>A candidate leaves by own wish and for good: what was asked about them is taken back, and every stage looks again.</summary>
public sealed class WithdrawApplication(ApprovalDb db, RegistrationQuery registration, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, string Reason);

    public Task<WithdrawApplicationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(
            a => a.CompetitionId == request.CompetitionId && a.PersonId == actor.PersonId, ct);
        var desk = await registration.FindAsync(request.CompetitionId, actor.PersonId, ct);
        if (application is null || desk is null) return WithdrawApplicationOutcome.NotFound;

        var now = clock.GetUtcNow();
        var before = application.State;
        var outcome = application.Withdraw(request.Reason, desk.WithdrawalClosesAt, now);
        if (outcome != WithdrawApplicationOutcome.Withdrawn) return outcome;

        var open = await db.Set<UserTask>().Where(t => t.SubjectId == application.Id && t.State == TaskState.Open).ToListAsync(ct);
        foreach (var task in open) task.Withdraw();
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.Withdrawn, application.StateReason, now));
        db.Record(application.CompetitionId, "application.withdrawn", application.Id, actor, $"{application.Number} from {before}: {application.StateReason}", now);
        await Organisers.TellAsync(
            db, outbox, desk.Competition, new OrganiserNotice(
                new Bilingual("报名人退出", "A candidate withdrew"), $"{desk.Competition.Title} · {application.Number}",
                $"/stages/registration/{desk.Run.Id}"),
            $"withdrawn:{application.Id:n}", now, ct);
        db.Add(Signal.Poke(desk.Run.InstanceId, null, now));
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
