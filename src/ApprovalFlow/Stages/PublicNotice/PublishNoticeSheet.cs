using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PublicNotice;

/// <summary>One person of the notice to be, with the passed item behind the name.</summary>
public sealed record ToBeNamed(string Number, string Name, string Line, string Session, int Seq, DateTimeOffset? DecidedAt, int Agree, int ShouldAttend);

/// <summary>What the organiser reads before publishing: the text as it would be frozen at this moment, its period and its people.</summary>
public sealed record NoticeDraft(
    NoticeText Text, NoticePeriod Period, PublicationScope Scope, IReadOnlyList<ToBeNamed> People, bool CompetitionRuns);

/// <summary>The task to publish the notice; asked for after the task's header has said who may read it.</summary>
public sealed class PublishNoticeSheet(ApprovalDb db, PublishPreAppointmentNotice publish, TimeProvider clock)
{
    public async Task<NoticeDraft> ForAsync(TaskHeader task, CancellationToken ct)
    {
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == task.CompetitionId, ct);
        var (who, text, period, scope) = await publish.DraftAsync(competition, clock.GetUtcNow(), ct);
        var meetings = who.Select(w => w.Item.MeetingId).Distinct().ToList();
        var sessions = await db.Set<Meeting>().AsNoTracking().Where(m => meetings.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        return new NoticeDraft(
            text, period, scope,
            [
                .. who.Select(w => new ToBeNamed(
                    w.Application.Number, w.Name, w.Line, sessions[w.Item.MeetingId].Session, w.Item.Seq,
                    w.Item.ResultAt ?? sessions[w.Item.MeetingId].StartsAt, w.Item.Agree, w.Item.ShouldAttend)),
            ],
            competition.State == CompetitionState.Running);
    }
}
