using System.Globalization;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// Does what a person does with the task that is open in the window: reads the page, fills in its form, presses its button.
/// One method for each page, found by its address. <paramref name="favourite"/> is whom the party group agrees to.
/// </summary>
internal sealed class Clerk(string favourite)
{
    /// <summary>Nobody but the one at this window has anything to do: a box may be closed now.</summary>
    public bool EverybodyElseIsDone { get; set; }

    /// <summary>What the page said when it refused last.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>False when the page cannot be answered yet; the task stays in the inbox.</summary>
    public Task<bool> AnswerAsync(IPage page, string kind) => kind switch
    {
        "plan-approval" => PressAsync(page, "批准"),
        "ratio-decision" => RatioAsync(page),
        "publish-announcement" => FillThenAsync(page, "核对无误，发布公告", ("#Reason", "按方案确定的时间组织。")),
        "qualification-first-review" or "qualification-second-review" => ReviewAsync(page),
        "exam-marks" => MarksAsync(page, "提交全部成绩"),
        "exam-verification" => MarksAsync(page, "核对无误"),
        "interview-sheet" => ScoreAsync(page),
        "interview-close" => PressAsync(page, "关闭面试并计分", "复核无误"),
        "evaluation-meeting" => EvaluationAsync(page),
        "evaluation-ballot" => ChooseThenAsync(page, "投票", "fieldset .form-check:first-of-type [name^=Marks]"),
        "synthesis-keeper" or "synthesis-verifier" or "synthesis-observer" => PressAsync(page, "核对无误，签字"),
        "inspection-selection" => PressAsync(page, "确定考察对象"),
        "inspection-notice" => InspectionNoticeAsync(page),
        "inspection-material" => MaterialAsync(page),
        "inspection-signature" => ChooseThenAsync(page, "提交", "[name=Verdict][value=Approve]"),
        "check-personnel-file" or "check-personal-matters" or "check-discipline" or "check-complaints" =>
            ChooseThenAsync(page, "记录核查结果", "[name=Finding] >> nth=0"),
        "integrity-by-secretary" => IntegrityAsync(page, "廉洁自律情况良好。"),
        "integrity-by-discipline" => IntegrityAsync(page, null),
        "convene-meeting" => FillThenAsync(page, "召集会议并发送议程", ("#Session", "2026年第9次党组会"), ("#Place", "党组会议室")),
        "run-meeting" => RunMeetingAsync(page),
        "decision-ballot" => DecisionBallotAsync(page),
        "sign-count" or "sign-minutes" => PressAsync(page, "核对无误，签字"),
        "publish-notice" => PressAsync(page, "核对无误，发布公示"),
        "appointment-talk" => TalkAsync(page),
        "appointment-document" => FillThenAsync(page, "印发任免文件", ("#Number", "任字〔2026〕18号")),
        "probation-report" => FillThenAsync(page, "提交述职报告", ("#Text", "一年来认真履职，完成各项任务，调研还不够深入。")),
        "probation-opinion" => FillThenAsync(page, "提交考核意见",
            ("#Excellent", "12"), ("#Competent", "6"), ("#BasicallyCompetent", "1"), ("#Incompetent", "0"), ("#Opinion", "测评和谈话情况良好。")),
        "probation-decision" => ChooseThenAsync(page, "记录党组决定", "#confirm"),
        "archive-record" => FillThenAsync(page, "归档并办结", ("#Reason", "纸质材料另行移交。")),
        _ => throw new InvalidOperationException($"Nobody taught the clerk the page {kind}."),
    };

