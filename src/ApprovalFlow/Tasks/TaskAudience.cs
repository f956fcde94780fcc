namespace ApprovalFlow.Tasks;

/// <summary>Whom a task can be for.</summary>
public static class TaskAudience
{
    /// <summary>Asks a candidate about the own case, not somebody who acts for the unit.</summary>
    public static bool IsForCandidate(this TaskKind kind) =>
        kind is TaskKind.Supplement or TaskKind.RechoosePost or TaskKind.ProbationReport;

    /// <summary>Somebody else may answer it instead: never a candidate's own task, a sealed sheet or a ballot.</summary>
    public static bool IsTransferable(this TaskKind kind) => !kind.IsForCandidate()
        && kind is not (TaskKind.InterviewSheet or TaskKind.EvaluationBallot or TaskKind.DecisionBallot
            or TaskKind.InspectionSignature or TaskKind.SignMinutes);

    /// <summary>
    /// Asks for the declaration of relatives first: every task that acts on candidates. Not the plan, which comes before there
    /// are any, and not the anonymous ballot of all staff.
    /// </summary>
    public static bool NeedsDeclaration(this TaskKind kind) =>
        !kind.IsForCandidate() && kind is not (TaskKind.PlanApproval or TaskKind.EvaluationBallot);
}
