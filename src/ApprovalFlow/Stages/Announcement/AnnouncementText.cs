using System.Globalization;
using ApprovalFlow.Competitions;
using ApprovalFlow.Eligibility;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.Procedures;
using ApprovalFlow.Scoring;
using ApprovalFlow.Units;

namespace ApprovalFlow.Stages.Announcement;

/// <summary>
/// The announcement (公告) as the plan and the procedure give it, with every content of DOMAIN §5 stage 1 and §12.1.
/// The same plan always gives the same text, so what the organiser checked is what gets frozen.
/// </summary>
public static class AnnouncementText
{
    public static NoticeText Of(Competition competition, Unit unit, IReadOnlyList<Post> posts, Drawing drawing)
    {
        var plan = competition.Plan;
        var terms = ProcedureTerms.Of(drawing);
        var party = unit.PartyGroupName.Length > 0 ? unit.PartyGroupName : unit.Name + "党组";
        var year = competition.Number.Split('-')[0];

        var text = new NoticeWriter()
            .Paragraph($"经{party}研究，决定对下列职位实行竞争上岗。{plan.Purpose.Trim()}")
            .Heading("一、职位、职数和职责")
            .Table(["序号", "职位", "所在部门", "职务层次", "职数", "主要职责"],
                posts.Select(p => (IReadOnlyList<string>)[Number(p.Seq), p.Name, p.Department, p.Level, Number(p.Quota), p.Duties]))
            .Heading("二、报名范围和资格条件")
            .Lines(plan.Eligibility)
            .Paragraph($"年龄、年限等时间的计算截止日期为{MailDate.Zh(plan.AsOf)}。")
            .Table(["职位", "资格条件"], posts.Select(p => (IReadOnlyList<string>)[p.Name, RequirementsOf(p)]))
            .Heading("三、报名");
        Registration(text, plan, terms);
        text.Heading("四、程序和时间安排").List(Steps(drawing, plan.Schedule));
        text.Heading("五、成绩");
        Scores(text, terms);
        text.Heading("六、考察和任用");
        Appointment(text, terms);
        text.Heading("七、组织领导").Lines(plan.Organisation)
            .Heading("八、纪律与监督").Lines(plan.DisciplineText)
            .Paragraph(unit.SupervisionPhone.Length > 0
                ? $"监督电话：{unit.SupervisionPhone}。反映问题应当实事求是，提倡署实名；受理机关为反映人保密。"
                : "反映问题应当实事求是，提倡署实名；受理机关为反映人保密。")
            .Heading("九、个人信息处理")
            .Paragraph($"{unit.Name}为履行选拔任用职责处理报名人提交的信息，只用于本次竞争上岗；处理目的、种类、保存期限和查阅、更正的方法在报名页面逐项告知。")
            .Heading("十、联系方式")
            .Lines(plan.Contact)
            .Paragraph(unit.Name)
            .Paragraph(MailDate.Zh(plan.Schedule.AnnounceOn));
        return text.Under($"{unit.Name}关于{year}年{competition.Title}的公告");
    }

    private static void Registration(NoticeWriter text, Plan plan, ProcedureTerms terms)
    {
        var schedule = plan.Schedule;
        var parallel = plan.ParallelApplicationsAllowed ? "可以同时参加其他竞争上岗（对方方案也须允许）；一处任职的，其余自动退出。" : "";
        var preferences = terms.Preferences ?? 1;
        text.Paragraph($"时间：{MailDate.Zh(schedule.RegistrationOpensOn)}至{MailDate.Zh(schedule.RegistrationClosesOn)}24时。")
            .Paragraph("方式：登录本系统“我的竞聘”，填写《竞争上岗报名表》，按职位要求上传学历学位、任职、年度考核等证明材料，确认后提交；提交后报名表即固定，不能修改。")
            .Paragraph($"每人限报{Number(preferences)}个职位，是否服从调剂由本人选择。{parallel}");
        if (schedule.MaterialsCloseOn is { } materials) text.Paragraph($"材料提交截止：{MailDate.Zh(materials)}24时。");
        if (schedule.WithdrawalClosesOn is { } withdrawal) text.Paragraph($"退出截止：{MailDate.Zh(withdrawal)}24时，逾期不再受理。");
        if (terms.OpeningRatio is not { } ratio) return;

        var floor = terms.FloorRatio is { } lowest && lowest < ratio ? $"经领导小组批准可降至{Number(lowest)}:1；" : "";
        var below = terms.BelowFloor.Count > 0 ? string.Join("、", terms.BelowFloor.Select(Below)) : "由领导小组研究决定";
        text.Paragraph($"报名人数与职数的开考比例为{Number(ratio)}:1，{floor}仍不足的，由领导小组决定：{below}。处理结果通知全体报名人员。");
    }

