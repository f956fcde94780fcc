using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Stages.Probation;

/// <summary>What was in force for one run of the stage.</summary>
public sealed record ProbationSettings(int Months, int RemindDays);

/// <summary>
/// Probation (试用期): a reminder and a report before its end, an assessment at its end, and the party group's decision.
/// Each person's year has its own end.
/// </summary>
public sealed class ProbationStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Probation",
        new("公示任职", "Notice and appointment"),
        new("试用期", "Probation"),
        new("试用期满前提醒述职，期满考核，由党组决定是否正式任职。", "Reminds of the report before the end, assesses at the end; the party group decides on confirmation."),
        [
            new("Months", "Int32", new("试用期（月）", "Months"), new("提任内设机构领导职务的，试用期一年。", "One year for promoted heads of inner bodies."),
                Default: 12, Min: 1, Max: 24),
            new("RemindDays", "Int32", new("提前提醒（日）", "Days of reminder"), new("期满前多少日提醒述职。", "Calendar days before the end."),
                Default: 30, Min: 1, Max: 120),
            new("ConfirmAbove", "String", new("民主测评要求", "Evaluation needed"),
                new("优秀与称职之和须超过该比例，否则原则上不予正式任职。", "Excellent and competent together must be more than this; otherwise in principle not confirmed."),
                Default: "2/3", UiHint: "dropdown", Options: [new("2/3", new("超过三分之二", "More than two thirds"))]),
        ],
        [new("Completed", new("试用期结束", "Completed"))],
        typeof(ProbationStage));

    protected override StageKind Kind => StageKind.Probation;

    protected override object Settings(ActivityContext context) =>
        new ProbationSettings(context.Input<int>("Months"), context.Input<int>("RemindDays"));

    protected override async Task OpenAsync(StageContext stage)
    {
        var rows = await RowsAsync(stage);
        foreach (var application in await stage.CandidatesAsync(ApplicationState.Appointed)) Begin(stage, application, rows[application.Id]);
    }

    private static void Begin(StageContext stage, Application application, AppointmentRow appointment)
    {
        var settings = stage.Run.Settings<ProbationSettings>();
        var endsOn = appointment.ProbationEndsOn ?? CivilPeriod.CorrespondingDay(ChinaTime.DateOf(stage.Now), settings.Months);
        stage.SetDeadline(DeadlineKind.ProbationReminder, ChinaTime.EndOf(endsOn.AddDays(-settings.RemindDays - 1)), application.Id);
        stage.SetDeadline(DeadlineKind.ProbationEnds, ChinaTime.EndOf(endsOn), application.Id);
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var appointed = await stage.CandidatesAsync(ApplicationState.Appointed);
        var rows = await RowsAsync(stage);
        var deadlines = await stage.DeadlinesAsync();
        var tasks = await stage.TasksAsync();
        var names = await stage.NamesAsync(appointed.Select(a => a.PersonId));
        foreach (var application in appointed)
        {
            var own = deadlines.Where(d => d.ApplicationId == application.Id).ToDictionary(d => d.Kind);
            if (own.Count == 0)
            {
                Begin(stage, application, rows[application.Id]); // appointed after the others
                continue;
            }

            bool Has(TaskKind kind) => tasks.Any(t => t.Kind == kind && t.SubjectId == application.Id);

            if (own[DeadlineKind.ProbationReminder].State == DeadlineState.Reached && !Has(TaskKind.ProbationReport))
                await RemindAsync(stage, application, own[DeadlineKind.ProbationEnds].DueAt, names[application.PersonId]);

            var ended = own[DeadlineKind.ProbationEnds].State == DeadlineState.Reached;
            if (ended && !Has(TaskKind.ProbationOpinion))
            {
                stage.OpenTask(TaskKind.ProbationOpinion, AskWho.AnyWith(Role.Organiser), application.Id, names[application.PersonId], workingDays: 10);
            }

            if (ended && rows[application.Id].ProbationAssessedAt is not null && !Has(TaskKind.ProbationDecision))
                stage.OpenTask(TaskKind.ProbationDecision, AskWho.AnyWith(Role.PartySecretary), application.Id, names[application.PersonId], workingDays: 10);
        }

        if (appointed.Count > 0 || await CatchUpRounds.AnyBehindAsync(stage)) return null;
        var closed = await stage.CandidatesAsync(ApplicationState.Confirmed, ApplicationState.NotConfirmed);
        return new StageResult("Completed", new { Results = closed.Select(a => new { a.Number, a.State }) });
    }

    private static async Task RemindAsync(StageContext stage, Application application, DateTimeOffset endsAt, string name)
    {
        var endsOn = ChinaTime.DateOf(endsAt);
        stage.Tell(application, CaseEventKind.ProbationReminded);
        await stage.MailAsync(application, new ProbationReminder(endsOn, endsOn));
        stage.OpenTaskDue(TaskKind.ProbationReport, AskWho.Person(application.PersonId), application.Id, name, endsAt);
    }

    private static Task<Dictionary<Guid, AppointmentRow>> RowsAsync(StageContext stage) =>
        stage.Db.Set<AppointmentRow>().Where(a => a.CompetitionId == stage.Competition.Id).ToDictionaryAsync(a => a.ApplicationId, stage.Cancellation);
}
