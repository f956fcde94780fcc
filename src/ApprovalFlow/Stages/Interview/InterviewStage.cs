using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Interview;

/// <summary>What was in force for one run of the stage.</summary>
public sealed record InterviewSettings(
    decimal Weight, decimal PassLine, int Panel, int MinPanel, int DropHigh, int DropLow, TrimScope TrimOn, ImmutableArray<Factor> Factors)
{
    internal Trim Trim => new(DropHigh, DropLow, TrimOn);

    internal decimal FullMark => Factors.Sum(factor => factor.FullMark);

    internal Component ComponentFor(decimal passLine) => new(Components.Interview, Weight, FullMark, passLine);

    /// <summary>One factor per line as "name=marks", full-width signs welcome.</summary>
    public static ImmutableArray<Factor> FactorsOf(string text)
    {
        var factors = text.Replace('＝', '=').Replace('：', '=').Replace(':', '=').Split(['\n', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Select(pair => pair.Length == 2 && decimal.TryParse(pair[1], NumberStyles.Number, CultureInfo.InvariantCulture, out var mark) && mark > 0
                ? new Factor(pair[0], mark)
                : throw new FormatException($"A factor is written as \"name=marks\"; this is not: \"{string.Join('=', pair)}\"."))
            .ToImmutableArray();
        return factors.IsEmpty ? throw new FormatException("An interview needs at least one factor.") : factors;
    }
}

/// <summary>
/// Interview (DOMAIN §5 stage 5): order by a reproducible draw, one sealed sheet per assessor and candidate, closed by the
/// score keeper when all are in and verified by somebody else; nobody sees anybody's marks before that.
/// </summary>
public sealed class InterviewStage : StageActivity
{
    /// <summary>The factors of a real sheet (F3); they add up to one hundred.</summary>
    public const string UsualFactors = "语言表达=15\n综合分析=20\n应变能力=20\n人际交往=15\n计划组织协调=20\n举止仪表=10";

    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Interview",
        new("考试测评", "Examination and evaluation"),
        new("面试", "Interview"),
        new("抽签定序，评委逐人独立评分并密封，全部交齐后由计分员关闭、复核员复核。",
            "Order by lot; each assessor seals a sheet per candidate; when all are in, the score keeper closes and the verifier checks."),
        [
            new("Weight", "Decimal", new("权重（%）", "Weight (%)"), new("占综合成绩的百分比；各项之和为100。", "Share of the total; all shares add up to 100."), 40m, Min: 0, Max: 100),
            new("PassLine", "Decimal", new("合格线", "Pass line"), new("达到即合格；0表示不设。人选不多于职数时不设也按60分。", "Reaching it is enough; 0 sets none. Where candidates do not outnumber posts, 60 applies even then."), 60m, Min: 0, Max: 1000),
            new("Panel", "Int32", new("评委人数", "Panel size"), new("一般为5、7或9人。", "Usually 5, 7 or 9."), 7, Min: 1, Max: 99),
            new("MinPanel", "Int32", new("最少评委人数", "Smallest panel"), new("有效评分表少于此数的，面试延期。", "With fewer valid sheets the interview is postponed."), 5, Min: 1, Max: 99),
            new("DropHigh", "Int32", new("去掉最高分个数", "Highest left out"), new("有效评分表不足5份时不去分。", "Nothing is left out with fewer than five valid sheets."), 1, Min: 0, Max: 4),
            new("DropLow", "Int32", new("去掉最低分个数", "Lowest left out"), new("同上。", "As above."), 1, Min: 0, Max: 4),
            new("TrimOn", "String", new("去分方式", "Left out by"), new("按总分，或按每个要素分别去掉。", "By the sheets' totals, or by each factor on its own."), "Total", "dropdown",
                [new("Total", new("按总分", "Total")), new("Factor", new("按要素", "Each factor"))]),
            new("Factors", "String", new("测评要素", "Factors"), new("每行一个，写作“名称=满分”。", "One per line, written as \"name=full mark\"."), UsualFactors, "multiline"),
        ],
        [new("Scored", new("已评分", "Scored")), new("NonePassed", new("无人合格", "Nobody passed"))],
        typeof(InterviewStage));

    protected override StageKind Kind => StageKind.Interview;

    protected override object Settings(ActivityContext context) => new InterviewSettings(
        context.Input<decimal>("Weight"), context.Input<decimal>("PassLine"), context.Input<int>("Panel"), context.Input<int>("MinPanel"),
        context.Input<int>("DropHigh"), context.Input<int>("DropLow"),
        context.Input<string>("TrimOn") == "Factor" ? TrimScope.PerFactor : TrimScope.Total,
        InterviewSettings.FactorsOf(context.Input<string>("Factors") ?? UsualFactors));

    protected override async Task OpenAsync(StageContext stage)
    {
        var plan = stage.Competition.Plan.Schedule;
        var at = stage.HeldAt(plan.InterviewAt);
        var candidates = await stage.CandidatesAsync(ApplicationState.Qualified, ApplicationState.Shortlisted);
        var draw = InterviewDraw.Of(
            stage.Run.Id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), [.. candidates.Select(c => new DrawEntry(c.Id, c.Number, c.PostId))], stage.Now);
        stage.Db.Add(draw);
        stage.Db.AddRange(draw.Seats());
        stage.Record("interview.drawn", stage.Run.Id, $"seed {draw.Seed}: {draw.OrderJson}");

        foreach (var candidate in candidates)
        {
            stage.Tell(candidate, CaseEventKind.InterviewScheduled, $"{ChinaTime.Of(at):yyyy-MM-dd HH:mm} {plan.InterviewPlace}".TrimEnd());
            await stage.MailAsync(candidate, new InterviewNotice(at, plan.InterviewPlace), stage.Run.Round);
        }

        var due = stage.Calendar.DueAt(at, 1);
        foreach (var assessor in await stage.AssignedAsync(Duty.PanelMember))
            stage.OpenTaskDue(TaskKind.InterviewSheet, AskWho.Person(assessor), stage.Run.Id, stage.Competition.Title, due, notBefore: at);
        stage.OpenTaskDue(TaskKind.InterviewClose, AskWho.AnyWith(Duty.ScoreKeeper), stage.Run.Id, stage.Competition.Title, due, notBefore: at);
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var candidates = await stage.CandidatesAsync(ApplicationState.Qualified, ApplicationState.Shortlisted);
        if (candidates.Count == 0) return new("NonePassed", new { interviewed = 0 });

        var steps = (await stage.TasksAsync()).Where(t => t.Kind == TaskKind.InterviewClose).OrderBy(t => t.Round).ToList();
        var last = steps[^1];
        if (last.State != TaskState.Done) return null;
        if (last.PoolDuty == Duty.ScoreKeeper)
        {
            stage.OpenTask(TaskKind.InterviewClose, AskWho.AnyWith(Duty.ScoreVerifier), stage.Run.Id, stage.Competition.Title, workingDays: 1, last.Round + 1);
            return null;
        }

        if (last.Verdict != Verdict.Approve)
        {
            stage.OpenTask(TaskKind.InterviewClose, AskWho.AnyWith(Duty.ScoreKeeper), stage.Run.Id, stage.Competition.Title, workingDays: 1, last.Round + 1);
            return null;
        }

        return await PublishAsync(stage, candidates, keeper: steps[^2].DecidedById!.Value, verifier: last.DecidedById!.Value);
    }

    private static async Task<StageResult> PublishAsync(StageContext stage, List<Application> candidates, Guid keeper, Guid verifier)
    {
        var settings = stage.Run.Settings<InterviewSettings>();
        var posts = await stage.PostsAsync();
        var seats = await stage.Db.Set<InterviewSeat>().Where(s => s.StageRunId == stage.Run.Id).ToDictionaryAsync(s => s.ApplicationId, stage.Cancellation);
        var sheets = await stage.Db.Set<ScoreSheet>().Where(s => s.StageRunId == stage.Run.Id).ToListAsync(stage.Cancellation);
        var passed = 0;
        foreach (var candidate in candidates)
        {
            var rivals = candidates.Count(c => c.PostId == candidate.PostId);
            var quota = posts.Find(p => p.Id == candidate.PostId)?.Quota ?? 0;
            var line = settings.PassLine == 0 && PassMark.IsNeeded(rivals, quota) ? PassMark.Usual : settings.PassLine;
            var absent = seats.GetValueOrDefault(candidate.Id) is not { AbsentBecause: null };
            var result = InterviewBoard.ScoreOf(settings, sheets.Where(s => s.ApplicationId == candidate.Id));
            PublishedScore? score = null;
            if (!absent && result.Published is { } value)
            {
                score = PublishedScore.First(
                    candidate, stage.Run.Id, settings.ComponentFor(line), value, keeper, verifier, stage.Now, untrimmed: result.UntrimmedSum);
                stage.Db.Add(score);
                stage.Tell(candidate, CaseEventKind.InterviewScorePublished);
            }

            var reason = absent ? "面试缺考" : score is null ? "有效评分表不足" : score.Passes ? "" : $"面试成绩未达到合格线（{line:0.##}分）";
            if (reason.Length > 0) candidate.MoveTo(ApplicationState.NotInspected, reason);
            if (reason.Length > 0) stage.Tell(candidate, CaseEventKind.NotEnteredInspection, reason);
            await stage.MailAsync(candidate, new OwnScorePublished(Components.NameOf(Components.Interview), reason.Length == 0), stage.Run.Round * 10);
            if (reason.Length == 0) passed++;
        }

        return new(passed > 0 ? "Scored" : "NonePassed", new { interviewed = candidates.Count, sheets = sheets.Count, passed });
    }
}
