using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlow.People;
using ApprovalFlow.Recusal;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Stages.Ending;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Api;

/// <summary>/api/v1: what the pages show and do, for programs, under the same rights.</summary>
[Trait("Database", "Every")]
public sealed class CallingTheApi
{
    [Theory]
    [InlineData("/api/v1/me")]
    [InlineData("/api/v1/inbox")]
    [InlineData("/api/v1/competitions")]
    public async Task Nobody_signed_in_is_told_where_to_sign_in(string address)
    {
        using var app = new TestApp();
        using var answer = await app.Anybody().GetAsync(new Uri(address, UriKind.Relative));
        await AssertProblem(answer, HttpStatusCode.Unauthorized, "SignInFirst", "/account/signin");
    }

    [Fact]
    public async Task Me_is_who_I_am_with_my_roles_and_the_token()
    {
        using var it = await Synthesis();
        var me = await Get(it.App.As(it["leader"]), "/api/v1/me");
        Assert.Equal(("领导乙", "LeadingGroup", "RequestVerificationToken"), (Text(me, "name"), Text(me["roles"]![0]!, "role"), Text(me["token"]!, "header")));
    }

    [Fact]
    public async Task The_inbox_has_counts_filters_and_pages()
    {
        using var it = await Synthesis();
        var keeper = it.App.As(it["keeper"]);

        var inbox = await Get(keeper, "/api/v1/inbox");
        Assert.Equal((1, 1, 1, 20), (Number(inbox["counts"]!, "open"), Number(inbox, "total"), Number(inbox, "page"), Number(inbox, "pageSize")));
        Assert.Equal(("SynthesisKeeper", "竞争上岗"), (Text(inbox["items"]![0]!, "kind"), Text(inbox["items"]![0]!["competition"]!, "title")));
        Assert.Equal(0, Number(await Get(keeper, "/api/v1/inbox?kind=ExamMarks"), "total"));
        Assert.Equal(0, Number(await Get(keeper, "/api/v1/inbox?done=true"), "total"));
        Assert.Equal(1, Number(await Get(keeper, "/api/v1/inbox?due=all&page=7"), "page")); // there is one page only
        Assert.Equal(0, Number(await Get(it.App.As(it.Candidates[0]), "/api/v1/inbox"), "total"));
    }

    [Theory]
    [InlineData("kind=Nothing", "ExamMarks")]
    [InlineData("kind=20", "ExamMarks")]
    [InlineData("due=Sometime", "Overdue")]
    public async Task A_filter_that_does_not_exist_is_answered_with_those_that_do(string filter, string offered)
    {
        using var it = await Synthesis();
        using var answer = await it.App.As(it["keeper"]).GetAsync(new Uri($"/api/v1/inbox?{filter}", UriKind.Relative));
        await AssertProblem(answer, HttpStatusCode.BadRequest, "NoSuchValue", offered);
    }

    [Fact]
    public async Task A_task_is_there_for_its_people_and_not_there_for_anybody_else()
    {
        using var it = await Synthesis();
        var task = await it.OpenTaskAsync(TaskKind.SynthesisKeeper);
        var mine = await Get(it.App.As(it["keeper"]), $"/api/v1/tasks/{task.Id}");
        Assert.Equal(("Open", "Synthesis", true), (Text(mine, "state"), Text(mine, "stage"), mine["mayAct"]!.GetValue<bool>()));
        Assert.Equal(["Approve", "Return"], mine["verdicts"]!.AsArray().Select(v => v!.GetValue<string>()));

        foreach (var stranger in new[] { it["marker"], it["organiser"], it.Candidates[0] })
        {
            using var answer = await it.App.As(stranger).GetAsync(new Uri($"/api/v1/tasks/{task.Id}", UriKind.Relative));
            await AssertProblem(answer, HttpStatusCode.NotFound, "NotFound", "无权查看");
            using var decision = await Post(it.App.As(stranger), $"/api/v1/tasks/{task.Id}/decision", new { verdict = "Approve" });
            Assert.Equal(HttpStatusCode.NotFound, decision.StatusCode);
        }

        Assert.Equal(TaskState.Open, (await it.OpenTaskAsync(TaskKind.SynthesisKeeper)).State);
    }

