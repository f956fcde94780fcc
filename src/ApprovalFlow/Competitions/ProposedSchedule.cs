using ApprovalFlow.Calendar;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Competitions;

/// <summary>A timetable to begin with: the shortest usual one on the working-day calendar, for the organiser to change.</summary>
public static class ProposedSchedule
{
    private const int RegistrationWindow = 5;
    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly Afternoon = new(14, 30);

    public static Schedule From(DateOnly announceOn, Drawing drawing, WorkingCalendar calendar)
    {
        var announce = calendar.OnOrAfter(announceOn);
        var opens = calendar.AddWorkingDays(announce, ProcedureTerms.Of(drawing).AnnouncementWorkingDays ?? 3);
        var closes = calendar.AddWorkingDays(opens, RegistrationWindow - 1);
        var exam = calendar.AddWorkingDays(closes, 10);
        var hasExam = drawing.First(StageKind.WrittenExam) is not null;
        var interview = hasExam ? calendar.AddWorkingDays(exam, 7) : exam;
        var hasInterview = drawing.First(StageKind.Interview) is not null;
        var hasEvaluation = drawing.First(StageKind.DemocraticEvaluation) is not null;
        var inspection = calendar.AddWorkingDays(interview, 6);
        var decision = calendar.AddWorkingDays(inspection, 18);
        return new Schedule
        {
            AnnounceOn = announce, RegistrationOpensOn = opens, RegistrationClosesOn = closes, MaterialsCloseOn = closes,
            // "Before the interview": the last working day on which a place can still be given to nobody.
            WithdrawalClosesOn = calendar.SubtractWorkingDays(interview, 1),
            ExamAt = hasExam ? ChinaTime.At(exam, Morning) : null,
            InterviewAt = hasInterview ? ChinaTime.At(interview, Morning) : null,
            EvaluationAt = hasEvaluation ? ChinaTime.At(interview, Afternoon) : null,
            InspectionFromOn = inspection, DecisionOn = decision, AppointmentOn = calendar.AddWorkingDays(decision, 8),
        };
    }
}
