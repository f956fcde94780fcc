using System.Text.Json.Nodes;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Studio;

/// <summary>What the studio's toolbox, editors and pickers are filled with.</summary>
internal static class DescriptorReading
{
    /// <summary>Help for those who write conditions; the engine's own functions.</summary>
    private const string ScriptTypes = """
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityName: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function getWorkflowDefinitionId(): string;
        declare function getCorrelationId(): string;
        declare function isNullOrEmpty(text: string): boolean;
        declare function isNullOrWhiteSpace(text: string): boolean;
        declare function toJson(value: any): string;
        declare var variables: any;
        """;

    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder writing)
    {
        api.MapGet("/descriptors/activities", (ActivityShape activities) => StudioAnswers.List(activities.All()));
        api.MapGet("/descriptors/expression-descriptors", (Texts texts) => StudioAnswers.List(Expressions(texts)));
        api.MapGet("/descriptors/workflow-activation-strategies", (Texts texts) => Strategy("AllowAlwaysStrategy", texts["总是可以启动"]));
        api.MapGet("/descriptors/incident-strategies", (Texts texts) => Strategy("FaultStrategy", texts["停在出错处，等待处理"]));
        api.MapGet("/descriptors/log-persistence-strategies", (Texts texts) => Strategy("Include", texts["全部记录"]));
        api.MapGet("/descriptors/commit-strategies/{kind}", () => StudioAnswers.List<string>([]));
        api.MapGet("/descriptors/storage-drivers", (Texts texts) => StudioAnswers.List<JsonObject>(
            [new() { ["typeName"] = "WorkflowInstanceStorageDriver", ["displayName"] = texts["随这一次竞争上岗保存"], ["priority"] = 5, ["deprecated"] = false }]));
        api.MapGet("/descriptors/variables", (Texts texts) => StudioAnswers.List(Variables(texts)));
        api.MapGet("/descriptors/output-converters", () => StudioAnswers.List<string>([]));
        api.MapGet("/resilience/strategies", () => StudioAnswers.List<string>([]));
        api.MapGet("/features/installed", () => StudioAnswers.List<string>([]));
        writing.MapPost("/scripting/javascript/type-definitions/{definitionId}", () => Results.Text(ScriptTypes, "text/plain"));
        writing.MapPost("/tests/activities", (Texts texts) => StudioAnswers.Refused(texts["单个环节不能试运行，请用演练。"]));
    }

    private static IResult Strategy(string typeName, string name) =>
        StudioAnswers.List<JsonObject>([new() { ["typeName"] = typeName, ["displayName"] = name, ["description"] = null }]);

    private static List<JsonObject> Expressions(Texts texts) =>
    [
        Expression("Literal", texts["固定值"]), Expression("Object", texts["列表或对象（JSON）"], "json"), Expression("Variable", texts["变量"]),
        Expression("Input", texts["流程输入"]), Expression("JavaScript", texts["计算式（JavaScript）"], "javascript"),
    ];

    private static JsonObject Expression(string type, string name, string? language = null) => new()
    {
        ["type"] = type, ["displayName"] = name, ["isSerializable"] = true, ["isBrowsable"] = true,
        ["properties"] = language is null ? [] : new JsonObject { ["MonacoLanguage"] = language },
    };

    private static List<JsonObject> Variables(Texts texts) =>
    [
        .. new[] { ("String", texts["文字"]), ("Int32", texts["整数"]), ("Decimal", texts["数字"]), ("Boolean", texts["是或否"]), ("DateTime", texts["日期"]), ("Object", texts["JSON 对象"]) }
            .Select(type => new JsonObject
            {
                ["typeName"] = type.Item1, ["displayName"] = type.Item2, ["category"] = texts["基本类型"], ["description"] = null,
            }),
    ];
}
