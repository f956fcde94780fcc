using ApprovalFlow.Disqualifications;
using ApprovalFlow.Meetings;
using ApprovalFlow.Recusal;
using ApprovalFlow.Stages.Interview;
using ApprovalFlow.Stages.Probation;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Stages.Synthesis;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Api;

/// <summary>
/// Tasks whose whole answer is a verdict and a comment, each through the use case that its page calls. A kind that is not
/// here has a form of its own and is answered on its page.
/// </summary>
internal sealed class PlainAnswers(IServiceProvider services, Texts texts)
{
    public static IReadOnlyList<Verdict> For(TaskKind kind) => kind switch
    {
        TaskKind.LateRegistration or TaskKind.RecusalDecision or TaskKind.DisqualificationCountersign or TaskKind.ProbationDecision => [Verdict.Approve, Verdict.Reject],
        TaskKind.SynthesisKeeper or TaskKind.SynthesisVerifier or TaskKind.SynthesisObserver or TaskKind.InterviewClose => [Verdict.Approve, Verdict.Return],
        TaskKind.SignCount => [Verdict.Complete],
        _ => [],
    };

    /// <summary>Null when the answer was recorded.</summary>
    public async Task<IResult?> RunAsync(TaskHeader task, Verdict verdict, string? comment, Actor actor, CancellationToken ct)
    {
        var (id, yes) = (task.TaskId, verdict == Verdict.Approve);
        return task.Kind switch
        {
            TaskKind.LateRegistration => Of(await Get<DecideLateRegistration>().RunAsync(new(id, verdict, comment), actor, ct), DecideTaskOutcome.Recorded),
            TaskKind.RecusalDecision => Of(await Get<DecideChallenge>().RunAsync(new(id, yes, comment), actor, ct), DecideTaskOutcome.Recorded),
            TaskKind.DisqualificationCountersign =>
                Of(await Get<CountersignDisqualification>().RunAsync(new(id, yes, comment), actor, ct), DecideTaskOutcome.Recorded),
            TaskKind.ProbationDecision => Of(await Get<DecideProbation>().RunAsync(new(id, yes, comment), actor, ct), ProbationStepOutcome.Recorded),
            TaskKind.SynthesisKeeper or TaskKind.SynthesisVerifier or TaskKind.SynthesisObserver => Of(
                await Get<SignRanking>().RunAsync(new(id, task.Kind, yes, comment), actor, ct), SignRankingOutcome.Recorded, SignRankingOutcome.Returned),
            TaskKind.InterviewClose => Of(
                await Get<CloseInterview>().RunAsync(new(id, yes, comment), actor, ct),
                CloseInterviewOutcome.Closed, CloseInterviewOutcome.Verified, CloseInterviewOutcome.Returned),
            TaskKind.SignCount => Of(await Get<SignCount>().RunAsync(new(id), actor, ct), SignCountOutcome.Recorded),
            _ => throw new InvalidOperationException($"{task.Kind} is answered on its page."),
        };
    }

    private IResult? Of<T>(T outcome, params ReadOnlySpan<T> done) where T : struct, Enum
    {
        if (done.Contains(outcome)) return null;
        var code = outcome.ToString();
        if (code is "NotFound" or "NotYours") return Problems.NotFound();
        var missing = code.EndsWith("Required", StringComparison.Ordinal) || code.EndsWith("Missing", StringComparison.Ordinal);
        return Problems.Of(missing && code != nameof(CloseInterviewOutcome.SheetsMissing) ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, code, texts.Of(outcome));
    }

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();
}
