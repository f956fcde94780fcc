using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Competitions;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

public enum FillInOutcome
{
    FilledIn = 1, NotFound, ReasonRequired,

    /// <summary>The inspection notice is out: nobody is added any more.</summary>
    NoticePublished,

    /// <summary>The post has had its one fill-in.</summary>
    UsedOnce,

    /// <summary>The one who is to be replaced has not left.</summary>
    NobodyLeft,

    /// <summary>Another candidate of the post ranks before this one.</summary>
    NotNext,
}

/// <summary>
/// The organiser enters the leading group's decision to fill in (递补): the next by rank in the same post takes the place
/// of a subject who left, once per post and only before the inspection notice.
/// </summary>
public sealed class FillIn(ApprovalDb db, CompetitionAccess access, FillInQuery candidates, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid StageRunId, Guid OutApplicationId, Guid InApplicationId, string? Reason);

    public Task<FillInOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var run = await db.Set<StageRun>().SingleOrDefaultAsync(r => r.Id == request.StageRunId && r.Kind == StageKind.Inspection, ct);
        if (run is not { IsOpen: true }) return FillInOutcome.NotFound;
        if (await access.ForAsync(actor, run.CompetitionId, ct) is not { Organises: true }) return FillInOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Reason)) return FillInOutcome.ReasonRequired;
        if (await db.Set<InspectionSchedule>().AnyAsync(s => s.StageRunId == run.Id, ct)) return FillInOutcome.NoticePublished;

        var places = await candidates.ForAsync(run.Id, ct);
        var place = places.FirstOrDefault(p => p.OutApplicationId == request.OutApplicationId);
        if (place is null) return FillInOutcome.NobodyLeft;
        if (place.Used) return FillInOutcome.UsedOnce;
        if (place.NextApplicationId != request.InApplicationId) return FillInOutcome.NotNext;

        var now = clock.GetUtcNow();
        var reason = request.Reason.Trim();
        var next = await db.Set<Application>().SingleAsync(a => a.Id == request.InApplicationId, ct);
        next.Reinstate(ApplicationState.UnderInspection, reason);
        db.Add(InspectionFillIn.Of(run.Id, place.PostId, place.OutApplicationId, next.Id, reason, actor, now));
        db.Add(CaseEvent.Of(next.Id, CaseEventKind.EnteredInspection, "递补", now));
        await outbox.PromiseAsync(
            db, next.PersonId, new InspectionEntry(place.PostName, Entered: true), $"{MailEvent.M8InspectionEntry}:fill-in:{next.Id:n}",
            run.Round, run.CompetitionId, next.Id, now, ct);
        db.Record(run.CompetitionId, "inspection.filled-in", next.Id, actor, $"{place.PostId:n} in place of {place.OutApplicationId:n}: {reason}", now);
        run.Touch();
        db.Add(Signal.Poke(run.InstanceId, run.ActivityId, now));
        await db.SaveChangesAsync(ct);
        return FillInOutcome.FilledIn;
    });
}
