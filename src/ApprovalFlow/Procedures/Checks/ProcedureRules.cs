using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// The rules a drawing must keep. What is not here cannot be drawn at all, because the stages have it in code and offer no
/// setting for it: quorum and majority of the meeting and its order of speaking (V1 to V13), appointment only by a passed item,
/// the four checks before it, no appointment by score (INV-04 to 06), the secrecy of ballots (INV-07), the notice never
/// shortened (INV-25), the record (INV-28); and who does a stage's work, with the verifier beside each score keeper, the
/// observer's signature under the ranking, the eligible list of a ballot, a deadline and a mail for each task and result.
/// </summary>
public static class ProcedureRules
{
    private static readonly Bilingual Order = new(
        "2004年《党政机关竞争上岗工作暂行规定》第六条；《公务员法》第四十五条",
        "2004 Provisional Rules on Competitive Selection, Art. 6; Civil Servant Law, Art. 45");

    private static readonly Bilingual House = new("本系统的流程规则", "Rule of this system");
    private static readonly Bilingual Custom = new("各地竞争上岗的通行做法", "Usual practice of competitive selections");

    // Shape
    public static readonly ProcedureRule NotRunnable = Error("not-runnable",
        "流程只能使用本系统支持的活动和表达式。", "A procedure uses only activities and expressions that are supported.", House);
    public static readonly ProcedureRule NoStart = Error("no-start", "流程图必须有一个开始。", "A flowchart has a start.", House);
    public static readonly ProcedureRule Unreachable = Error("unreachable", "流程中的每个活动都必须能够到达。", "Every activity of a procedure can be reached.", House);
    public static readonly ProcedureRule OutcomeUnconnected = Error("outcome-unconnected",
        "环节的每个出口都必须有去向，不能让报名人停在半途。", "Every way out of a stage leads somewhere; no candidate is left half way.", Order);
    public static readonly ProcedureRule OutcomeUnknown = Error("outcome-unknown", "连线只能从活动确有的出口引出。", "Arrows start from ways out that the activity has.", House);
    public static readonly ProcedureRule NoWayOut = Error("no-way-out",
        "人数不足、均未通过、均不合适时，竞争上岗必须能够终止并告知全体报名人。",
        "When too few apply or nobody passes, the competition can be closed and everybody is told.", Custom);
    public static readonly ProcedureRule FailureGoesOn = Error("failure-goes-on",
        "无人合格时不得进入下一环节。", "Where nobody has passed, no later stage is entered.", Order);
    public static readonly ProcedureRule EndsWithoutClosing = Error("ends-without-closing",
        "流程结束前必须归档，或者终止竞争并告知报名人。", "Before it ends, a procedure is archived, or closed with everybody told.", Order);
    public static readonly ProcedureRule StageAfterEnd = Error("stage-after-end",
        "终止或归档之后不得再有环节。", "No stage follows the close or the archive.", Order);
    public static readonly ProcedureRule JoinNeverFires = Error("join-never-fires",
        "汇合所等的分支必须能够同时到达。", "The branches that a join waits for can all arrive.", House);
    public static readonly ProcedureRule CycleWithoutCounter = Error("cycle-without-counter",
        "重复进行的环节必须有次数限制。", "What may be repeated has a limit on attempts.", Custom);
    public static readonly ProcedureRule CycleNotAllowed = Error("cycle-not-allowed",
        "只有补充材料、改报、递补、重新表决（测评）、重新公示可以重复进行。",
        "Only supplements, choosing another post, filling in, a repeated vote or evaluation, and a repeated notice may be cycles.", Order);
    public static readonly ProcedureRule WaitWithoutDeadline = Error("timer-without-calendar",
        "期限必须注明按工作日还是自然日计算，并规定逾期如何处理。",
        "A period says whether working or calendar days count, and what happens when it is over.", Civil("二百零一条、第二百零三条", "201 and 203"));
    public static readonly ProcedureRule TaskWithoutRole = Error("task-without-role",
        "每项人工任务必须明确由何种职责的人员办理，并遵守不相容职责。",
        "Every human task names the duty that does it, and incompatible duties stay apart.", Regulation("五十三条", "53"));

