using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

public enum LodgeObjectionOutcome { Received = 1, NotFound, PeriodOver, NoticeNotRead, FactsMissing, FactsTooLong, NameMissing }

public sealed record LodgeObjectionResult(LodgeObjectionOutcome Outcome, string Code);

/// <summary>
/// Takes a report about one person of a notice while it stands, until the last instant of its last day (a letter counts by
/// its postmark). Anybody who can read the notice may report. The report, the handler's task and the trail are one commit;
/// the trail says that a report came in, never from whom.
/// </summary>
public sealed class LodgeObjection(ApprovalDb db, NoticeAccess notices, TimeProvider clock)
{
    public sealed record Request(
        Guid NoticeId, Guid NoticePersonId, ObjectionChannel Channel, bool Named, string? Name, string? Contact,
        string? TimeAndPlace, string? Facts, bool NoticeRead, DateOnly? PostmarkOn = null);

    public Task<LodgeObjectionResult> RunAsync(Request request, Actor? reader, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var notice = await notices.FindAsync(request.NoticeId, reader, ct);
        var person = await db.Set<NoticePerson>()
            .SingleOrDefaultAsync(p => p.Id == request.NoticePersonId && p.NoticeId == request.NoticeId, ct);
        if (notice is null || person is null || notice.Kind != NoticeKind.PreAppointment) return No(LodgeObjectionOutcome.NotFound);

        var now = clock.GetUtcNow();
        var facts = request.Facts?.Trim() ?? "";
        var countsAt = request is { Channel: ObjectionChannel.Letter, PostmarkOn: { } day } ? Calendar.ChinaTime.StartOf(day) : now;
        if (notice.State == NoticeState.Replaced || countsAt > notice.EndsAt) return No(LodgeObjectionOutcome.PeriodOver);
        if (!request.NoticeRead) return No(LodgeObjectionOutcome.NoticeNotRead);
        if (facts.Length == 0) return No(LodgeObjectionOutcome.FactsMissing);
        if (facts.Length > Objection.MaxFacts) return No(LodgeObjectionOutcome.FactsTooLong);
        if (request.Named && (string.IsNullOrWhiteSpace(request.Name) || string.IsNullOrWhiteSpace(request.Contact)))
            return No(LodgeObjectionOutcome.NameMissing);

        var objection = Objection.Receive(person, request.Channel, request.Named, request.TimeAndPlace?.Trim() ?? "", facts, now);
        db.Add(objection);
        if (request.Named) db.Add(ObjectionReporter.Of(objection, request.Name!.Trim(), request.Contact!.Trim()));

        db.Add(await TaskAsync(notice.CompetitionId, person, objection, now, ct));
        db.Record(notice.CompetitionId, "objection.received", objection.Id, Actor.System, $"{request.Channel} about notice {notice.Number}", now);
        await db.SaveChangesAsync(ct);
        return new(LodgeObjectionOutcome.Received, objection.Code);
    });

    private static LodgeObjectionResult No(LodgeObjectionOutcome outcome) => new(outcome, "");

    /// <summary>To those named for it in the plan; where none is, to the discipline office.</summary>
    private async Task<UserTask> TaskAsync(Guid competitionId, NoticePerson person, Objection objection, DateTimeOffset now, CancellationToken ct)
    {
        var named = await db.Set<Assignment>().AnyAsync(
            a => a.CompetitionId == competitionId && a.Duty == Duty.ObjectionHandler && a.RelievedAt == null, ct);
        var who = named ? AskWho.AnyWith(Duty.ObjectionHandler) : AskWho.AnyWith(Role.Discipline);
        return UserTask.Open(
            competitionId, null, TaskKind.HandleObjection, objection.Id, person.Name, 1, who.PersonId, who.Duty, who.Role, null, false, now);
    }
}
