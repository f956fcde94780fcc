using System.Globalization;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures;

/// <summary>One scored component of a procedure and what it weighs, in percent.</summary>
public sealed record WeightedComponent(StageKind Stage, string Name, decimal Weight);

/// <summary>
/// What a procedure fixes for every competition held on it, read from its drawing: weights, ratios, periods. A stage that
/// is not drawn leaves its terms null.
/// </summary>
public sealed record ProcedureTerms(
    IReadOnlyList<WeightedComponent> Weights, int? Preferences, decimal? OpeningRatio, decimal? FloorRatio, IReadOnlyList<string> BelowFloor,
    int? InterviewRatio, IReadOnlyList<string> TieChain, int? InspectionRatio, int? Panel, int? InspectionTeam,
    string? EvaluationScale, decimal? VetoAtOrBelow, string? DecisionMode, int? AnnouncementWorkingDays, int? NoticeWorkingDays,
    int? InspectionNoticeWorkingDays, int? ProbationMonths)
{
    private static readonly StageKind[] Scored = [StageKind.WrittenExam, StageKind.Interview, StageKind.DemocraticEvaluation];

    public decimal TotalWeight => Weights.Sum(w => w.Weight);

    public static ProcedureTerms Of(Drawing drawing)
    {
        return new ProcedureTerms(
            [
                .. from activity in drawing.Stages
                   let kind = activity.Stage!.Value
                   where Scored.Contains(kind)
                   select new WeightedComponent(kind, activity.DisplayText, Decimal(activity.Setting("Weight")) ?? 0),
            ],
            Whole(StageKind.Registration, "Preferences"), Number(StageKind.Registration, "OpeningRatio"), Number(StageKind.Registration, "FloorRatio"),
            List(StageKind.Registration, "BelowFloor"), Whole(StageKind.WrittenExam, "InterviewRatio"), List(StageKind.Synthesis, "TieChain"),
            Whole(StageKind.Synthesis, "InspectionRatio"), Whole(StageKind.Interview, "Panel"), Whole(StageKind.Inspection, "Team"),
            Text(StageKind.DemocraticEvaluation, "Scale"),
            // Below zero is the stage's way of saying that there is no veto.
            Number(StageKind.DemocraticEvaluation, "VetoAtOrBelow") is { } veto and >= 0 ? veto : null,
            Text(StageKind.PartyGroupDecision, "Mode"), Whole(StageKind.Announcement, "DaysBeforeRegistration"),
            Whole(StageKind.PublicNotice, "WorkingDays"), Whole(StageKind.Inspection, "NoticeWorkingDays"), Whole(StageKind.Probation, "Months"));

        string? Text(StageKind kind, string name) => drawing.First(kind)?.Setting(name);
        decimal? Number(StageKind kind, string name) => Decimal(Text(kind, name));
        int? Whole(StageKind kind, string name) => (int?)Number(kind, name);
        IReadOnlyList<string> List(StageKind kind, string name) =>
            Text(kind, name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
    }

    private static decimal? Decimal(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
