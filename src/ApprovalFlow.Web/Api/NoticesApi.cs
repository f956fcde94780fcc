using System.Security.Claims;
using ApprovalFlow.Notices;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Api;

/// <summary><see cref="EndsAt"/> is the last instant at which the notice stands; null where it stands as long as the competition.</summary>
public sealed record NoticeItem(
    Guid Id, string Kind, string KindName, string Number, string Title, string Unit, string Scope, DateTimeOffset PublishedAt, DateOnly? StartsOn,
    DateTimeOffset? EndsAt, int? WorkingDays, string Page);

/// <summary>The frozen text and its SHA-256, as published.</summary>
public sealed record NoticeAnswer(NoticeItem Notice, string Html, string Sha256);

internal static class NoticesApi
{
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/notices", ListAsync).WithSummary("Notices in force that I may read, newest first; without signing in, the public ones. Filter: kind.")
            .Produces<IReadOnlyList<NoticeItem>>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/notices/{id:guid}", OneAsync).WithSummary("One notice with its frozen text.").Produces<NoticeAnswer>();
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, NoticeQuery query, Texts texts, string? kind, CancellationToken ct)
    {
        if (!InboxApi.TryRead<NoticeKind>(kind, out var wanted)) return Problems.NoSuchValue<NoticeKind>(texts, "kind", kind);
        return Results.Ok((await query.ForAsync(user.ToActorOrNull(), wanted, ct)).Select(line => Item(line, texts)));
    }

    private static async Task<IResult> OneAsync(Guid id, ClaimsPrincipal user, NoticeQuery query, Texts texts, CancellationToken ct) =>
        await query.FindAsync(id, user.ToActorOrNull(), ct) is { } sheet
            ? Results.Ok(new NoticeAnswer(Item(sheet.Notice, texts), sheet.Html, sheet.Hash))
            : Problems.NotFound();

    private static NoticeItem Item(NoticeLine line, Texts texts) => new(
        line.Id, line.Kind.ToString(), texts.Of(line.Kind), line.Number, line.Title, texts.Either(line.Unit, line.UnitEn), line.Scope.ToString(), line.PublishedAt,
        line.StartsOn, line.EndsAt, line.WorkingDays, $"/notices/{line.Id}");
}