    // Stages that must be there, and their order
    public static readonly ProcedureRule NoAnnouncement = Error("no-announcement", "竞争上岗须先公布实施方案。", "A competition begins with the publication of its plan.", Order);
    public static readonly ProcedureRule NoDecision = Error("no-decision",
        "任用须经党委（党组）集体讨论决定，成绩排名不能代替。", "Appointments are decided by the party group; a ranking does not replace it.", Regulation("三十八条、第三十九条", "38 and 39"));
    public static readonly ProcedureRule NoNotice = Error("no-notice", "拟任人选须在任职前公示。", "Those to be appointed are made known beforehand.", Regulation("四十二条", "42"));
    public static readonly ProcedureRule RegistrationBeforeAnnouncement = Error("registration-before-announcement",
        "公布实施方案后方可报名。", "Registration follows the announcement.", Order);
    public static readonly ProcedureRule ReviewBeforeRegistration = Error("review-before-registration", "报名后方可资格审查。", "Qualification review follows registration.", Order);
    public static readonly ProcedureRule ScoringBeforeReview = Error("scoring-before-review",
        "考试、测评之前须经资格审查。", "Qualification review comes before any exam or evaluation.", Order);
    public static readonly ProcedureRule SynthesisWithoutScores = Error("synthesis-without-scores",
        "确定考察对象之前须有考试或测评成绩。", "Inspection candidates are fixed from exam or evaluation scores.", Order);
    public static readonly ProcedureRule InspectionBeforeSynthesis = Error("inspection-before-synthesis",
        "考察之前须计算综合成绩、确定考察对象。", "Inspection follows the totals and the choice of whom to inspect.", Order);
    public static readonly ProcedureRule ChecksBeforeInspection = Error("checks-before-inspection",
        "凡提四必在考察中对考察对象进行。", "The four checks are made of those inspected.", Regulation("三十一条", "31"));
    public static readonly ProcedureRule DecisionBeforeInspection = Error("decision-before-inspection",
        "未经考察不得提交讨论决定。", "Nobody is put to the decision without inspection.", Order);
    public static readonly ProcedureRule DecisionBeforeChecks = Error("decision-before-checks",
        "四项核查全部办结后方可提交讨论决定。", "All four mandatory checks are closed before the decision.", Regulation("三十一条", "31"));
    public static readonly ProcedureRule NoticeBeforeDecision = Error("notice-before-decision",
        "任前公示在讨论决定之后进行。", "The notice follows the decision.", Regulation("四十二条", "42"));
    public static readonly ProcedureRule AppointmentBeforeDecision = Error("appointment-before-decision",
        "只有讨论决定通过的人选方可任职。", "Only those whom the party group decided on are appointed.", Regulation("三十九条", "39"));
    public static readonly ProcedureRule NoticeNotBetween = Error("notice-not-between",
        "讨论决定之后、办理任职手续之前须进行任前公示。", "The notice lies between the decision and the appointment.", Regulation("四十二条", "42"));
    public static readonly ProcedureRule ProbationBeforeAppointment = Error("probation-before-appointment", "试用期自任职起计算。", "Probation follows the appointment.", Regulation("四十三条", "43"));
    public static readonly ProcedureRule OutOfOrder = Error("stage-out-of-order",
        "公告、报名、审查、考试测评、考察、讨论决定、公示、任职依次进行；考试与测评之间的先后可以自定。",
        "Announcement, registration, review, exams and evaluation, inspection, decision, notice and appointment follow one another; exams and evaluation are free among themselves.", Order);

    // Settings
    public static readonly ProcedureRule WeightsNotHundred = Error("weights-not-100", "各项成绩的权重之和为100%。", "The weights of all scores add up to 100 %.", Custom);
    public static readonly ProcedureRule NoticeTooShort = Error("notice-too-short", "公示期不少于五个工作日。", "The notice stands for at least five working days.", Regulation("四十二条", "42"));
    public static readonly ProcedureRule TeamTooSmall = Error("team-too-small", "考察组由两名以上成员组成。", "An inspection team has two members or more.", Regulation("三十三条", "33"));
    public static readonly ProcedureRule ThresholdTooLoose = Error("threshold-too-loose",
        "以应到会成员超过半数同意形成决定。", "A decision needs more than half of those who should attend.", Regulation("三十九条", "39"));
    public static readonly ProcedureRule AttendanceTooLoose = Error("attendance-too-loose",
        "到会人数不少于应到会人数的三分之二。", "At least two thirds of those who should attend are present.", Regulation("三十八条", "38"));
    public static readonly ProcedureRule SettingUnknown = Error("setting-unknown", "环节只能使用其规定的参数。", "A stage has only the settings described.", House);
    public static readonly ProcedureRule SettingNotLiteral = Error("setting-not-literal",
        "公布的办法须写明确定的数值，不能由脚本或变量临时计算。", "A published procedure states its values; no script or variable computes them on the day.", Order);
    public static readonly ProcedureRule SettingInvalid = Error("setting-invalid", "参数须为规定的类型、选项和范围。", "A setting keeps to its type, choices and range.", House);
    public static readonly ProcedureRule SettingsDisagree = Error("settings-disagree", "同一环节的参数不得互相矛盾。", "The settings of one stage agree with each other.", Custom);

