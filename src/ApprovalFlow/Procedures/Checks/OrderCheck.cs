using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>The partial order of stages (INV-02): what must have been done on every way before a stage may be entered.</summary>
internal static class OrderCheck
{
    private static readonly (StageKind Stage, StageKind Needs, ProcedureRule Rule)[] MustFollow =
    [
        (StageKind.Registration, StageKind.Announcement, ProcedureRules.RegistrationBeforeAnnouncement),
        (StageKind.QualificationReview, StageKind.Registration, ProcedureRules.ReviewBeforeRegistration),
        (StageKind.WrittenExam, StageKind.QualificationReview, ProcedureRules.ScoringBeforeReview),
        (StageKind.Interview, StageKind.QualificationReview, ProcedureRules.ScoringBeforeReview),
        (StageKind.DemocraticEvaluation, StageKind.QualificationReview, ProcedureRules.ScoringBeforeReview),
        (StageKind.Inspection, StageKind.Synthesis, ProcedureRules.InspectionBeforeSynthesis),
        (StageKind.FourChecks, StageKind.Inspection, ProcedureRules.ChecksBeforeInspection),
        (StageKind.PartyGroupDecision, StageKind.Inspection, ProcedureRules.DecisionBeforeInspection),
        (StageKind.PartyGroupDecision, StageKind.FourChecks, ProcedureRules.DecisionBeforeChecks),
        (StageKind.PublicNotice, StageKind.PartyGroupDecision, ProcedureRules.NoticeBeforeDecision),
        (StageKind.Appointment, StageKind.PartyGroupDecision, ProcedureRules.AppointmentBeforeDecision),
        (StageKind.Appointment, StageKind.PublicNotice, ProcedureRules.NoticeNotBetween),
        (StageKind.Probation, StageKind.Appointment, ProcedureRules.ProbationBeforeAppointment),
    ];

    public static void Run(Course course, Certainty certain, Findings findings)
    {
        var flagged = new HashSet<Place>();
        foreach (var place in course.Stages.Where(certain.CanReach))
        {
            foreach (var (stage, needs, rule) in MustFollow)
            {
                if (place.Stage != stage || certain.Passed(place, needs) || SaidAsMissing(course, needs)) continue;
                flagged.Add(place);
                var name = ProcedureWords.Name(needs);
                findings.Add(rule, place.Node,
                    $"有路径未经“{name.Zh}”就到达“{ShapeCheck.Say(place)}”。", $"A path comes to \"{ShapeCheck.Say(place)}\" without \"{name.En}\" having been passed.",
                    $"让通向“{ShapeCheck.Say(place)}”的每条路径都先经过“{name.Zh}”，并从其“通过”的出口引出。",
                    $"Lead every path to \"{ShapeCheck.Say(place)}\" through \"{name.En}\" first, by the way out where somebody passes.");
            }

            if (place.Stage == StageKind.Synthesis && !certain.Scored(place))
            {
                flagged.Add(place);
                findings.Add(ProcedureRules.SynthesisWithoutScores, place.Node,
                    $"有路径未经任何考试或测评就到达“{ShapeCheck.Say(place)}”。", $"A path comes to \"{ShapeCheck.Say(place)}\" without any exam or evaluation.",
                    "在此之前至少安排笔试、面试或民主测评之一。", "Put a written exam, an interview or an evaluation before it.");
            }
        }

        foreach (var place in course.Stages.Where(p => certain.CanReach(p) && !flagged.Contains(p))) AfterLater(place, certain, flagged, findings);
    }

    private static bool SaidAsMissing(Course course, StageKind needs) =>
        needs is StageKind.Announcement or StageKind.PartyGroupDecision or StageKind.PublicNotice && !course.Of(needs).Any();

    /// <summary>A stage behind one that has to follow it, and not by way of a loop.</summary>
    private static void AfterLater(Place place, Certainty certain, HashSet<Place> flagged, Findings findings)
    {
        var before = Course.Reach([place], p => p.In.Where(w => !w.Back).Select(w => w.From));
        var later = before.Find(p => p != place && p.Stage is { } kind && !p.Closes && certain.CanReach(p) && !flagged.Contains(p)
            && place.Stage is not StageKind.CloseCompetition && Certainty.Rank(kind) > Certainty.Rank(place.Stage!.Value));
        if (later is null) return;
        findings.Add(ProcedureRules.OutOfOrder, place.Node,
            $"“{ShapeCheck.Say(place)}”排在“{ShapeCheck.Say(later)}”之后，次序颠倒。", $"\"{ShapeCheck.Say(place)}\" comes after \"{ShapeCheck.Say(later)}\", which has to follow it.",
            $"把“{ShapeCheck.Say(place)}”移到“{ShapeCheck.Say(later)}”之前。", $"Move \"{ShapeCheck.Say(place)}\" before \"{ShapeCheck.Say(later)}\".");
    }
}
