using System.Diagnostics;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class Scripts : OnAnEngine
{
    [Theory]
    [InlineData("getN() + 1", "8")]
    [InlineData("getVariable('N') * 2", "14")]
    [InlineData("variables.N - 1", "6")]
    [InlineData("return getN();", "7")]
    [InlineData("getItems().length", "2")]
    [InlineData("variables.Items.map(i => i.name).join('+')", "a+b")]
    [InlineData("getInput('Who') + '?'", "me?")]
    [InlineData("getWho()", "me")]
    [InlineData("`${getWho()} ${getN()}`", "me 7")]
    [InlineData("get姓名()", "张三")]
    [InlineData("typeof getMissing", "undefined")]
    [InlineData("getWorkflowDefinitionId() + getWorkflowDefinitionVersion()", "flow1")]
    [InlineData("getCorrelationId()", "case-9")]
    [InlineData("isNullOrWhiteSpace('  ') + '/' + isNullOrEmpty('x')", "true/false")]
    [InlineData("({ a: 1, b: [true, null] })", "{\"a\":1,\"b\":[true,null]}")]
    [InlineData("0.1 + 0.2 > 0.3", "true")]
    [InlineData("toJson({ x: 1 })", "{\"x\":1}")]
    [InlineData("JSON.stringify(getItems()[0])", "{\"name\":\"a\"}")]
    [InlineData("new Date().getFullYear()", "2026")]
    [InlineData("undefined", "")]
    [InlineData("parseGuid('0193A1B2-0000-7000-8000-00000000000A')", "0193a1b2-0000-7000-8000-00000000000a")]
    [InlineData("newGuid().length + newGuidString().length + getGuidString().length", "108")]
    [InlineData("/^[A-Za-z0-9]{18,22}$/.test(newShortGuid() && getShortGuid())", "true")]
    [InlineData("stringFromBase64(stringToBase64('竞聘')) + stringToBase64('a')", "竞聘YQ==")]
    [InlineData("bytesToString(bytesFromString('é')) + bytesFromString('é').join() + bytesToBase64([1, 255]) + bytesFromBase64('Af8=').join()", "é195,169Af8=1,255")]
    [InlineData("toJson({ 名: ['字'] })", "{\"名\":[\"字\"]}")]
    [InlineData("setVariable('N', 3); return variables.N", "3")]
    [InlineData("variables.N = 1; setVariable('N', 3); return variables.N", "3")]
    public async Task Find_what_elsa_offers(string script, string expected)
    {
        var definition = Definition(Say("say", script)).Variable("N", "7", "Int32").Variable("姓名", "张三", "String")
            .Variable("Items", "[{\"name\":\"a\"},{\"name\":\"b\"}]", "Object[]").Input("Who", "String");

        await Engine.RunAsync(definition, new JsonObject { ["Who"] = "me" }, "case-9");

        Assert.Equal(expected, Engine.Written);
    }

    [Fact]
    public async Task Change_variables_in_three_ways()
    {
        await Engine.RunAsync(Definition(SequenceOf("q",
            Say("1", "setN(1); return 'a'"), Say("2", "setVariable('M', [getN()]); return 'b'"), Say("3", "variables.M.push(2); variables.N = 5; return 'c'"),
            Say("4", "JSON.stringify(getM()) + getN()"))).Variable("N").Variable("M"));

        Assert.Equal("a, b, c, [1,2]5", Engine.Written);
    }

    [Fact]
    public async Task Read_the_output_of_an_earlier_activity()
    {
        await Engine.RunAsync(Definition(SequenceOf("q", Of("RunJavaScript", "Calc1").With("script", "6 * 7"),
            Say("1", "getOutputFrom('Calc1')"), Say("2", "getResultFromCalc1() + 1"), Say("3", "getLastResult()"))));

        Assert.Equal("42, 43, 42", Engine.Written);
    }

    [Fact]
    public async Task Choose_the_outcome_of_run_javascript()
    {
        await Engine.RunAsync(Chart([Of("RunJavaScript", "r").With("script", "setOutcome('Left')"), Line("left"), Line("right")], "r:Left -> left", "r:Right -> right"));

        Assert.Equal("left", Engine.Written);
    }

    [Fact]
    public async Task Variable_input_and_object_expressions_need_no_script()
    {
        await Engine.RunAsync(Definition(SequenceOf("q",
            Of("WriteLine", "1").With("text", new JsonObject { ["id"] = "var-V", ["name"] = "V" }, "Variable"),
            Of("WriteLine", "2").With("text", "Who", "Input"),
            Of("WriteLine", "3").With("text", "{\"x\":[1]}", "Object"))).Variable("V", "v!").Input("Who"), new JsonObject { ["Who"] = "w!" });

        Assert.Equal("v!, w!, {\"x\":[1]}", Engine.Written);
    }

    [Fact]
    public async Task Set_name_and_correlation()
    {
        var id = await Engine.RunAsync(Definition(SequenceOf("q",
            Of("SetName", "n").Js("value", "'Case ' + 5"), Of("Correlate", "c").With("correlationId", "K-5"), Say("say", "getWorkflowInstanceName() + getCorrelationId()"))));

        var instance = await Engine.InstanceAsync(id);
        Assert.Equal(("Case 5", "K-5"), (instance.Name, instance.CorrelationId));
        Assert.Equal("Case 5K-5", Engine.Written);
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("for (;;) { [1].map(x => x); }")]
    [InlineData("let s = 'x'; while (true) s += s;")]
    [InlineData("'x'.repeat(1e9).length")]
    [InlineData("'x'['rep' + 'eat'](2 ** 29)")]
    [InlineData("'x'.padStart(2 ** 29)")]
    [InlineData("String.prototype.repeat.call('x', 2 ** 29)")]
    [InlineData("new Array(1e9).fill(0)")]
    [InlineData("Array.from({ length: 1e9 }, () => 1)")]
    [InlineData("const a = []; a.length = 4e9; a.join('x')")]
    [InlineData("let a = []; while (true) a.push(new Array(1000).fill('y'))")]
    [InlineData("const f = () => f(); f()")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("JSON.stringify((() => { let o = {}; o.o = o; return o; })())")]
    [InlineData("let o = {}; o.self = o; return o;")]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("''.constructor.constructor('return 1')()")]
    [InlineData("Object.defineProperty(Object.prototype, 'x', { get() { throw 1 } }); throw new Error('gone')")]
    [InlineData("new Proxy({}, { ownKeys() { while (true) {} } })")]
    [InlineData("throw null")]
    [InlineData("[...'x'.repeat(900000)].map(c => c.repeat(900000))")]
    [InlineData("new Uint8Array(2 ** 31)")]
    [InlineData("let x = 'y'.repeat(900000); let a = Array(90000).fill(x); a.join(x)")]
    [InlineData("'x'.repeat(900000).replaceAll('x', 'y'.repeat(900000))")]
    [InlineData("return { toJSON() { while (true) {} } }")]
    [InlineData("let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a")]
    [InlineData("let o = {}; for (let i = 0; i < 50000; i++) o = { o }; return JSON.stringify(o)")]
    [InlineData("JSON.parse('['.repeat(100000))")]
    [InlineData("const o = { get x() { return this.x } }; o.x")]
    [InlineData("const o = { toString() { return '' + o } }; '' + o")]
    [InlineData("const o = { toString() /* deep */ { return '' + o } }; '' + o")]
    [InlineData("let x = BigInt(10); while (true) x = x * x")]
    [InlineData("new BigInt64Array(1)[0]")]
    [InlineData("const o = { toString() { return '' + this } }; '' + o")]
    [InlineData("new RegExp('(a{1,1000}){1,1000}{1,1000}').test('a'.repeat(10000))")]
    [InlineData("function* g() { while (true) yield 1 } return [...g()]")]
    [InlineData("class A { constructor() { return new A() } } new A()")]
    [InlineData("Array.from({ length: 90000 }, (_, i) => i).sort(() => { while (true) {} })")]
    [InlineData("let s = 'x'.repeat(900000); for (let i = 0; i < 30; i++) s = s.concat(s, s, s, s, s, s, s, s); return s.length")]
    [InlineData("Array.prototype.join.call({ length: 1e9 }, 'x')")]
    [InlineData("String.raw({ raw: { length: 1e9 } })")]
    public async Task That_misbehave_end_in_an_incident_and_the_engine_goes_on(string script)
    {
        var clock = Stopwatch.StartNew();
        var id = await Engine.RunAsync(Definition(Say("say", script)));

        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"it took {clock.Elapsed}");
        await Engine.RunAsync(Definition(Say("say", "'fine'"), "next"));
        Assert.Equal("fine", Engine.Written);
    }

    [Theory]
    [InlineData("String(deep)")]
    [InlineData("deep.flat(Infinity).length")]
    [InlineData("JSON.stringify(deep)")]
    [InlineData("deep.toString()")]
    public async Task That_build_as_deep_as_memory_allows_do_not_end_the_process(string use)
    {
        var clock = Stopwatch.StartNew();
        foreach (var turns in (int[])[10, 5_000, 8_000, 10_000, 12_000, 16_000, 20_000]) // up to and over the limit of memory
        {
            await Engine.RunAsync(Definition(Say("say",
                $"let deep = []; for (let i = 0; i < {turns}; i++) deep = [[[[[[[[deep]]]]]]]]; const s = {use}; return 'survived'"), $"deep{turns}"));
        }

        Assert.Equal(7, await Engine.ReadAsync(db => Task.FromResult(db.Instances.Count())));
        Assert.Contains("survived", Engine.Lines);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"it took {clock.Elapsed}");
    }

    [Fact]
    public async Task Leave_nothing_behind_for_the_next_script()
    {
        await Engine.RunAsync(Definition(SequenceOf("q",
            Say("1", "Object.prototype.spoiled = 1; Array.prototype.map = () => 'spoiled'; globalThis.g = 1; return 'x'"),
            Say("2", "({}).spoiled + '/' + [1].map(x => x) + '/' + typeof g"))));

        Assert.Equal("x, undefined/1/undefined", Engine.Written);
    }
}
