namespace ApprovalFlow.Competitions;

/// <summary>What one person does in one competition. A person may hold several, unless <see cref="IncompatibleDuties"/> forbids the pair.</summary>
public enum Duty
{
    /// <summary>竞争者: registers and is judged.</summary>
    Candidate = 1,

    /// <summary>组织人事部门: runs the process; scores and decides nothing.</summary>
    Organiser = 2,

    /// <summary>资格审查人.</summary>
    QualificationReviewer = 3,

    /// <summary>资格复审人: answers an objection to a qualification review.</summary>
    RecheckReviewer = 4,

    /// <summary>阅卷人: marks anonymous scripts.</summary>
    ExamMarker = 5,

    /// <summary>评委.</summary>
    PanelMember = 6,

    /// <summary>候补评委: stands in on the day.</summary>
    PanelReserve = 7,

    /// <summary>计分员: computes.</summary>
    ScoreKeeper = 8,

    /// <summary>复核员: computes again and signs beside the score keeper.</summary>
    ScoreVerifier = 9,

    /// <summary>测评人: casts one anonymous ballot per round.</summary>
    Evaluator = 10,

    /// <summary>考察组成员: answers for the inspection material.</summary>
    Inspector = 11,

    /// <summary>考察组组长.</summary>
    InspectionLeader = 12,

    /// <summary>Party secretary of the candidate's unit who signs the integrity opinion.</summary>
    IntegritySecretary = 13,

    /// <summary>纪检监督员: watches every stage and may place a hold.</summary>
    DisciplineObserver = 14,

    /// <summary>Head of the discipline body who gives its opinion and is the second signature on integrity.</summary>
    DisciplineReviewer = 15,

    /// <summary>党组成员: attends, gives an opinion, votes.</summary>
    PartyGroupMember = 16,

    /// <summary>主要负责人: chairs and speaks last.</summary>
    PartySecretary = 17,

    /// <summary>列席: presents facts at the meeting without a vote.</summary>
    Attendee = 18,

    /// <summary>记录员: minutes, attendance, count sheet.</summary>
    Recorder = 19,

    /// <summary>监票人: supervises the count.</summary>
    Scrutineer = 20,

    /// <summary>计票人: counts under the scrutineer.</summary>
    Teller = 21,

    /// <summary>Handles what is reported during a public notice.</summary>
    ObjectionHandler = 22,

    /// <summary>领导小组成员: approves the plan and rules on exceptions.</summary>
    LeadingGroup = 23,

    /// <summary>Drew this version of the procedure.</summary>
    ProcedureDesigner = 24,

    /// <summary>Approved this version of the procedure.</summary>
    ProcedureApprover = 25,
}
