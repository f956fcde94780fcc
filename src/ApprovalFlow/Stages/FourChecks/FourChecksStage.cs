using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.FourChecks;

/// <summary>What one run of the checks is held to, as evaluated on entry.</summary>
public sealed record FourChecksSettings(int WorkingDays);

/// <summary>
/// 凡提四必: file, personal matters, discipline, complaints, and the integrity opinion under two signatures. Nobody goes on
/// while any check is open; whoever a check stops leaves here with the reason. Somebody held is left behind, and checked again
/// in a round of their own when released.
/// </summary>
public sealed class FourChecksStage : StageActivity
{
    private const int IntegrityWorkingDays = 5;

    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.FourChecks",
        new("考察", "Inspection"),
        new("凡提四必", "Four mandatory checks"),
        new("档案、个人有关事项、纪检监察意见、信访举报四项核查和廉洁自律双签字意见。", "File, personal matters, discipline opinion, complaints, and the integrity opinion under two signatures."),
        [
            new("WorkingDays", "Int32", new("核查工作日", "Working days"),
                new("四项核查的办理期限；逾期提醒，不视为通过。", "The time for the checks; overdue is reminded of, never taken as passed."), 10, Min: 1, Max: 60),
        ],
        [
            new("Cleared", new("有人选通过", "Somebody cleared")),
            new("NoneCleared", new("无人通过", "Nobody cleared")),
        ],
        typeof(FourChecksStage));

    protected override StageKind Kind => StageKind.FourChecks;

    protected override object Settings(ActivityContext context) => new FourChecksSettings(context.Input<int>("WorkingDays"));

    protected override async Task OpenAsync(StageContext stage)
    {
        var subjects = await stage.CandidatesAsync(ApplicationState.UnderInspection);
        if (stage.Run.IsCatchUp) subjects.RemoveAll(s => s.HeldAt is not null);
        await AskAsync(stage, subjects);
    }

    private static async Task AskAsync(StageContext stage, List<Application> subjects)
    {
        var settings = stage.Run.Settings<FourChecksSettings>();
        var names = await stage.NamesAsync(subjects.Select(s => s.PersonId));
        foreach (var (subject, kind) in subjects.SelectMany(subject => Enum.GetValues<CheckKind>().Select(kind => (subject, kind))))
        {
            stage.Db.Add(SubjectCheck.Ask(stage.Run, subject.Id, kind));
            stage.OpenTask(TaskOf(kind), HandlerOf(kind), subject.Id, names[subject.PersonId], settings.WorkingDays);
        }
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var inspected = await stage.CandidatesAsync(ApplicationState.UnderInspection);
        var checks = await stage.Db.Set<SubjectCheck>().Where(c => c.StageRunId == stage.Run.Id).ToListAsync(stage.Cancellation);
        var subjects = inspected.FindAll(s => checks.Exists(c => c.ApplicationId == s.Id));
        var opinions = await stage.Db.Set<IntegrityOpinion>().Where(o => o.StageRunId == stage.Run.Id).ToListAsync(stage.Cancellation);
        var tasks = await stage.TasksAsync();
        var names = await stage.NamesAsync(subjects.Select(s => s.PersonId));
        foreach (var task in tasks.Where(t => subjects.All(s => s.Id != t.SubjectId))) task.Withdraw();

        var verdicts = subjects.Select(s => (Subject: s, Standing: Standing.Of(
            s, [.. checks.Where(c => c.ApplicationId == s.Id)], opinions.SingleOrDefault(o => o.ApplicationId == s.Id)))).ToList();
        foreach (var (subject, standing) in verdicts) await AskForIntegrityAsync(stage, subject, names[subject.PersonId], standing, tasks);
        var joining = stage.Run.IsCatchUp ? inspected.FindAll(s => s.HeldAt is null && !subjects.Contains(s)) : [];
        await AskAsync(stage, joining); // released while others were being checked
        var open = verdicts.Any(v => v.Standing is { Held: false, IsSettled: false });
        if (open && !stage.Run.IsCatchUp) return null;

        var settled = verdicts.FindAll(v => v.Standing.IsSettled);
        var today = ChinaTime.DateOf(stage.Now);
        foreach (var (subject, standing) in settled)
        {
            var barred = standing.BlockedBy ?? await FileFlags.BarOnAsync(stage.Db, subject, today, stage.Cancellation);
            if (barred is null) Clear(stage, subject);
            else await StopAsync(stage, subject, barred);
        }

        var cleared = subjects.Count(s => s.State == ApplicationState.Proposed);
        if (stage.Run.IsCatchUp ? open || joining.Count > 0 : cleared == 0 && verdicts.Exists(v => v.Standing.Held)) return null;
        return new StageResult(cleared > 0 ? "Cleared" : "NoneCleared", new { Checked = subjects.Count, Cleared = cleared });
    }

    private static void Clear(StageContext stage, Application subject)
    {
        subject.MoveTo(ApplicationState.Proposed);
        stage.Tell(subject, CaseEventKind.ChecksDone);
        stage.Record("checks.cleared", subject.Id, subject.Number);
    }

    private static async Task StopAsync(StageContext stage, Application subject, Bilingual reason)
    {
        subject.MoveTo(ApplicationState.NotProposed, reason.Zh);
        stage.Tell(subject, CaseEventKind.ChecksDone, reason.Zh);
        stage.Record("checks.blocked", subject.Id, $"{subject.Number}: {reason.Zh}");
        await stage.MailNotChosenAsync(subject, reason);
    }

    private static async Task AskForIntegrityAsync(StageContext stage, Application subject, string name, Standing standing, List<UserTask> tasks)
    {
        bool Asked(TaskKind kind) => tasks.Any(t => t.Kind == kind && t.SubjectId == subject.Id && t.State != TaskState.Withdrawn);
        if (standing.NeedsSecretary && !Asked(TaskKind.IntegrityBySecretary))
        {
            if (standing.Opinion is null) stage.Db.Add(IntegrityOpinion.Ask(stage.Run, subject.Id));
            var who = (await stage.AssignedAsync(Duty.IntegritySecretary)).Count > 0 ? AskWho.AnyWith(Duty.IntegritySecretary) : AskWho.AnyWith(Role.PartySecretary);
            stage.OpenTask(TaskKind.IntegrityBySecretary, who, subject.Id, name, IntegrityWorkingDays);
        }

        if (standing.NeedsDiscipline && !Asked(TaskKind.IntegrityByDiscipline))
            stage.OpenTask(TaskKind.IntegrityByDiscipline, AskWho.AnyWith(Duty.DisciplineReviewer), subject.Id, name, IntegrityWorkingDays);
    }

    private static TaskKind TaskOf(CheckKind kind) => kind switch
    {
        CheckKind.PersonnelFile => TaskKind.CheckPersonnelFile,
        CheckKind.PersonalMatters => TaskKind.CheckPersonalMatters,
        CheckKind.Discipline => TaskKind.CheckDiscipline,
        CheckKind.Complaints => TaskKind.CheckComplaints,
    };

    private static AskWho HandlerOf(CheckKind kind) => kind switch
    {
        CheckKind.PersonnelFile or CheckKind.PersonalMatters => AskWho.AnyWith(Role.Organiser),
        CheckKind.Discipline or CheckKind.Complaints => AskWho.AnyWith(Duty.DisciplineReviewer),
    };
}

