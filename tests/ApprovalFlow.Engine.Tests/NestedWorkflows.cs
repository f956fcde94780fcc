using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class NestedWorkflows : OnAnEngine
{
    [Fact]
    public async Task A_workflow_as_activity_gets_inputs_and_gives_outputs()
    {
        await Engine.StoreAsync(Definition(Of("SetOutput", "o").With("outputName", "Sum").Js("outputValue", "getA() + getB()"), "sum")
            .Input("A", "Int32").Input("B", "Int32").Output("Sum"));
        var use = Uses("u", "sum").With("a", "2").Js("b", "40").Bind("sum", "var-Result");

        await Engine.RunAsync(Chart([use, Say("say", "'= ' + getResult()")], "u -> say").Variable("Result"));

        Assert.Equal("= 42", Engine.Written);
    }

    [Fact]
    public async Task The_same_workflow_twice_keeps_its_variables_apart()
    {
        await Engine.StoreAsync(Definition(SequenceOf("q", Set("inc", "N", "getN() + 1"), Wait("go"), Say("say", "getTag() + getN()")), "part").Variable("N", 0, "Int32").Input("Tag"));
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Uses("x", "part").With("tag", "x"), Uses("y", "part").With("tag", "y"), Join("j", "WaitAll"), Line("end")],
            "s -> x", "s -> y", "x -> j", "y -> j", "j -> end"));

        await Engine.HappenAsync(id, "go");

        Assert.Equal("x1, y1, end", Engine.Written);
        Assert.Equal(["x:go", "y:go"], (await Engine.SheetAsync(id)).Journal.Where(j => j.Line.Event is JournalEvent.Waiting).Select(j => j.Line.ActivityId));
    }

    [Theory]
    [InlineData("Good", "good")]
    [InlineData("Bad", "bad")]
    public async Task Complete_inside_gives_the_activity_its_outcome(string outcome, string expected)
    {
        await Engine.StoreAsync(Definition(SequenceOf("q", Of("Complete", "c").With("outcomes", $"[\"{outcome}\"]", "Object"), Line("never")), "inner"));

        await Engine.RunAsync(Chart([Uses("u", "inner"), Line("good"), Line("bad")], "u:Good -> good", "u:Bad -> bad"));

        Assert.Equal(expected, Engine.Written);
    }

    [Fact]
    public async Task Finish_inside_ends_the_whole_workflow()
    {
        await Engine.StoreAsync(Definition(Of("Finish", "f"), "inner"));

        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Duty("a"), Uses("u", "inner"), Line("never")], "s -> a", "s -> u", "u -> never"));

        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
        Assert.Equal("", Engine.Written);
        Assert.Empty((await Engine.SheetAsync(id)).Bookmarks);
    }

    [Fact]
    public async Task Execute_workflow_waits_for_the_child_and_takes_its_output()
    {
        await Engine.StoreAsync(Definition(SequenceOf("q", Wait("go"), Of("SetOutput", "o").With("outputName", "Answer").Js("outputValue", "getQuestion() + '!'")), "child")
            .Input("Question").Output("Answer"));
        var call = Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "child").Js("input", "({ Question: 'why' })").With("waitForCompletion", true).With("correlationId", "c-1").Bind("result", "var-R");
        var parent = await Engine.RunAsync(Definition(SequenceOf("q", call, Say("say", "getR().Answer"))).Variable("R"));
        Assert.Equal(InstanceStatus.Suspended, await Engine.StatusAsync(parent));

        var child = await Engine.ReadAsync(db => db.Instances.SingleAsync(i => i.CorrelationId == "c-1"));
        await Engine.HappenAsync(child.Id, "go");

        Assert.Equal("why!", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(parent));
    }

    [Fact]
    public async Task Execute_workflow_without_waiting_goes_on_when_the_child_has_run_as_far_as_it_can()
    {
        await Engine.StoreAsync(Definition(SequenceOf("q", Line("child"), Duty("d")), "child"));

        var parent = await Engine.RunAsync(Definition(SequenceOf("q", Line("before"), Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "child"), Line("after"))));

        Assert.Equal("before, child, after", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(parent));
    }

    [Fact]
    public async Task Dispatch_workflow_goes_on_at_once()
    {
        await Engine.StoreAsync(Definition(Line("child"), "child"));

        await Engine.RunAsync(Definition(SequenceOf("q", Of("DispatchWorkflow", "x").With("workflowDefinitionId", "child"), Line("after"))));

        Assert.Equal("after, child", Engine.Written);
    }

    [Fact]
    public async Task A_cancelled_parent_takes_the_child_it_waits_for_with_it()
    {
        await Engine.StoreAsync(Definition(Duty("d"), "child"));
        var parent = await Engine.RunAsync(Definition(Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "child").With("waitForCompletion", true)));

        await Engine.SignalAsync(Signal.Cancel(parent, Engine.Clock.Now));
        await Engine.PumpAsync();

        Assert.All(await Engine.ReadAsync(db => db.Instances.ToListAsync()), i => Assert.Equal(InstanceStatus.Cancelled, i.Status));
        Assert.True((await Engine.ReadAsync(db => db.Duties.SingleAsync())).Withdrawn);
    }

    [Fact]
    public async Task A_child_that_is_not_published_is_an_incident_of_the_parent()
    {
        var id = await Engine.RunAsync(Definition(Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "nowhere")));

        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));
        Assert.Contains("nowhere", (await Engine.OpenIncidentAsync()).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_levels_of_children_report_up_to_the_top()
    {
        JsonObject Call(string child) => Of("ExecuteWorkflow", "x").With("workflowDefinitionId", child).With("waitForCompletion", true);
        await Engine.StoreAsync(Definition(Line("leaf"), "leaf"), Definition(SequenceOf("q", Call("leaf"), Line("middle")), "middle"));

        var top = await Engine.RunAsync(Definition(SequenceOf("q", Call("middle"), Line("top"))));

        Assert.Equal("leaf, middle, top", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(top));
    }

    [Fact]
    public async Task A_variable_of_an_inner_container_hides_the_outer_one_of_the_same_name()
    {
        var inner = SequenceOf("in", Say("inside", "getX()"), Set("set", "X", "'changed'"), Say("inside2", "getX()")).Variable("X", "inner");
        ((JsonArray)inner["variables"]!)[0]!["id"] = "var-X";
        var definition = Definition(SequenceOf("out", inner, Say("outside", "getX()"))).Variable("X", "outer");
        ((JsonArray)definition["variables"]!)[0]!["id"] = "outer-x";

        await Engine.RunAsync(definition);

        Assert.Equal("inner, changed, outer", Engine.Written);
    }

    [Fact]
    public async Task A_flowchart_in_a_flowchart_completes_when_its_own_work_is_done()
    {
        var inner = FlowchartOf("inner", [Line("i1"), Duty("i2")], "i1 -> i2");
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), inner, Line("end")], "s -> inner", "inner -> end"));

        Assert.Equal("i1", Engine.Written);
        await Engine.DecideAsync(id, "i2", "Approved");
        Assert.Equal("i1, end", Engine.Written);
    }

    [Fact]
    public async Task An_empty_flowchart_is_done_at_once()
    {
        var id = await Engine.RunAsync(Definition(FlowchartOf("f", [])));

        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }
}
