using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApprovalFlow.Web.Studio;

/// <summary>How the studio is answered. It shows people nothing but the <c>errors</c> of a 400.</summary>
internal static class StudioAnswers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never written into a page
    };

    public static IResult Of<T>(T answer) => Results.Json(answer, Json);

    /// <summary>The studio's list shape: <c>items</c> and <c>count</c>.</summary>
    public static IResult List<T>(IReadOnlyCollection<T> items) => Of(new { items, count = items.Count });

    /// <summary>What was asked is refused, in words; nothing has changed. The reason is for our own script on the page.</summary>
    public static IResult Refused(IEnumerable<string> messages, string? reason = null) => Results.Json(
        new { status = StatusCodes.Status400BadRequest, reason, errors = new { generalErrors = messages } },
        Json, "application/problem+json", StatusCodes.Status400BadRequest);

    public static IResult Refused(string message, string? reason = null) => Refused([message], reason);

    /// <summary>A stranger learns nothing, not even that there is something.</summary>
    public static IResult NotFound() =>
        Results.Json(new { status = StatusCodes.Status404NotFound }, Json, "application/problem+json", StatusCodes.Status404NotFound);

    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
