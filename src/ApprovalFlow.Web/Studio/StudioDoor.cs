using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Antiforgery;

namespace ApprovalFlow.Web.Studio;

/// <summary>
/// Every call that may change something must come from one of our own pages: the page hands the studio the antiforgery token
/// as its tenant, and the studio sends it along as a header.
/// </summary>
internal sealed class StudioDoor(IAntiforgery antiforgery, Texts texts) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : StudioAnswers.Refused(texts["本页已过期，请重新打开后再试。"], "page");
}

/// <summary>What the studio sends, read without trust: bounded in size and depth, and an object.</summary>
internal static class StudioRequest
{
    /// <summary>A drawing, and what the studio wraps around it.</summary>
    private const int LargestBytes = DraftJson.LargestBytes + 4096;

    /// <summary>The object that was sent, or the refusal.</summary>
    public static async Task<(JsonObject? Body, IResult? Refusal)> ReadAsync(HttpRequest request, Texts texts)
    {
        if (await BytesAsync(request) is not { } bytes)
            return (null, StudioAnswers.Refused(texts["图太大，超过 {0} KB。", DraftJson.LargestBytes / 1024]));
        var (body, problems) = DraftJson.Read(Encoding.UTF8.GetString(bytes));
        return body is not null ? (body, null) : (null, StudioAnswers.Refused(problems.Select(p => texts.Either(p.Text))));
    }

    /// <summary>Null when there is more than anybody draws.</summary>
    private static async Task<byte[]?> BytesAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestBytes) return null;
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (read.Length + count > LargestBytes) return null;
            await read.WriteAsync(buffer.AsMemory(0, count), request.HttpContext.RequestAborted);
        }

        return read.ToArray();
    }
}
