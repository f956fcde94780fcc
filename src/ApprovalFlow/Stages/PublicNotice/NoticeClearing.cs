using ApprovalFlow.Applications;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PublicNotice;

/// <summary>
/// When somebody on notice may be appointed: the period is over (after its last instant), every report about them has an
/// answer, and nobody holds them (INV-25). Asked by the notice stage and, for those held longer, by the appointment stage.
/// </summary>
internal static class NoticeClearing
{
    public static async Task SettleAsync(StageContext stage)
    {
        foreach (var notice in await InForceAsync(stage))
        {
            if (stage.Now <= notice.EndsAt) continue;
            var people = await stage.Db.Set<NoticePerson>().Where(p => p.NoticeId == notice.Id).ToListAsync(stage.Cancellation);
            foreach (var person in people) await SettleAsync(stage, person);
        }

        foreach (var notice in await InForceAsync(stage))
        {
            if (stage.Now > notice.EndsAt) notice.End();
        }
    }

    public static async Task<bool> PeriodIsOverAsync(StageContext stage) =>
        !await stage.Db.Set<Notice>().AnyAsync(
            n => n.CompetitionId == stage.Competition.Id && n.Kind == NoticeKind.PreAppointment && n.State == NoticeState.InForce
                && n.EndsAt >= stage.Now, stage.Cancellation);

    private static async Task SettleAsync(StageContext stage, NoticePerson person)
    {
        var application = await stage.Db.Set<Application>().SingleAsync(a => a.Id == person.ApplicationId, stage.Cancellation);
        if (application.State != ApplicationState.OnNotice || application.HeldAt is not null) return;

        var about = await (
            from o in stage.Db.Set<Objection>()
            join p in stage.Db.Set<NoticePerson>() on o.NoticePersonId equals p.Id
            where p.ApplicationId == application.Id
            select o.State).ToListAsync(stage.Cancellation);
        if (!about.All(ObjectionStates.IsSettled)) return;

        application.MoveTo(ApplicationState.Cleared);
        stage.Tell(application, CaseEventKind.NoticeEnded);
        stage.Record("application.cleared", application.Id, $"{application.Number}: notice ended, {about.Count} report(s), none affecting");
    }

    /// <summary>Also those that ended while somebody was held: that person still has to be settled.</summary>
    private static Task<List<Notice>> InForceAsync(StageContext stage) =>
        stage.Db.Set<Notice>().Where(n => n.CompetitionId == stage.Competition.Id && n.Kind == NoticeKind.PreAppointment
            && n.State != NoticeState.Replaced).ToListAsync(stage.Cancellation);
}
