using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Studio;

/// <summary>
/// What the studio may change: the drawing of a draft, and that it is submitted. What it cannot know (a reason, which unit, what
/// a file would replace) is asked for on our own pages; there the studio is told to go.
/// </summary>
internal static class DefinitionWriting
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions", (Saving saving, HttpContext http) => saving.RunAsync(http));
        api.MapPost("/workflow-definitions/{definitionId}/publish", (string definitionId, Saving saving, HttpContext http) => saving.SubmitAsync(definitionId, http));
        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}",
            (string definitionId, int version, Saving saving, HttpContext http) => saving.RevertAsync(definitionId, version, http));
        api.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync);
        api.MapDelete("/workflow-definition-versions/{versionId}", DiscardAsync);
        api.MapDelete("/workflow-definitions/{definitionId}", (Texts texts) => StudioAnswers.Refused(texts["程序不会被删除：草稿可以在“程序”页放弃，已发布的版本可以撤回。"]));
        api.MapPost("/workflow-definitions/{definitionId}/execute", (Texts texts) => StudioAnswers.Refused(texts["程序由竞争上岗按批准的实施方案启动，不能在这里运行；要看它怎样走，请用演练。"]));
        foreach (var address in (string[])["/workflow-definitions/import", "/workflow-definitions/import-files"])
            api.MapPost(address, (Texts texts) => StudioAnswers.Refused(texts["请在“程序”页导入文件：那里先显示差异，再由您决定是否替换。"]));
        api.MapPost("/bulk-actions/{**rest}", (Texts texts) => StudioAnswers.Refused(texts["不能成批办理，请逐个办理。"]));
    }

    /// <summary>A version that waits for approval is taken back to be drawn on; withdrawing a published one needs a reason.</summary>
    private static async Task<IResult> RetractAsync(string definitionId, DraftSheet drafts, RecallProcedure recall, Texts texts, HttpContext http)
    {
        var (actor, ct) = (http.User.ToActor(), http.RequestAborted);
        if (await drafts.LatestAsync(definitionId, actor, ct) is not { } page) return StudioAnswers.NotFound();
        return await recall.RunAsync(new(page.Version.Id), actor, ct) switch
        {
            RecallProcedureOutcome.Recalled => StudioAnswers.Of(DefinitionShape.Of((await drafts.ForAsync(page.Version.Id, actor, ct))!, isLatest: true)),
            RecallProcedureOutcome.NotFound => StudioAnswers.NotFound(),
            RecallProcedureOutcome.NotSubmitted => StudioAnswers.Refused(texts["撤回已发布的版本要说明理由，请在“程序”页办理。"]),
        };
    }

    private static async Task<IResult> DiscardAsync(string versionId, DiscardDraft discard, Texts texts, HttpContext http) =>
        await discard.RunAsync(new(versionId), http.User.ToActor(), http.RequestAborted) switch
        {
            DiscardDraftOutcome.Discarded => Results.NoContent(),
            DiscardDraftOutcome.NotFound => StudioAnswers.NotFound(),
            DiscardDraftOutcome.NotADraft => StudioAnswers.Refused(texts["这个版本已不是草稿，不能再改。"]),
        };
}