    // Worth a second look
    public static readonly ProcedureRule WeightsNotProven = Warning("weights-not-proven",
        "各项成绩的权重之和为100%。", "The weights of all scores add up to 100 %.", Custom);
    public static readonly ProcedureRule PanelEven = Warning("panel-even", "评委人数一般为单数。", "A panel usually has an odd number of members.", Custom);
    public static readonly ProcedureRule PanelSmall = Warning("panel-small", "评委一般不少于五人。", "A panel usually has five members or more.", Custom);
    public static readonly ProcedureRule RatioUnusual = Warning("ratio-unusual", "比例一般在通行范围内。", "Ratios usually keep to the observed range.", Custom);
    public static readonly ProcedureRule NoSurplus = Warning("inspection-no-surplus", "考察对象一般多于拟任人数（差额考察）。", "Usually more people are inspected than are to be appointed.", Custom);
    public static readonly ProcedureRule NoTieRule = Warning("no-tie-rule", "方案应规定成绩相同时如何处理。", "A plan says what happens with equal totals.", Custom);
    public static readonly ProcedureRule ShortAnnouncement = Warning("announcement-short",
        "公告至报名截止一般不少于五个工作日。", "Five working days or more usually lie between announcement and the close of registration.", Custom);
    public static readonly ProcedureRule NoVeto = Warning("no-veto", "民主测评认可度低的，一般不列为考察对象。", "Those with low recognition in the evaluation are usually not inspected.", Custom);
    public static readonly ProcedureRule FewEvaluators = Warning("evaluators-few",
        "每类测评人少于五人时难以保密，不单独统计。", "A category of fewer than five evaluators cannot be kept anonymous and is not counted by itself.", Custom);
    public static readonly ProcedureRule NoObserver = Warning("no-discipline-observer", "纪检监察人员应全程监督。", "Discipline inspection observes throughout.", Custom);
    public static readonly ProcedureRule SmallPartyGroup = Warning("party-group-small",
        "三分之二以上成员到会方可开会，并须应到会成员过半数同意。", "Two thirds of the members must be present and more than half of all in favour.", Regulation("三十八条", "38"));
    public static readonly ProcedureRule RecusalLoose = Warning("recusal-loose",
        "回避成员是否计入应到会，条例未作规定，从严为宜。", "Whether recused members count among those who should attend is not laid down; the strict reading is safe.", Regulation("三十八条", "38"));
    public static readonly ProcedureRule PublicationDayCounted = Warning("publication-day-counted",
        "期间开始的当日不计入。", "The day on which a period begins is not counted.", Civil("二百零一条", "201"));
    public static readonly ProcedureRule ProbationUnusual = Warning("probation-unusual",
        "提任非选举产生的领导职务，试用期为一年。", "Promotion to a post not filled by election is on one year's probation.", Regulation("四十三条", "43"));
    public static readonly ProcedureRule NoAppointment = Warning("no-appointment", "公示不影响任职的，办理任职手续。", "Where the notice has no effect, the appointment follows.", Regulation("四十二条", "42"));
    public static readonly ProcedureRule InspectionNoticeUnusual = Warning("inspection-notice-unusual",
        "考察预告一般提前一至三个工作日。", "An inspection is usually made known one to three working days ahead.", Custom);
    public static readonly ProcedureRule TalkCoverageLow = Warning("talk-coverage-low", "实际谈话人数一般不少于应谈话人数的三分之二。", "Usually two thirds or more of those to be talked with are.", Custom);
    public static readonly ProcedureRule StageNested = Warning("stage-nested",
        "主流程图中的环节才会列入方案的时间表和人员要求。", "Only stages of the main flowchart enter a plan's timetable and its needs of people.", House);
    public static readonly ProcedureRule WaitsForOutside = Warning("waits-for-outside", "等待外部事件的活动没有期限。", "An activity that waits for an outside event has no deadline.", House);

    /// <summary>Every rule, for the page that explains them.</summary>
    public static IReadOnlyList<ProcedureRule> All { get; } =
    [
        .. typeof(ProcedureRules).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<ProcedureRule>(),
    ];

    private static Bilingual Regulation(string articles, string number) => new(
        $"《党政领导干部选拔任用工作条例》（2019年）第{articles}",
        $"Regulation on Selecting and Appointing Leading Cadres (2019), Art. {number}");

    private static Bilingual Civil(string articles, string number) => new($"《民法典》第{articles}", $"Civil Code, Art. {number}");

    private static ProcedureRule Error(string code, string zh, string en, Bilingual source) => new(code, FindingSeverity.Error, new(zh, en), source);

    private static ProcedureRule Warning(string code, string zh, string en, Bilingual source) => new(code, FindingSeverity.Warning, new(zh, en), source);
}
