using System.Text.Json.Nodes;
using ApprovalFlow.Competitions;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Studio;

/// <summary>Running competitions as the instance viewer reads them: for those who may see the competition's board.</summary>
internal static class InstanceReading
{
    private const int LargestPage = 500;

    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder writing)
    {
        api.MapGet("/workflow-instances/{id}", (string id, Viewer viewer) => viewer.AnswerAsync(id, InstanceShape.Of));
        api.MapGet("/workflow-instances/{id}/execution-state", (string id, Viewer viewer) => viewer.AnswerAsync(id, InstanceShape.ExecutionState));
        api.MapGet("/workflow-instances/{id}/variables", (string id, Viewer viewer) =>
            viewer.AnswerAsync(id, _ => new JsonObject { ["items"] = new JsonArray(), ["count"] = 0 }));
        api.MapGet("/activity-executions/list", (string? workflowInstanceId, string? activityNodeId, Viewer viewer) => viewer.ExecutionsAsync(workflowInstanceId, activityNodeId));
        api.MapGet("/activity-execution-summaries/list", (string? workflowInstanceId, string? activityNodeId, Viewer viewer) => viewer.ExecutionsAsync(workflowInstanceId, activityNodeId));
        api.MapGet("/activity-executions/by-id", (string? id, Viewer viewer) => viewer.ExecutionAsync(id));
        api.MapGet("/activity-executions/{id}/call-stack", (string id) =>
            StudioAnswers.Of(new JsonObject { ["activityExecutionId"] = id, ["items"] = new JsonArray(), ["totalCount"] = 0 }));
        writing.MapPost("/workflow-instances/{id}/journal", (string id, int? skip, int? take, Viewer viewer) => viewer.JournalAsync(id, skip ?? 0, take ?? LargestPage));
        writing.MapPost("/activity-executions/report", (Viewer viewer, HttpContext http) => viewer.ReportAsync(http));
        // Which competitions there are is said on our own pages, with what their readers may see of each.
        writing.MapPost("/workflow-instances", () => StudioAnswers.Of(new JsonObject { ["items"] = new JsonArray(), ["totalCount"] = 0 }));
        writing.MapDelete("/workflow-instances/{id}", (Texts texts) => Elsewhere(texts));
        writing.MapPost("/cancel/workflow-instances/{id}", (Texts texts) => Elsewhere(texts));
    }

    private static IResult Elsewhere(Texts texts) => StudioAnswers.Refused(texts["暂停、恢复或取消竞争上岗，请在进度看板办理。"]);

    /// <summary>Finds what the reader may see; the studio asks for one activity after the other.</summary>
    internal sealed class Viewer(CompetitionFlow flow, InstanceShape shape, Texts texts, IHttpContextAccessor http)
    {
        public async Task<IResult> AnswerAsync(string id, Func<FlowPage, JsonObject> answer) =>
            await FindAsync(id) is { } page ? StudioAnswers.Of(answer(page)) : StudioAnswers.NotFound();

        public async Task<IResult> ExecutionsAsync(string? instanceId, string? nodeId)
        {
            if (await FindAsync(instanceId) is not { } page) return StudioAnswers.NotFound();
            var standing = page.Standings.FirstOrDefault(s => s.NodeId == nodeId);
            return StudioAnswers.List<JsonObject>(standing is null ? [] : [.. shape.Executions(page, standing)]);
        }

        /// <summary>The id is ours: instance, activity and round.</summary>
        public async Task<IResult> ExecutionAsync(string? id)
        {
            if (await FindAsync(id?.Split(':')[0]) is not { } page) return StudioAnswers.NotFound();
            return page.Standings.SelectMany(s => shape.Executions(page, s)).FirstOrDefault(e => e["id"]!.ToString() == id) is { } found
                ? StudioAnswers.Of(found) : StudioAnswers.NotFound();
        }

        public async Task<IResult> JournalAsync(string id, int skip, int take)
        {
            if (await FindAsync(id) is not { } page) return StudioAnswers.NotFound();
            var all = InstanceShape.Journal(page).ToList();
            return StudioAnswers.Of(new JsonObject
            {
                ["items"] = new JsonArray([.. all.Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 0, LargestPage))]), ["totalCount"] = all.Count,
            });
        }

        public async Task<IResult> ReportAsync(HttpContext context)
        {
            var (body, refusal) = await StudioRequest.ReadAsync(context.Request, texts);
            if (body is null) return refusal!;
            if (await FindAsync(body["workflowInstanceId"]?.ToString()) is not { } page) return StudioAnswers.NotFound();
            return StudioAnswers.Of(new JsonObject { ["stats"] = new JsonArray([.. page.Standings.Where(s => s.Rounds > 0).Select(InstanceShape.Stats)]) });
        }

        private async Task<FlowPage?> FindAsync(string? id) =>
            Guid.TryParse(id, out var instanceId)
                ? await flow.ForAsync(instanceId, http.HttpContext!.User.ToActor(), http.HttpContext.RequestAborted)
                : null;
    }
}