/// <summary>Takes what the studio posts. Saving the same twice is once: the studio repeats what it got no answer to.</summary>
internal sealed class Saving(
    DraftSheet drafts, SaveDraft save, SubmitProcedure submit, ActivityCatalog catalog, Findings findings, Texts texts, DateWords dates)
{
    public async Task<IResult> RunAsync(HttpContext http)
    {
        var (actor, ct) = (http.User.ToActor(), http.RequestAborted);
        var (body, refusal) = await StudioRequest.ReadAsync(http.Request, texts);
        if (body is null) return refusal!;
        if (body["model"] is not JsonObject model) return StudioAnswers.Refused(texts["缺少流程图。"]);
        if (Text(model["definitionId"]) is not { Length: > 0 } definitionId)
            return StudioAnswers.Refused(texts["请在“程序”页新建程序：那里选择单位和从哪个模板开始。"]);
        if (await drafts.LatestAsync(definitionId, actor, ct) is not { } page) return StudioAnswers.NotFound();
        if (Text(model["id"]) is { Length: > 0 } versionId && versionId != page.Version.Id) return Stale(page);
        if (Whole((model["customProperties"] as JsonObject)?[DraftJson.RevisionProperty]) is not { } revision)
            return StudioAnswers.Refused(texts["不知道您改的是哪一次保存的图，请重新打开本页。"], "page");

        return await SaveAsync(page, revision, model, actor, ct)
            ?? (body["publish"] is JsonValue publish && publish.TryGetValue<bool>(out var asked) && asked
                ? await SubmitAsync(definitionId, http)
                : await SavedAsync(page.Version.Id, actor, ct));
    }

    /// <summary>Checks, and hands in for approval by somebody else, what is saved.</summary>
    public async Task<IResult> SubmitAsync(string definitionId, HttpContext http)
    {
        var (actor, ct) = (http.User.ToActor(), http.RequestAborted);
        if (await drafts.LatestAsync(definitionId, actor, ct) is not { } page) return StudioAnswers.NotFound();
        var result = await submit.RunAsync(new(page.Version.Id, page.Revision), actor, ct);
        return result.Outcome switch
        {
            SubmitProcedureOutcome.Submitted => await SavedAsync(page.Version.Id, actor, ct),
            SubmitProcedureOutcome.NotFound => StudioAnswers.NotFound(),
            SubmitProcedureOutcome.NotADraft => NotADraft(),
            SubmitProcedureOutcome.Changed => Stale(page),
            SubmitProcedureOutcome.HasErrors => StudioAnswers.Refused(findings.Say(result.Findings ?? [], JsonNode.Parse(page.Json))),
            SubmitProcedureOutcome.NobodyToApprove => StudioAnswers.Refused(texts["没有人可以批准：须有一名没有参与绘制的领导小组成员或党组织书记。"]),
        };
    }

    /// <summary>The drawing of an older version becomes what the open draft says.</summary>
    public async Task<IResult> RevertAsync(string definitionId, int version, HttpContext http)
    {
        var (actor, ct) = (http.User.ToActor(), http.RequestAborted);
        if (await drafts.LatestAsync(definitionId, actor, ct) is not { } page) return StudioAnswers.NotFound();
        if (!page.MayEdit) return NotADraft();
        var old = await drafts.ForAsync(page.Version.Id[..(page.Version.Id.LastIndexOf("-v", StringComparison.Ordinal) + 2)] + version, actor, ct);
        if (old is null || old.Version.DefinitionId != definitionId) return StudioAnswers.NotFound();
        return await SaveAsync(page, page.Revision, JsonNode.Parse(old.Json)!.AsObject(), actor, ct) ?? await SavedAsync(page.Version.Id, actor, ct);
    }

    /// <summary>Null when the draft now says what was sent.</summary>
    private async Task<IResult?> SaveAsync(DraftPage page, int revision, JsonObject model, Actor actor, CancellationToken ct)
    {
        if (page.MayEdit && SettingProblems.Of(model, catalog) is { Count: > 0 } wrong) return StudioAnswers.Refused(findings.Say(wrong, model));
        var result = await save.RunAsync(new(page.Version.Id, revision, model.ToJsonString()), actor, ct);
        return result.Outcome switch
        {
            SaveDraftOutcome.Saved or SaveDraftOutcome.Unchanged => null,
            SaveDraftOutcome.Stale => Stale(result.SavedBy ?? "", result.SavedAt),
            SaveDraftOutcome.NotFound => StudioAnswers.NotFound(),
            SaveDraftOutcome.NotADraft => NotADraft(),
            SaveDraftOutcome.Refused => StudioAnswers.Refused(findings.Say(result.Problems ?? [], Drawable(model))),
        };
    }

    private async Task<IResult> SavedAsync(string versionId, Actor actor, CancellationToken ct)
    {
        var page = (await drafts.ForAsync(versionId, actor, ct))!;
        return StudioAnswers.Of(new JsonObject
        {
            ["workflowDefinition"] = DefinitionShape.Of(page, isLatest: true),
            ["alreadyPublished"] = false,
            ["consumingWorkflowCount"] = 0,
            ["validationErrors"] = new JsonArray(),
            ["findings"] = await findings.OfAsync(page, ct),
        });
    }

    private IResult Stale(DraftPage page) => Stale(page.SavedBy, page.SavedAt);

    private IResult Stale(string by, DateTimeOffset? at) => StudioAnswers.Refused(
        texts["{0}在{1}保存过这份草稿，您的改动没有保存。请先下载您的图，再重新打开本页。", by, at is { } saved ? dates.When(saved) : ""], "stale");

    private IResult NotADraft() => StudioAnswers.Refused(texts["这个版本已不是草稿，不能再改。"], "closed");

    /// <summary>What was refused may be no drawing at all; then its activities have no names.</summary>
    private static JsonObject? Drawable(JsonObject model) => DraftJson.Flowchart(model) is null ? null : model;

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static int? Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) && number >= 0 ? number : null;
}