/// <summary>Where one subject stands between the checks and the signatures.</summary>
public sealed record Standing(bool Held, bool ChecksClosed, Bilingual? BlockedBy, IntegrityOpinion? Opinion)
{
    /// <summary>Cleared or stopped, and not held: nothing more is to be waited for.</summary>
    public bool IsSettled => !Held && (BlockedBy is not null || (ChecksClosed && Opinion is { IsComplete: true }));

    public bool NeedsSecretary => ChecksClosed && BlockedBy is null && Opinion is not { SecretarySignedAt: not null };

    public bool NeedsDiscipline => ChecksClosed && BlockedBy is null && Opinion is { SecretarySignedAt: not null, DisciplineSignedAt: null };

    /// <summary>Even a subject whom one check stops has all four closed before anybody goes on.</summary>
    public static Standing Of(Application subject, IReadOnlyList<SubjectCheck> checks, IntegrityOpinion? opinion)
    {
        var closed = Enum.GetValues<CheckKind>().All(kind => checks.Any(c => c.Kind == kind && c.IsClosed));
        var blocked = !closed ? null
            : checks.FirstOrDefault(c => c.Blocks) is { } check ? ReasonOf(check.Kind)
            : opinion is { IsRefused: true } ? new Bilingual("廉洁自律结论性意见未签署", "the integrity opinion was not signed")
            : null;
        return new(subject.HeldAt is not null, closed, blocked, opinion);
    }

    /// <summary>What the candidate is told: which check, never what was said in it.</summary>
    private static Bilingual ReasonOf(CheckKind kind) => kind switch
    {
        CheckKind.PersonnelFile => new("干部人事档案审核未通过", "the check of the personnel file was not passed"),
        CheckKind.PersonalMatters => new("个人有关事项报告查核未通过", "the check of the personal-matters report was not passed"),
        CheckKind.Discipline => new("纪检监察机关有不同意见", "the discipline body objects"),
        CheckKind.Complaints => new("信访举报经核查影响任用", "a verified complaint stands in the way"),
    };
}
