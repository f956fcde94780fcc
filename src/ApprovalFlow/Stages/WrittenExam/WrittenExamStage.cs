using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.WrittenExam;

/// <summary>What an absence means. The words are those of the setting in a drawing.</summary>
public enum Absence
{
    /// <summary>A mark of nought.</summary>
    Zero = 1,

    /// <summary>The person has given up; no mark is published.</summary>
    GivenUp = 2,
}

/// <summary>What was in force for one run of the stage.</summary>
public sealed record WrittenExamSettings(
    decimal Weight, decimal FullMark, decimal PassLine, decimal InterviewRatio, int RecheckWorkingDays, bool ZeroExcludes, Absence Absence, int MarksWorkingDays)
{
    internal Component Component => new(Components.Written, Weight, FullMark, PassLine);
}

/// <summary>
/// Written exam (DOMAIN §5 stage 4): notice, marks by one person and verified by another, own marks published, re-checks of
/// arithmetic, then the shortlist for the interview with everybody tied at the last place.
/// </summary>
public sealed class WrittenExamStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.WrittenExam",
        new("考试测评", "Examination and evaluation"),
        new("笔试", "Written exam"),
        new("通知考试，成绩导入或双人录入并复核，公布本人成绩，受理复核，按比例确定面试人选，末位并列一并进入。",
            "Announces the exam, takes in marks that a second person verifies, publishes own marks, re-checks on request and shortlists for the interview; all tied at the last place are admitted."),
        [
            new("Weight", "Decimal", new("权重（%）", "Weight (%)"), new("占综合成绩的百分比；各项之和为100。", "Share of the total; all shares add up to 100."), 30m, Min: 0, Max: 100),
            new("FullMark", "Decimal", new("满分", "Full mark"), new("卷面满分。", "The most the paper can bring."), 100m, Min: 1, Max: 1000),
            new("PassLine", "Decimal", new("合格线", "Pass line"), new("达到即合格；0表示不设。", "Reaching it is enough; 0 sets none."), 60m, Min: 0, Max: 1000),
            new("InterviewRatio", "Decimal", new("面试比例", "Interview ratio"), new("进入面试人数与职数之比，如5表示5:1；末位并列一并进入。", "People admitted per post, e.g. 5 for 5:1; all tied at the last place are admitted."), 5m, Min: 1, Max: 100),
            new("RecheckWorkingDays", "Int32", new("成绩复核期（工作日）", "Re-check window (working days)"), new("公布后可申请复核的工作日数；0表示不设。", "Working days for asking for a re-check; 0 for none."), 2, Min: 0, Max: 30),
            new("ZeroExcludes", "Boolean", new("零分不得进入面试", "A zero excludes"), new("笔试为零分者不进入面试。", "Nobody with a mark of zero enters the interview."), true, "checkbox"),
            new("Absence", "String", new("缺考", "Absence"), new("缺考按零分计，或视为放弃。", "Absence counts as zero, or as giving up."), nameof(WrittenExam.Absence.Zero), "dropdown",
                [new("Zero", new("按零分计", "Counts as zero")), new("GivenUp", new("视为放弃", "Counts as giving up"))]),
            new("MarksWorkingDays", "Int32", new("登分期限（工作日）", "Days for entering marks"), new("考试后登分和复核的工作日数。", "Working days after the exam for entering and for verifying marks."), 3, Min: 1, Max: 60),
        ],
        [new("Shortlisted", new("已确定面试人选", "Shortlisted")), new("NonePassed", new("无人合格", "Nobody passed"))],
        typeof(WrittenExamStage));

    protected override StageKind Kind => StageKind.WrittenExam;

    protected override object Settings(ActivityContext context) => new WrittenExamSettings(
        context.Input<decimal>("Weight"), context.Input<decimal>("FullMark"), context.Input<decimal>("PassLine"), context.Input<decimal>("InterviewRatio"),
        context.Input<int>("RecheckWorkingDays"), context.Input<bool>("ZeroExcludes"), Enum.Parse<Absence>(context.Input<string>("Absence") ?? nameof(WrittenExam.Absence.Zero)),
        context.Input<int>("MarksWorkingDays"));

    protected override async Task OpenAsync(StageContext stage)
    {
        var plan = stage.Competition.Plan.Schedule;
        var settings = stage.Run.Settings<WrittenExamSettings>();
        var at = stage.HeldAt(plan.ExamAt);
        foreach (var candidate in await stage.CandidatesAsync(ApplicationState.Qualified))
        {
            stage.Tell(candidate, CaseEventKind.ExamScheduled, $"{ChinaTime.Of(at):yyyy-MM-dd HH:mm} {plan.ExamPlace}".TrimEnd());
            await stage.MailAsync(candidate, new ExamNotice(at, plan.ExamPlace), stage.Run.Round);
        }

        stage.OpenTaskDue(
            TaskKind.ExamMarks, AskWho.AnyWith(Duty.ExamMarker), stage.Run.Id, stage.Competition.Title, stage.Calendar.DueAt(at, settings.MarksWorkingDays),
            notBefore: at);
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var settings = stage.Run.Settings<WrittenExamSettings>();
        var candidates = await stage.CandidatesAsync(ApplicationState.Qualified);
        if (candidates.Count == 0) return new("NonePassed", new { sat = 0 });

        var tasks = await stage.TasksAsync();
        var published = await stage.Db.Set<PublishedScore>().AnyAsync(s => s.StageRunId == stage.Run.Id, stage.Cancellation)
            || (await stage.DeadlinesAsync()).Exists(d => d.Kind == DeadlineKind.ScoreRecheckWindow);
        if (!published)
        {
            if (!await PublishAsync(stage, settings, candidates, tasks)) return null;
            if (settings.RecheckWorkingDays > 0) return null;
            stage.PokeSelf(); // the scores just added are visible in the next step only
            return null;
        }

        var window = (await stage.DeadlinesAsync()).Find(d => d.Kind == DeadlineKind.ScoreRecheckWindow);
        if (window is { State: DeadlineState.Open }) return null;
        var unanswered = await stage.Db.Set<ExamRecheck>()
            .AnyAsync(r => r.StageRunId == stage.Run.Id && r.State != ExamRecheckState.Answered, stage.Cancellation);
        return unanswered ? null : await ShortlistAsync(stage, settings, candidates);
    }

    /// <summary>Follows the tasks of the marks: entry, then verification by somebody else; true once scores are out.</summary>
    private static async Task<bool> PublishAsync(
        StageContext stage, WrittenExamSettings settings, List<Application> candidates, List<UserTask> tasks)
    {
        var round = tasks.Where(t => t.Kind == TaskKind.ExamMarks).Max(t => t.Round);
        var entry = tasks.Single(t => t.Kind == TaskKind.ExamMarks && t.Round == round);
        var check = tasks.SingleOrDefault(t => t.Kind == TaskKind.ExamVerification && t.SubjectId == stage.Run.Id && t.Round == round);
        if (entry.State != TaskState.Done) return false;
        if (check is null)
        {
            stage.OpenTask(
                TaskKind.ExamVerification, AskWho.AnyWith(Duty.ScoreVerifier), stage.Run.Id, stage.Competition.Title, settings.MarksWorkingDays, round);
            return false;
        }

        if (check.State != TaskState.Done) return false;
        if (check.Verdict != Verdict.Approve)
        {
            stage.OpenTask(
                TaskKind.ExamMarks, AskWho.AnyWith(Duty.ExamMarker), stage.Run.Id, stage.Competition.Title, settings.MarksWorkingDays, round + 1);
            return false;
        }

        var marks = await stage.Db.Set<ExamMark>()
            .Where(m => stage.Db.Set<ExamSheet>().Any(s => s.Id == m.SheetId && s.StageRunId == stage.Run.Id && s.Round == round && s.Source != ExamSource.TypedAgain))
            .ToDictionaryAsync(m => m.ApplicationId, m => m.Mark, stage.Cancellation);
        foreach (var candidate in candidates)
        {
            var mark = marks.GetValueOrDefault(candidate.Id) ?? (settings.Absence == Absence.Zero ? 0 : null);
            if (mark is { } value)
            {
                stage.Db.Add(PublishedScore.First(
                    candidate, stage.Run.Id, settings.Component, value, entry.DecidedById!.Value, check.DecidedById, stage.Now));
            }

            stage.Tell(candidate, CaseEventKind.ExamScorePublished);
            await stage.MailAsync(candidate, new OwnScorePublished(Components.NameOf(Components.Written), Shortlisted: null), stage.Run.Round * 10);
        }

        if (settings.RecheckWorkingDays > 0) stage.SetDeadline(DeadlineKind.ScoreRecheckWindow, settings.RecheckWorkingDays);
        stage.Record("exam.published", stage.Run.Id, $"{marks.Count} marks, round {round}");
        return true;
    }

    private static async Task<StageResult> ShortlistAsync(StageContext stage, WrittenExamSettings settings, List<Application> candidates)
    {
        var scores = (await PublishedScore.InForceAsync(stage.Db, stage.Competition.Id, stage.Cancellation))
            .Where(s => s.Component == Components.Written).ToDictionary(s => s.ApplicationId, s => s.Value);
        var admitted = 0;
        foreach (var post in await stage.PostsAsync())
        {
            var own = candidates.Where(c => c.PostId == post.Id).ToList();
            var list = ExamShortlist.Of(settings, own.ToDictionary(c => c.Id, c => scores.TryGetValue(c.Id, out var score) ? score : (decimal?)null), post.Quota);
            foreach (var candidate in own)
            {
                await stage.AnswerAsync(candidate, settings, list[candidate.Id]);
                if (list[candidate.Id] == ExamResult.Shortlisted) admitted++;
            }
        }

        return new(admitted > 0 ? "Shortlisted" : "NonePassed", new { sat = candidates.Count, scored = scores.Count, shortlisted = admitted });
    }
}

internal static class ExamAnswers
{
    /// <summary>Moves one candidate on or out and says so; whoever is held waits where they are.</summary>
    public static async Task AnswerAsync(this StageContext stage, Application candidate, WrittenExamSettings settings, ExamResult result)
    {
        var reason = result switch
        {
            ExamResult.Shortlisted => "",
            ExamResult.Absent => "笔试缺考",
            ExamResult.Zero => "笔试零分",
            ExamResult.BelowPassLine => $"笔试成绩未达到合格线（{settings.PassLine:0.##}分）",
            ExamResult.BeyondRatio => $"笔试成绩未进入{settings.InterviewRatio:0.##}:1的面试范围",
        };
        var isIn = result == ExamResult.Shortlisted;
        if (!isIn) candidate.MoveTo(ApplicationState.NotShortlisted, reason);
        else if (candidate.HeldAt is null) candidate.MoveTo(ApplicationState.Shortlisted);
        stage.Tell(candidate, isIn ? CaseEventKind.Shortlisted : CaseEventKind.NotShortlisted, reason);
        await stage.MailAsync(candidate, new OwnScorePublished(Components.NameOf(Components.Written), isIn, ScoreToldBefore: true), stage.Run.Round * 10 + 1);
    }
}
