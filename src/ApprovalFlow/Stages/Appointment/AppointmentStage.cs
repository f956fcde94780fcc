using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.Meetings;
using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Stages.PublicNotice;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Stages.Appointment;

/// <summary>What was in force for one run of the stage.</summary>
public sealed record AppointmentSettings(int TalkWorkingDays);

/// <summary>
/// Appointment (任职): talk, document from the passed decision item, start date. Those cleared are appointed one by one;
/// somebody held is left behind and appointed in a round of their own when released. A score plays no part here.
/// </summary>
public sealed class AppointmentStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Appointment",
        new("公示任职", "Notice and appointment"),
        new("任职", "Appointment"),
        new("任职谈话，依据表决通过的事项生成任免文件，确定任职时间和试用期。", "Talk, document generated from the passed decision item, start date and probation."),
        [
            new("TalkWorkingDays", "Int32", new("任职谈话期限（工作日）", "Working days for the talk"),
                new("公示结束后多少个工作日内谈话。", "Counted from the end of the notice."), Default: 5, Min: 1, Max: 60),
        ],
        [
            new("Appointed", new("已任职", "Appointed")),
            new("NoneAppointed", new("无人任职", "Nobody appointed")),
        ],
        typeof(AppointmentStage));

    protected override StageKind Kind => StageKind.Appointment;

    protected override object Settings(ActivityContext context) => new AppointmentSettings(context.Input<int>("TalkWorkingDays"));

    protected override Task OpenAsync(StageContext stage) => Task.CompletedTask;

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        await NoticeClearing.SettleAsync(stage);
        await NoticeClearing.AskForNoticeAsync(stage);
        var all = await stage.CandidatesAsync(
            ApplicationState.Decided, ApplicationState.OnNotice, ApplicationState.Cleared, ApplicationState.Appointed);
        var prepared = await stage.Db.Set<AppointmentRow>().Where(a => a.CompetitionId == stage.Competition.Id)
            .ToDictionaryAsync(a => a.ApplicationId, stage.Cancellation);
        var tasks = await stage.TasksAsync();

        foreach (var application in all.Where(a => a.State == ApplicationState.Cleared && a.HeldAt is null))
        {
            if (await ObjectionDesk.AnyOpenAboutAsync(stage.Db, application.Id, stage.Cancellation)) continue;

            if (await ItemOf(stage, application) is not { } item) continue;
            if (!prepared.TryGetValue(application.Id, out var appointment)) stage.Db.Add(appointment = AppointmentRow.Prepare(application, item));
            appointment.RestOn(item);
            await AskAsync(stage, application, appointment, tasks);
        }

        var open = all.FindAll(a => a.State != ApplicationState.Appointed);
        if (open.Exists(a => a.HeldAt is null)) return null;
        if (!stage.Run.IsCatchUp && all.Count == open.Count && await CatchUpRounds.AnyBehindAsync(stage)) return null;
        return new StageResult(
            all.Count > open.Count ? "Appointed" : "NoneAppointed",
            new { Appointed = all.Except(open).Select(a => a.Number), Documents = prepared.Values.Where(a => a.IssuedAt is not null).Select(a => a.DocumentNumber).Order(StringComparer.Ordinal) });
    }

    /// <summary>First the talk, then the document; each asked once in a run.</summary>
    private static async Task AskAsync(StageContext stage, Application application, AppointmentRow appointment, List<UserTask> tasks)
    {
        var next = appointment.TalkHeldAt is null ? TaskKind.AppointmentTalk : TaskKind.AppointmentDocument;
        if (tasks.Exists(t => t.Kind == next && t.SubjectId == application.Id && t.State != TaskState.Withdrawn)) return;
        var name = (await stage.NamesAsync([application.PersonId]))[application.PersonId];
        var days = next == TaskKind.AppointmentTalk ? stage.Run.Settings<AppointmentSettings>().TalkWorkingDays : 3;
        stage.OpenTask(next, AskWho.AnyWith(Role.Organiser), application.Id, name, days);
    }

    private static Task<DecisionItem?> ItemOf(StageContext stage, Application application) =>
        stage.Db.Set<DecisionItem>().SingleOrDefaultAsync(
            i => i.ApplicationId == application.Id && i.State == DecisionItemState.Passed && i.FollowedById == null, stage.Cancellation);
}
