using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Archive;

/// <summary>What was in force for one run of the stage.</summary>
public sealed record ArchiveSettings(int RetentionYears);

/// <summary>
/// Record and archive (纪实归档): the organiser checks that the record is complete and closes the competition. Records of the
/// decision are kept for good; attachments of those not chosen until the retention ends.
/// </summary>
public sealed class ArchiveStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Archive",
        new("结束", "Closing"),
        new("纪实归档", "Record and archive"),
        new("核对全程纪实材料是否齐全后归档，竞争上岗办结。", "Checks that the whole-process record is complete, archives it and closes the competition."),
        [
            new("RetentionYears", "Int32", new("未任用人员材料保存（年）", "Years to keep attachments of those not chosen"),
                new("期满删除附件并去标识；决定材料永久保存。", "Afterwards attachments are deleted and names removed; decisions are kept for good."), Default: 2, Min: 1, Max: 30),
        ],
        [new("Archived", new("已归档", "Archived"))],
        typeof(ArchiveStage));

    protected override StageKind Kind => StageKind.Archive;

    protected override object Settings(ActivityContext context) => new ArchiveSettings(context.Input<int>("RetentionYears"));

    protected override Task OpenAsync(StageContext stage)
    {
        stage.OpenTask(TaskKind.ArchiveRecord, AskWho.AnyWith(Role.Organiser), stage.Competition.Id, stage.Competition.Title, workingDays: 10, stage.Run.Round);
        return Task.CompletedTask;
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        if (!(await stage.TasksAsync()).Any(t => t.Kind == TaskKind.ArchiveRecord && t.State == TaskState.Done)) return null;
        if (await CatchUpRounds.AnyBehindAsync(stage)) return null; // somebody held is not forgotten: released and caught up, or ended

        var counts = await stage.Db.Set<Application>().Where(a => a.CompetitionId == stage.Competition.Id && a.State != ApplicationState.Draft)
            .GroupBy(a => a.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(stage.Cancellation);
        stage.Competition.Finish("", stage.Now);
        stage.Record("competition.finished", stage.Competition.Id, string.Join(", ", counts.Select(c => $"{c.State} {c.Count}")));
        return new StageResult("Archived", new { Applicants = counts.Sum(c => c.Count) });
    }
}
