namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// The product as its users meet it: a real browser, the real program, a real mail server. Each story takes one template from
/// the plan to the appointment.
/// </summary>
public class FromPlanToAppointment
{
    /// <summary>What a candidate is told on the way, by the subject of the mail.</summary>
    private static readonly string[] EveryCandidateMail = ["报名成功", "资格审查结果", "面试通知", "民主测评安排", "成绩已公布", "考察环节通知"];

    private static readonly string[] AppointedMail = ["考察安排", "您已进入任前公示", "任职谈话通知", "任职通知"];

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
        await TellAsync(
            new("省民政厅办公室副主任竞争上岗（故事）", "provincial-department-v1", "organiser", "2026-08-12", "办公室副主任",
                ["candidate01", "candidate02", "candidate03"], duties),
            script: true, [.. EveryCandidateMail, "笔试通知"]);
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
        await TellAsync(
            new("县水利局办公室副主任竞争上岗（故事）", "small-unit-v1", "county-organiser", "2026-08-12", "办公室副主任",
                ["county-candidate01", "county-candidate02"], duties),
            script: false, EveryCandidateMail);
    }

    private static async Task TellAsync(StoryPlan plan, bool script, IReadOnlyList<string> everyCandidateMail)
    {
        await using var server = await StoryServer.StartAsync();
        await using var office = await Office.OpenAsync(server.Address, script);
        var story = new Story(office, plan);
        await story.DraftAsync();
        await story.GoOnAsync();

        var mails = server.Mail.Received();
        foreach (var candidate in plan.Candidates)
        {
            var subjects = mails.Where(m => m.To.ToString().Contains($"{candidate}@", StringComparison.Ordinal)).Select(m => m.Subject ?? "").ToList();
            Assert.All(everyCandidateMail, told => Assert.Contains(subjects, subject => subject.Contains(told, StringComparison.Ordinal)));
            Assert.Equal(subjects.Count, mails.Where(m => m.To.ToString().Contains($"{candidate}@", StringComparison.Ordinal)).Select(m => m.MessageId).Distinct().Count());
        }

        var appointed = mails.Where(m => m.To.ToString().Contains($"{plan.Candidates[0]}@", StringComparison.Ordinal)).Select(m => m.Subject ?? "").ToList();
        Assert.All(AppointedMail, told => Assert.Contains(appointed, subject => subject.Contains(told, StringComparison.Ordinal)));
        Assert.All(mails, mail => Assert.False(string.IsNullOrWhiteSpace(mail.TextBody) || string.IsNullOrWhiteSpace(mail.HtmlBody)));
    }
}
