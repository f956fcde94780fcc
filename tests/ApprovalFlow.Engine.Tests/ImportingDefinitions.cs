using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class ImportingDefinitions : OnAnEngine
{
    [Fact]
    public void Everything_comes_out_as_it_went_in()
    {
        const string Text = """
            {"$schema":"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json","id":"v","definitionId":"d","name":"名","version":3,
             "customProperties":{"Elsa:WorkflowContextProviderTypes":[],"x":{"deep":[1,2.50,null]}},"unknown":true,
             "root":{"id":"f","type":"Elsa.Flowchart","activities":[],"connections":[],"metadata":{"displayText":"图"},"vertices":[{"x":1.5,"y":-2}]}}
            """;
        var stored = new StoredDefinition(DefinitionImport.Parse(Text), true, default);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text), JsonNode.Parse(stored.Json)));
        Assert.Contains("2.50", stored.Json, StringComparison.Ordinal);
        Assert.Equal(("v", "d", 3, "名", 64), (stored.VersionId, stored.DefinitionId, stored.Version, stored.Name, stored.Hash.Length));
    }

    [Theory]
    [InlineData("Elsa.HttpEndpoint", "RunTask")]
    [InlineData("Elsa.Cron", "Timer")]
    [InlineData("Elsa.Parallel", "FlowFork")]
    [InlineData("Acme.Unknown", "catalogue")]
    public void An_unknown_activity_is_refused_with_its_place_and_what_to_use(string type, string instead)
    {
        var problem = Assert.Single(Check(Chart([Line("a"), Activity(type, "odd")], "a -> odd")));

        Assert.Equal(("$.root.activities[1]", "odd"), (problem.Path, problem.ActivityId));
        Assert.Contains(type, problem.Text.En, StringComparison.Ordinal);
        Assert.Contains(instead, problem.Text.En, StringComparison.Ordinal);
        Assert.Contains("不支持", problem.Text.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Liquid")]
    [InlineData("CSharp")]
    [InlineData("Python")]
    public void An_unknown_expression_is_refused_with_its_place(string type)
    {
        var problem = Assert.Single(Check(Definition(SequenceOf("q", Of("WriteLine", "w").With("text", "x", type)))));

        Assert.Equal(("$.root.activities[0].text", "w"), (problem.Path, problem.ActivityId));
        Assert.Contains("JavaScript", problem.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_with_a_syntax_error_is_refused() =>
        Assert.Contains("syntax", Assert.Single(Check(Definition(Say("s", "1 +")))).Text.En, StringComparison.Ordinal);

    [Fact]
    public void A_script_with_unlimited_numbers_is_refused() =>
        Assert.Contains("BigInt", Assert.Single(Check(Definition(Say("s", "let x = 10n; for (;;) x = x * x")))).Text.En, StringComparison.Ordinal);

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "", "]")]
    [InlineData("!", "1", "")]
    [InlineData("{", "", "}")]
    [InlineData("if(1)", ";", "")]
    [InlineData("1+", "1", "")]
    [InlineData("a=>", "1", "")]
    public async Task A_script_that_is_all_brackets_is_refused_or_run_and_the_process_lives(string open, string middle, string close)
    {
        var deep = 99_000 / (open.Length + close.Length);
        var script = string.Concat(Enumerable.Repeat(open, deep)) + middle + string.Concat(Enumerable.Repeat(close, deep));
        var definition = Definition(Say("s", script));

        if (Check(definition).Count == 0) await Engine.RunAsync(definition);
    }

    [Theory]
    [InlineData(500, 0)]
    [InlineData(501, 1)]
    public void A_script_with_more_than_five_hundred_functions_and_branches_is_refused(int arrows, int problems) =>
        Assert.Equal(problems, Check(Definition(Say("s", string.Concat(Enumerable.Repeat("a=>", arrows)) + "1"))).Count);

    [Fact]
    public void A_script_longer_than_a_hundred_thousand_characters_is_refused()
    {
        Assert.Empty(Check(Definition(Say("s", "1".PadRight(100_000)))));
        Assert.Contains("longer", Assert.Single(Check(Definition(Say("s", "1".PadRight(100_001))))).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_inside_a_port_problems_are_found_too() =>
        Assert.Equal("$.root.activities[0].then.activities[0]",
            Assert.Single(Check(Definition(SequenceOf("q", Of("If", "i").With("condition", true).Port("then", SequenceOf("in", Activity("X.Y", "z"))))))).Path);

    [Fact]
    public void An_arrow_to_nowhere_is_refused() =>
        Assert.Equal("$.root.connections[0]", Assert.Single(Check(Chart([Line("a")], "a -> gone"))).Path);

    [Fact]
    public void Two_activities_with_one_id_are_refused() =>
        Assert.Equal("a", Assert.Single(Check(Chart([Line("a"), Line("a")]))).ActivityId);

    [Fact]
    public void A_loop_that_can_be_entered_from_its_side_is_refused() =>
        Assert.Equal("$.root.connections[3]", Assert.Single(Check(Chart(
            [Of("Start", "s"), Line("a"), Line("b"), Line("c")], "s -> a", "a -> b", "s -> c", "b -> c", "c -> b"))).Path.Replace("[4]", "[3]", StringComparison.Ordinal));

    [Fact]
    public void A_workflow_that_uses_itself_is_refused() =>
        Assert.Contains("itself", Assert.Single(Check(Definition(Uses("u", "flow")))).Text.En, StringComparison.Ordinal);

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(3, Check(Chart([Activity("X.A", "1"), Activity("X.B", "2"), Of("WriteLine", "3").With("text", "x", "Liquid")])).Count);

    [Theory]
    [InlineData("Elsa.FlowJoin", "WaitForGodot", "WaitAll, WaitAny, WaitAllActive")]
    [InlineData("Elsa.FlowSwitch", "MatchLast", "MatchFirst, MatchAny")]
    [InlineData("Elsa.Switch", "7", "MatchFirst, MatchAny")]
    public void A_mode_that_there_is_not_is_refused_with_those_there_are(string type, string mode, string known)
    {
        var problem = Assert.Single(Check(Chart([Activity(type, "x").With("mode", mode)])));

        Assert.Equal(("$.root.activities[0].mode", "x"), (problem.Path, problem.ActivityId));
        Assert.Contains(known, problem.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_to_execute_must_be_published_first()
    {
        var parent = Definition(SequenceOf("q", Of("ExecuteWorkflow", "x").With("workflowDefinitionId", "child")));
        async Task<IReadOnlyList<DefinitionProblem>> CheckAsync() => await Engine.ReadAsync(db =>
            Engine.Services.GetRequiredService<DefinitionLibrary>().CheckAsync(db, parent.ToJsonString(), default));

        var problem = Assert.Single(await CheckAsync());
        Assert.Equal(("$.root.activities[0].workflowDefinitionId", "x"), (problem.Path, problem.ActivityId));
        Assert.Contains("'child'", problem.Text.En, StringComparison.Ordinal);

        await Engine.StoreAsync(Definition(Line("l"), "child"));
        Assert.Empty(await CheckAsync());
    }

    [Fact]
    public void A_property_that_is_named_twice_is_refused() =>
        Assert.Single(DefinitionImport.Check("""{ "id": "a", "id": "b", "root": { "id": "q", "type": "Elsa.Sequence" } }""", Engine.Catalog));

    [Fact]
    public void Thirty_containers_in_each_other_can_be_read() =>
        Assert.Empty(Check(Definition(Enumerable.Range(0, 30).Aggregate(Line("leaf"), (inner, i) => SequenceOf($"q{i}", inner)))));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_definition_is_refused(string text) => Assert.NotEmpty(DefinitionImport.Check(text, Engine.Catalog));

    [Fact]
    public async Task Connections_of_the_first_releases_are_read_too()
    {
        var definition = Chart([Line("a"), Decide("d", "true"), Line("b")]);
        definition["root"]!["connections"] = new JsonArray(
            new JsonObject { ["source"] = "a", ["target"] = "d", ["sourcePort"] = "Done", ["targetPort"] = "In" },
            new JsonObject { ["source"] = "d", ["target"] = "b", ["sourcePort"] = "True", ["targetPort"] = "In" });

        await Engine.RunAsync(definition);

        Assert.Equal("a, b", Engine.Written);
    }

    [Theory]
    [InlineData("Int32", "'5' + 1 = 6")]
    [InlineData("System.Int32, System.Private.CoreLib", "'5' + 1 = 6")]
    [InlineData("String", "'5' + 1 = 51")]
    [InlineData("System.String, System.Private.CoreLib", "'5' + 1 = 51")]
    public async Task The_types_of_variables_are_read_in_both_spellings(string type, string expected)
    {
        await Engine.RunAsync(Definition(Say("say", "`'5' + 1 = ${getN() + 1}`")).Variable("N", "5", type));

        Assert.Equal(expected, Engine.Written);
    }

    [Fact]
    public async Task The_explicit_start_wins_over_the_order()
    {
        var definition = Chart([Line("b"), Line("a")], "a -> b");
        definition["root"]!["start"] = "a";

        await Engine.RunAsync(definition);

        Assert.Equal("a, b", Engine.Written);
    }

    [Fact]
    public async Task An_activity_that_can_start_the_workflow_is_where_it_starts()
    {
        var first = Line("a");
        first["customProperties"]!["canStartWorkflow"] = true;

        await Engine.RunAsync(Chart([Line("x"), first, Line("b")], "a -> b"));

        Assert.Equal("a, b", Engine.Written);
    }

    [Fact]
    public async Task What_cannot_run_cannot_be_started()
    {
        await Engine.StoreAsync(Definition(Activity("X.Y", "z")));

        await Assert.ThrowsAsync<DefinitionRefusedException>(() => Engine.Runtime.StartAsync("flow-v1", null, null, default));
        Assert.Empty(await Engine.ReadAsync(db => Task.FromResult(db.Instances.ToList())));
    }

    [Fact]
    public async Task A_running_instance_keeps_the_version_it_started_with()
    {
        var old = await Engine.RunAsync(Chart([Duty("a"), Line("one")], "a:Approved -> one"));
        await Engine.StoreAsync(Chart([Duty("a"), Line("two")], "a:Approved -> two").Named("flow", 2));
        var young = await Engine.StartAsync("flow-v2");

        await Engine.DecideAsync(old, "a", "Approved");
        await Engine.DecideAsync(young, "a", "Approved");

        Assert.Equal("one, two", Engine.Written);
    }

    [Fact]
    public async Task A_running_instance_keeps_the_embedded_version_even_when_none_was_named()
    {
        await Engine.StoreAsync(Definition(SequenceOf("q", Wait("go"), Line("old")), "part"));
        var use = Uses("u", "part");
        use.Remove("workflowDefinitionVersionId");
        use.Remove("version");
        var running = await Engine.RunAsync(Definition(use));
        await Engine.StoreAsync(Definition(SequenceOf("q", Wait("go"), Line("new")), "part", 2));
        var later = await Engine.StartAsync("flow-v1");

        await Engine.HappenAsync(running, "go");
        await Engine.HappenAsync(later, "go");

        Assert.Equal("old, new", Engine.Written);
    }

    private IReadOnlyList<DefinitionProblem> Check(JsonObject definition) => DefinitionImport.Check(definition.ToJsonString(), Engine.Catalog);
}
