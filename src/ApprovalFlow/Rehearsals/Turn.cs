using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Rehearsals;

/// <summary>One person's turn at one task. Each kind is answered in the part of this class that belongs to its stage.</summary>
internal sealed partial class Turn(IServiceProvider services, UserTask task, Actor actor, Script script, Field candidates, CancellationToken ct)
{
    /// <summary>True when the use case took the answer; false when it refused this person or the time has not come.</summary>
    public Task<bool> PlayAsync() => task.Kind switch
    {
        TaskKind.PlanApproval => ApprovePlanAsync(),
        TaskKind.PublishAnnouncement => AnnounceAsync(),
        TaskKind.RatioDecision => RulePostAsync(),
        TaskKind.RechoosePost => RechooseAsync(),
        TaskKind.QualificationFirstReview or TaskKind.QualificationSecondReview or TaskKind.QualificationRecheck => ReviewAsync(),
        TaskKind.Supplement => SupplementAsync(),
        TaskKind.ExamMarks => EnterMarksAsync(),
        TaskKind.ExamVerification => VerifyMarksAsync(),
        TaskKind.InterviewSheet => ScoreAsync(),
        TaskKind.InterviewClose => CloseInterviewAsync(),
        TaskKind.EvaluationMeeting => EvaluationMeetingAsync(),
        TaskKind.EvaluationBallot => EvaluateAsync(),
        TaskKind.SynthesisKeeper or TaskKind.SynthesisVerifier or TaskKind.SynthesisObserver => SignRankingAsync(),
        TaskKind.InspectionSelection => SelectAsync(),
        TaskKind.InspectionNotice => InspectionNoticeAsync(),
        TaskKind.InspectionMaterial => MaterialAsync(),
        TaskKind.InspectionSignature => SignMaterialAsync(),
        TaskKind.CheckPersonnelFile or TaskKind.CheckPersonalMatters or TaskKind.CheckDiscipline or TaskKind.CheckComplaints => CheckAsync(),
        TaskKind.IntegrityBySecretary or TaskKind.IntegrityByDiscipline => IntegrityAsync(),
        TaskKind.ConveneMeeting => ConveneAsync(),
        TaskKind.RunMeeting => RunMeetingAsync(),
        TaskKind.DecisionBallot => DecisionBallotAsync(),
        TaskKind.SignCount => SignCountAsync(),
        TaskKind.SignMinutes => SignMinutesAsync(),
        TaskKind.PublishNotice => PublishNoticeAsync(),
        TaskKind.HandleObjection => HandleObjectionAsync(),
        TaskKind.DecideObjection => DecideObjectionAsync(),
        TaskKind.AppointmentTalk => TalkAsync(),
        TaskKind.AppointmentDocument => DocumentAsync(),
        TaskKind.ProbationReport => ProbationReportAsync(),
        TaskKind.ProbationOpinion => ProbationOpinionAsync(),
        TaskKind.ProbationDecision => ProbationDecisionAsync(),
        _ => DecideAsync(Verdict.Complete),
    };

    private ApprovalDb Db => Get<ApprovalDb>();

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();

    private async Task<bool> DecideAsync(Verdict verdict) =>
        await Get<DecideTask>().RunAsync(new(task.Id, verdict, null), actor, ct) == DecideTaskOutcome.Recorded;

    private CandidateScript Subject => candidates[task.SubjectId!.Value];

    private Task<Competition> CompetitionAsync() => Db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == task.CompetitionId, ct);
}
