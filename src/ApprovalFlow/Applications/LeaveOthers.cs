using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>
/// Whoever is appointed in one competition leaves all others they are still in (DOMAIN §15 case 33), in the commit of the
/// appointment: what was asked about them there is taken back, they and the organisers are told, and the stages look again.
/// </summary>
internal static class LeaveOthers
{
    public static async Task RunAsync(ApprovalDb db, Outbox outbox, Application appointed, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var others = await db.Set<Application>()
            .Where(a => a.PersonId == appointed.PersonId && a.Id != appointed.Id && a.State < ApplicationState.Appointed)
            .Where(a => db.Set<Competition>().Any(c => c.Id == a.CompetitionId && (c.State == CompetitionState.Running || c.State == CompetitionState.Suspended)))
            .ToListAsync(ct);
        foreach (var other in others) await LeaveAsync(db, outbox, other, actor, now, ct);
    }

    private static async Task LeaveAsync(ApprovalDb db, Outbox outbox, Application other, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        const string Reason = "已在另一竞争上岗中任职";
        var wasIn = other.State.IsIn();
        other.MoveTo(ApplicationState.Withdrawn, Reason);
        foreach (var task in await db.Set<UserTask>().Where(t => t.CompetitionId == other.CompetitionId && t.SubjectId == other.Id && t.State == TaskState.Open).ToListAsync(ct))
            task.Withdraw();
        db.Add(CaseEvent.Of(other.Id, CaseEventKind.Withdrawn, Reason, now));
        db.Record(other.CompetitionId, "application.withdrawn", other.Id, actor, $"{other.Number}: appointed in another competition", now);
        if (!wasIn) return; // a draft that nobody has seen

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == other.CompetitionId, ct);
        await outbox.PromiseAsync(
            db, other.PersonId,
            new Changed(new($"您已退出“{competition.Title}”", $"You have left \"{competition.NameIn(chinese: false)}\""), Reason),
            $"{MailEvent.M14Changed}:appointed-elsewhere:{other.Id:n}", 1, competition.Id, other.Id, now, ct);
        await Organisers.TellAsync(
            db, outbox, competition, new OrganiserNotice(
                new Bilingual("报名人退出", "A candidate withdrew"), $"{competition.Title} · {other.Number} · {Reason}", $"/competitions/{competition.Id}"),
            $"withdrawn:{other.Id:n}", now, ct);
        if (competition.InstanceId is { } instance) db.Add(Signal.Poke(instance, null, now));
    }
}
