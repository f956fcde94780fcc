using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>What one run of the inspection is held to, as evaluated on entry.</summary>
public sealed record InspectionSettings(int NoticeWorkingDays, int Team, string TalkCoverage, int WorkingDays);

/// <summary>
/// 考察: the notice goes out so many working days ahead, the team of at least two inspects every subject, and each
/// material carries the signatures of the whole team. Those found unsuitable leave here, with the reason.
/// </summary>
public sealed class InspectionStage : StageActivity
{
    private const int SignatureWorkingDays = 2;
    private const int NoticeTaskWorkingDays = 3;

    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Inspection",
        new("考察", "Inspection"),
        new("组织考察", "Inspection"),
        new("发布考察预告，考察组考察并形成考察材料，成员逐一签字。", "The notice is published ahead, the team inspects, and every member signs the material."),
        [
            new("NoticeWorkingDays", "Int32", new("预告提前工作日", "Notice, working days ahead"),
                new("考察预告发布与考察开始之间至少相隔的工作日。", "At least so many working days lie between the notice and the inspection."), 3, Min: 1, Max: 30),
            new("Team", "Int32", new("考察组最少人数", "Smallest team"),
                new("每名考察对象至少由几人考察，不得少于2人。", "At least so many people inspect each subject; never fewer than 2."), 2, Min: 2, Max: 15),
            new("TalkCoverage", "String", new("谈话覆盖面", "Talk coverage"),
                new("实际谈话人数占应谈话人数的最低比例，如 2/3。", "The least share of those who should be talked with, such as 2/3."), "2/3"),
            new("WorkingDays", "Int32", new("考察工作日", "Working days"),
                new("考察开始后形成考察材料的期限。", "The time for the material once the inspection has begun."), 10, Min: 1, Max: 60),
        ],
        [
            new("Completed", new("考察完成", "Completed")),
            new("NoneSuitable", new("无合适人选", "Nobody suitable")),
        ],
        typeof(InspectionStage));

    protected override StageKind Kind => StageKind.Inspection;

    protected override object Settings(ActivityContext context) => new InspectionSettings(
        context.Input<int>("NoticeWorkingDays"), Math.Max(2, context.Input<int>("Team")),
        Coverage.Parse(context.Input<string>("TalkCoverage") ?? "2/3").ToString(), context.Input<int>("WorkingDays"));

    protected override Task OpenAsync(StageContext stage)
    {
        stage.OpenTask(TaskKind.InspectionNotice, AskWho.AnyWith(Role.Organiser), null, "", NoticeTaskWorkingDays);
        return Task.CompletedTask;
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var settings = stage.Run.Settings<InspectionSettings>();
        var subjects = await stage.CandidatesAsync(ApplicationState.UnderInspection);
        var schedule = await stage.Db.Set<InspectionSchedule>().SingleOrDefaultAsync(s => s.StageRunId == stage.Run.Id, stage.Cancellation);
        var materials = await stage.Db.Set<InspectionMaterial>().Where(m => m.StageRunId == stage.Run.Id).ToListAsync(stage.Cancellation);
        if (subjects.Count == 0) return await EndAsync(stage, schedule, materials, subjects);
        if (schedule is null || ChinaTime.DateOf(stage.Now) < schedule.BeginsOn) return null;

        var tasks = await stage.TasksAsync();
        WithdrawTasksOfThoseWhoLeft(tasks, subjects);
        var team = await InspectionTeam.LoadAsync(stage.Db, stage.Competition.Id, stage.Cancellation);
        var names = await stage.NamesAsync(subjects.Select(s => s.PersonId));
        foreach (var subject in subjects)
        {
            var material = materials.SingleOrDefault(m => m.ApplicationId == subject.Id);
            if (material is null or { State: MaterialState.Draft })
                AskForMaterial(stage, settings, team, subject, names[subject.PersonId], material, tasks);
            else if (material.State == MaterialState.AwaitingSignatures)
                await AskForSignaturesAsync(stage, subject, names[subject.PersonId], material, tasks);
        }

        var signed = materials.Where(m => m.State == MaterialState.Final).ToDictionary(m => m.ApplicationId);
        if (!subjects.All(s => signed.ContainsKey(s.Id))) return null;

        foreach (var subject in subjects) await ConcludeAsync(stage, subject, signed[subject.Id].Text);
        return await EndAsync(stage, schedule, materials, subjects);
    }

    private static void AskForMaterial(
        StageContext stage, InspectionSettings settings, InspectionTeam team, Application subject, string name,
        InspectionMaterial? material, List<UserTask> tasks)
    {
        if (tasks.Any(t => t.Kind == TaskKind.InspectionMaterial && t.SubjectId == subject.Id && t.State == TaskState.Open)) return;
        if (team.WriterFor(subject.Id) is not { } writer) return;
        var round = (material?.Version ?? 0) + 1;
        stage.OpenTask(TaskKind.InspectionMaterial, AskWho.Person(writer.PersonId), subject.Id, name, settings.WorkingDays, round);
    }

    private static async Task AskForSignaturesAsync(
        StageContext stage, Application subject, string name, InspectionMaterial material, List<UserTask> tasks)
    {
        var asked = await stage.Db.Set<InspectionSignature>()
            .Where(s => s.MaterialId == material.Id && s.Version == material.Version && s.SignedAt == null).ToListAsync(stage.Cancellation);
        foreach (var signature in asked)
        {
            var isAsked = tasks.Any(t => t.Kind == TaskKind.InspectionSignature && t.SubjectId == subject.Id
                && t.Round == material.Version && t.AssigneeId == signature.PersonId);
            if (isAsked) continue;
            stage.OpenTask(
                TaskKind.InspectionSignature, AskWho.Person(signature.PersonId), subject.Id, name, SignatureWorkingDays, material.Version);
        }
    }

    private static void WithdrawTasksOfThoseWhoLeft(List<UserTask> tasks, List<Application> subjects)
    {
        foreach (var task in tasks.Where(t => t.SubjectId is { } id && subjects.All(s => s.Id != id))) task.Withdraw();
    }

    private static async Task ConcludeAsync(StageContext stage, Application subject, MaterialText text)
    {
        if (text.Suitable is true)
        {
            stage.Tell(subject, CaseEventKind.InspectionDone);
            return;
        }

        subject.MoveTo(ApplicationState.NotProposed, text.UnsuitableReason);
        stage.Tell(subject, CaseEventKind.InspectionDone, text.UnsuitableReason);
        await stage.MailNotChosenAsync(subject, new("考察后未列为拟任人选", "not proposed after inspection"));
    }

    private static async Task<StageResult> EndAsync(
        StageContext stage, InspectionSchedule? schedule, List<InspectionMaterial> materials, List<Application> subjects)
    {
        if (schedule is not null && await stage.Db.FindAsync<Notice>([schedule.NoticeId], stage.Cancellation) is { } notice) notice.End();
        var suitable = subjects.Count(s => s.State == ApplicationState.UnderInspection);
        return new StageResult(suitable > 0 ? "Completed" : "NoneSuitable", new
        {
            schedule?.BeginsOn, schedule?.EndsOn, Inspected = materials.Count(m => m.State == MaterialState.Final), Suitable = suitable,
            Materials = materials.Select(m => new { m.ApplicationId, m.Version, m.ContentHash }),
        });
    }
}
