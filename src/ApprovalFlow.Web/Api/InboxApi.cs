using System.Security.Claims;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Api;

public sealed record CompetitionRef(Guid Id, string Title);

/// <summary>One line of the inbox. <see cref="Kind"/> stays the same for programs, <see cref="KindName"/> is for people.</summary>
public sealed record InboxItem(
    Guid Id, string Kind, string KindName, CompetitionRef Competition, string Subject, int Round, DateTimeOffset OpenedAt, DateTimeOffset? NotBefore,
    DateTimeOffset? DueAt, bool Free, string? Verdict, DateTimeOffset? DecidedAt, string Page);

/// <summary>The counts are of everything open, whatever is filtered.</summary>
public sealed record InboxAnswer(InboxCounts Counts, int Total, int Page, int PageSize, IReadOnlyList<InboxItem> Items);

internal static class InboxApi
{
    public static void MapInbox(this IEndpointRouteBuilder api) =>
        api.MapGet("/inbox", InboxAsync)
            .WithSummary("What waits for me, the most urgent first; with done=true what I have done. Filters: competition, kind, due (All, Overdue, Soon, NoDate), q; page from 1.")
            .Produces<InboxAnswer>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> InboxAsync(
        ClaimsPrincipal user, InboxQuery query, Texts texts, bool? done, Guid? competition, string? kind, string? due, string? q, int? page, CancellationToken ct)
    {
        if (!TryRead<TaskKind>(kind, out var wanted)) return Problems.NoSuchValue<TaskKind>(texts, "kind", kind);
        if (!TryRead<InboxDue>(due, out var dueIn)) return Problems.NoSuchValue<InboxDue>(texts, "due", due);

        var inbox = await query.ForAsync(user.ToActor(), new(done ?? false, competition, wanted, dueIn ?? InboxDue.All, q, page ?? 1), ct);
        return Results.Ok(new InboxAnswer(
            inbox.Counts, inbox.Total, inbox.Page, Inbox.PageSize,
            [
                .. inbox.Lines.Select(line => new InboxItem(
                    line.TaskId, line.Kind.ToString(), texts.Of(line.Kind), new(line.CompetitionId, texts.Either(line.CompetitionTitle, line.CompetitionTitleEn)),
                    line.SubjectLabel, line.Round, line.OpenedAt, line.WaitsUntil, line.DueAt, line.Free, line.Verdict?.ToString(), line.DecidedAt, $"/tasks/{line.TaskId}")),
            ]));
    }

    /// <summary>Nothing given is no filter; a number is no name.</summary>
    internal static bool TryRead<T>(string? text, out T? value) where T : struct, Enum
    {
        value = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (char.IsAsciiDigit(text[0]) || !Enum.TryParse<T>(text, ignoreCase: true, out var read) || !Enum.IsDefined(read)) return false;
        value = read;
        return true;
    }
}