    [Fact]
    public async Task A_decision_without_the_token_changes_nothing()
    {
        using var it = await Synthesis();
        await DeclareAsync(it, it["keeper"]);
        var task = await it.OpenTaskAsync(TaskKind.SynthesisKeeper);
        var address = new Uri($"/api/v1/tasks/{task.Id}/decision", UriKind.Relative);
        using var answer = await it.App.As(it["keeper"]).PostAsJsonAsync(address, new { verdict = "Approve" });
        await AssertProblem(answer, HttpStatusCode.BadRequest, "TokenMissing", "/api/v1/me");
        Assert.Equal(TaskState.Open, (await it.OpenTaskAsync(TaskKind.SynthesisKeeper)).State);
    }

    [Fact]
    public async Task A_decision_goes_through_the_use_case_of_the_page()
    {
        using var it = await Synthesis();
        var task = await it.OpenTaskAsync(TaskKind.SynthesisKeeper);
        var address = $"/api/v1/tasks/{task.Id}/decision";
        var keeper = it.App.As(it["keeper"]);

        using (var early = await Post(keeper, address, new { verdict = "Approve" })) await AssertProblem(early, HttpStatusCode.Conflict, "DeclareFirst", "申报");
        await DeclareAsync(it, it["keeper"]);
        using (var wrong = await Post(keeper, address, new { verdict = "Reject" })) await AssertProblem(wrong, HttpStatusCode.BadRequest, "NoSuchVerdict", "Approve, Return");
        using (var bare = await Post(keeper, address, new { verdict = "Return" })) await AssertProblem(bare, HttpStatusCode.BadRequest, "ReasonRequired", "理由");
        using (var broken = await Post(keeper, address, "nonsense")) await AssertProblem(broken, HttpStatusCode.BadRequest, "BadRequest", "openapi.json");

        using var signed = await Post(keeper, address, new { verdict = "Approve" });
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        Assert.Equal("Done", Text(JsonNode.Parse(await signed.Content.ReadAsStringAsync())!, "state"));
        Assert.Single(await it.App.Rows<ListSignature>());

        using var again = await Post(keeper, address, new { verdict = "Approve" });
        await AssertProblem(again, HttpStatusCode.Conflict, "AlreadyDecided", "");
    }

    [Fact]
    public async Task What_is_answered_on_a_form_is_sent_to_its_page_and_stays_open()
    {
        using var it = await ScoringCase.With([("WrittenExam", null)], [2]);
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        using var answer = await Post(it.App.As(it["marker"], "en"), $"/api/v1/tasks/{task.Id}/decision", new { verdict = "Complete" });
        var problem = await AssertProblem(answer, HttpStatusCode.Conflict, "AnsweredOnItsPage", "is answered on its page");
        Assert.Equal($"/tasks/{task.Id}", Text(problem, "page"));
        Assert.Equal(TaskState.Open, (await it.OpenTaskAsync(TaskKind.ExamMarks)).State);
    }

    [Fact]
    public async Task A_pooled_task_is_claimed_and_released()
    {
        using var it = await ScoringCase.With([("WrittenExam", null)], [2]);
        var task = await it.OpenTaskAsync(TaskKind.ExamMarks);
        using (var claimed = await Post(it.App.As(it["marker"]), $"/api/v1/tasks/{task.Id}/claim", new { }))
            Assert.True(JsonNode.Parse(await claimed.Content.ReadAsStringAsync())!["mine"]!.GetValue<bool>());
        using (var taken = await Post(it.App.As(it["marker2"]), $"/api/v1/tasks/{task.Id}/claim", new { }))
            await AssertProblem(taken, HttpStatusCode.Conflict, "TakenByOther", "");
        using (var stranger = await Post(it.App.As(it["keeper"]), $"/api/v1/tasks/{task.Id}/claim", new { })) Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using (var released = await Post(it.App.As(it["marker"]), $"/api/v1/tasks/{task.Id}/release", new { })) Assert.Equal(HttpStatusCode.OK, released.StatusCode);
        Assert.Null((await it.OpenTaskAsync(TaskKind.ExamMarks)).AssigneeId);
    }

    [Fact]
    public async Task Competitions_are_listed_for_whoever_may_open_their_board_with_their_stages()
    {
        using var it = await Synthesis();
        var list = await Get(it.App.As(it["organiser"]), "/api/v1/competitions?state=Running&q=竞争");
        Assert.Equal((1, "Synthesis"), (Number(list, "total"), list["items"]![0]!["stagesNow"]![0]!.GetValue<string>()));
        Assert.Equal(0, Number(await Get(it.App.As(it["marker"]), "/api/v1/competitions"), "total"));

        var one = await Get(it.App.As(it["organiser"]), $"/api/v1/competitions/{it.Competition.Id}");
        Assert.Equal(("Here", 2), (Text(one["stages"]![0]!, "progress"), Number(one["candidates"]!, "Qualified")));
        foreach (var stranger in new[] { it["marker"], it.Candidates[0] })
            Assert.Equal(HttpStatusCode.NotFound, await it.App.As(stranger).Try($"/api/v1/competitions/{it.Competition.Id}"));
        using var wrong = await it.App.As(it["organiser"]).GetAsync(new Uri("/api/v1/competitions?state=Lost", UriKind.Relative));
        await AssertProblem(wrong, HttpStatusCode.BadRequest, "NoSuchValue", "Running");
    }

