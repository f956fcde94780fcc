using System.Text.Json.Nodes;
using ApprovalFlow.Procedures.Checks;

namespace ApprovalFlow.Tests.Procedures.Checks;

/// <summary>Lawful drawings of many shapes: not one of them is called wrong.</summary>
public sealed class LeavingGoodDrawingsAlone
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["announcement"] = "daysBeforeRegistration", ["notice"] = "workingDays", ["inspection"] = "team", ["four-checks"] = "workingDays", ["decision"] = "mode",
    };

    private static readonly (string Name, Func<Sketch> Draw)[] Good =
    [
        ("T1 as it is", () => Sketch.T1),
        ("T5 as it is", () => Sketch.T5),
        ("interview before the exam", () => Sketch.T1.Turn("qualification-review", "Qualified", "interview").Turn("interview", "Scored", "written-exam").Turn("written-exam", "Shortlisted", "evaluation")),
        ("evaluation first", () => Sketch.T1.Turn("qualification-review", "Qualified", "evaluation").Turn("evaluation", "Evaluated", "written-exam").Turn("interview", "Scored", "synthesis")),
        ("evaluation between exam and interview", () => Sketch.T1.Turn("written-exam", "Shortlisted", "evaluation").Turn("evaluation", "Evaluated", "interview").Turn("interview", "Scored", "synthesis")),
        ("evaluation before the interview in a small unit", () => Sketch.T5.Turn("qualification-review", "Qualified", "evaluation").Turn("evaluation", "Evaluated", "interview").Turn("interview", "Scored", "synthesis")),
        ("interview only", () => Sketch.T5.Without("evaluation", "synthesis").Set("interview", "weight", "100")),
        ("evaluation only", () => Sketch.T5.Without("interview", "evaluation").Set("evaluation", "weight", "100")),
        ("exam only", () => Sketch.T1.Without("interview", "evaluation").Without("evaluation", "synthesis").Set("written-exam", "weight", "100")),
        ("no written exam", () => Sketch.T1.Without("written-exam", "interview").Set("interview", "weight", "60").Set("evaluation", "weight", "40")),
        ("an exam put into T5 with its weight", () => WithExam().Set("interview", "weight", "30")),
        ("two interviews", () => TwoInterviews()),
        ("exam and interview at once, all awaited", () => FindingFaults.Parallel("WaitAll")),
        ("exam and interview at once, active branches awaited", () => FindingFaults.Parallel("WaitAllActive")),
        ("exam and interview at once, without a drawn join", () => FindingFaults.Parallel("WaitAll").Turn("written-exam", "Shortlisted", "evaluation").Turn("interview", "Scored", "evaluation").Drop("join")),
        ("all three at once", AllThree),
        ("a branch that joins again", () => FindingFaults.Exclusive("WaitAny")),
        ("a branch that joins again as active", () => FindingFaults.Exclusive("WaitAllActive")),
        ("cases that join again", () => FindingFaults.Cases("WaitAny")),
        ("an exam on one branch, with weights that fit both", Alternative),
        ("a second vote, counted", () => Sketch.T1.Loop("decision", "NonePassed", "decision", "close-decision")),
        ("filling in after the checks, counted", () => Sketch.T1.Loop("four-checks", "NoneCleared", "synthesis", "close-four-checks")),
        ("filling in after the inspection, counted", () => Sketch.T1.Loop("inspection", "NoneSuitable", "inspection", "close-inspection")),
        ("registration again, counted", () => Sketch.T1.Loop("registration", "TooFew", "registration", "close-registration")),
        ("a new notice, counted", () => Sketch.T1.Loop("notice", "NoneClear", "notice", "close-notice")),
        ("back to the vote after the notice, counted", () => Sketch.T1.Loop("notice", "NoneClear", "decision", "close-notice")),
        ("two counted circles", () => Sketch.T1.Loop("decision", "NonePassed", "decision", "close-decision", "votes").Loop("notice", "NoneClear", "decision", "close-notice", "notices")),
        ("a counted circle by a script", ByScript),
        ("a circle that reads its counter as a variable", () => Sketch.T1.Loop("inspection", "NoneSuitable", "inspection", "close-inspection").Set("again-attempts", "condition", "getAttempts() < 3", "JavaScript")),
        ("the end in a sequence", () => Sketch.T1.Put(Sketch.Sequence("last", Sketch.Activity("p", "ApprovalFlow.Probation"), Sketch.Activity("a", "ApprovalFlow.Archive"))).Turn("appointment", "Appointed", "last").Drop("probation").Drop("archive").Arrow("last", "Done", "end")),
        ("the beginning in nested sequences", () => Sketch.T1.Put(Sketch.Sequence("outer", Sketch.Sequence("inner", Sketch.Activity("ann", "ApprovalFlow.Announcement")))).Turn("start", "Done", "outer").Drop("announcement").Arrow("outer", "Done", "registration")),
        ("the scoring in a flowchart of its own", NestedFlowchart),
        ("an if around a note", IfNote),
        ("a line written between two stages", () => FindingFaults.Between(Sketch.T1, "four-checks", "Cleared", "note", "Elsa.WriteLine", ("text", "x"))),
        ("one close for all", OneClose),
        ("everything ends with finish", () => Sketch.T1.Put("finish", "Elsa.Finish").Turn("archive", "Archived", "finish").Drop("end").Arrow("close-registration", "Closed", "finish")),
        ("every close leads to the end", () => Sketch.T1.Arrow("close-registration", "Closed", "end").Arrow("close-decision", "Closed", "end")),
        ("no probation", () => Sketch.T1.Drop("probation", "archive")),
        ("two bodies vote one after the other", TwoVotes),
        ("a workflow used as an activity", Embedded),
        ("two thirds instead of a half", () => Sketch.T1.Set("decision", "threshold", "2/3").Set("evaluation", "attendance", "3/4")),
        ("settings left to their defaults", () => new[] { "announcement", "notice", "inspection", "four-checks", "decision" }.Aggregate(Sketch.T1, (s, id) => s.Set(id, Settings[id], ""))),
        ("grades in categories", () => Sketch.T1.Set("evaluation", "scale", "Grade").Set("evaluation", "categories", "leaders=40;others=60")),
    ];

    public static TheoryData<string> Names() => [.. Good.Select(g => g.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_keeps_it_from_being_published(string drawing)
    {
        var errors = Check(Good.Single(g => g.Name == drawing).Draw()).Where(f => f.Blocks);
        Assert.Empty(errors.Select(f => $"{f.Code} {f.ActivityId}: {f.Text.En}"));
    }

    [Fact]
    public void The_provincial_template_needs_no_second_look_either() => Assert.Empty(Sketch.T1.Findings().Select(f => f.Code));

    [Fact]
    public void The_same_drawing_is_always_told_the_same()
    {
        var bad = FindingFaults.Parallel("WaitAny").Set("notice", "workingDays", "1").Set("interview", "panel", "4");
        Assert.Equal(bad.Findings().Select(f => f.Code + f.ActivityId + f.Text.Zh), bad.Findings().Select(f => f.Code + f.ActivityId + f.Text.Zh));
    }

    private static IReadOnlyList<ProcedureFinding> Check(Sketch sketch) => ProcedureCheck.Of(sketch.Json, _ => Scoring());

    private static Sketch WithExam() => Sketch.T5.Put("exam", "ApprovalFlow.WrittenExam", ("weight", "30"))
        .Turn("qualification-review", "Qualified", "exam").Arrow("exam", "Shortlisted", "interview").Arrow("exam", "NonePassed", "close-interview");

    private static Sketch TwoInterviews() => Sketch.T5.Put("defence", "ApprovalFlow.Interview", ("weight", "30")).Set("interview", "weight", "30")
        .Turn("interview", "Scored", "defence").Arrow("defence", "Scored", "evaluation").Arrow("defence", "NonePassed", "close-interview");

    private static Sketch AllThree() => Sketch.T1.Put(Sketch.Fork("fork", "a", "b", "c")).Put("join", "Elsa.FlowJoin", ("mode", "WaitAll"))
        .Turn("qualification-review", "Qualified", "fork").Arrow("fork", "a", "written-exam").Arrow("fork", "b", "interview").Arrow("fork", "c", "evaluation")
        .Turn("written-exam", "Shortlisted", "join").Turn("interview", "Scored", "join").Turn("evaluation", "Evaluated", "join").Arrow("join", "Done", "synthesis");

    private static Sketch Alternative() => Sketch.T1.Put("whether", "Elsa.FlowDecision", ("condition", "true")).Put("talk", "ApprovalFlow.Interview", ("weight", "70"))
        .Turn("qualification-review", "Qualified", "whether").Arrow("whether", "True", "written-exam").Arrow("whether", "False", "talk")
        .Arrow("talk", "Scored", "evaluation").Arrow("talk", "NonePassed", "close-interview");

    private static Sketch ByScript() => Sketch.T1.Variable("n", "0").Put("count", "Elsa.RunJavaScript", ("script", "setVariable('n', getVariable('n') + 1)"))
        .Put("again", "Elsa.FlowDecision").Set("again", "condition", "getVariable('n') <= 2", "JavaScript")
        .Turn("decision", "NonePassed", "count").Arrow("count", "Done", "again").Arrow("again", "True", "decision").Arrow("again", "False", "close-decision");

    /// <summary>What passes leaves by the end of the inner chart; what fails is closed inside and ends everything.</summary>
    private static Sketch NestedFlowchart()
    {
        var sketch = Sketch.T5;
        var inner = new JsonObject
        {
            ["id"] = "scoring", ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray(
                Sketch.Activity("s", "Elsa.Start"), Sketch.Activity("i", "ApprovalFlow.Interview", ("weight", "60")), Sketch.Activity("e", "ApprovalFlow.DemocraticEvaluation", ("weight", "40")),
                Sketch.Activity("c", "ApprovalFlow.CloseCompetition"), Sketch.Activity("f", "Elsa.Finish")),
            ["connections"] = new JsonArray(
                Arrow("s", "Done", "i"), Arrow("i", "Scored", "e"), Arrow("i", "NonePassed", "c"), Arrow("e", "NoneRemaining", "c"), Arrow("c", "Closed", "f")),
        };
        return sketch.Put(inner).Turn("qualification-review", "Qualified", "scoring").Drop("interview").Drop("close-interview").Drop("evaluation").Drop("close-evaluation")
            .Arrow("scoring", "Done", "synthesis");
    }

    private static Sketch IfNote()
    {
        var ask = Sketch.Activity("ask", "Elsa.If", ("condition", "true"));
        ask["then"] = Sketch.Activity("yes", "Elsa.WriteLine");
        return Sketch.T1.Put(ask).Turn("decision", "Passed", "ask").Arrow("ask", "Done", "notice");
    }

    private static Sketch OneClose()
    {
        var sketch = Sketch.T1;
        foreach (var stage in new[] { "qualification-review", "written-exam", "interview", "evaluation", "synthesis", "inspection", "four-checks", "decision", "notice", "appointment" })
            sketch.Drop("close-" + stage, "close-registration");
        return sketch;
    }

    private static Sketch TwoVotes() => Sketch.T1.Put("second", "ApprovalFlow.PartyGroupDecision").Turn("decision", "Passed", "second")
        .Arrow("second", "Passed", "notice").Arrow("second", "NonePassed", "close-decision");

    private static Sketch Embedded()
    {
        var used = Sketch.Activity("used", "ScoringOfSmallUnits");
        used["workflowDefinitionId"] = "scoring";
        return Sketch.T5.Put(used).Turn("qualification-review", "Qualified", "used").Drop("interview").Drop("close-interview").Drop("evaluation").Drop("close-evaluation")
            .Arrow("used", "Passed", "synthesis").Arrow("used", "Failed", "close-synthesis");
    }

    private static JsonObject Scoring()
    {
        var passed = Sketch.Activity("passed", "Elsa.Complete", ("outcomes", "[\"Passed\"]"));
        var failed = Sketch.Activity("failed", "Elsa.Complete", ("outcomes", "[\"Failed\"]"));
        return new JsonObject
        {
            ["id"] = "scoring-v1", ["definitionId"] = "scoring", ["name"] = "ScoringOfSmallUnits", ["version"] = 1,
            ["root"] = new JsonObject
            {
                ["id"] = "chart", ["type"] = "Elsa.Flowchart",
                ["activities"] = new JsonArray(
                    Sketch.Activity("s", "Elsa.Start"), Sketch.Activity("i", "ApprovalFlow.Interview", ("weight", "60")),
                    Sketch.Activity("e", "ApprovalFlow.DemocraticEvaluation", ("weight", "40")), passed, failed),
                ["connections"] = new JsonArray(
                    Arrow("s", "Done", "i"), Arrow("i", "Scored", "e"), Arrow("i", "NonePassed", "failed"), Arrow("e", "NoneRemaining", "failed"), Arrow("e", "Evaluated", "passed")),
            },
        };
    }

    private static JsonObject Arrow(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
