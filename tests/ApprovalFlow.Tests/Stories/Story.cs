using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ApprovalFlow.Tests.Support;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>One post of a story and who registers for it, by sign-in name, the best first.</summary>
internal sealed record StoryPost(string Name, string Department, IReadOnlyList<string> Candidates);

/// <summary>
/// What a story's competition is made of; people by their sign-in names. <paramref name="LooksAt"/>: pages on the way that no
/// other test looks at, "task-" before a kind of task.
/// </summary>
internal sealed record StoryPlan(
    string Name, string Title, string Procedure, string Organiser, string AnnounceOn, IReadOnlyList<StoryPost> Posts,
    IReadOnlyList<(string Duty, IReadOnlyList<string> People)> Duties, IReadOnlyList<string>? LooksAt = null)
{
    public string Favourite => Posts[0].Candidates[0];
}

/// <summary>
/// Takes a competition from its plan as far as it is told through the pages, as the people of the demonstration would:
/// whoever has something in the inbox opens it and does it; when nobody can do anything, the clock goes to the next thing set.
/// </summary>
internal sealed partial class Story(Office office, StoryPlan plan)
{
    /// <summary>What axe found on the way, on the first page of each kind, as a telephone shows it.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>A competition in which nobody does anything for more moves of the clock than this hangs.</summary>
    private const int MostIdleMoves = 8;

    private int _idleMoves;

    private readonly HashSet<string> _seen = [];
    private IReadOnlyDictionary<string, Account> _accounts = new Dictionary<string, Account>();
    private Clerk _clerk = null!;
    private string _competition = "";
    private bool _registered;

    /// <summary>The kinds of task that were answered, in the order of the first time.</summary>
    public List<string> Answered { get; } = [];

