using System.Text.Json.Nodes;
using static ApprovalFlow.Engine.Tests.Cases.Case;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests.Cases;

public static class LoopCases
{
    private static JsonObject Count(string variable = "N") => Set("count", variable, $"get{variable}() + 1");

    private static JsonObject Loop(string type, string id, string items, JsonObject body) => Of(type, id).Js("items", items).Port("body", body);

    private static JsonObject While(string id, string condition, JsonObject body) => Of("While", id).Js("condition", condition).Port("body", body);

    public static IEnumerable<Case> All =>
    [
        new("An arrow back runs until the decision leaves",
            Draw("count -> say -> d; d:False -> count; d:True -> end", Count(), Say("say", "getN()"), Decide("d", "getN() > 2")).Variable("N", 0, "Int32"), "1, 2, 3, end"),
        new("An arrow back to the very first activity",
            Draw("s -> count -> d; d:False -> s; d:True -> end", Count(), Decide("d", "getN() == 2")).Variable("N", 0, "Int32"), "s, s, end"),
        new("A fork and its join are repeated as a whole",
            Draw("open -> a, b -> j -> count -> d; d:False -> open; d:True -> end", Join("j", "WaitAll"), Count(), Decide("d", "getN() == 2")).Variable("N", 0, "Int32"),
            "open, a, b, open, a, b, end"),
        new("A fork and its join are repeated across suspensions",
            Draw("open -> d1 -> a -> j; open -> d2 -> b -> j; j -> count -> d; d:False -> open; d:True -> end",
                Delay("d1", "00:02:00"), Delay("d2", "00:01:00"), Join("j", "WaitAll"), Count(), Decide("d", "getN() == 2")).Variable("N", 0, "Int32"),
            "open, b, a, open, b, a, end"),
        new("A race is run again in every round",
            Draw("open -> d1 -> a -> j; open -> d2 -> b -> j; j -> count -> d; d:False -> open; d:True -> end",
                Delay("d1", "00:02:00"), Delay("d2", "00:01:00"), Join("j", "WaitAny"), Count(), Decide("d", "getN() == 2")).Variable("N", 0, "Int32"),
            "open, b, open, b, end"),
        new("A loop in a loop, both by arrows back",
            Draw("outer -> zero -> count -> say -> d; d:False -> count; d:True -> more -> e; e:False -> outer; e:True -> end",
                Set("zero", "N", "0"), Count(), Say("say", "getM() + '.' + getN()"), Decide("d", "getN() == 2"), Set("more", "M", "getM() + 1"), Decide("e", "getM() == 2"))
                .Variable("N", 0, "Int32").Variable("M", 0, "Int32"),
            "outer, 0.1, 0.2, outer, 1.1, 1.2, end"),
        new("A loop in one of two branches does not hurry the join",
            Draw("s -> again -> d1 -> count -> d; d:False -> again; d:True -> j; s -> b -> j; j -> end",
                Delay("d1", "00:01:00"), Count(), Decide("d", "getN() == 3"), Join("j", "WaitAll")).Variable("N", 0, "Int32"),
            "s, again, b, again, again, end"),
        new("A loop in one of two branches does not hurry an activity that both lead to",
            Draw("s -> again -> count -> d; d:False -> again; d:True -> end; s -> d1 -> b -> end",
                Delay("d1", "00:01:00"), Count(), Decide("d", "getN() == 3")).Variable("N", 0, "Int32"),
            "s, again, again, again, b, end"),
        new("Two ways back to one place",
            Draw("s -> count -> w; w:one -> s; w:two -> x -> s; w:Default -> end", Count(),
                JoinCases.Cases("FlowSwitch", "MatchFirst", ("one", "getN() == 1"), ("two", "getN() == 2"))).Variable("N", 0, "Int32"),
            "s, s, x, s, end"),
        new("A timer that goes round three times",
            Draw("t -> count -> say -> d; d:False -> t; d:True -> end", Of("Timer", "t").With("interval", "00:30:00"), Count(), Say("say", "getN()"), Decide("d", "getN() == 3")).Variable("N", 0, "Int32"),
            "1, 2, 3, end"),
        new("While does not begin when the condition does not hold", Definition(SequenceOf("q", While("w", "false", Line("never")), Line("end"))), "end"),
        new("While sees what its body changed",
            Definition(SequenceOf("q", While("w", "getN() < 3", SequenceOf("b", Count(), Say("say", "getN()"))), Line("end"))).Variable("N", 0, "Int32"), "1, 2, 3, end"),
        new("While waits inside its body",
            Definition(SequenceOf("q", While("w", "getN() < 2", SequenceOf("b", Delay("d", "01:00:00"), Count(), Line("hour"))), Line("end"))).Variable("N", 0, "Int32"), "hour, hour, end"),
        new("Break ends a While",
            Definition(SequenceOf("q", While("w", "true", SequenceOf("b", Count(), Of("If", "i").Js("condition", "getN() == 3").Port("then", Of("Break", "x")).Port("else", Say("say", "getN()")))), Line("end"))).Variable("N", 0, "Int32"),
            "1, 2, end"),
        new("ForEach gives value and index",
            Definition(Loop("ForEach", "f", "['a', 'b']", Say("say", "getVariable('CurrentIndex') + getCurrentValue()"))), "0a, 1b"),
        new("ForEach reads a list written as JSON", Definition(Of("ForEach", "f").With("items", "[1,2]", "Object").Port("body", Say("say", "getCurrentValue() * 2"))), "2, 4"),
        new("ForEach keeps the items it began with",
            Definition(Loop("ForEach", "f", "getList()", SequenceOf("b", Set("more", "List", "[...getList(), 9]"), Say("say", "getCurrentValue() + '/' + getList().length")))).Variable("List", "[1,2]", "Object[]"),
            "1/3, 2/4"),
        new("ForEach in ForEach: the inner value hides the outer one",
            Definition(Loop("ForEach", "o", "['x', 'y']", SequenceOf("b", Loop("ForEach", "i", "[1, 2]", Say("in", "getCurrentValue()")), Say("out", "getCurrentValue()")))),
            "1, 2, x, 1, 2, y"),
        new("ForEach waits between its turns",
            Definition(Loop("ForEach", "f", "['a', 'b']", SequenceOf("b", Delay("d", "00:01:00"), Say("say", "getCurrentValue()")))), "a, b"),
        new("Break ends a ForEach and what follows it runs",
            Definition(SequenceOf("q", Loop("ForEach", "f", "[1, 2, 3]", SequenceOf("b", Say("say", "getCurrentValue()"), Of("Break", "x"), Line("never"))), Line("end"))), "1, end"),
        new("ParallelForEach runs its turns beside each other",
            Definition(SequenceOf("q", Loop("ParallelForEach", "p", "[3, 1, 2]", SequenceOf("b", Of("Delay", "d").Js("timeSpan", "`00:0${getCurrentValue()}:00`"), Say("say", "getCurrentValue()"))), Line("end"))),
            "1, 2, 3, end"),
        new("ParallelForEach in ForEach: one round after the other",
            Definition(Loop("ForEach", "o", "['x', 'y']", SequenceOf("b", Loop("ParallelForEach", "p", "[2, 1]", SequenceOf("c", Of("Delay", "d").Js("timeSpan", "`00:0${getCurrentValue()}:00`"), Say("say", "getCurrentValue()"))), Line("round")))),
            "1, 2, round, 1, 2, round"),
        new("A flowchart with a loop inside a ForEach starts fresh in every turn",
            Definition(Loop("ForEach", "f", "['a', 'b']", Chart("in", "count -> d; d:False -> count; d:True -> say", Count(), Decide("d", "getN() % 2 == 0"), Say("say", "getCurrentValue() + getN()")))).Variable("N", 0, "Int32"),
            "a2, b4"),
        new("An activity that leads back to itself",
            Draw("w:again -> w; w:Default -> end", JoinCases.Cases("FlowSwitch", "MatchFirst", ("again", "variables.N++ < 3"))).Variable("N", 0, "Int32"), "end"),
    ];
}
