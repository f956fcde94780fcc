using System.Security.Claims;
using ApprovalFlow.Competitions;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Api;

public sealed record CompetitionItem(
    Guid Id, string Number, string Title, string Unit, string State, string Procedure, int Posts, int Registered, IReadOnlyList<string> StagesNow,
    int OpenTasks, int LateTasks, DateTimeOffset CreatedAt);

public sealed record CompetitionsAnswer(int Total, int Page, int PageSize, IReadOnlyList<CompetitionItem> Items);

/// <summary><see cref="Progress"/> is Ahead, Here or Passed; <see cref="Runs"/> how often the stage was held.</summary>
public sealed record StageItem(
    string ActivityId, string Kind, string Name, string Progress, int Runs, DateTimeOffset? EnteredAt, DateTimeOffset? ClosedAt, string Outcome);

public sealed record PostItem(Guid Id, string Name, string Department, string State, int Quota, int Registered, int Still, int Appointed);

public sealed record CompetitionAnswer(
    Guid Id, string Number, string Title, string Unit, string State, string Procedure, IReadOnlyList<PostItem> Posts, IReadOnlyList<StageItem> Stages,
    IReadOnlyDictionary<string, int> Candidates, int Held, int OpenTasks, int LateTasks);

internal static class CompetitionsApi
{
    public static void MapCompetitions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/competitions", ListAsync)
            .WithSummary("The competitions whose board I may open, newest first. Filters: q, state; page from 1.")
            .Produces<CompetitionsAnswer>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/competitions/{id:guid}", OneAsync).WithSummary("One competition with its stages, posts and counts.").Produces<CompetitionAnswer>();
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, CompetitionListQuery query, Texts texts, string? q, string? state, int? page, CancellationToken ct)
    {
        if (!InboxApi.TryRead<CompetitionState>(state, out var wanted)) return Problems.NoSuchValue<CompetitionState>(texts, "state", state);
        var number = Math.Max(page ?? 1, 1);
        var found = await query.ForAsync(user.ToActor(), q, wanted, number, ct);
        return Results.Ok(new CompetitionsAnswer(
            found.Total, number, CompetitionListQuery.Size,
            [
                .. found.Lines.Select(c => new CompetitionItem(
                    c.Id, c.Number, texts.Either(c.Title, c.TitleEn), c.UnitName, c.State.ToString(), texts.Either(c.ProcedureName, c.ProcedureNameEn), c.Posts,
                    c.Registered, [.. c.StagesNow.Select(s => s.ToString())], c.OpenTasks, c.LateTasks, c.CreatedAt)),
            ]));
    }

    private static async Task<IResult> OneAsync(Guid id, ClaimsPrincipal user, CompetitionBoard boards, Texts texts, CancellationToken ct)
    {
        if (await boards.ForAsync(id, user.ToActor(), ct) is not { } board) return Problems.NotFound();
        var competition = board.Competition;
        return Results.Ok(new CompetitionAnswer(
            id, competition.Number, competition.NameIn(Language.IsChinese), board.Unit.Name, competition.State.ToString(),
            texts.Either(board.Procedure.Name, board.Procedure.NameEn),
            [.. board.Posts.Select(p => new PostItem(p.Post.Id, p.Post.Name, p.Post.Department, p.Post.State.ToString(), p.Post.Quota, p.Registered, p.Still, p.Appointed))],
            [.. board.Stages.Select(stage => Item(stage, texts))],
            board.Counts.ToDictionary(c => c.Key.ToString(), c => c.Value), board.Held, board.Work.Sum(w => w.Open), board.Work.Sum(w => w.Late)));
    }

    private static StageItem Item(BoardStage stage, Texts texts)
    {
        var name = stage.Drawn.DisplayText.Length > 0 && Language.IsChinese ? stage.Drawn.DisplayText : texts.Of(stage.Drawn.Stage!.Value);
        return new(
            stage.Drawn.Id, stage.Drawn.Stage!.Value.ToString(), name, stage.Progress.ToString(), stage.Runs, stage.Run?.EnteredAt, stage.Run?.ClosedAt,
            stage.Run?.Outcome ?? "");
    }
}
