using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>What a story's competition is made of; people by their sign-in names.</summary>
internal sealed record StoryPlan(
    string Title, string Procedure, string Organiser, string AnnounceOn, string Post, IReadOnlyList<string> Candidates,
    IReadOnlyList<(string Duty, IReadOnlyList<string> People)> Duties);

/// <summary>
/// Takes a competition from its plan to the appointment through the pages, as the people of the demonstration would: whoever
/// has something in the inbox opens it and does it; when nobody has, the clock moves to the next working day.
/// </summary>
internal sealed partial class Story(Office office, StoryPlan plan)
{
    /// <summary>A competition that takes more working days than this hangs.</summary>
    private const int MostDays = 90;

    private Clerk _clerk = null!;
    private string _competition = "";

    /// <summary>The kinds of task that were answered, in the order of the first time.</summary>
    public List<string> Answered { get; } = [];

    /// <summary>Writes the plan and submits it. The first of the candidates is the one the party group will agree to.</summary>
    public async Task DraftAsync()
    {
        _clerk = new Clerk(await NameOf(plan.Candidates[0]));
        var page = await office.As(plan.Organiser);
        await page.GotoAsync("/competitions/new");
        await page.FillAsync("[name='Input.Title']", plan.Title);
        await page.Locator("[name='Input.ProcedureVersionId']").SelectOptionAsync(plan.Procedure);
        await page.FillAsync("[name='Input.AnnounceOn']", plan.AnnounceOn);
        await page.ClickAsync("main button[type=submit]");
        _competition = Id().Match(page.Url).Value;

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

        await page.GotoAsync($"/competitions/{_competition}/posts");
        await page.FillAsync("[name='Input.Name']", plan.Post);
        await page.FillAsync("[name='Input.Department']", "办公室");
        await page.FillAsync("[name='Input.Level']", "县处级副职");
        await page.FillAsync("[name='Input.Vacancies']", "1");
        await page.FillAsync("[name='Input.Quota']", "1");
        await page.FillAsync("[name='Input.Duties']", "协助主任工作。");
        await page.FillAsync("[name='Input.Requirements']", "大学本科以上学历。");
        await page.Locator("#post-form button[type=submit]").ClickAsync();

        await page.GotoAsync($"/competitions/{_competition}?tab=people");
        foreach (var (duty, people) in plan.Duties)
        {
            foreach (var person in people)
            {
                await page.Locator("#duty").SelectOptionAsync(duty);
                await page.Locator("#person").SelectOptionAsync(await PersonIdAsync(person));
                await page.Locator("form", new() { Has = page.Locator("#duty") }).Locator("button[type=submit]").ClickAsync();
            }
        }

        await page.GotoAsync($"/competitions/{_competition}?tab=plan");
        var submit = page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "提交审批" });
        if (await submit.CountAsync() > 0) await submit.ClickAsync();
        var said = await page.Locator("main").InnerTextAsync();
        Assert.True((await WaitingAsync()).Count > 0, $"The plan was not submitted:\n{said}");
    }

    /// <summary>Until somebody has been appointed.</summary>
    public async Task GoOnAsync()
    {
        var registered = false;
        for (var day = 0; day < MostDays; day++)
        {
            while (await EverybodyWorksAsync())
            {
                if (Answered.Contains("appointment-document")) return;
            }

            if (!registered && Answered.Contains("publish-announcement") && await IsOpenAsync()) registered = await EverybodyRegistersAsync();
            await NextWorkingDayAsync();
        }

        Assert.Fail($"Nobody was appointed within {MostDays} working days. Answered: {string.Join(", ", Answered)}");
    }

    private async Task<bool> EverybodyWorksAsync()
    {
        var waiting = await WaitingAsync();
        var moved = false;
        foreach (var user in waiting)
        {
            _clerk.EverybodyElseIsDone = waiting.Count == 1;
            moved |= await WorkAsync(user);
        }

        return moved;
    }

    /// <summary>Everything in one person's inbox that can be done now.</summary>
    private async Task<bool> WorkAsync(string user)
    {
        var page = await office.As(user);
        await page.GotoAsync("/inbox");
        var links = await page.Locator("main table a[href*='/tasks/']").AllAsync();
        var hrefs = new List<string>();
        foreach (var link in links) hrefs.Add((await link.GetAttributeAsync("href"))!);

        var moved = false;
        foreach (var href in hrefs)
        {
            await page.GotoAsync(href);
            if (page.Url.Contains("/recusals", StringComparison.Ordinal))
            {
                await page.CheckAsync("#confirmed");
                await page.ClickAsync("main form[action*=Declare] button[type=submit], main form[action*=declare] button[type=submit]");
            }

            if (TaskKind().Match(page.Url) is not { Success: true } task) continue;
            var kind = task.Groups[1].Value;
            if (!await AnswerAsync(page, user, kind)) continue;
            moved = true;
            if (!Answered.Contains(kind)) Answered.Add(kind);
        }

        return moved;
    }

    /// <summary>A page that is not as expected is shown in the failure, with who stood before it.</summary>
    private async Task<bool> AnswerAsync(IPage page, string user, string kind)
    {
        try
        {
            return await _clerk.AnswerAsync(page, kind);
        }
        catch (Exception trouble) when (trouble is PlaywrightException or TimeoutException)
        {
            throw new InvalidOperationException($"{user} at {page.Url}:\n{await page.Locator("body").InnerTextAsync()}", trouble);
        }
    }

    /// <summary>The candidates' own page offers registration now, and not only to fill in the form ahead.</summary>
    private async Task<bool> IsOpenAsync()
    {
        var page = await office.As(plan.Candidates[0]);
        await page.GotoAsync("/me");
        return await page.Locator($"main a.btn-primary[href*='{_competition}']").GetByText("报名", new() { Exact = true }).CountAsync() > 0;
    }

    private async Task<bool> EverybodyRegistersAsync()
    {
        foreach (var user in plan.Candidates)
        {
            var page = await office.As(user);
            await page.GotoAsync($"/me/apply/{_competition}");
            var start = page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "我已阅读，开始填写" });
            if (await start.CountAsync() > 0) await start.ClickAsync();
            if (await page.Locator("[name='Form.Preferences[0]']").CountAsync() == 0) return false;

            await page.Locator("[name='Form.Preferences[0]']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await page.FillAsync("[name='Form.Reasons']", "熟悉业务。");
            await page.FillAsync("[name='Form.WorkPlan']", "理顺制度，提升效能。");
            foreach (var question in new[] { "RelativeInUnit", "FamilySettledAbroad" })
                await page.Locator($"[name='Form.{question}']").SelectOptionAsync(new SelectOptionValue { Label = "否" });
            await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "预览并提交" }).ClickAsync();
            Assert.True(await page.Locator("[name=SignedName]").CountAsync() > 0, $"{user} cannot submit:\n{await page.Locator("main").InnerTextAsync()}");
            await page.FillAsync("[name=SignedName]", await NameOf(user));
            await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "承诺并提交报名" }).ClickAsync();
            Assert.DoesNotContain("/preview", page.Url, StringComparison.Ordinal);
        }

        return true;
    }

    private async Task NextWorkingDayAsync()
    {
        var page = await office.Anybody();
        await page.GotoAsync("/demo");
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "下一个工作日" }).ClickAsync();
    }

    /// <summary>Those for whom the demonstration's list counts something to do.</summary>
    private async Task<IReadOnlyList<string>> WaitingAsync()
    {
        var page = await office.Anybody();
        await page.GotoAsync("/demo");
        var waiting = new List<string>();
        foreach (var row in await page.Locator("main tbody tr").AllAsync())
        {
            var count = await row.Locator("td.numeric").InnerTextAsync();
            if (int.Parse(count, CultureInfo.InvariantCulture) > 0) waiting.Add(await row.Locator("code").InnerTextAsync());
        }

        return waiting;
    }

    private async Task<string> PersonIdAsync(string user) => (await (await RowOf(user)).Locator("[name=person]").GetAttributeAsync("value"))!;

    private async Task<string> NameOf(string user)
    {
        var cell = await (await RowOf(user)).Locator("td").Nth(1).InnerTextAsync();
        return cell.Split('\n')[0].Trim();
    }

    private async Task<ILocator> RowOf(string user)
    {
        var page = await office.Anybody();
        if (!page.Url.EndsWith("/demo", StringComparison.Ordinal)) await page.GotoAsync("/demo");
        return page.Locator("main tbody tr", new() { Has = page.Locator("code", new() { HasTextString = user }).And(page.GetByText(user, new() { Exact = true })) }).First;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("/tasks/([a-z-]+)/[0-9a-f-]{36}")]
    private static partial Regex TaskKind();
}
