using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>The recorder minutes a departure from the rules that happened in the room.</summary>
public sealed class RecordDeviation(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid? ItemId, DeviationKind Kind, string? Text);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Meeting.State != MeetingState.InSession || !Enum.IsDefined(request.Kind)) return DeskOutcome.NotNow;
        if (request.ItemId is { } itemId && table.Item(itemId) is null) return DeskOutcome.NotOnAgenda;
        if (string.IsNullOrWhiteSpace(request.Text)) return DeskOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        var deviation = MeetingDeviation.Of(table.Meeting, request.ItemId, request.Kind, request.Text.Trim(), actor, now);
        db.Add(deviation);
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "meeting.deviation", deviation.Id, actor, $"{deviation.Kind}: {deviation.Text}", now);
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}

public enum RuleOnDeviationOutcome { Ruled = 1, NotFound, AlreadyRuled, ReasonRequired }

/// <summary>The discipline body says what it makes of a minuted deviation.</summary>
public sealed class RuleOnDeviation(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid DeviationId, string? Ruling);

    public Task<RuleOnDeviationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var deviation = await db.Set<MeetingDeviation>().SingleOrDefaultAsync(d => d.Id == request.DeviationId, ct);
        if (deviation is null) return RuleOnDeviationOutcome.NotFound;
        var competitionId = await db.Set<Meeting>().Where(m => m.Id == deviation.MeetingId).Select(m => m.CompetitionId).SingleAsync(ct);
        if (await access.ForAsync(actor, competitionId, ct) is not { Supervises: true }) return RuleOnDeviationOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Ruling)) return RuleOnDeviationOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        if (!deviation.Rule(request.Ruling.Trim(), actor, now)) return RuleOnDeviationOutcome.AlreadyRuled;
        db.Record(competitionId, "meeting.deviation-ruled", deviation.Id, actor, deviation.Ruling, now);
        await db.SaveChangesAsync(ct);
        return RuleOnDeviationOutcome.Ruled;
    });
}
