using System.Text.Json.Nodes;
using static ApprovalFlow.Engine.Tests.Cases.Case;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests.Cases;

public static class CancellationCases
{
    private static JsonObject Hour(string id = "hour") => Delay(id, "01:00:00");

    private static JsonObject Minute(string id = "minute") => Delay(id, "00:01:00");

    /// <summary>A race between a minute and what is given, which takes longer.</summary>
    private static JsonObject Race(JsonObject slow) => Draw($"s -> {slow["id"]} -> j; s -> minute -> j; j -> end", slow, Minute(), Join("j", "WaitAny"));

    public static IEnumerable<Case> All =>
    [
        new("Finish ends everything that still waits", Draw("s -> hour -> late; s -> minute -> x -> late", Hour(), Minute(), Of("Finish", "x")), "s"),
        new("End ends the flowchart around it", Draw("s -> hour -> late; s -> minute -> x", Hour(), Minute(), Of("End", "x")), "s"),
        new("End of an inner flowchart lets the outer one go on",
            Draw("s -> in -> end", Chart("in", "a -> hour -> late; a -> x", Hour(), Of("End", "x"))), "s, a, end"),
        new("End of a sequence leaves out the rest of it", Definition(SequenceOf("q", SequenceOf("in", Line("a"), Of("End", "x"), Line("never")), Line("end"))), "a, end"),
        new("Arrows out of End lead nowhere", Draw("s -> x -> never", Of("End", "x")), "s"),
        new("Finish deep inside ends the whole workflow",
            Definition(SequenceOf("q", Of("If", "i").Js("condition", "true").Port("then", SequenceOf("in", Line("a"), Of("Finish", "x"), Line("never"))), Line("never2"))), "a"),
        new("Finish in one turn of a ForEach ends them all",
            Definition(SequenceOf("q", Of("ForEach", "f").Js("items", "[1, 2]").Port("body", SequenceOf("in", Say("say", "getCurrentValue()"), Of("Finish", "x"))), Line("never"))), "1"),
        new("Finish in a child ends the child only",
            Definition(SequenceOf("q", Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "child").With("waitForCompletion", true), Line("end"))), "child, end")
            { Also = [Definition(SequenceOf("q", Line("child"), Of("Finish", "f"), Line("never")), "child")] },
        new("Finish in a workflow used as an activity ends the user too",
            Draw("s -> use -> never", Uses("use", "part")), "s, part") { Also = [Definition(SequenceOf("q", Line("part"), Of("Finish", "f")), "part")] },
        new("Complete in a workflow used as an activity ends the part only",
            Draw("s -> use -> end", Uses("use", "part")), "s, part, end")
            { Also = [Draw("part -> hour -> late; part -> c", Hour(), Of("Complete", "c")).Named("part")] },
        new("Complete at the top ends the workflow", Draw("s -> hour -> late; s -> c", Hour(), Of("Complete", "c")), "s"),
        new("A join that has its first cancels a sequence that waits", Race(SequenceOf("slow", Line("a"), Hour(), Line("late"))), "s, a, end"),
        new("A join that has its first cancels a flowchart with two waits",
            Race(Chart("slow", "a -> h1 -> late; a -> h2 -> late", Hour("h1"), Hour("h2"))), "s, a, end"),
        new("A join that has its first cancels all turns of a ParallelForEach",
            Race(Of("ParallelForEach", "slow").Js("items", "[1, 2]").Port("body", SequenceOf("in", Say("say", "getCurrentValue()"), Hour(), Line("late")))), "s, 1, 2, end"),
        new("A join that has its first cancels a While", Race(Of("While", "slow").Js("condition", "true").Port("body", SequenceOf("in", Line("turn"), Hour()))), "s, turn, end"),
        new("A join that has its first cancels the child that is waited for",
            Race(Of("ExecuteWorkflow", "slow").With("workflowDefinitionId", "child").With("waitForCompletion", true)), "s, child, end")
            { Also = [Definition(SequenceOf("q", Line("child"), Hour(), Line("late")), "child")] },
        new("A join that has its first cancels a workflow used as an activity", Race(Uses("slow", "part")), "s, part, end")
            { Also = [Definition(SequenceOf("q", Line("part"), Hour(), Line("late")), "part")] },
        new("What stands behind the join is not cancelled",
            Draw("s -> minute -> j; s -> hour -> j; j -> h2 -> end; s -> h3 -> other", Minute(), Hour(), Hour("h2"), Hour("h3"), Join("j", "WaitAny")), "s, other, end"),
        new("A branch that was cancelled can be entered again in the next round",
            Draw("open -> hour -> slow -> j; open -> minute -> quick -> j; j -> count -> d; d:False -> open; d:True -> end",
                Hour(), Minute(), Join("j", "WaitAny"), Set("count", "N", "getN() + 1"), Decide("d", "getN() == 3")).Variable("N", 0, "Int32"),
            "open, quick, open, quick, open, quick, end"),
        new("Break cancels the other turns of a ParallelForEach",
            Definition(SequenceOf("q", Of("ParallelForEach", "p").Js("items", "[1, 60]").Port("body", SequenceOf("in", Of("Delay", "d").Js("timeSpan", "`00:00:${getCurrentValue() === 1 ? '01' : '59'}`"), Say("say", "getCurrentValue()"), Of("Break", "x"))), Line("end"))),
            "1, end"),
    ];
}