    [Fact]
    public async Task Notices_are_the_frozen_text_for_everybody_until_their_end()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var line = Assert.Single((await Get(it.App.Anybody(), "/api/v1/notices?kind=PreAppointment")).AsArray())!;
        var address = $"/api/v1/notices/{Text(line, "id")}";
        var one = await Get(it.App.Anybody(), address);
        Assert.Equal((await it.Notices())[0].Html, Text(one, "html"));
        Assert.Equal(
            Text(one, "sha256"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text(line, "title")}\n{Text(one, "html")}"))));

        it.App.Clock.GoTo(EndingCase.LastInstant.AddMicroseconds(1));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.Anybody().Try(address));
        Assert.Empty((await Get(it.App.Anybody(), "/api/v1/notices")).AsArray());
    }

    [Fact]
    public async Task A_notice_to_the_unit_is_for_its_staff()
    {
        using var it = await EndingCase.With(notice: new { Scope = "Unit" });
        await it.Publish();
        var address = $"/api/v1/notices/{(await it.Notices())[0].Id}";
        Assert.Equal(HttpStatusCode.NotFound, await it.App.Anybody().Try(address));
        Assert.Empty((await Get(it.App.Anybody(), "/api/v1/notices")).AsArray());
        Assert.Equal(HttpStatusCode.OK, await it.App.As(await it.App.HasPerson(it.Unit, "同事")).Try(address));
    }

    [Fact]
    public async Task The_description_names_every_route_and_its_answers()
    {
        using var app = new TestApp();
        var document = await Get(app.Anybody(), "/api/v1/openapi.json");
        Assert.StartsWith("3.", Text(document, "openapi"), StringComparison.Ordinal);
        var paths = document["paths"]!.AsObject();
        Assert.Equal(
            [
                "/api/v1/competitions", "/api/v1/competitions/{id}", "/api/v1/inbox", "/api/v1/me", "/api/v1/notices", "/api/v1/notices/{id}",
                "/api/v1/tasks/{id}", "/api/v1/tasks/{id}/claim", "/api/v1/tasks/{id}/decision", "/api/v1/tasks/{id}/release",
            ],
            paths.Select(p => p.Key).Where(p => p.StartsWith("/api/v1/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.NotNull(paths["/api/v1/tasks/{id}/decision"]!["post"]!["responses"]!["409"]);
        Assert.NotNull(paths["/api/v1/inbox"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_problem_and_not_a_page()
    {
        using var app = new TestApp();
        using var answer = await app.Anybody("en").GetAsync(new Uri("/api/v1/nothing", UriKind.Relative));
        await AssertProblem(answer, HttpStatusCode.NotFound, "NotFound", "There is no such thing");
    }

    // ---- what there is and what is asked ---------------------------------------------------------------------------

    /// <summary>A ranked list waits for the score keeper's signature.</summary>
    private static Task<ScoringCase> Synthesis() => ScoringCase.With([("Synthesis", null)], [2], beforeStart: async it =>
    {
        for (var candidate = 0; candidate < 2; candidate++)
        {
            await it.HasScoreAsync(candidate, Components.Interview, 80 - candidate, weight: 60);
            await it.HasScoreAsync(candidate, Components.Evaluation, 90 - candidate, weight: 40);
        }
    });

    private static async Task DeclareAsync(ScoringCase it, Person person) => Assert.Equal(
        DeclareRelationsOutcome.Declared,
        await it.App.Ask<DeclareRelations, DeclareRelationsOutcome>(d => d.RunAsync(new(it.Competition.Id, [], Confirmed: true), ScoringCase.Of(person), default)));

    private static async Task<JsonNode> Get(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string address, object body)
    {
        var token = (await Get(browser, "/api/v1/me"))["token"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add(Text(token, "header"), Text(token, "value"));
        return await browser.SendAsync(request);
    }

    private static async Task<JsonNode> AssertProblem(HttpResponseMessage answer, HttpStatusCode status, string code, string words)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(code, Text(problem, "code"));
        Assert.Contains(words, Text(problem, "detail"), StringComparison.Ordinal);
        return problem;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
