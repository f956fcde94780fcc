using System.Text.Json.Nodes;
using static ApprovalFlow.Engine.Tests.Cases.Case;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests.Cases;

public static class JoinCases
{
    private static readonly JsonObject[] None = [];

    public static IEnumerable<Case> All =>
    [
        new("WaitAll waits for the slower branch",
            Draw("s -> slow -> a -> j; s -> quick -> b -> j; j -> end", Delay("slow", "00:10:00"), Delay("quick", "00:05:00"), Join("j", "WaitAll")),
            "s, b, a, end"),
        new("WaitAny takes the quicker branch and the slower one never comes",
            Draw("s -> slow -> a -> j; s -> quick -> b -> j; j -> end", Delay("slow", "00:10:00"), Delay("quick", "00:05:00"), Join("j", "WaitAny")),
            "s, b, end"),
        new("WaitAllActive waits for the slower branch too",
            Draw("s -> slow -> a -> j; s -> quick -> b -> j; j -> end", Delay("slow", "00:10:00"), Delay("quick", "00:05:00"), Join("j", "WaitAllActive")),
            "s, b, a, end"),
        new("An activity that is no join waits for both branches and runs once",
            Draw("s -> slow -> a -> end; s -> quick -> b -> end", Delay("slow", "00:10:00"), Delay("quick", "00:05:00")),
            "s, b, a, end"),
        new("WaitAll behind the two ways of a decision is never reached",
            Draw("d:True -> a -> j; d:False -> b -> j; j -> end", Decide("d", "true"), Join("j", "WaitAll")), "a"),
        new("WaitAllActive behind the two ways of a decision goes on",
            Draw("d:True -> a -> j; d:False -> b -> j; j -> end", Decide("d", "true"), Join("j", "WaitAllActive")), "a, end"),
        new("WaitAny behind the two ways of a decision goes on",
            Draw("d:True -> a -> j; d:False -> b -> j; j -> end", Decide("d", "false"), Join("j", "WaitAny")), "b, end"),
        new("A diamond in a diamond comes together from the inside out",
            Draw("s -> a, b; a -> c, d; c, d -> e; b, e -> f"), "s, a, b, c, d, e, f"),
        new("A branch that joins two joins is counted by each",
            Draw("s -> a, b; a, b -> j1; j1, a -> j2 -> end", Join("j1", "WaitAll"), Join("j2", "WaitAll")), "s, a, b, end"),
        new("Two arrows of one outcome to one activity are one visit", Draw("s -> a; s -> a; a -> end"), "s, a, end"),
        new("A join with one arrow in lets it pass, WaitAll", Draw("s -> j -> end", Join("j", "WaitAll")), "s, end"),
        new("A join with one arrow in lets it pass, WaitAny", Draw("s -> j -> end", Join("j", "WaitAny")), "s, end"),
        new("A join with one arrow in lets it pass, WaitAllActive", Draw("s -> j -> end", Join("j", "WaitAllActive")), "s, end"),
        new("WaitAny with three that come at once fires once", Draw("s -> a, b, c -> j -> end", Join("j", "WaitAny")), "s, a, b, c, end"),
        new("A chain of skipped activities does not hold up WaitAllActive",
            Draw("s -> d, c; d:True -> a -> b -> j; c -> j -> end", Decide("d", "false"), Join("j", "WaitAllActive")), "s, c, end"),
        new("When nothing comes a join is skipped, and so is what follows it",
            Draw("s -> d, e; d:True -> a; e:True -> b; a, b -> j -> x -> y", Decide("d", "false"), Decide("e", "false"), Join("j", "WaitAllActive")), "s"),
        new("A skipped join is an arrow not followed for the next join",
            Draw("s -> d, c; d:True -> a -> inner; d:True -> b -> inner; inner, c -> outer -> end",
                Decide("d", "false"), Join("inner", "WaitAll"), Join("outer", "WaitAllActive")), "s, c, end"),
        new("A fork leaves by each branch that has an arrow",
            Draw("f:x -> a; f:y -> b; a, b -> j -> end", Fork("f", "x", "y", "z"), Join("j", "WaitAll")), "a, b, end"),
        new("A fork without branches ends its way", Draw("s -> f; f:x -> a", Fork("f")), "s"),
        new("All cases that hold meet again in WaitAllActive",
            Draw("w:one -> a; w:two -> b; w:three -> c; a, b, c -> j -> end", Cases("FlowSwitch", "MatchAny", ("one", "true"), ("two", "false"), ("three", "true")),
                Join("j", "WaitAllActive")), "a, c, end"),
        new("The default case meets the others in one activity",
            Draw("w:one -> a; w:Default -> b; a, b -> end", Cases("FlowSwitch", "MatchFirst", ("one", "false"))), "b, end"),
        new("What no arrow reaches is neither run nor waited for", Draw("s -> end; island -> end"), "s, end"),
        new("Delays of one length come in the order they were drawn",
            Draw("s -> d1 -> a; s -> d2 -> b; s -> d3 -> c", Delay("d1", "00:01:00"), Delay("d2", "00:01:00"), Delay("d3", "00:01:00")), "s, a, b, c"),
        new("A join that waits for everything waits across two suspensions",
            Draw("s -> d1 -> j; s -> d2 -> j; s -> d3 -> j; j -> end", Delay("d1", "00:01:00"), Delay("d2", "00:02:00"), Delay("d3", "00:03:00"), Join("j", "WaitAll")), "s, end"),
        new("A mode that a script chooses", Draw("s -> slow -> a -> j; s -> b -> j; j -> end", Delay("slow", "00:01:00"), Of("FlowJoin", "j").Js("mode", "1 < 2 ? 'WaitAny' : 'WaitAll'")), "s, b, end"),
        new("A mode written as its number", Draw("s -> slow -> a -> j; s -> b -> j; j -> end", Delay("slow", "00:01:00"), Of("FlowJoin", "j").With("mode", 0)), "s, b, a, end"),
        new("An empty flowchart", Definition(FlowchartOf("f", None)), ""),
    ];

    public static JsonObject Cases(string type, string mode, params (string Label, string Condition)[] cases)
    {
        var activity = Of(type, "w").With("mode", mode);
        activity["cases"] = new JsonArray([.. cases.Select(c => new JsonObject
        {
            ["label"] = c.Label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = c.Condition },
        })]);
        return activity;
    }
}