    private static ILocator Button(IPage page, string text) => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = text, Exact = true });

    private static ILocator FormWith(IPage page, string button) =>
        page.Locator("main form", new() { Has = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }) }).First;

    /// <summary>Presses the first of the buttons that is there and can be pressed.</summary>
    private async Task<bool> PressAsync(IPage page, params string[] texts)
    {
        foreach (var text in texts)
        {
            var button = Button(page, text);
            if (await button.CountAsync() == 0 || await button.First.IsDisabledAsync()) continue;
            var before = page.Url;
            await button.First.ClickAsync();
            return await WentThroughAsync(page, before);
        }

        return false;
    }

    /// <summary>A refusal stays on the page and says why.</summary>
    private async Task<bool> WentThroughAsync(IPage page, string before)
    {
        var refusal = page.Locator("main .validation-summary-errors, main .field-validation-error, main .notice-box-bad");
        if (!page.Url.StartsWith(before.Split('?')[0], StringComparison.Ordinal) || await refusal.CountAsync() == 0) return true;
        Refusal = $"{page.Url}: {string.Join(' ', await refusal.AllInnerTextsAsync())}";
        return false;
    }

    private async Task<bool> FillThenAsync(IPage page, string button, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
            if (await page.Locator(field).CountAsync() > 0) await page.Locator(field).First.FillAsync(value);
        return await PressAsync(page, button);
    }

    private async Task<bool> ChooseThenAsync(IPage page, string button, string choices)
    {
        foreach (var choice in await page.Locator(choices).AllAsync()) await choice.CheckAsync();
        return await PressAsync(page, button);
    }

    private async Task<bool> RatioAsync(IPage page)
    {
        await page.CheckAsync("[name=Measure][value=Cancel]");
        return await FillThenAsync(page, "提交决定", ("#Reason", "报名人数不足，取消该职位。"));
    }

    private async Task<bool> ReviewAsync(IPage page)
    {
        foreach (var line in await page.Locator("select[name^='Input.Lines']").AllAsync()) await line.SelectOptionAsync("Pass");
        await page.CheckAsync("[name='Input.Information'][value=Pass]");
        await page.CheckAsync("[name='Input.Eligibility'][value=Pass]");
        return await ChooseThenAsync(page, "提交审查意见", "[name=Verdict][value=Approve]");
    }

    /// <summary>All write equally well: whoever is level at the last place goes on, so everybody does.</summary>
    private async Task<bool> MarksAsync(IPage page, string button)
    {
        foreach (var mark in await page.Locator("input[name^=Marks]").AllAsync()) await mark.FillAsync("85.5");
        return await PressAsync(page, button);
    }

    /// <summary>One sheet after the other, until none is left to be sealed.</summary>
    private static async Task<bool> ScoreAsync(IPage page)
    {
        var path = new Uri(page.Url).AbsolutePath;
        var seal = Button(page, "密封提交");
        var first = await seal.CountAsync();
        for (var left = first; left > 0;)
        {
            foreach (var mark in await FormWith(page, "密封提交").Locator("input[name^=Marks]").AllAsync())
                await mark.FillAsync(FourFifths(await page.Locator($"label[for='{await mark.GetAttributeAsync("id")}']").InnerTextAsync()));
            await seal.First.ClickAsync();
            if (!page.Url.Contains(path, StringComparison.Ordinal)) return true;
            var now = await seal.CountAsync();
            if (now == left) return left < first; // refused: the page says why
            left = now;
        }

        return first > 0;
    }

    /// <summary>The label ends with the full mark, e.g. 语言表达（15分）.</summary>
    private static string FourFifths(string label)
    {
        var most = label[(label.LastIndexOf('（') + 1)..label.LastIndexOf('分')];
        return (decimal.Parse(most, CultureInfo.InvariantCulture) * 0.8m).ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>Everybody has come; the box is closed when nobody comes to vote any more.</summary>
    private async Task<bool> EvaluationAsync(IPage page)
    {
        foreach (var evaluator in await page.Locator("[name=Present]").AllAsync()) await evaluator.CheckAsync();
        return EverybodyElseIsDone ? await PressAsync(page, "登记到会并发票", "关箱并计票") : await PressAsync(page, "登记到会并发票");
    }

    private async Task<bool> InspectionNoticeAsync(IPage page)
    {
        foreach (var phone in await page.Locator("input[name^=Phones]").AllAsync()) await phone.FillAsync("024-86000001");
        return await FillThenAsync(page, "发布考察预告", ("#Purpose", "了解考察对象的德能勤绩廉情况。"), ("#SupervisionPhone", "12380"));
    }

    private async Task<bool> MaterialAsync(IPage page)
    {
        foreach (var field in new[] { "Facts", "Virtue", "Ability", "Diligence", "Achievement", "Integrity", "Shortcomings", "Evaluation", "TeamOpinion" })
            await page.Locator($"[name='Text.{field}']").FillAsync("情况属实，表现良好。");
        await page.FillAsync("[name='Text.TalksDue']", "9");
        await page.FillAsync("[name='Text.TalksHeld']", "6");
        await page.CheckAsync("#suitable-yes");
        return await PressAsync(page, "提交考察组签字");
    }

    private async Task<bool> IntegrityAsync(IPage page, string? words)
    {
        if (words is not null) await page.FillAsync("[name=Opinion]", words);
        return await ChooseThenAsync(page, "提交", "[name=Verdict][value=Approve]");
    }

    /// <summary>Whatever the recorder can do now; a secret vote waits for the ballots, a count for its signatures.</summary>
    private async Task<bool> RunMeetingAsync(IPage page)
    {
        var moved = false;
        while (await MeetingStepAsync(page)) moved = true;
        return moved;
    }

    private async Task<bool> MeetingStepAsync(IPage page)
    {
        if (await Button(page, "点名完毕，开始会议").CountAsync() > 0) return await PressAsync(page, "点名完毕，开始会议");
        if (await Button(page, "开始介绍").CountAsync() > 0) return await FillThenAsync(page, "开始介绍", ("[name=introducer]", "人事处处长"));
        if (await Button(page, "讨论充分，逐一发表意见").CountAsync() > 0) return await PressAsync(page, "讨论充分，逐一发表意见");
        if (await Button(page, "记录意见").CountAsync() > 0)
        {
            await page.Locator("[name=opinion]").First.SelectOptionAsync("Agree");
            return await PressAsync(page, "记录意见");
        }

        if (await Button(page, "开始表决").CountAsync() > 0) return await PressAsync(page, "开始表决");
        if (await Button(page, "记录表决").CountAsync() > 0) return await VotesAsync(page);
        if (await Button(page, "结束表决并计票").CountAsync() > 0) return await PressAsync(page, "结束表决并计票");
        return await PressAsync(page, "结束会议，生成会议记录");
    }

    private async Task<bool> VotesAsync(IPage page)
    {
        var form = FormWith(page, "记录表决");
        var item = await form.Locator("xpath=ancestor::section[1]").InnerTextAsync();
        var choice = item.Contains(favourite, StringComparison.Ordinal) ? "Agree" : "Disagree";
        foreach (var voice in await form.Locator($"[name^=choices][value={choice}]").AllAsync()) await voice.CheckAsync();
        return await PressAsync(page, "记录表决");
    }

    private async Task<bool> DecisionBallotAsync(IPage page)
    {
        var ballot = await page.Locator("main form").InnerTextAsync();
        await page.Locator("[name=Mark]").Nth(ballot.Contains(favourite, StringComparison.Ordinal) ? 0 : 1).CheckAsync();
        return await PressAsync(page, "投票");
    }

    private async Task<bool> TalkAsync(IPage page)
    {
        if (await Button(page, "谈话已完成").CountAsync() > 0)
            return await FillThenAsync(page, "谈话已完成", ("#By", "党组书记"), ("#Record", "肯定成绩，指出不足，提出要求。"));
        return await FillThenAsync(page, "确定时间并通知", ("#Place", "三楼会议室"));
    }
}
