using ApprovalFlow.Engine;

namespace ApprovalFlow.Tasks;

/// <summary>How people say what a task asks, for mails and pages.</summary>
public static class TaskNames
{
    public static Bilingual Of(TaskKind kind) => kind switch
    {
        TaskKind.PlanApproval => new("审批实施方案", "Approve the implementation plan"),
        TaskKind.PublishAnnouncement => new("发布公告", "Publish the announcement"),
        TaskKind.RatioDecision => new("研究报名不足职位的处理", "Decide on a post with too few applicants"),
        TaskKind.RechoosePost => new("改报职位", "Choose another post"),
        TaskKind.LateRegistration => new("审批补报", "Decide on a late registration"),
        TaskKind.QualificationFirstReview => new("资格初审", "First qualification review"),
        TaskKind.QualificationSecondReview => new("资格复审", "Second qualification review"),
        TaskKind.Supplement => new("补充材料", "Supply more material"),
        TaskKind.QualificationRecheck => new("资格复核", "Re-check a qualification review"),
        TaskKind.ExamMarks => new("录入笔试成绩", "Enter the written exam marks"),
        TaskKind.ExamVerification => new("复核笔试成绩", "Verify the written exam marks"),
        TaskKind.ExamRecheck => new("复查成绩", "Re-check a score"),
        TaskKind.InterviewSheet => new("面试评分", "Score an interview"),
        TaskKind.InterviewClose => new("面试统分", "Close the interview"),
        TaskKind.EvaluationMeeting => new("主持民主测评", "Run the democratic evaluation"),
        TaskKind.EvaluationBallot => new("民主测评投票", "Cast an evaluation ballot"),
        TaskKind.SynthesisKeeper => new("综合成绩计分签字", "Sign the totals as score keeper"),
        TaskKind.SynthesisVerifier => new("综合成绩复核签字", "Sign the totals as verifier"),
        TaskKind.SynthesisObserver => new("综合成绩监督签字", "Sign the totals as observer"),
        TaskKind.InspectionSelection => new("确定考察对象", "Fix the inspection subjects"),
        TaskKind.InspectionNotice => new("发布考察预告", "Publish the inspection notice"),
        TaskKind.InspectionMaterial => new("撰写考察材料", "Write the inspection material"),
        TaskKind.InspectionSignature => new("考察材料签字", "Sign the inspection material"),
        TaskKind.CheckPersonnelFile => new("干部档案审核", "Check the personnel file"),
        TaskKind.CheckPersonalMatters => new("个人有关事项报告核查", "Check the personal-matters report"),
        TaskKind.CheckDiscipline => new("听取纪检监察意见", "Give the discipline office's opinion"),
        TaskKind.CheckComplaints => new("信访举报核查", "Verify complaints"),
        TaskKind.IntegrityBySecretary => new("廉洁结论书记签字", "Sign the integrity conclusion as party secretary"),
        TaskKind.IntegrityByDiscipline => new("廉洁结论纪检签字", "Sign the integrity conclusion for discipline"),
        TaskKind.ConveneMeeting => new("召集党组会议", "Convene the party-group meeting"),
        TaskKind.RunMeeting => new("记录党组会议", "Record the party-group meeting"),
        TaskKind.DecisionBallot => new("讨论决定表决", "Cast a decision ballot"),
        TaskKind.SignCount => new("计票单签字", "Sign the count sheet"),
        TaskKind.SignMinutes => new("会议纪要签字", "Sign the minutes"),
        TaskKind.PublishNotice => new("发布任前公示", "Publish the pre-appointment notice"),
        TaskKind.HandleObjection => new("受理核查反映", "Handle an objection"),
        TaskKind.DecideObjection => new("研究反映核查结论", "Decide on an objection"),
        TaskKind.AppointmentTalk => new("任职谈话", "Hold the appointment talk"),
        TaskKind.AppointmentDocument => new("印发任免文件", "Issue the appointment document"),
        TaskKind.ProbationReport => new("提交试用期述职报告", "Hand in the probation report"),
        TaskKind.ProbationOpinion => new("试用期满考核", "Assess the end of probation"),
        TaskKind.ProbationDecision => new("决定是否正式任职", "Decide on confirmation"),
        TaskKind.ArchiveRecord => new("纪实归档", "Archive the record"),
        TaskKind.RecusalDecision => new("决定回避申请", "Decide on a challenge"),
        TaskKind.DisqualificationCountersign => new("会签取消资格", "Countersign a disqualification"),
    };
}
