using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Studio;

/// <summary>A running competition as the studio's instance viewer knows instances.</summary>
internal sealed class InstanceShape(StandingWords words, Texts texts)
{
    public static JsonObject Of(FlowPage page)
    {
        var (id, instance) = (page.Instance.Id.ToString(), page.Instance);
        var (status, detail) = (Status(instance), Detail(instance));
        var shared = () => new JsonObject
        {
            ["id"] = id, ["definitionId"] = page.Procedure.DefinitionId, ["correlationId"] = instance.CorrelationId, ["status"] = status, ["subStatus"] = detail,
            ["createdAt"] = StudioAnswers.Instant(instance.CreatedAt), ["updatedAt"] = StudioAnswers.Instant(instance.UpdatedAt), ["finishedAt"] = Finished(instance),
        };
        var state = shared();
        state["definitionVersion"] = page.Procedure.Version;
        foreach (var list in (string[])["bookmarks", "incidents", "completionCallbacks", "activityExecutionContexts"]) state[list] = new JsonArray();
        foreach (var map in (string[])["input", "output", "properties"]) state[map] = new JsonObject();

        var answer = shared();
        answer["definitionVersionId"] = page.Procedure.Id;
        answer["version"] = page.Procedure.Version;
        answer["name"] = page.Competition.Title;
        answer["incidentCount"] = instance.Status == InstanceStatus.Faulted ? 1 : 0;
        answer["workflowState"] = state;
        return answer;
    }

    public static JsonObject ExecutionState(FlowPage page) => new()
    {
        ["status"] = Status(page.Instance), ["workflowSubStatus"] = Detail(page.Instance), ["updatedAt"] = StudioAnswers.Instant(page.Instance.UpdatedAt),
    };

    /// <summary>The badges on the nodes.</summary>
    public static JsonObject Stats(FlowStanding standing) => new()
    {
        ["activityId"] = standing.Drawn.Id,
        ["activityNodeId"] = standing.NodeId,
        ["startedCount"] = standing.Rounds,
        ["completedCount"] = standing.Progress == ActivityProgress.Done ? standing.Rounds : Math.Max(0, standing.Rounds - 1),
        ["uncompletedCount"] = standing.Progress is ActivityProgress.Active or ActivityProgress.Faulted ? 1 : 0,
        ["isBlocked"] = standing.Progress == ActivityProgress.Active,
        ["isFaulted"] = standing.Progress == ActivityProgress.Faulted,
        ["metadata"] = new JsonObject(),
    };

    /// <summary>Every time the flow entered the activity, oldest first; the last one says where it stands and who is waited for.</summary>
    public IEnumerable<JsonObject> Executions(FlowPage page, FlowStanding standing)
    {
        var rounds = page.Journal.Where(j => j.Line.ActivityId == standing.Drawn.Id).GroupBy(j => j.Line.Round).OrderBy(g => g.Key).ToList();
        foreach (var round in rounds)
        {
            var ended = round.LastOrDefault(j => Ends(j.Line.Event));
            yield return new JsonObject
            {
                ["id"] = string.Create(CultureInfo.InvariantCulture, $"{page.Instance.Id}:{standing.Drawn.Id}:{round.Key}"),
                ["workflowInstanceId"] = page.Instance.Id.ToString(),
                ["activityId"] = standing.Drawn.Id,
                ["activityNodeId"] = standing.NodeId,
                ["activityType"] = standing.Drawn.Type,
                ["activityTypeVersion"] = 1,
                ["activityName"] = standing.Drawn.DisplayText,
                ["activityState"] = State(standing, round == rounds[^1]),
                ["payload"] = Payload(standing, ended),
                ["outputs"] = new JsonObject(),
                ["properties"] = new JsonObject(),
                ["metadata"] = new JsonObject(),
                ["startedAt"] = StudioAnswers.Instant(round.First().At),
                ["completedAt"] = ended is null ? null : StudioAnswers.Instant(ended.At),
                ["hasBookmarks"] = ended is null,
                ["status"] = ExecutionStatus(round.Last().Line.Event),
            };
        }
    }

