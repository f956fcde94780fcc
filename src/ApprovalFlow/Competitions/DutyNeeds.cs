using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Competitions;

/// <summary>How many different people a duty needs; <paramref name="AtMost"/> null means any number more.</summary>
public sealed record DutyNeed(Duty Duty, int AtLeast, int? AtMost = null);

/// <summary>Which duties must be filled before a competition on a procedure can start: what its drawn stages will ask for.</summary>
public static class DutyNeeds
{
    /// <summary>Below three members a party group has no majority that is not unanimity (DOMAIN §8.1 starts at three).</summary>
    public const int SmallestPartyGroup = 3;

    /// <summary>Needs of all stages together; where two stages ask for the same duty the larger number stands.</summary>
    public static IReadOnlyList<DutyNeed> Of(Drawing drawing)
    {
        // Every competition is watched (DOMAIN §5 stage 0), whatever is drawn.
        var needs = new List<DutyNeed> { new(Duty.DisciplineObserver, 1) };
        foreach (var activity in drawing.Stages) needs.AddRange(Of(activity));
        return
        [
            .. from need in needs
               group need by need.Duty into same
               orderby same.Key
               select new DutyNeed(same.Key, same.Max(n => n.AtLeast), same.Min(n => n.AtMost)),
        ];
    }

    private static IEnumerable<DutyNeed> Of(DrawnActivity activity) => activity.Stage switch
    {
        // The second review and a re-check are each somebody else's.
        StageKind.QualificationReview => [new(Duty.QualificationReviewer, 2), new(Duty.RecheckReviewer, 1)],
        StageKind.WrittenExam => [new(Duty.ExamMarker, 1), new(Duty.ScoreVerifier, 1)],
        StageKind.Interview => [new(Duty.PanelMember, Whole(activity, "Panel", 7), Whole(activity, "Panel", 7)), new(Duty.ScoreKeeper, 1), new(Duty.ScoreVerifier, 1)],
        StageKind.DemocraticEvaluation => [new(Duty.Evaluator, 1), new(Duty.Scrutineer, 1), new(Duty.Teller, 1)],
        StageKind.Synthesis => [new(Duty.ScoreKeeper, 1), new(Duty.ScoreVerifier, 1)],
        StageKind.Inspection => [new(Duty.InspectionLeader, 1, 1), new(Duty.Inspector, Math.Max(1, Whole(activity, "Team", 2) - 1))],
        StageKind.FourChecks => [new(Duty.IntegritySecretary, 1), new(Duty.DisciplineReviewer, 1)],
        StageKind.PartyGroupDecision =>
        [
            new(Duty.PartyGroupMember, SmallestPartyGroup - 1), new(Duty.PartySecretary, 1, 1), new(Duty.Recorder, 1),
            new(Duty.Scrutineer, 1), new(Duty.Teller, 1),
        ],
        StageKind.PublicNotice => [new(Duty.ObjectionHandler, 1)],
        _ => [],
    };

    private static int Whole(DrawnActivity activity, string setting, int otherwise) =>
        int.TryParse(activity.Setting(setting), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