    /// <summary>Writes the plan, names everybody and submits it.</summary>
    public Task DraftAsync() => ToldAsync(async () =>
    {
        await ReadDemoAsync();
        _clerk = new Clerk(_accounts[plan.Favourite].Name);
        var page = await office.As(plan.Organiser);
        await page.GotoAsync("/competitions/new");
        await page.FillAsync("[name='Input.Title']", plan.Title);
        await page.Locator("[name='Input.ProcedureVersionId']").SelectOptionAsync(plan.Procedure);
        await page.FillAsync("[name='Input.AnnounceOn']", plan.AnnounceOn);
        await page.ClickAsync("main button[type=submit]");
        _competition = Id().Match(page.Url).Value;

        await WritePlanAsync(page);
        foreach (var post in plan.Posts) await AddPostAsync(page, post);
        await NamePeopleAsync(page);

        await page.GotoAsync($"/competitions/{_competition}?tab=plan");
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        Assert.DoesNotContain("不能提交", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    });

    /// <summary>Goes on until a task of the kind has been answered.</summary>
    public Task GoOnUntilAsync(string kind) => ToldAsync(async () =>
    {
        for (var quiet = false; !Answered.Contains(kind);)
        {
            if (!_registered && Answered.Contains("publish-announcement") && await IsOpenAsync()) await EverybodyRegistersAsync();
            if (await EverybodyWorksAsync(quiet))
            {
                (quiet, _idleMoves) = (false, 0);
                continue;
            }

            // Looked at twice: what follows an answer may come a moment later, and a box is closed when nobody comes any more.
            if (quiet) await MoveOnAsync();
            quiet = !quiet;
        }
    });

    /// <summary>What goes wrong is told with the place where it did.</summary>
    private async Task ToldAsync(Func<Task> walk)
    {
        try
        {
            await walk();
        }
        catch (Exception trouble)
        {
            throw new InvalidOperationException(
                $"{trouble.Message}\nAnswered so far: {string.Join(", ", Answered)}\n{await office.WhereAsync(plan.Name)}", trouble);
        }
    }

    private async Task WritePlanAsync(IPage page)
    {
        await page.GotoAsync($"/competitions/{_competition}/plan");
        foreach (var (field, words) in new[]
        {
            ("Purpose", "拓宽选人视野。"), ("Organisation", "成立领导小组。"), ("Eligibility", "本单位在编人员。"), ("DisciplineText", "严格按方案办事。"),
            ("ExamPlace", "党校二号教室"), ("InterviewPlace", "三楼会议室"), ("EvaluationPlace", "三楼会议室"),
        })
        {
            var input = page.Locator($"[name='Input.{field}']");
            if (await input.CountAsync() > 0) await input.FillAsync(words);
        }

        await page.ClickAsync("main button[type=submit]");
    }

    private async Task AddPostAsync(IPage page, StoryPost post)
    {
        await page.GotoAsync($"/competitions/{_competition}/posts");
        foreach (var (field, words) in new[]
        {
            ("Name", post.Name), ("Department", post.Department), ("Level", "县处级副职"), ("Vacancies", "1"), ("Quota", "1"), ("Duties", "协助主要负责人工作。"),
            ("Requirements", "大学本科以上学历。"),
        })
        {
            await page.FillAsync($"[name='Input.{field}']", words);
        }

        await page.Locator("#post-form button[type=submit]").ClickAsync();
    }

    private async Task NamePeopleAsync(IPage page)
    {
        await page.GotoAsync($"/competitions/{_competition}?tab=people");
        foreach (var (duty, people) in plan.Duties)
        {
            foreach (var person in people)
            {
                await page.Locator("#duty").SelectOptionAsync(duty);
                await page.Locator("#person").SelectOptionAsync(_accounts[person].Person);
                await page.Locator("form", new() { Has = page.Locator("#duty") }).Locator("button[type=submit]").ClickAsync();
            }
        }
    }

    /// <param name="nobodyElse">A whole round brought nothing: whoever waits for others need not any longer.</param>
    private async Task<bool> EverybodyWorksAsync(bool nobodyElse)
    {
        await ReadDemoAsync();
        var waiting = _accounts.Values.Where(a => a.Waiting > 0).Select(a => a.User).ToList();
        _clerk.EverybodyElseIsDone = nobodyElse || waiting.Count == 1;
        var moved = false;
        foreach (var user in waiting) moved |= await WorkAsync(user);
        return moved;
    }

    /// <summary>Everything in one person's inbox that can be done now.</summary>
    private async Task<bool> WorkAsync(string user)
    {
        var page = await office.As(user);
        await page.GotoAsync("/inbox");
        var tasks = await page.Locator("main tbody tr").EvaluateAllAsync<string[]>(
            "rows => rows.filter(r => !r.textContent.includes('起可以办理')).map(r => r.querySelector('a').getAttribute('href'))");

        var moved = false;
        foreach (var task in tasks)
        {
            await page.GotoAsync(task);
            if (page.Url.Contains("/recusals", StringComparison.Ordinal))
            {
                await page.CheckAsync("#confirmed");
                await page.ClickAsync("main form[action*=Declare] button[type=submit], main form[action*=declare] button[type=submit]");
            }

            if (TaskKind().Match(page.Url) is not { Success: true } found) continue;
            var kind = found.Groups[1].Value;
            await LookOnceAsync($"task-{kind}");
            if (!await _clerk.AnswerAsync(page, kind)) continue;
            moved = true;
            if (!Answered.Contains(kind)) Answered.Add(kind);
        }

        return moved;
    }

    private async Task LookOnceAsync(string name)
    {
        if (plan.LooksAt?.Contains(name) is true && _seen.Add(name)) Faults.AddRange(await office.LookAsync($"{name}-zh-CN", width: 375));
    }

    /// <summary>The candidates' own page offers registration now, and not only to fill in the form ahead.</summary>
    private async Task<bool> IsOpenAsync()
    {
        var page = await office.As(plan.Favourite);
        await page.GotoAsync("/me");
        return await page.Locator($"main a.btn-primary[href*='{_competition}']").GetByText("报名", new() { Exact = true }).CountAsync() > 0;
    }

    private async Task EverybodyRegistersAsync()
    {
        for (var post = 0; post < plan.Posts.Count; post++)
        {
            foreach (var user in plan.Posts[post].Candidates) await RegisterAsync(user, post);
        }

        _registered = true;
    }

    private async Task RegisterAsync(string user, int post)
    {
        var page = await office.As(user);
        await page.GotoAsync($"/me/apply/{_competition}");
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "我已阅读，开始填写" }).ClickAsync();
        await LookOnceAsync("apply");
        await page.Locator("[name='Form.Preferences[0]']").SelectOptionAsync(new SelectOptionValue { Index = post + 1 });
        await page.FillAsync("[name='Form.Reasons']", "熟悉业务。");
        await page.FillAsync("[name='Form.WorkPlan']", "理顺制度，提升效能。");
        foreach (var question in new[] { "RelativeInUnit", "FamilySettledAbroad" })
            await page.Locator($"[name='Form.{question}']").SelectOptionAsync(new SelectOptionValue { Label = "否" });
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "预览并提交" }).ClickAsync();
        await page.FillAsync("[name=SignedName]", _accounts[user].Name);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "承诺并提交报名" }).ClickAsync();
        Assert.DoesNotContain("/preview", page.Url, StringComparison.Ordinal);
    }

    private async Task MoveOnAsync()
    {
        Assert.True(++_idleMoves <= MostIdleMoves,
            $"Nothing comes of waiting any longer. Tasks wait for {string.Join(", ", _accounts.Values.Where(a => a.Waiting > 0).Select(a => a.User))}. {_clerk.Refusal}");
        await PressAsync("到下一件事");
    }

    /// <summary>An hour later everything that was promised by mail has been handed over.</summary>
    public Task LetTheMailsGoAsync() => ToldAsync(() => PressAsync("一小时后"));

    private async Task PressAsync(string button)
    {
        using var pressed = await office.Door.Press("/demo", button);
        Assert.True(pressed.IsSuccessStatusCode, $"{button}: {pressed.StatusCode}");
    }

    /// <summary>Everybody of the demonstration, with how much waits for them, as its list has it.</summary>
    private async Task ReadDemoAsync()
    {
        var page = await office.Door.Read("/demo");
        _accounts = page.QuerySelectorAll<IHtmlTableRowElement>("main tbody tr").Select(row => new Account(
            row.QuerySelector("code")!.TextContent,
            row.Cells[1].QuerySelector("div")!.FirstChild!.TextContent.Trim(),
            row.QuerySelector("[name=person]")!.GetAttribute("value")!,
            int.Parse(row.QuerySelector("td.numeric")!.TextContent, CultureInfo.InvariantCulture))).ToDictionary(a => a.User);
    }

    private sealed record Account(string User, string Name, string Person, int Waiting);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("/tasks/([a-z-]+)/[0-9a-f-]{36}")]
    private static partial Regex TaskKind();
}