    public static IEnumerable<JsonObject> Journal(FlowPage page)
    {
        var nodes = page.Standings.ToDictionary(s => s.Drawn.Id);
        var sequence = 0;
        foreach (var entry in page.Journal)
        {
            sequence++;
            if (!nodes.TryGetValue(entry.Line.ActivityId, out var standing) || EventName(entry.Line.Event) is not { } name) continue;
            yield return new JsonObject
            {
                ["id"] = string.Create(CultureInfo.InvariantCulture, $"{page.Instance.Id}:{sequence}"),
                ["activityInstanceId"] = string.Create(CultureInfo.InvariantCulture, $"{page.Instance.Id}:{standing.Drawn.Id}:{entry.Line.Round}"),
                ["parentActivityInstanceId"] = null,
                ["activityId"] = standing.Drawn.Id,
                ["activityType"] = standing.Drawn.Type,
                ["activityTypeVersion"] = 1,
                ["activityName"] = standing.Drawn.DisplayText,
                ["nodeId"] = standing.NodeId,
                ["timestamp"] = StudioAnswers.Instant(entry.At),
                ["sequence"] = sequence,
                ["eventName"] = name,
                ["message"] = null,
                ["source"] = null,
                ["activityState"] = new JsonObject(),
                ["payload"] = null,
            };
        }
    }

    private JsonObject State(FlowStanding standing, bool isLast)
    {
        var state = new JsonObject();
        if (!isLast) return state;
        state[texts["现状"]] = words.Progress(standing.Progress);
        if (standing.Waiting.Count > 0) state[texts["在等谁"]] = words.Waiting(standing);
        return state;
    }

    private static JsonObject Payload(FlowStanding standing, JournalEntry? ended) =>
        ended?.Line.Outcomes is { Count: > 0 } outcomes
            ? new JsonObject
            {
                ["Outcomes"] = new JsonArray([.. outcomes.Select(o => (JsonNode)Procedures.ProcedureWords.Outcome(standing.Drawn, o, Language.IsChinese))]),
            }
            : [];

    private static bool Ends(JournalEvent happened) =>
        happened is JournalEvent.Done or JournalEvent.Skipped or JournalEvent.Cancelled or JournalEvent.SkippedByOperator or JournalEvent.Finished or JournalEvent.InstanceCancelled;

    private static string? EventName(JournalEvent happened) => happened switch
    {
        JournalEvent.Started => "Started",
        JournalEvent.Done or JournalEvent.Finished or JournalEvent.SkippedByOperator => "Completed",
        JournalEvent.Waiting => "Suspended",
        JournalEvent.Faulted => "Faulted",
        JournalEvent.Woken or JournalEvent.Retried => "Resumed",
        JournalEvent.Cancelled or JournalEvent.InstanceCancelled => "Canceled",
        JournalEvent.Skipped => null,
    };

    private static string ExecutionStatus(JournalEvent last) => last switch
    {
        JournalEvent.Done or JournalEvent.Finished or JournalEvent.SkippedByOperator => "Completed",
        JournalEvent.Skipped or JournalEvent.Cancelled or JournalEvent.InstanceCancelled => "Canceled",
        JournalEvent.Faulted => "Faulted",
        JournalEvent.Started or JournalEvent.Waiting or JournalEvent.Woken or JournalEvent.Retried => "Running",
    };

    private static string Status(Instance instance) => instance.HasEnded ? "Finished" : "Running";

    private static string Detail(Instance instance) => instance.Status switch
    {
        InstanceStatus.Suspended => "Suspended",
        InstanceStatus.Finished => "Finished",
        InstanceStatus.Faulted => "Faulted",
        InstanceStatus.Cancelled => "Cancelled",
    };

    private static string? Finished(Instance instance) => instance.EndedAt is { } at ? StudioAnswers.Instant(at) : null;
}
