using System.Text.Json;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

public enum ReconsiderItemOutcome
{
    Accepted = 1, NotFound, NotDecided, ReasonRequired, NotAMember,

    /// <summary>Not more than half of all members agreed.</summary>
    TooFew,

    /// <summary>The appointment document is out, or the person has left: nothing is left to be decided again.</summary>
    TooLate,
}

/// <summary>
/// The organiser enters that more than half of all members want a decided item voted on again (复议). The old result stays
/// on record; the next meeting's item takes its place. After the decision stage has closed the person goes back to those
/// proposed, which stops notice and appointment of this one item until the vote in a catch-up round.
/// </summary>
public sealed class ReconsiderItem(ApprovalDb db, CompetitionAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid ItemId, IReadOnlyCollection<Guid> Consenting, string? Reason);

    public Task<ReconsiderItemOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var item = await db.Set<DecisionItem>().SingleOrDefaultAsync(i => i.Id == request.ItemId, ct);
        if (item is null || await access.ForAsync(actor, item.CompetitionId, ct) is not { Organises: true }) return ReconsiderItemOutcome.NotFound;
        var table = await RecorderDesk.OpenAsync(db, item.MeetingId, null, ct);
        if (item.FollowedById is not null || item.State.Check(DecisionItemState.ReconsiderationRequested) != MoveOutcome.Moved)
            return ReconsiderItemOutcome.NotDecided;
        if (await db.Set<ReconsiderationConsent>().AnyAsync(c => c.ItemId == item.Id, ct)) return ReconsiderItemOutcome.NotDecided;
        if (string.IsNullOrWhiteSpace(request.Reason)) return ReconsiderItemOutcome.ReasonRequired;

        var consenting = request.Consenting.ToHashSet();
        var members = table.Members.Select(m => m.PersonId).ToHashSet();
        if (!consenting.IsSubsetOf(members)) return ReconsiderItemOutcome.NotAMember;
        if (Reconsideration.Check(consenting.Count, members.Count) != MoveOutcome.Moved) return ReconsiderItemOutcome.TooFew;

        var now = clock.GetUtcNow();
        if (!table.Run.IsOpen && !await ReopenAsync(item, now, ct)) return ReconsiderItemOutcome.TooLate;
        db.Add(ReconsiderationConsent.Of(item, JsonSerializer.Serialize(consenting), request.Reason.Trim(), actor, now));
        table.Run.Touch();
        db.Record(item.CompetitionId, "item.reconsidered", item.Id, actor, $"{item.State}, {consenting.Count} of {members.Count}: {request.Reason.Trim()}", now);
        db.Add(Engine.Signal.Poke(table.Run.InstanceId, activityId: null, now));
        await db.SaveChangesAsync(ct);
        return ReconsiderItemOutcome.Accepted;
    });

    /// <summary>Whether a decision taken in a stage that has closed can still be voted on again.</summary>
    internal static bool MayReopen(ApplicationState state) =>
        state is ApplicationState.Decided or ApplicationState.OnNotice or ApplicationState.Cleared or ApplicationState.NotPassed;

    private async Task<bool> ReopenAsync(DecisionItem item, DateTimeOffset now, CancellationToken ct)
    {
        var application = await db.Set<Application>().SingleAsync(a => a.Id == item.ApplicationId, ct);
        if (!MayReopen(application.State) || !await db.Set<Competition>().AnyAsync(c => c.Id == item.CompetitionId && c.State == CompetitionState.Running, ct))
            return false;

        var knew = application.State != ApplicationState.Decided; // who passed hears of it only with the notice
        if (!application.MoveTo(ApplicationState.Proposed)) application.Reinstate(ApplicationState.Proposed, "");
        foreach (var task in await db.Set<UserTask>()
            .Where(t => t.CompetitionId == item.CompetitionId && t.SubjectId == application.Id && t.State == TaskState.Open
                && (t.Kind == TaskKind.AppointmentTalk || t.Kind == TaskKind.AppointmentDocument)).ToListAsync(ct))
        {
            task.Withdraw();
        }

        if (!knew) return true;
        var round = 1 + await db.Set<CaseEvent>().CountAsync(e => e.ApplicationId == application.Id && e.Kind == CaseEventKind.DecisionReopened, ct);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.DecisionReopened, "", now));
        await outbox.PromiseAsync(
            db, application.PersonId,
            new Changed(
                new("您的任用事项将由党组复议，公示和任职相应暂缓", "the party group will vote on your case again; notice and appointment wait until then"), "按规定程序复议"),
            $"{MailEvent.M14Changed}:reconsidered:{application.Id:n}", round, item.CompetitionId, application.Id, now, ct);
        return true;
    }
}
