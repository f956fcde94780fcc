using System.Text.Json.Nodes;
using ApprovalFlow.Procedures.Checks;

namespace ApprovalFlow.Tests.Procedures.Checks;

/// <summary>Faults put into drawings on purpose: each is found by its own code, at the activity that has it.</summary>
public sealed class FindingFaults
{
    private static readonly (string Name, Func<Sketch> Draw, string Code, string? Activity)[] Faults =
    [
        // Shape
        ("no start", () => Sketch.T1.Drop("start"), "no-start", null),
        ("an unsupported activity", () => Sketch.T1.Put("mail", "Elsa.SendHttpRequest").Turn("archive", "Archived", "mail"), "not-runnable", "mail"),
        ("an unsupported expression", () => Sketch.T1.Set("notice", "workingDays", "5", "Liquid"), "not-runnable", "notice"),
        ("a stage nobody comes to", () => Sketch.T1.Put("spare", "ApprovalFlow.Interview"), "unreachable", "spare"),
        ("a stage behind a stage nobody comes to", () => Sketch.T1.Put("spare", "Elsa.WriteLine").Put("next", "Elsa.WriteLine").Arrow("spare", "Done", "next"), "unreachable", "spare"),
        ("a stage cut off", () => Sketch.T5.Cut("interview", "Scored"), "unreachable", "evaluation"),
        ("the way on left open", () => Sketch.T5.Cut("interview", "Scored"), "outcome-unconnected", "interview"),
        ("too few applicants left open", () => Sketch.T1.Cut("registration", "TooFew"), "outcome-unconnected", "registration"),
        ("nobody qualified left open", () => Sketch.T1.Cut("qualification-review", "NoneQualified"), "outcome-unconnected", "qualification-review"),
        ("nobody passed left open", () => Sketch.T1.Cut("written-exam", "NonePassed"), "outcome-unconnected", "written-exam"),
        ("nobody cleared left open", () => Sketch.T1.Cut("four-checks", "NoneCleared"), "outcome-unconnected", "four-checks"),
        ("nobody clear after the notice left open", () => Sketch.T5.Cut("notice", "NoneClear"), "outcome-unconnected", "notice"),
        ("an arrow from a way out there is not", () => Sketch.T1.Arrow("interview", "Passed", "evaluation"), "outcome-unknown", "interview"),
        ("nobody passed leads on to the next stage", () => Sketch.T1.Turn("written-exam", "NonePassed", "interview"), "no-way-out", "written-exam"),
        ("nobody suitable leads on to the checks", () => Sketch.T1.Turn("inspection", "NoneSuitable", "four-checks"), "no-way-out", "inspection"),
        ("nobody passed the vote leads back for ever", () => Sketch.T1.Turn("decision", "NonePassed", "decision"), "no-way-out", "decision"),
        ("nobody remains, and a switch may go on", () => Sketch.T1.Put("whether", "Elsa.FlowDecision", ("condition", "true")).Turn("evaluation", "NoneRemaining", "whether").Arrow("whether", "True", "close-evaluation").Arrow("whether", "False", "synthesis"), "failure-goes-on", "evaluation"),
        ("too few ends without a word", () => Sketch.T1.Turn("registration", "TooFew", "end"), "ends-without-closing", "registration"),
        ("no archive", () => Sketch.T1.Turn("probation", "Completed", "end").Drop("archive"), "ends-without-closing", "probation"),
        ("finish instead of close", () => Sketch.T5.Put("finish", "Elsa.Finish").Turn("interview", "NonePassed", "finish"), "ends-without-closing", "interview"),
        ("a stage after the archive", () => Sketch.T1.Put("again", "ApprovalFlow.Inspection").Turn("archive", "Archived", "again"), "stage-after-end", "again"),
        ("a stage after the close", () => Sketch.T1.Arrow("close-registration", "Closed", "qualification-review"), "stage-after-end", "qualification-review"),
        ("a join over ways that exclude each other", () => Exclusive("WaitAll"), "join-never-fires", "join"),
        ("a join of both ways out of a stage", () => Sketch.T1.Put("join", "Elsa.FlowJoin", ("mode", "WaitAll")).Turn("written-exam", "Shortlisted", "join").Arrow("written-exam", "NonePassed", "join").Arrow("join", "Done", "interview"), "join-never-fires", "join"),
        ("a join that waits for an arrow never followed", () => Sketch.T1.Put("join", "Elsa.FlowJoin", ("mode", "WaitAll")).Turn("interview", "Scored", "join").Arrow("qualification-review", "Refused", "join").Arrow("join", "Done", "evaluation"), "join-never-fires", "join"),
        ("a join over cases of a switch", () => Cases("WaitAll"), "join-never-fires", "join"),
        ("no counter on a re-vote", () => Sketch.T1.Put("again", "Elsa.FlowDecision", ("condition", "true")).Turn("decision", "NonePassed", "again").Arrow("again", "True", "decision").Arrow("again", "False", "close-decision"), "cycle-without-counter", "again"),
        ("a counter that nobody raises", () => Sketch.T1.Variable("n", "0").Put("again", "Elsa.FlowDecision").Set("again", "condition", "getVariable('n') < 2", "JavaScript").Turn("decision", "NonePassed", "again").Arrow("again", "True", "decision").Arrow("again", "False", "close-decision"), "cycle-without-counter", "again"),
        ("a counter raised on one branch only", OneBranchCounter, "cycle-without-counter", "join"),
        ("a counter raised, another one read", () => Sketch.T1.Loop("decision", "NonePassed", "decision", "close-decision").Variable("other", "0").Set("again-attempts", "condition", "getVariable('other') < 2", "JavaScript"), "cycle-without-counter", "again-attempts"),
        ("a while around a stage without a counter", () => Sketch.T1.Put(While("getVariable('n') < 2", null)).Turn("archive", "Archived", "while"), "cycle-without-counter", "inner"),
        ("back from the vote to registration", () => Sketch.T1.Loop("decision", "NonePassed", "registration", "close-decision"), "cycle-not-allowed", "decision"),
        ("back from the notice to the interview", () => Sketch.T1.Loop("notice", "NoneClear", "interview", "close-notice"), "cycle-not-allowed", "notice"),
        ("the written exam again", () => Sketch.T1.Loop("written-exam", "NonePassed", "written-exam", "close-written-exam"), "cycle-not-allowed", "written-exam"),
        ("a stage for each item", () => Sketch.T1.Put(ForEach("Elsa.ForEach")).Turn("archive", "Archived", "each"), "cycle-not-allowed", "inner"),
        ("a stage for all items at once", () => Sketch.T1.Put(ForEach("Elsa.ParallelForEach")).Turn("archive", "Archived", "each"), "cycle-not-allowed", "inner"),
        ("a delay", () => Between(Sketch.T1, "decision", "Passed", "wait", "Elsa.Delay", ("timeSpan", "5.00:00:00")), "timer-without-calendar", "wait"),
        ("a timer", () => Between(Sketch.T1, "four-checks", "Cleared", "wait", "Elsa.Timer", ("interval", "1.00:00:00")), "timer-without-calendar", "wait"),
        ("an instant", () => Between(Sketch.T5, "notice", "Clear", "wait", "Elsa.StartAt", ("dateTime", "2027-01-01T00:00:00Z")), "timer-without-calendar", "wait"),
        ("a task for nobody", () => Between(Sketch.T1, "four-checks", "Cleared", "ask", "Elsa.RunTask", ("taskName", "audit")), "task-without-role", "ask"),

        // Order
        ("no announcement", () => Sketch.T1.Drop("announcement", "registration"), "no-announcement", null),
        ("no decision", () => Sketch.T1.Without("decision", "notice"), "no-decision", null),
        ("no notice", () => Sketch.T1.Without("notice", "appointment"), "no-notice", null),
        ("registration first", () => Sketch.T1.Turn("start", "Done", "registration").Turn("registration", "Enough", "announcement").Turn("announcement", "Published", "qualification-review"), "registration-before-announcement", "registration"),
        ("no registration", () => Sketch.T1.Without("registration", "qualification-review"), "review-before-registration", "qualification-review"),
        ("no review", () => Sketch.T1.Without("qualification-review", "written-exam"), "scoring-before-review", "written-exam"),
        ("review can be passed by", () => Bypass(Sketch.T1, "registration", "Enough", "qualification-review", "written-exam"), "scoring-before-review", "written-exam"),
        ("review after the exam", () => Sketch.T1.Turn("registration", "Enough", "written-exam").Turn("written-exam", "Shortlisted", "qualification-review").Turn("qualification-review", "Qualified", "interview"), "scoring-before-review", "written-exam"),
        ("no scores at all", () => Sketch.T5.Without("interview", "evaluation").Without("evaluation", "synthesis"), "synthesis-without-scores", "synthesis"),
        ("scores can be passed by", () => Bypass(Sketch.T5, "qualification-review", "Qualified", "interview", "synthesis"), "synthesis-without-scores", "synthesis"),
        ("no synthesis", () => Sketch.T1.Without("synthesis", "inspection"), "inspection-before-synthesis", "inspection"),
        ("an exam after the totals", () => Sketch.T1.Turn("evaluation", "Evaluated", "synthesis").Turn("qualification-review", "Qualified", "interview").Turn("synthesis", "Ranked", "written-exam").Turn("written-exam", "Shortlisted", "inspection"), "stage-out-of-order", "written-exam"),
        ("checks before inspection", () => Sketch.T1.Turn("synthesis", "Ranked", "four-checks").Turn("four-checks", "Cleared", "inspection").Turn("inspection", "Completed", "decision"), "checks-before-inspection", "four-checks"),
        ("no inspection", () => Sketch.T1.Without("inspection", "four-checks"), "decision-before-inspection", "decision"),
        ("inspection can be passed by", () => Bypass(Sketch.T1, "synthesis", "Ranked", "inspection", "decision"), "decision-before-inspection", "decision"),
        ("no checks", () => Sketch.T1.Without("four-checks", "decision"), "decision-before-checks", "decision"),
        ("checks can be passed by", () => Bypass(Sketch.T5, "inspection", "Completed", "four-checks", "decision"), "decision-before-checks", "decision"),
        ("a parallel branch the join does not wait for", AnyJoin, "decision-before-checks", "decision"),
        ("a cleared check forgotten after a new inspection", () => Sketch.T1.Put("second", "ApprovalFlow.Inspection").Turn("four-checks", "Cleared", "second").Arrow("second", "Completed", "decision").Arrow("second", "NoneSuitable", "close-inspection"), "decision-before-checks", "decision"),
        ("nobody cleared goes to the vote", () => Sketch.T1.Turn("four-checks", "NoneCleared", "decision"), "decision-before-checks", "decision"),
        ("notice before the vote", () => Sketch.T1.Turn("four-checks", "Cleared", "notice").Turn("notice", "Clear", "decision").Turn("decision", "Passed", "appointment"), "notice-before-decision", "notice"),
        ("the vote repeated after the notice", () => Sketch.T1.Put("second", "ApprovalFlow.PartyGroupDecision").Turn("notice", "Clear", "second").Arrow("second", "Passed", "appointment").Arrow("second", "NonePassed", "close-decision"), "notice-not-between", "appointment"),
        ("notice can be passed by", () => Bypass(Sketch.T1, "decision", "Passed", "notice", "appointment"), "notice-not-between", "appointment"),
        ("notice beside the appointment", Beside, "notice-not-between", "appointment"),
        ("appointment by the ranking", () => Sketch.T1.Turn("synthesis", "Ranked", "appointment"), "appointment-before-decision", "appointment"),
        ("probation before the appointment", () => Sketch.T1.Turn("notice", "Clear", "probation").Turn("probation", "Completed", "appointment").Turn("appointment", "Appointed", "archive"), "probation-before-appointment", "probation"),
        ("inspection hidden in a sequence after the vote", () => Sketch.T1.Put(Sketch.Sequence("later", Sketch.Activity("hidden", "ApprovalFlow.WrittenExam"))).Turn("decision", "Passed", "later").Arrow("later", "Done", "notice"), "stage-out-of-order", "hidden"),
        ("a failing stage inside a sequence", () => Sketch.T1.Put(Sketch.Sequence("inside", Sketch.Activity("hidden", "ApprovalFlow.Interview", ("weight", "0")))).Turn("written-exam", "Shortlisted", "inside").Arrow("inside", "Done", "interview"), "no-way-out", "hidden"),

        // Settings
        ("weights of 90", () => Sketch.T1.Set("written-exam", "weight", "20"), "weights-not-100", "synthesis"),
        ("weights of 110", () => Sketch.T5.Set("interview", "weight", "70"), "weights-not-100", "synthesis"),
        ("an exam put in", () => Between(Sketch.T5, "qualification-review", "Qualified", "exam", "ApprovalFlow.WrittenExam", "Shortlisted", "NonePassed", "close-interview"), "weights-not-100", "synthesis"),
        ("weights that only add up when the exam is held", () => Bypass(Sketch.T1, "qualification-review", "Qualified", "written-exam", "interview"), "weights-not-100", "synthesis"),
        ("parallel weights that do not add up", () => Parallel("WaitAll").Set("interview", "weight", "30"), "weights-not-100", "synthesis"),
        ("a notice of 4 days", () => Sketch.T1.Set("notice", "workingDays", "4"), "notice-too-short", "notice"),
        ("a team of one", () => Sketch.T1.Set("inspection", "team", "1"), "team-too-small", "inspection"),
        ("a third is enough", () => Sketch.T1.Set("decision", "threshold", "1/3"), "threshold-too-loose", "decision"),
        ("49 % is enough", () => Sketch.T5.Set("decision", "threshold", "49%"), "threshold-too-loose", "decision"),
        ("half may hold an evaluation", () => Sketch.T1.Set("evaluation", "attendance", "1/2"), "attendance-too-loose", "evaluation"),
        ("a setting there is not", () => Sketch.T1.Set("notice", "secretly", "true"), "setting-unknown", "notice"),
        ("days computed by a script", () => Sketch.T1.Set("notice", "workingDays", "2 + 3", "JavaScript"), "setting-not-literal", "notice"),
        ("a weight from a variable", () => Sketch.T1.Variable("w", "30").Set("written-exam", "weight", "w", "Variable"), "setting-not-literal", "written-exam"),
        ("a number that is none", () => Sketch.T1.Set("four-checks", "workingDays", "ten"), "setting-invalid", "four-checks"),
        ("half a person", () => Sketch.T1.Set("interview", "panel", "7.5"), "setting-invalid", "interview"),
        ("out of range", () => Sketch.T1.Set("four-checks", "workingDays", "61"), "setting-invalid", "four-checks"),
        ("a notice of 61 days", () => Sketch.T1.Set("notice", "workingDays", "61"), "setting-invalid", "notice"),
        ("a choice there is not", () => Sketch.T1.Set("decision", "mode", "Telepathy"), "setting-invalid", "decision"),
        ("a measure there is not", () => Sketch.T1.Set("registration", "belowFloor", "[\"Cancel\",\"Guess\"]", "Object"), "setting-invalid", "registration"),
        ("neither yes nor no", () => Sketch.T1.Set("written-exam", "zeroExcludes", "perhaps"), "setting-invalid", "written-exam"),
        ("an unknown score in the ties", () => Sketch.T1.Set("synthesis", "tieChain", "age,admitAll"), "setting-invalid", "synthesis"),
        ("more examiners needed than there are", () => Sketch.T1.Set("interview", "minPanel", "9"), "settings-disagree", "interview"),
        ("every sheet left out", () => Sketch.T1.Set("interview", "panel", "5").Set("interview", "dropHigh", "3").Set("interview", "dropLow", "2"), "settings-disagree", "interview"),
        ("a pass line above the full mark", () => Sketch.T1.Set("written-exam", "fullMark", "50"), "settings-disagree", "written-exam"),
        ("a floor above the opening", () => Sketch.T1.Set("registration", "floorRatio", "4"), "settings-disagree", "registration"),
        ("categories of 90", () => Sketch.T1.Set("evaluation", "categories", "leaders=40;others=50"), "settings-disagree", "evaluation"),
        ("ties after admitting all", () => Sketch.T1.Set("synthesis", "tieChain", "admitAll,written"), "settings-disagree", "synthesis"),

        // Worth a second look
        ("an even panel", () => Sketch.T1.Set("interview", "panel", "8"), "panel-even", "interview"),
        ("a panel of three", () => Sketch.T1.Set("interview", "panel", "3").Set("interview", "minPanel", "3"), "panel-small", "interview"),
        ("an opening of 11", () => Sketch.T1.Set("registration", "openingRatio", "11"), "ratio-unusual", "registration"),
        ("an opening of 1", () => Sketch.T1.Set("registration", "openingRatio", "1").Set("registration", "floorRatio", "1"), "ratio-unusual", "registration"),
        ("one inspected for one post", () => Sketch.T1.Set("synthesis", "inspectionRatio", "1"), "inspection-no-surplus", "synthesis"),
        ("no tie rule", () => Sketch.T1.Set("synthesis", "tieChain", "evaluation,interview"), "no-tie-rule", "synthesis"),
        ("announced and opened on one day", () => Sketch.T1.Set("announcement", "daysBeforeRegistration", "0"), "announcement-short", "announcement"),
        ("no veto", () => Sketch.T1.Set("evaluation", "vetoAtOrBelow", "-1"), "no-veto", "evaluation"),
        ("recused members counted nowhere", () => Sketch.T1.Set("decision", "recusalPolicy", "ExcludeFromBoth"), "recusal-loose", "decision"),
        ("the day of publication counted", () => Sketch.T1.Set("notice", "countPublicationDay", "true"), "publication-day-counted", "notice"),
        ("half a year on probation", () => Sketch.T1.Set("probation", "months", "6"), "probation-unusual", "probation"),
        ("ten days' notice of an inspection", () => Sketch.T1.Set("inspection", "noticeWorkingDays", "10"), "inspection-notice-unusual", "inspection"),
        ("half are talked with", () => Sketch.T1.Set("inspection", "talkCoverage", "1/2"), "talk-coverage-low", "inspection"),
        ("nobody is appointed", () => Sketch.T1.Without("appointment", "archive").Drop("probation"), "no-appointment", null),
        ("a wait for an event", () => Between(Sketch.T1, "four-checks", "Cleared", "wait", "Elsa.Event", ("eventName", "go")), "waits-for-outside", "wait"),
        ("a stage inside a sequence", () => Sketch.T1.Put(Sketch.Sequence("both", Sketch.Activity("hidden", "ApprovalFlow.Probation"))).Turn("appointment", "Appointed", "both").Arrow("both", "Done", "archive").Drop("probation"), "stage-nested", "hidden"),
    ];

