namespace ApprovalFlow.Tasks;

/// <summary>What a task asks of a person. Each kind has its own page. Stored; never renumber.</summary>
public enum TaskKind
{
    /// <summary>Leading group: approve or return the implementation plan.</summary>
    PlanApproval = 1,

    /// <summary>Organiser: check the generated announcement and publish it.</summary>
    PublishAnnouncement = 2,

    /// <summary>Leading group: what happens to a post with too few applicants.</summary>
    RatioDecision = 3,

    /// <summary>Candidate: choose another post after the own one was cancelled.</summary>
    RechoosePost = 4,

    /// <summary>Leading group: let one named person register after the close.</summary>
    LateRegistration = 5,

    QualificationFirstReview = 10,
    QualificationSecondReview = 11,

    /// <summary>Candidate: supply what the reviewer asked for.</summary>
    Supplement = 12,

    /// <summary>A reviewer other than those before: decide a re-check.</summary>
    QualificationRecheck = 13,

    /// <summary>Enter or import the marks of the written exam.</summary>
    ExamMarks = 20,

    /// <summary>Second person: enter again or verify the marks.</summary>
    ExamVerification = 21,

    /// <summary>Another verifier: arithmetic re-check asked by a candidate.</summary>
    ExamRecheck = 22,

    /// <summary>Assessor: one sealed sheet for one candidate.</summary>
    InterviewSheet = 30,

    /// <summary>Score keeper: close the interview when the sheets are in.</summary>
    InterviewClose = 31,

    /// <summary>Scrutineer: open the evaluation meeting, record attendance, close the box.</summary>
    EvaluationMeeting = 40,

    /// <summary>Evaluator: one anonymous ballot.</summary>
    EvaluationBallot = 41,

    SynthesisKeeper = 50,
    SynthesisVerifier = 51,
    SynthesisObserver = 52,

    /// <summary>Leading group: fix the inspection candidates, with a reason where rank order is departed from.</summary>
    InspectionSelection = 53,

    /// <summary>Organiser: publish the inspection notice.</summary>
    InspectionNotice = 60,

    /// <summary>Inspection leader: write the material about one candidate.</summary>
    InspectionMaterial = 61,

    /// <summary>Each team member: sign the material.</summary>
    InspectionSignature = 62,

    CheckPersonnelFile = 70,
    CheckPersonalMatters = 71,
    CheckDiscipline = 72,
    CheckComplaints = 73,
    IntegrityBySecretary = 74,
    IntegrityByDiscipline = 75,

    /// <summary>Organiser: call the party-group meeting with its agenda.</summary>
    ConveneMeeting = 80,

    /// <summary>Recorder: attendance, introductions, opinions, opening and closing votes.</summary>
    RunMeeting = 81,

    /// <summary>Member: one ballot on one item.</summary>
    DecisionBallot = 82,

    /// <summary>Scrutineer and teller: sign the count.</summary>
    SignCount = 83,

    /// <summary>Chair and recorder: sign the minutes.</summary>
    SignMinutes = 84,

    /// <summary>Organiser: check the frozen text and publish the pre-appointment notice.</summary>
    PublishNotice = 90,

    /// <summary>Objection handler: classify and investigate.</summary>
    HandleObjection = 91,

    /// <summary>Discipline: decide the effect of an investigated objection.</summary>
    DecideObjection = 92,

    AppointmentTalk = 100,
    AppointmentDocument = 101,

    /// <summary>Candidate: report on the year of probation.</summary>
    ProbationReport = 110,

    /// <summary>Organiser: evaluation figures and opinion at the end of probation.</summary>
    ProbationOpinion = 111,

    /// <summary>Party secretary for the party group: confirm or not.</summary>
    ProbationDecision = 112,

    /// <summary>Organiser: check completeness and archive.</summary>
    ArchiveRecord = 120,

    /// <summary>Organiser: decide a challenge of somebody's impartiality.</summary>
    RecusalDecision = 130,

    /// <summary>Discipline: countersign or refuse the disqualification of a candidate.</summary>
    DisqualificationCountersign = 131,
}
