using System.Security.Claims;
using ApprovalFlow.Recusal;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Api;

/// <summary>One task. <see cref="Verdicts"/>: what POST decision takes; empty where the answer is a form, which is on <see cref="Page"/>.</summary>
public sealed record TaskAnswer(
    Guid Id, string Kind, string KindName, string State, int Round, CompetitionRef Competition, string Unit, string? Stage, string Subject,
    DateTimeOffset OpenedAt, DateTimeOffset? NotBefore, DateTimeOffset? DueAt, bool DueIsFinal, string Assignee, bool Mine, bool MayAct, bool MayClaim,
    bool MayRelease, string? Barred, string? Verdict, string Comment, DateTimeOffset? DecidedAt, IReadOnlyList<string> Verdicts, string Page);

/// <summary>An answer: a verdict that the task takes, with the reason where it returns or rejects.</summary>
public sealed record DecisionRequest(string? Verdict, string? Comment);

internal static class TasksApi
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks/{id:guid}");
        tasks.MapGet("", TaskAsync).WithSummary("One task, for its assignee, its pool and whoever answered it.").Produces<TaskAnswer>();
        tasks.MapPost("/decision", DecideAsync)
            .WithSummary("Answers a task whose answer is a verdict and a comment; every other kind is answered on its page.")
            .Produces<TaskAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        tasks.MapPost("/claim", ClaimAsync).WithSummary("Takes a task from its pool.").Produces<TaskAnswer>().ProducesProblem(StatusCodes.Status409Conflict);
        tasks.MapPost("/release", ReleaseAsync).WithSummary("Gives a claimed task back to its pool.").Produces<TaskAnswer>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> TaskAsync(Guid id, ClaimsPrincipal user, TaskHeaderQuery headers, Texts texts, CancellationToken ct) =>
        await headers.ForAsync(id, user.ToActor(), ct) is { } header ? Results.Ok(Answer(header, texts)) : Problems.NotFound();

    private static async Task<IResult> DecideAsync(
        Guid id, DecisionRequest request, ClaimsPrincipal user, TaskHeaderQuery headers, RecusalDeskQuery recusals, PlainAnswers answers, Texts texts, CancellationToken ct)
    {
        var actor = user.ToActor();
        if (await headers.ForAsync(id, actor, ct) is not { } header) return Problems.NotFound();

        var verdicts = PlainAnswers.For(header.Kind);
        if (verdicts.Count == 0)
            return Problems.Of(StatusCodes.Status409Conflict, "AnsweredOnItsPage", texts["“{0}”在它的页面上办理。", texts.Of(header.Kind)], $"/tasks/{id}");
        if (!InboxApi.TryRead<Verdict>(request.Verdict, out var read) || read is not { } verdict || !verdicts.Contains(verdict))
            return Problems.Of(StatusCodes.Status400BadRequest, "NoSuchVerdict", texts["“verdict”可以是：{0}。", string.Join(", ", verdicts)]);
        if (header is { State: TaskState.Open, Bar: { } bar }) return Problems.Of(StatusCodes.Status409Conflict, bar.ToString(), texts.Of(bar));
        if (header.State == TaskState.Open && header.Kind.NeedsDeclaration() && !await recusals.HasDeclaredAsync(header.CompetitionId, actor.PersonId, ct))
            return Problems.Of(StatusCodes.Status409Conflict, "DeclareFirst", texts["办理之前请先申报回避关系。"], $"/tasks/{id}");

        return await answers.RunAsync(header, verdict, request.Comment, actor, ct) ?? await TaskAsync(id, user, headers, texts, ct);
    }

    private static async Task<IResult> ClaimAsync(Guid id, ClaimsPrincipal user, ClaimTask claim, TaskHeaderQuery headers, Texts texts, CancellationToken ct) =>
        await claim.RunAsync(new(id), user.ToActor(), ct) switch
        {
            ClaimTaskOutcome.Claimed => await TaskAsync(id, user, headers, texts, ct),
            ClaimTaskOutcome.NotFound or ClaimTaskOutcome.NotYours => Problems.NotFound(),
            var refused => Problems.Of(StatusCodes.Status409Conflict, refused.ToString(), texts.Of(refused)),
        };

    private static async Task<IResult> ReleaseAsync(Guid id, ClaimsPrincipal user, ReleaseTask release, TaskHeaderQuery headers, Texts texts, CancellationToken ct) =>
        await release.RunAsync(new(id), user.ToActor(), ct) switch
        {
            ClaimTaskOutcome.Released => await TaskAsync(id, user, headers, texts, ct),
            ClaimTaskOutcome.NotFound or ClaimTaskOutcome.NotYours => Problems.NotFound(),
            var refused => Problems.Of(StatusCodes.Status409Conflict, refused.ToString(), texts.Of(refused)),
        };

    private static TaskAnswer Answer(TaskHeader task, Texts texts) => new(
        task.TaskId, task.Kind.ToString(), texts.Of(task.Kind), task.State.ToString(), task.Round,
        new(task.CompetitionId, texts.Either(task.CompetitionTitle, task.CompetitionTitleEn)), task.UnitName, task.Stage?.ToString(), task.SubjectLabel,
        task.OpenedAt, task.WaitsUntil, task.DueAt, task.DueIsFinal, task.AssigneeName, task.IsMine, task.MayAct, task.MayClaim, task.MayRelease,
        task.Bar?.ToString(), task.Verdict?.ToString(), task.Comment, task.DecidedAt, [.. PlainAnswers.For(task.Kind).Select(v => v.ToString())], $"/tasks/{task.TaskId}");
}
