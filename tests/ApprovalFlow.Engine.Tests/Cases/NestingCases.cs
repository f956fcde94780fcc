using System.Text.Json.Nodes;
using static ApprovalFlow.Engine.Tests.Cases.Case;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests.Cases;

public static class NestingCases
{
    private static JsonObject Call(string id, string child, bool waits = true) => Of("ExecuteWorkflow", id).With("workflowDefinitionId", child).With("waitForCompletion", waits);

    private static JsonObject Output(string name, string script) => Of("SetOutput", "o-" + name).With("outputName", name).Js("outputValue", script);

    private static JsonObject Switch(string mode, params (string Condition, JsonObject Activity)[] cases)
    {
        var activity = Of("Switch", "w").With("mode", mode);
        activity["cases"] = new JsonArray([.. cases.Select(c => new JsonObject
        {
            ["label"] = c.Activity["id"]!.GetValue<string>(), ["activity"] = c.Activity,
            ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = c.Condition },
        })]);
        return activity;
    }

    private static JsonObject Kept(this JsonObject definition, string driver)
    {
        ((JsonArray)definition["variables"]!)[^1]!["storageDriverTypeName"] = $"Elsa.Workflows.{driver}, Elsa.Workflows.Core";
        return definition;
    }

    public static IEnumerable<Case> All =>
    [
        new("A sequence in a flowchart in a sequence", Definition(SequenceOf("q", Line("a"), Chart("in", "b -> deep -> e", SequenceOf("deep", Line("c"), Line("d"))), Line("f"))), "a, b, c, d, e, f"),
        new("A flowchart as one side of an If", Definition(SequenceOf("q", Of("If", "i").Js("condition", "1 > 0").Port("then", Chart("in", "a -> b, c -> d")), Line("end"))), "a, b, c, d, end"),
        new("An If without the side that is wanted", Definition(SequenceOf("q", Of("If", "i").Js("condition", "false").Port("then", Line("never")), Line("end"))), "end"),
        new("Switch runs the first case that holds", Definition(SequenceOf("q", Switch("MatchFirst", ("false", Line("a")), ("true", Line("b")), ("true", Line("c"))), Line("end"))), "b, end"),
        new("Switch runs every case that holds", Definition(SequenceOf("q", Switch("MatchAny", ("true", Line("a")), ("false", Line("b")), ("true", Line("c"))), Line("end"))), "a, c, end"),
        new("Switch without a case that holds and without a default", Definition(SequenceOf("q", Switch("MatchFirst", ("false", Line("a"))), Line("end"))), "end"),
        new("Switch waits for the last of its cases",
            Definition(SequenceOf("q", Switch("MatchAny", ("true", SequenceOf("a", Delay("d", "00:02:00"), Line("slow"))), ("true", SequenceOf("b", Delay("e", "00:01:00"), Line("quick")))), Line("end"))), "quick, slow, end"),
        new("A workflow as activity takes inputs and gives outputs",
            Draw("use -> say", Uses("use", "part").With("a", 2).Js("b", "40").Bind("sum", "var-R"), Say("say", "getR()")).Variable("R"), "42")
            { Also = [Definition(Output("Sum", "getA() + getB()"), "part").Input("A", "Int32").Input("B", "Int32").Output("Sum")] },
        new("An output decides the way in the user",
            Draw("use -> d; d:True -> yes; d:False -> no", Uses("use", "part").Bind("ok", "var-Ok"), Decide("d", "getOk()")).Variable("Ok"), "no")
            { Also = [Definition(Output("Ok", "false"), "part").Output("Ok")] },
        new("Complete gives the outcome by which the user goes on",
            Draw("use:Accepted -> yes; use:Done -> no", Uses("use", "part")), "yes")
            { Also = [Definition(Of("Complete", "c").With("outcomes", "[\"Accepted\"]", "Object"), "part")] },
        new("A workflow as activity in every turn of a ForEach",
            Definition(Of("ForEach", "f").Js("items", "['x', 'y']").Port("body", Uses("use", "part").Js("tag", "getCurrentValue()"))), "<x>, <y>")
            { Also = [Definition(Say("say", "`<${getTag()}>`"), "part").Input("Tag")] },
        new("Inputs go down two levels, outputs come up two",
            Draw("use -> say", Uses("use", "middle").With("n", 1).Bind("out", "var-R"), Say("say", "getR()")).Variable("R"), "111")
            {
                Also =
                [
                    Definition(SequenceOf("q", Uses("u", "leaf").Js("n", "getN() + 10").Bind("out", "var-M"), Output("Out", "getM() + 100")), "middle").Input("N", "Int32").Output("Out").Variable("M"),
                    Definition(Output("Out", "getN()"), "leaf").Input("N", "Int32").Output("Out"),
                ],
            },
        new("The variables of a part are its own",
            Draw("use -> say", Uses("use", "part"), Say("say", "getX()")).Variable("X", "outer"), "inner, outer")
            { Also = [Definition(SequenceOf("q", Set("set", "X", "'inner'"), Say("say", "getX()")), "part").Variable("X", "?")] },
        new("A container sees and changes the variable of the workflow",
            Definition(SequenceOf("q", SequenceOf("in", Set("set", "X", "getX() + 1"), Say("a", "getX()")), Say("b", "getX()"))).Variable("X", 1, "Int32"), "2, 2"),
        new("A variable of a container is gone outside it",
            Definition(SequenceOf("q", SequenceOf("in", Say("a", "getY()")).Variable("Y", "here"), Say("b", "typeof getY"))), "here, undefined"),
        new("Execute workflow takes input and gives its outputs",
            Definition(SequenceOf("q", Call("x", "child").Js("input", "({ Who: 'you' })").Bind("result", "var-R"), Say("say", "getR().Hello"))).Variable("R"), "hello you")
            { Also = [Definition(Output("Hello", "'hello ' + getWho()"), "child").Input("Who").Output("Hello")] },
        new("Execute workflow waits for a child that waits",
            Definition(SequenceOf("q", Line("before"), Call("x", "child"), Line("after"))), "before, begun, done, after")
            { Also = [Definition(SequenceOf("q", Line("begun"), Delay("d", "24:00:00"), Line("done")), "child")] },
        new("Execute workflow without waiting goes on beside the child",
            Definition(SequenceOf("q", Call("x", "child", waits: false), Line("after"))), "begun, after, done")
            { Also = [Definition(SequenceOf("q", Line("begun"), Delay("d", "1.00:00:00"), Line("done")), "child")] },
        new("Dispatch that waits", Definition(SequenceOf("q", Of("DispatchWorkflow", "x").With("workflowDefinitionId", "child").With("waitForCompletion", true), Line("after"))), "done, after")
            { Also = [Definition(SequenceOf("q", Delay("d", "00:01:00"), Line("done")), "child")] },
        new("A child is told its correlation id", Definition(Call("x", "child").With("correlationId", "K-7")), "K-7") { Also = [Definition(Say("say", "getCorrelationId()"), "child")] },
        new("Three children beside each other, each with its own input",
            Definition(SequenceOf("q", Of("ParallelForEach", "p").Js("items", "[3, 1, 2]").Port("body", Call("x", "child").Js("input", "({ N: getCurrentValue() })")), Line("end"))), "1, 2, 3, end")
            { Also = [Definition(SequenceOf("q", Of("Delay", "d").Js("timeSpan", "`00:0${getN()}:00`"), Say("say", "getN()")), "child").Input("N", "Int32")] },
        new("The outputs of earlier activities can be read by name",
            Definition(SequenceOf("q", Of("RunJavaScript", "Sum").With("script", "1 + 1"), SequenceOf("in", Say("a", "getOutputFrom('Sum')"), Say("b", "getResultFromSum() * 2")))), "2, 4"),
        new("A stored variable is kept across a wait",
            Definition(SequenceOf("q", Set("set", "X", "'set'"), Delay("d", "00:01:00"), Say("say", "getX()"))).Variable("X", "default").Kept("WorkflowInstanceStorageDriver"), "set"),
        new("A variable in memory has its default again after a wait",
            Definition(SequenceOf("q", Set("set", "X", "'set'"), Say("now", "getX()"), Delay("d", "00:01:00"), Say("later", "getX()"))).Variable("X", "default").Kept("MemoryStorageDriver"), "set, default"),
        new("An input with a declared type is given as that type", Definition(Say("say", "getN() + 1")).Input("N", "Int32"), "6") { Input = new JsonObject { ["N"] = "5" } },
    ];
}