    private static void Scores(NoticeWriter text, ProcedureTerms terms)
    {
        if (terms.Weights.Count > 0)
            text.Paragraph($"综合成绩按百分制计算：{string.Join("、", terms.Weights.Select(w => $"{w.Name}{Number(w.Weight)}%"))}。各项成绩和综合成绩均保留两位小数，四舍五入。");
        if (terms.Panel is { } panel)
            text.Paragraph($"面试（演讲答辩）由{Number(panel)}名评委独立评分，去掉一个最高分和一个最低分后取平均分。");
        if (terms.InterviewRatio is { } interview)
            text.Paragraph($"笔试合格人员按{Number(interview)}:1由高分到低分进入面试，末位并列的一并进入；不足该比例的，合格人员全部进入。");
        if (terms.EvaluationScale is not null)
        {
            var line = terms.VetoAtOrBelow is { } veto ? $"赞成率不超过{Number(veto)}%的，不再列为考察对象人选。" : "";
            text.Paragraph(terms.EvaluationScale == "Approve"
                ? $"民主测评采用无记名方式，按赞成票占赞成与不赞成票之和的比例计分，弃权和无效票不计入。{line}"
                : $"民主测评采用无记名方式，按优秀、称职、基本称职、不称职等次计分，弃权和无效票不计入。{line}");
        }

        if (terms.TieChain.Count > 0)
        {
            var last = terms.TieChain.Contains(TieChain.AdmitAll) ? "；仍并列的，一并列入。" : "。";
            text.Paragraph($"综合成绩并列的，依次比较{string.Join("、", terms.TieChain.Where(key => key != TieChain.AdmitAll).Select(key => TieChain.NameOf(key).Zh))}成绩{last}");
        }

        text.Paragraph("本人成绩向本人公布。");
    }

    private static void Appointment(NoticeWriter text, ProcedureTerms terms)
    {
        if (terms.InspectionRatio is { } ratio)
            text.Paragraph($"考察对象按{Number(ratio)}:1由领导小组集体研究确定，综合成绩排名是重要参考，不简单以分数取人。");
        text.Paragraph("考察并完成凡提四必核查后，由党组（党委）集体讨论、逐人表决决定拟任人选；成绩不直接决定任职。");
        if (terms.NoticeWorkingDays is { } days)
        {
            var probation = terms.ProbationMonths is { } months ? $"，试用期{Number(months)}个月。" : "。";
            text.Paragraph($"拟任人选任前公示{Number(days)}个工作日（不含发布当日）。公示结果不影响任职的，办理任职手续{probation}");
        }
    }

    /// <summary>What will happen, in the order drawn, with the dates the plan fixes.</summary>
    private static IEnumerable<string> Steps(Drawing drawing, Schedule schedule) =>
        from activity in drawing.Stages
        where activity.Stage is not StageKind.Announcement
        select activity.DisplayText + activity.Stage switch
        {
            StageKind.Registration => $"：{MailDate.Zh(schedule.RegistrationOpensOn)}至{MailDate.Zh(schedule.RegistrationClosesOn)}",
            StageKind.WrittenExam => At(schedule.ExamAt, schedule.ExamPlace),
            StageKind.Interview => At(schedule.InterviewAt, schedule.InterviewPlace),
            StageKind.DemocraticEvaluation => At(schedule.EvaluationAt, schedule.EvaluationPlace),
            StageKind.Inspection => On(schedule.InspectionFromOn, "起"),
            StageKind.PartyGroupDecision => On(schedule.DecisionOn, "前后"),
            StageKind.Appointment => On(schedule.AppointmentOn, "前后"),
            _ => "",
        };

    private static string At(DateTimeOffset? at, string place) =>
        at is { } given ? $"：{MailDate.Zh(given)}{(place.Length > 0 ? "，" + place : "")}" : "：时间、地点另行通知";

    private static string On(DateOnly? day, string about) => day is { } given ? $"：{MailDate.Zh(given)}{about}" : "";

    /// <summary>The words of the plan and every explicit bound, so that nobody has to count years.</summary>
    private static string RequirementsOf(Post post)
    {
        var bounds = (EligibilityRules.Read(post.RulesJson) ?? []).Select(rule => rule.Describe().Zh);
        return string.Join("；", new[] { post.Requirements.TrimEnd('。', '；') }.Concat(bounds).Where(t => t.Length > 0)) + "。";
    }

    private static string Below(string option) => option switch
    {
        "Cancel" => "取消该职位",
        "Reduce" => "核减职数",
        "ExtendOnce" => "延长报名一次",
        "RechooseOnce" => "允许改报其他职位一次",
        "Continue" => "按现有人数继续",
        _ => option,
    };

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
