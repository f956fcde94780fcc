namespace ApprovalFlow.Tests.Stories;

/// <summary>T1, with scripts.</summary>
public class FromPlanToAppointmentInAProvince : FromPlanToAppointment
{
    [Fact]
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
            [new("副主任", "办公室", ["candidate01", "candidate02", "candidate03"]), new("副处长", "社会救助处", ["candidate04"])], duties,
            LooksAt: ["apply", "task-plan-approval", "task-publish-announcement", "task-ratio-decision"]);
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
}
