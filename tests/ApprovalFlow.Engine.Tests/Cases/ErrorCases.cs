using static ApprovalFlow.Engine.InstanceStatus;
using static ApprovalFlow.Engine.Tests.Cases.Case;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests.Cases;

public static class ErrorCases
{
    public static IEnumerable<Case> All =>
    [
        new("A script that throws stops its branch", Draw("s -> bad -> never", Say("bad", "throw new Error('no')")), "s", Faulted),
        new("The other branch goes on to its end", Draw("s -> bad -> never; s -> minute -> b", Say("bad", "nothing.x"), Delay("minute", "00:01:00")), "s, b", Faulted),
        new("WaitAll does not go on without the branch that failed", Draw("s -> bad -> j; s -> a -> j; j -> end", Of("Fault", "bad").With("message", "no"), Join("j", "WaitAll")), "s, a", Faulted),
        new("WaitAllActive does not go on without the branch that failed", Draw("s -> bad -> j; s -> a -> j; j -> end", Of("Fault", "bad").With("message", "no"), Join("j", "WaitAllActive")), "s, a", Faulted),
        new("WaitAny goes on, and the branch that failed is closed with the others", Draw("s -> bad -> j; s -> a -> j; j -> end", Of("Fault", "bad"), Join("j", "WaitAny")), "s, a, end"),
        new("End closes a branch that failed", Draw("s -> bad; s -> x", Of("Fault", "bad"), Of("End", "x")), "s"),
        new("Finish closes a branch that failed", Draw("s -> bad; s -> x", Of("Fault", "bad"), Of("Finish", "x")), "s"),
        new("A sequence stops where it failed", Definition(SequenceOf("q", Line("a"), Of("Fault", "bad"), Line("never"))), "a", Faulted),
        new("The turn of a ForEach that fails stops the turns after it",
            Definition(Of("ForEach", "f").Js("items", "[1, 2, 3]").Port("body", Say("say", "if (getCurrentValue() === 2) throw 'two'; return getCurrentValue()"))), "1", Faulted),
        new("The turn of a ParallelForEach that fails does not stop the others",
            Definition(Of("ParallelForEach", "p").Js("items", "[1, 2, 3]").Port("body", Say("say", "if (getCurrentValue() === 2) throw 'two'; return getCurrentValue()"))), "1, 3", Faulted),
        new("ForEach over something that is no list", Definition(Of("ForEach", "f").Js("items", "7").Port("body", Line("never"))), "", Faulted),
        new("A delay that is no span of time", Draw("s -> d -> never", Delay("d", "soon")), "s", Faulted),
        new("A decision that is neither true nor false", Draw("s -> d; d:True -> never; d:False -> never2", Decide("d", "'maybe'")), "s", Faulted),
        new("A decision without a value is false", Draw("s -> d; d:True -> never; d:False -> no", Decide("d", "null")), "s, no"),
        new("A decision by numbers", Draw("s -> d; d:True -> yes; d:False -> no", Decide("d", "1")), "s, yes"),
        new("Break outside a loop", Definition(SequenceOf("q", Line("a"), Of("Break", "x"))), "a", Faulted),
        new("SetVariable without a variable", Definition(Of("SetVariable", "x").With("value", 1)), "", Faulted),
        new("An event without a name", Definition(Of("Event", "x")), "", Faulted),
        new("Execute workflow that is not there", Definition(SequenceOf("q", Line("a"), Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "nowhere"), Line("never"))), "a", Faulted),
        new("A child that fails keeps its parent waiting",
            Definition(SequenceOf("q", Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "child").With("waitForCompletion", true), Line("never"))), "child", Suspended)
            { Also = [Definition(SequenceOf("q", Line("child"), Of("Fault", "bad")), "child")] },
        new("A part that fails stops its user",
            Draw("use -> never", Uses("use", "part")), "part", Faulted) { Also = [Definition(SequenceOf("q", Line("part"), Of("Fault", "bad")), "part")] },
        new("An event that nobody sends", Draw("s -> e -> never", Wait("e")), "s", Suspended),
        new("A task that nobody does", Draw("s -> t -> never", Of("RunTask", "t").With("taskName", "sign")), "s", Suspended),
        new("A script that writes what cannot be a name is only a name", Definition(Say("say", "setVariable('a b', 1); return getVariable('a b')")), "1"),
        new("A script that never ends", Definition(SequenceOf("q", Line("a"), Say("bad", "while (true) {}"))), "a", Faulted),
    ];
}
