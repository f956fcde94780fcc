using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.DemocraticEvaluation;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The evaluation's meetings and rounds; counts only of closed boxes and only where they hide nobody's ballot.</summary>
public sealed class DemocraticEvaluationModel(CompetitionAccess access, ApprovalDb db, EvaluationDesk desk, BallotResultQuery ballots) : ScoresPage(access, db)
{
    public IReadOnlyList<EvaluationMeeting> Meetings { get; private set; } = [];

    public IReadOnlyList<BallotResult> Rounds { get; private set; } = [];

    public EvaluationSettings Settings { get; private set; } = null!;

    /// <summary>Each evaluatee's line with its result, where it may be shown.</summary>
    public IEnumerable<(string Name, QuestionTally Line, EvaluationResult Result)> Lines(BallotResult round) =>
        round.Lines.Select(line => (round.Questions.First(q => q.SubjectId == line.SubjectId).Label, line, EvaluationResult.Of(Settings, line)));

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (!await FindAsync(runId, StageKind.DemocraticEvaluation, ct)) return NotFound();
        Settings = Run.Settings<EvaluationSettings>();
        Meetings = await desk.ForAsync(runId, ct);
        Rounds = await ballots.ForAsync(BallotSubject.Evaluation, runId, ct);
        return Page();
    }
}
