using System.Collections.Frozen;

namespace ApprovalFlow.Competitions;

/// <summary>Two duties that one person may not hold in one competition, in the order they were met.</summary>
public readonly record struct DutyPair(Duty Held, Duty Added);

/// <summary>
/// Which duties exclude each other within one competition (DOMAIN §4, INV-22). Asked when a duty is assigned and again
/// whenever a task is opened. Relatives of a candidate are a matter of recusal, not of this table.
/// </summary>
public static class IncompatibleDuties
{
    /// <summary>
    /// What a candidate may still be: an evaluator of the others where all staff evaluate, and a member or attendee of
    /// the deciding meeting, who leaves it for the own item. Everything else judges, counts or records the candidates.
    /// </summary>
    private static readonly FrozenSet<Duty> OpenToCandidates =
        [Duty.Candidate, Duty.Evaluator, Duty.PartyGroupMember, Duty.PartySecretary, Duty.Attendee];

    private static readonly FrozenSet<DutyPair> Pairs = Symmetric(
    [
        .. Enum.GetValues<Duty>().Where(duty => !OpenToCandidates.Contains(duty)).Select(duty => new DutyPair(Duty.Candidate, duty)),

        // Who scores does not verify the totals, and two people sign the totals.
        new(Duty.PanelMember, Duty.ScoreVerifier),
        new(Duty.PanelReserve, Duty.ScoreVerifier),
        new(Duty.ExamMarker, Duty.ScoreVerifier),
        new(Duty.ScoreKeeper, Duty.ScoreVerifier),

        new(Duty.Teller, Duty.Scrutineer),

        // The inspection and the discipline body's opinion on the same person check each other.
        new(Duty.Inspector, Duty.DisciplineReviewer),
        new(Duty.InspectionLeader, Duty.DisciplineReviewer),
        new(Duty.IntegritySecretary, Duty.DisciplineReviewer),

        new(Duty.ProcedureDesigner, Duty.ProcedureApprover),
        new(Duty.QualificationReviewer, Duty.RecheckReviewer),

        // The observer watches; whoever scores, signs totals or edits the data is what is watched.
        new(Duty.DisciplineObserver, Duty.Organiser),
        new(Duty.DisciplineObserver, Duty.ExamMarker),
        new(Duty.DisciplineObserver, Duty.PanelMember),
        new(Duty.DisciplineObserver, Duty.PanelReserve),
        new(Duty.DisciplineObserver, Duty.ScoreKeeper),
        new(Duty.DisciplineObserver, Duty.ScoreVerifier),

        // An attendee is by definition somebody without a vote.
        new(Duty.Attendee, Duty.PartyGroupMember),
        new(Duty.Attendee, Duty.PartySecretary),
    ]);

    /// <summary>The first duty already held that excludes the one to be added; null when there is none.</summary>
    public static DutyPair? Check(IEnumerable<Duty> existing, Duty added)
    {
        foreach (var held in existing)
            if (Pairs.Contains(new(held, added))) return new(held, added);
        return null;
    }

    /// <summary>The two duties exclude each other, in either order.</summary>
    public static bool Exclude(Duty one, Duty other) => Pairs.Contains(new(one, other));

    private static FrozenSet<DutyPair> Symmetric(IEnumerable<DutyPair> pairs)
        => pairs.SelectMany(pair => new[] { pair, new DutyPair(pair.Added, pair.Held) }).ToFrozenSet();
}
