namespace ApprovalFlow.Tasks;

/// <summary>
/// Which tasks about the same subject must be in different hands: whoever answered one of the earlier kinds may not answer
/// the later one. The table is about acts, as <see cref="Competitions.IncompatibleDuties"/> is about duties.
/// </summary>
public static class SeparateHands
{
    /// <summary>The kinds whose answer by the same person bars them from a task of this kind.</summary>
    public static IReadOnlyList<TaskKind> Before(TaskKind kind) => kind switch
    {
        TaskKind.QualificationSecondReview => [TaskKind.QualificationFirstReview],
        TaskKind.QualificationRecheck =>
            [TaskKind.QualificationFirstReview, TaskKind.QualificationSecondReview, TaskKind.QualificationRecheck],
        TaskKind.ExamVerification => [TaskKind.ExamMarks],
        TaskKind.ExamRecheck => [TaskKind.ExamMarks, TaskKind.ExamVerification],
        TaskKind.SynthesisVerifier => [TaskKind.SynthesisKeeper],
        TaskKind.SynthesisObserver => [TaskKind.SynthesisKeeper, TaskKind.SynthesisVerifier],
        TaskKind.IntegrityByDiscipline => [TaskKind.IntegrityBySecretary],
        TaskKind.DecideObjection => [TaskKind.HandleObjection],
        _ => [],
    };
}