    public static TheoryData<string> Names() => [.. Faults.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_found_where_it_is(string fault)
    {
        var (_, draw, code, activity) = Faults.Single(f => f.Name == fault);
        var findings = draw().Findings();
        Assert.True(
            findings.Any(f => f.Code == code && f.ActivityId == activity),
            $"{code} at {activity ?? "-"} was not found, but: {string.Join("; ", findings.Select(f => $"{f.Code} {f.ActivityId}"))}");
    }

    [Fact]
    public void Every_rule_has_a_fault_that_it_finds()
    {
        // These two need people or a drawing too wide to write down; they have tests of their own.
        string[] elsewhere = ["weights-not-proven", "evaluators-few", "no-discipline-observer", "party-group-small"];
        Assert.Empty(ProcedureRules.All.Select(r => r.Code).Except(Faults.Select(f => f.Code)).Except(elsewhere));
        Assert.Equal(ProcedureRules.All.Count, ProcedureRules.All.Select(r => r.Code).Distinct().Count());
    }

    [Fact]
    public void Sixteen_decisions_in_a_row_are_too_many_ways_to_add_up()
    {
        var sketch = Sketch.T5;
        var before = ("qualification-review", "Qualified");
        for (var i = 0; i < 16; i++)
        {
            var (ask, note, join) = ($"ask{i}", $"note{i}", $"join{i}");
            sketch.Put(ask, "Elsa.FlowDecision", ("condition", "true")).Put(note, "Elsa.WriteLine").Put(join, "Elsa.WriteLine")
                .Turn(before.Item1, before.Item2, ask).Arrow(ask, "True", note).Arrow(ask, "False", join).Arrow(note, "Done", join);
            before = (join, "Done");
        }

        sketch.Turn(before.Item1, before.Item2, "interview");
        var findings = sketch.Findings();
        Assert.Equal(["synthesis"], findings.Where(f => f.Code == "weights-not-proven").Select(f => f.ActivityId));
        Assert.DoesNotContain(findings, f => f.Blocks);
    }

    [Fact]
    public void What_only_people_can_answer_is_asked_when_they_are_known()
    {
        var small = Sketch.T5.Findings(new UnitFacts(People: 4, PartyGroupMembers: 2, DisciplineStaff: 0));
        Assert.Superset(new HashSet<string> { "evaluators-few", "no-discipline-observer", "party-group-small" }, small.Select(f => f.Code).ToHashSet());
        var enough = Sketch.T5.Findings(new UnitFacts(People: 5, PartyGroupMembers: 3, DisciplineStaff: 1));
        Assert.DoesNotContain(enough, f => f.Code is "evaluators-few" or "no-discipline-observer" or "party-group-small");
    }

    [Fact]
    public void A_finding_says_everything_in_both_languages()
    {
        var finding = Assert.Single(Sketch.T1.Set("notice", "workingDays", "4").Findings());
        Assert.Equal((FindingSeverity.Error, "notice", "WorkingDays"), (finding.Severity, finding.ActivityId, finding.Input));
        Assert.Equal("“任前公示”：公示期只有4个工作日。", finding.Text.Zh);
        Assert.Equal("《党政领导干部选拔任用工作条例》（2019年）第四十二条", finding.Source.Zh);
        Assert.Equal("公示期不少于五个工作日。", finding.Rule.Sentence.Zh);
        Assert.All(new[] { finding.Text.En, finding.Mend.En, finding.Mend.Zh, finding.Source.En, finding.Rule.Sentence.En }, t => Assert.NotEmpty(t));
    }

    [Fact]
    public void What_is_no_procedure_at_all_is_said_and_not_thrown()
    {
        Assert.All(
            new[] { "", "[]", "{", "{}", "null", "{\"root\":{}}" },
            text => Assert.Equal(["not-runnable"], ProcedureCheck.Of(text).Select(f => f.Code).Distinct()));
    }

    internal static Sketch Bypass(Sketch sketch, string from, string port, string around, string to) =>
        sketch.Put("whether", "Elsa.FlowDecision", ("condition", "true")).Turn(from, port, "whether").Arrow("whether", "True", around).Arrow("whether", "False", to);

    internal static Sketch Between(Sketch sketch, string from, string port, string id, string type, params (string, string)[] settings)
    {
        var to = Target(sketch, from, port);
        return sketch.Put(id, type, settings).Turn(from, port, id).Arrow(id, "Done", to);
    }

    private static Sketch Between(Sketch sketch, string from, string port, string id, string type, string on, string failing, string close)
    {
        var to = Target(sketch, from, port);
        return sketch.Put(id, type).Turn(from, port, id).Arrow(id, on, to).Arrow(id, failing, close);
    }

    private static string Target(Sketch sketch, string from, string port) =>
        (string)JsonNode.Parse(sketch.Json)!["root"]!["connections"]!.AsArray()
            .Single(a => (string?)a!["source"]!["activity"] == from && (string?)a["source"]!["port"] == port)!["target"]!["activity"]!;

    /// <summary>Exam and interview at once, a join before the evaluation.</summary>
    internal static Sketch Parallel(string mode) => Sketch.T1.Put(Sketch.Fork("fork", "exam", "talk")).Put("join", "Elsa.FlowJoin", ("mode", mode))
        .Turn("qualification-review", "Qualified", "fork").Arrow("fork", "exam", "written-exam").Arrow("fork", "talk", "interview")
        .Turn("written-exam", "Shortlisted", "join").Turn("interview", "Scored", "join").Arrow("join", "Done", "evaluation");

    internal static Sketch Exclusive(string mode) => Sketch.T1.Put("whether", "Elsa.FlowDecision", ("condition", "true")).Put("join", "Elsa.FlowJoin", ("mode", mode))
        .Put("a", "Elsa.WriteLine").Put("b", "Elsa.WriteLine")
        .Turn("interview", "Scored", "whether").Arrow("whether", "True", "a").Arrow("whether", "False", "b")
        .Arrow("a", "Done", "join").Arrow("b", "Done", "join").Arrow("join", "Done", "evaluation");

    internal static Sketch Cases(string mode)
    {
        var choose = Sketch.Activity("choose", "Elsa.FlowSwitch");
        choose["cases"] = new JsonArray(Case("small"), Case("large"));
        return Sketch.T1.Put(choose).Put("join", "Elsa.FlowJoin", ("mode", mode))
            .Turn("interview", "Scored", "choose").Arrow("choose", "small", "join").Arrow("choose", "large", "join").Arrow("choose", "Default", "evaluation")
            .Arrow("join", "Done", "evaluation");
    }

    private static JsonObject Case(string label) => new()
    {
        ["label"] = label, ["condition"] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" } },
    };

    /// <summary>Inspection and checks in turn on one branch, a note on the other; the join goes on with the first.</summary>
    private static Sketch AnyJoin() => Sketch.T1.Put(Sketch.Fork("fork", "work", "note")).Put("note", "Elsa.WriteLine").Put("join", "Elsa.FlowJoin", ("mode", "WaitAny"))
        .Turn("inspection", "Completed", "fork").Arrow("fork", "work", "four-checks").Arrow("fork", "note", "note")
        .Turn("four-checks", "Cleared", "join").Arrow("note", "Done", "join").Arrow("join", "Done", "decision");

    private static Sketch Beside() => Sketch.T1.Put(Sketch.Fork("fork", "notice", "appoint"))
        .Turn("decision", "Passed", "fork").Arrow("fork", "notice", "notice").Arrow("fork", "appoint", "appointment").Turn("notice", "Clear", "archive");

    private static Sketch OneBranchCounter() => Sketch.T1.Variable("n", "0").Put("ask", "Elsa.FlowDecision", ("condition", "true")).Put(Sketch.Raise("raise", "n"))
        .Put("join", "Elsa.WriteLine").Put("again", "Elsa.FlowDecision").Set("again", "condition", "getVariable('n') < 2", "JavaScript")
        .Turn("decision", "NonePassed", "again").Arrow("again", "False", "close-decision").Arrow("again", "True", "ask")
        .Arrow("ask", "True", "raise").Arrow("ask", "False", "join").Arrow("raise", "Done", "join").Arrow("join", "Done", "decision");

    private static JsonObject While(string condition, JsonObject? body) => new()
    {
        ["id"] = "while", ["type"] = "Elsa.While",
        ["condition"] = new JsonObject { ["typeName"] = "Boolean", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition } },
        ["body"] = body ?? Sketch.Activity("inner", "Elsa.WriteLine"),
    };

    private static JsonObject ForEach(string type) => new()
    {
        ["id"] = "each", ["type"] = type,
        ["items"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = "[1,2]" } },
        ["body"] = Sketch.Activity("inner", "ApprovalFlow.Inspection"),
    };
}
