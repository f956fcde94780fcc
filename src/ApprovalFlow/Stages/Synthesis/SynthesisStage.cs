using System.Collections.Immutable;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Stages.Synthesis;

/// <summary>
/// Totals and inspection candidates (DOMAIN §5 stage 7): the ranked list is computed, signed by score keeper, verifier and
/// observer, and the leading group fixes whom to inspect. A score orders people for inspection; it never appoints anyone.
/// </summary>
public sealed class SynthesisStage : StageActivity
{
    public const string UsualTieChain = "evaluation,interview,written,admitAll";

    /// <summary>Who signs a list, in which capacity, by which task.</summary>
    internal static readonly ImmutableArray<(ListSigner Signer, TaskKind Kind, Duty Duty)> Signers =
    [
        (ListSigner.ScoreKeeper, TaskKind.SynthesisKeeper, Duty.ScoreKeeper),
        (ListSigner.ScoreVerifier, TaskKind.SynthesisVerifier, Duty.ScoreVerifier),
        (ListSigner.DisciplineObserver, TaskKind.SynthesisObserver, Duty.DisciplineObserver),
    ];

    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Synthesis",
        new("考试测评", "Examination and evaluation"),
        new("综合成绩与考察人选", "Totals and inspection candidates"),
        new("按权重计算综合成绩并排名，计分员、复核员、纪检监督员签字，领导小组研究确定考察对象。成绩只是重要参考，不决定任用。",
            "Computes totals and ranks; score keeper, verifier and observer sign; the leading group fixes whom to inspect. Scores are a reference and appoint nobody."),
        [
            new("TieChain", "String", new("并列处理", "Tie chain"), new("依次比较的成绩，用逗号分开：evaluation、interview、written、interviewUntrimmed；admitAll 表示并列者一并进入。", "Scores compared in turn, separated by commas: evaluation, interview, written, interviewUntrimmed; admitAll admits all still tied."), UsualTieChain),
            new("InspectionRatio", "Decimal", new("考察比例", "Inspection ratio"), new("考察对象与职数之比，如2表示2:1；末位并列一并进入。", "Inspected per post, e.g. 2 for 2:1; all tied at the last place enter."), 2m, Min: 1, Max: 20),
        ],
        [new("Ranked", new("已确定考察对象", "Ranked")), new("NoneEligible", new("无合格人选", "Nobody eligible"))],
        typeof(SynthesisStage));

    /// <summary>The keys of a written chain, in the order they are asked.</summary>
    public static ImmutableArray<string> ChainOf(string written) =>
        [.. written.Split([',', '，', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    protected override StageKind Kind => StageKind.Synthesis;

    protected override object Settings(ActivityContext context) => new SynthesisSettings(
        ChainOf(context.Input<string>("TieChain") ?? UsualTieChain),
        context.Input<decimal>("InspectionRatio"));

    protected override Task OpenAsync(StageContext stage) => Task.CompletedTask;

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var candidates = await stage.CandidatesAsync(ApplicationState.Qualified, ApplicationState.Shortlisted);
        if (candidates.Count == 0) return new("NoneEligible", new { ranked = 0 });

        var tasks = await stage.TasksAsync();
        var selection = tasks.Find(t => t.Kind == TaskKind.InspectionSelection);
        if (selection is { State: TaskState.Done }) return await AnnounceAsync(stage, candidates);
        if (selection is not null) return null;

        var round = tasks.Where(t => t.Kind == TaskKind.SynthesisKeeper).Select(t => t.Round).DefaultIfEmpty(0).Max();
        var signing = tasks.Where(t => t.Round == round && Signers.Any(s => s.Kind == t.Kind)).ToList();
        if (round == 0 || signing.Exists(t => t.Verdict == Verdict.Return))
        {
            await ComputeAsync(stage, signing, round + 1);
            return null;
        }

        if (!signing.TrueForAll(t => t.State == TaskState.Done)) return null;
        stage.OpenTask(TaskKind.InspectionSelection, AskWho.AnyWith(Role.LeadingGroup), stage.Run.Id, stage.Competition.Title, workingDays: 3);
        return null;
    }

    /// <summary>Computes the lists anew and asks for all signatures; what was signed before stays with the old lists.</summary>
    private static async Task ComputeAsync(StageContext stage, List<UserTask> before, int round)
    {
        foreach (var task in before) task.Withdraw();
        var lists = await stage.Services.GetRequiredService<RankingQuery>().ForAsync(stage.Run, round, stage.Now, stage.Cancellation);
        if (lists.Count > 0 && lists[0].Composition.Check() is { Count: > 0 } problems)
            throw new InvalidOperationException($"The scores cannot be put together: {string.Join(", ", problems)}.");

        stage.Db.AddRange(lists);
        foreach (var list in lists) stage.Record("ranked-list.computed", list.Id, $"post {list.PostId:n} #{round} {list.Hash}");
        foreach (var (_, kind, duty) in Signers)
            stage.OpenTask(kind, AskWho.AnyWith(duty), stage.Run.Id, stage.Competition.Title, workingDays: 1, round);
    }

    private static async Task<StageResult> AnnounceAsync(StageContext stage, List<Application> candidates)
    {
        var selected = await stage.Db.Set<InspectionChoice>().Where(c => c.StageRunId == stage.Run.Id).ToDictionaryAsync(c => c.ApplicationId, stage.Cancellation);
        var posts = (await stage.PostsAsync()).ToDictionary(p => p.Id, p => p.Name);
        var entered = 0;
        foreach (var candidate in candidates)
        {
            var choice = selected.GetValueOrDefault(candidate.Id);
            var enters = choice is { Selected: true };
            stage.Tell(candidate, CaseEventKind.TotalPublished);
            stage.Tell(candidate, enters ? CaseEventKind.EnteredInspection : CaseEventKind.NotEnteredInspection);
            await stage.MailAsync(candidate, new InspectionEntry(posts.GetValueOrDefault(candidate.PostId ?? Guid.Empty) ?? "", enters), stage.Run.Round);

            if (!enters) candidate.MoveTo(ApplicationState.NotInspected, "未确定为考察对象");
            else candidate.MoveTo(ApplicationState.UnderInspection); // also who is held: what is in doubt is looked into, and the checks stop them
            if (enters) entered++;
        }

        return new(entered > 0 ? "Ranked" : "NoneEligible", new { candidates = candidates.Count, entered });
    }
}
