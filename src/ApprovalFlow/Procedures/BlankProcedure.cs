using System.Text.Json.Nodes;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures;

/// <summary>
/// A drawing to begin with when no template fits: every stage that the rules require, in their order, with the stages' own
/// defaults, and a way to the close wherever nobody is left.
/// </summary>
internal static class BlankProcedure
{
    private static readonly StageKind[] Required =
    [
        StageKind.Announcement, StageKind.Registration, StageKind.QualificationReview, StageKind.Interview, StageKind.DemocraticEvaluation,
        StageKind.Synthesis, StageKind.Inspection, StageKind.FourChecks, StageKind.PartyGroupDecision, StageKind.PublicNotice,
        StageKind.Appointment, StageKind.Probation, StageKind.Archive,
    ];

    public static JsonObject Create()
    {
        var flowchart = new JsonObject
        {
            ["id"] = "Flowchart1", ["nodeId"] = "Workflow1:Flowchart1", ["name"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["activities"] = new JsonArray(), ["connections"] = new JsonArray(), ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(),
        };
        var drawing = new FlowchartPen(flowchart);
        var last = drawing.Place("start", DrawingParts.Start, "开始", 60, 40);
        var port = "Done";
        foreach (var stage in Required)
        {
            var added = drawing.AddStage(stage, after: last, port);
            (last, port) = (added, FlowchartPen.MainWayOut(stage));
        }

        drawing.SetSetting(drawing.Find(StageKind.Interview)!, "Weight", "Decimal", "60");
        drawing.SetSetting(drawing.Find(StageKind.DemocraticEvaluation)!, "Weight", "Decimal", "40");
        drawing.AddEnd(last, port);
        return new JsonObject
        {
            ["name"] = "", ["description"] = "", ["toolVersion"] = "3.8.2.0",
            ["variables"] = new JsonArray(), ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(),
            ["customProperties"] = new JsonObject(), ["options"] = new JsonObject(), ["root"] = flowchart,
        };
    }
}
