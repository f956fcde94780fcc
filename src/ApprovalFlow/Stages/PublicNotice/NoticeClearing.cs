using ApprovalFlow.Applications;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
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
        foreach (var notice in await StandingAsync(stage))
        {
            if (stage.Now <= notice.EndsAt) continue;
            var people = await stage.Db.Set<NoticePerson>().Where(p => p.NoticeId == notice.Id).ToListAsync(stage.Cancellation);
            foreach (var person in people) await SettleAsync(stage, person);
            notice.End();
        }
    }

    /// <summary>Asks for a notice when somebody is decided, not held, and in none yet: at the start, and for whoever was released later.</summary>
    public static async Task AskForNoticeAsync(StageContext stage)
    {
        if (!(await stage.CandidatesAsync(ApplicationState.Decided)).Any(a => a.HeldAt is null)) return;

        var asked = await stage.Db.Set<UserTask>()
            .Where(t => t.CompetitionId == stage.Competition.Id && t.Kind == TaskKind.PublishNotice).ToListAsync(stage.Cancellation);
        if (asked.Any(t => t.StageRunId == stage.Run.Id && t.State == TaskState.Open)) return;
        stage.OpenTask(
            TaskKind.PublishNotice, AskWho.AnyWith(Role.Organiser), stage.Competition.Id, stage.Competition.Title, workingDays: 3, asked.Count + 1);
    }

    public static async Task<bool> PeriodIsOverAsync(StageContext stage) =>
        !await stage.Db.Set<Notice>().AnyAsync(
            n => n.CompetitionId == stage.Competition.Id && n.Kind == NoticeKind.PreAppointment && n.State == NoticeState.InForce
                && n.EndsAt >= stage.Now, stage.Cancellation);

    private static async Task SettleAsync(StageContext stage, NoticePerson person)
    {
        var application = await stage.Db.Set<Application>().SingleAsync(a => a.Id == person.ApplicationId, stage.Cancellation);
        if (application.State != ApplicationState.OnNotice || application.HeldAt is not null) return;
        if (await stage.Db.Set<DecisionItem>().AnyAsync(i => i.Id == person.DecisionItemId && i.FollowedById != null, stage.Cancellation))
            return; // voted on again since: only the notice of the vote in force counts

        var about = await ObjectionDesk.StatesAboutAsync(stage.Db, application.Id, stage.Cancellation);
        if (!about.All(ObjectionStates.IsSettled)) return;

        application.MoveTo(ApplicationState.Cleared);
        stage.Tell(application, CaseEventKind.NoticeEnded);
        stage.Record("application.cleared", application.Id, $"{application.Number}: notice ended, {about.Count} report(s), none affecting");
    }

    /// <summary>Also those that ended while somebody was held: that person still has to be settled.</summary>
    private static Task<List<Notice>> StandingAsync(StageContext stage) =>
        stage.Db.Set<Notice>().Where(n => n.CompetitionId == stage.Competition.Id && n.Kind == NoticeKind.PreAppointment
            && n.State != NoticeState.Replaced).ToListAsync(stage.Cancellation);
}
