using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Api;

/// <summary>Errors as RFC 9457 describes them: a status, a code that stays the same, and words that say what to do.</summary>
internal static class Problems
{
    public static IResult Of(int status, string code, string words, string? page = null)
    {
        var more = new Dictionary<string, object?> { ["code"] = code };
        if (page is not null) more["page"] = page;
        return Results.Problem(words, statusCode: status, extensions: more);
    }

    /// <summary>Nothing says whether there is something that others may see.</summary>
    public static IResult NotFound() => Results.NotFound();

    /// <summary>A filter with a value that does not exist.</summary>
    public static IResult NoSuchValue<T>(Texts texts, string name, string? value) where T : struct, Enum => Of(
        StatusCodes.Status400BadRequest, "NoSuchValue", texts["“{0}”不能是“{1}”；可以是：{2}。", name, value, string.Join(", ", Enum.GetNames<T>())]);

    /// <summary>Words for what the pipeline answered without any.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Detail is not null) return;
        var texts = context.HttpContext.RequestServices.GetRequiredService<Texts>();
        (var code, problem.Detail) = problem.Status switch
        {
            StatusCodes.Status400BadRequest => ("BadRequest", texts["请求不能读懂；请对照 {0} 检查。", $"{ApiRoutes.Prefix}/openapi.json"]),
            StatusCodes.Status401Unauthorized => ("SignInFirst", texts["请先在 {0} 登录，并随每次请求发送登录 Cookie。", "/account/signin"]),
            StatusCodes.Status404NotFound => ("NotFound", texts["没有这项内容，或者您无权查看。"]),
            StatusCodes.Status405MethodNotAllowed => ("MethodNotAllowed", texts["这个地址不接受这种请求；请对照 {0} 检查。", $"{ApiRoutes.Prefix}/openapi.json"]),
            StatusCodes.Status415UnsupportedMediaType => ("JsonExpected", texts["请以 application/json 提交。"]),
            _ => ("Failed", texts["没有办成，已记录原因；请稍后再试。"]),
        };
        problem.Extensions["code"] = code;
    }
}
