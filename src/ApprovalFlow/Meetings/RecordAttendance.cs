using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Meetings;

/// <summary>The recorder calls the roll; absence needs its reason. The first call opens the session. No change while a vote is open.</summary>
public sealed class RecordAttendance(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Seat(Guid PersonId, bool Present, string? AbsenceReason);

    public sealed record Request(Guid TaskId, IReadOnlyList<Seat> Seats);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;

        var now = clock.GetUtcNow();
        if (ChinaTime.DateOf(now) < ChinaTime.DateOf(table.Meeting.StartsAt)) return DeskOutcome.TooEarly;
        if (table.Items.Any(i => i.State == DecisionItemState.VoteOpen)) return DeskOutcome.NotNow;
        var called = table.Seats.Select(seat => (Seat: seat, Said: request.Seats.SingleOrDefault(s => s.PersonId == seat.PersonId))).ToList();
        if (called.Any(c => c.Said is null or { Present: false } && string.IsNullOrWhiteSpace(c.Said?.AbsenceReason))) return DeskOutcome.ReasonRequired;
        if (called.Any(c => c.Seat.PersonId == table.Meeting.ChairId && !c.Said!.Present)) return DeskOutcome.ChairAbsent;
        if (!table.Meeting.Open(now)) return DeskOutcome.NotNow;

        foreach (var (seat, said) in called) seat.Call(said!.Present, said.AbsenceReason?.Trim() ?? "");
        db.Record(table.Meeting.CompetitionId, "meeting.attendance", table.Meeting.Id, actor,
            $"should attend {table.Members.Count()}, present {table.Members.Count(s => s.Presence == Presence.Present)}", now);
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}
