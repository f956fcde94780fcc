namespace ApprovalFlow.Tests.Stories;

/// <summary>T5, in a browser without JavaScript.</summary>
public class FromPlanToAppointmentInACounty : FromPlanToAppointment
{
    [Fact]
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
}
