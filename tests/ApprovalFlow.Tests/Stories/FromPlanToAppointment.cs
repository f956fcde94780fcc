using MimeKit;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// The product as its users meet it: a real browser, the real program, a real mail server. Each story takes one template from
/// the plan to the appointment, and every mail that candidates get on the way is read back from the server, in order.
/// </summary>
public class FromPlanToAppointment
{
    [StoryFact]
    public async Task A_provincial_department_appoints_a_deputy_division_head()
    {
        var duties = new (string, IReadOnlyList<string>)[]
        {
            ("DisciplineObserver", ["observer"]), ("DisciplineReviewer", ["discipline"]), ("QualificationReviewer", ["reviewer01", "reviewer02"]),
            ("RecheckReviewer", ["recheck"]), ("ExamMarker", ["marker"]), ("ScoreKeeper", ["keeper"]), ("ScoreVerifier", ["verifier"]),
            ("PanelMember", ["panel01", "panel02", "panel03", "panel04", "panel05", "panel06", "panel07"]), ("Scrutineer", ["scrutineer"]),
            ("Teller", ["teller"]), ("Evaluator", ["staff01", "staff02", "staff03", "staff04", "staff05", "staff06"]), ("Recorder", ["recorder"]),
            ("InspectionLeader", ["inspector"]), ("Inspector", ["inspector01"]), ("IntegritySecretary", ["secretary"]), ("ObjectionHandler", ["objection"]),
        };
        var plan = new StoryPlan(
            "provincial-department", "省民政厅处级副职竞争上岗（故事）", "provincial-department-v1", "organiser", "2026-08-12",
            [new("副主任", "办公室", ["candidate01", "candidate02", "candidate03"]), new("副处长", "社会救助处", ["candidate04"])], duties, LooksAtPages: true);
        await TellAsync(plan, script: true, last: "appointment-document", new()
        {
            ["candidate01"] =
            [
                "报名成功：副主任", "报名人数未达比例：副处长", "资格审查结果：通过", "笔试通知", "笔试成绩已公布", "笔试入围结果", "面试通知", "面试成绩已公布", "民主测评安排", "考察环节通知", "考察安排",
                "您已进入任前公示", "任职谈话通知", "任职通知：副主任",
            ],
            ["candidate02"] =
            [
                "报名成功：副主任", "报名人数未达比例：副处长", "资格审查结果：通过", "笔试通知", "笔试成绩已公布", "笔试入围结果", "面试通知", "面试成绩已公布", "民主测评安排", "考察环节通知", "考察安排",
                "竞争上岗结果",
            ],
            ["candidate04"] = ["报名成功：副处长", "报名人数未达比例：副处长"],
        });
    }

    [StoryFact]
    public async Task A_county_bureau_appoints_without_anybody_having_JavaScript()
    {
        var duties = new (string, IReadOnlyList<string>)[]
        {
            ("DisciplineObserver", ["county-observer"]), ("DisciplineReviewer", ["county-discipline"]),
            ("QualificationReviewer", ["county-staff01", "county-staff02"]), ("RecheckReviewer", ["county-staff03"]),
            ("ScoreKeeper", ["county-staff04"]), ("ScoreVerifier", ["county-staff05"]),
            ("PanelMember", ["county-panel01", "county-panel02", "county-panel03", "county-panel04", "county-panel05"]),
            ("Scrutineer", ["county-staff06"]), ("Teller", ["county-staff07"]), ("Recorder", ["county-staff08"]),
            ("Evaluator", ["county-staff01", "county-staff02", "county-staff03", "county-staff04", "county-staff05", "county-staff06"]),
            ("InspectionLeader", ["county-staff01"]), ("Inspector", ["county-staff09"]), ("IntegritySecretary", ["county-secretary"]),
            ("ObjectionHandler", ["county-staff07"]),
        };
        var plan = new StoryPlan(
            "small-unit", "县水利局办公室副主任竞争上岗（故事）", "small-unit-v1", "county-organiser", "2026-08-12",
            [new("副主任", "办公室", ["county-candidate01", "county-candidate02"])], duties);
        await TellAsync(plan, script: false, last: "archive-record", new()
        {
            ["county-candidate01"] =
            [
                "报名成功：副主任", "资格审查结果：通过", "面试通知", "面试成绩已公布", "民主测评安排", "考察环节通知", "考察安排",
                "您已进入任前公示", "任职谈话通知", "任职通知：副主任", "试用期将届满",
            ],
            ["county-candidate02"] =
            [
                "报名成功：副主任", "资格审查结果：通过", "面试通知", "面试成绩已公布", "民主测评安排", "考察环节通知", "考察安排", "竞争上岗结果",
            ],
        });
    }

    private static async Task TellAsync(StoryPlan plan, bool script, string last, Dictionary<string, string[]> toCandidates)
    {
        await using var server = await StoryServer.StartAsync(competitions: false);
        await using var office = await Office.OpenAsync(server.Address, script);
        var story = new Story(office, plan);
        await story.DraftAsync();
        await story.GoOnUntilAsync(last);
        await story.LetTheMailsGoAsync();
        Assert.True(story.Faults.Count == 0, string.Join("\n", story.Faults));

        var mails = server.Mail.Received();
        foreach (var (candidate, subjects) in toCandidates)
        {
            var got = mails.Where(m => IsTo(m, candidate)).Select(m => $"{m.Subject}".Replace("【竞争上岗】", "", StringComparison.Ordinal));
            Assert.Equal(string.Join('\n', subjects), string.Join('\n', got));
        }

        Assert.Equal(mails.Count, mails.Select(m => m.MessageId).Distinct().Count());
        Assert.All(mails, mail => Assert.False(string.IsNullOrWhiteSpace(mail.TextBody) || string.IsNullOrWhiteSpace(mail.HtmlBody)));
    }

    private static bool IsTo(MimeMessage mail, string user) =>
        mail.To.Mailboxes.Any(to => to.Address.StartsWith($"{user}@", StringComparison.Ordinal));
}
