using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures;

public sealed class ReadingADrawing
{
    private static readonly Drawing T1 = Template("provincial-department");
    private static readonly Drawing T5 = Template("small-unit");

    internal static Drawing Template(string name) => Drawing.Parse(File.ReadAllText(WorkingCopy.Of($"workflows/{name}/procedure.v1.json")));

    [Fact]
    public void A_provincial_department_goes_from_exam_over_interview_to_evaluation() =>
        Assert.Equal(
            [
                StageKind.Announcement, StageKind.Registration, StageKind.QualificationReview, StageKind.WrittenExam, StageKind.Interview,
                StageKind.DemocraticEvaluation, StageKind.Synthesis, StageKind.Inspection, StageKind.FourChecks, StageKind.PartyGroupDecision,
                StageKind.PublicNotice, StageKind.Appointment, StageKind.Probation, StageKind.Archive,
            ],
            T1.Stages.Select(s => s.Stage!.Value));

    [Fact]
    public void A_small_unit_has_no_written_exam() => Assert.Null(T5.First(StageKind.WrittenExam));

    [Fact]
    public void The_terms_of_a_provincial_department_are_those_of_its_template()
    {
        var terms = ProcedureTerms.Of(T1);
        Assert.Equal([30m, 40m, 30m], terms.Weights.Select(w => w.Weight));
        Assert.Equal(100m, terms.TotalWeight);
        Assert.Equal((3m, 2m, 1), (terms.OpeningRatio, terms.FloorRatio, terms.Preferences));
        Assert.Equal(["Cancel", "RechooseOnce"], terms.BelowFloor);
        Assert.Equal((5, 2, 7, 2), (terms.InterviewRatio, terms.InspectionRatio, terms.Panel, terms.InspectionTeam));
        Assert.Equal(["evaluation", "interview", "written", "admitAll"], terms.TieChain);
        Assert.Equal(("Approve", 50m, "SecretBallot"), (terms.EvaluationScale, terms.VetoAtOrBelow, terms.DecisionMode));
        Assert.Equal((3, 5, 3, 12), (terms.AnnouncementWorkingDays, terms.NoticeWorkingDays, terms.InspectionNoticeWorkingDays, terms.ProbationMonths));
    }

    [Fact]
    public void The_terms_of_a_small_unit_are_those_of_its_template()
    {
        var terms = ProcedureTerms.Of(T5);
        Assert.Equal([(StageKind.Interview, 60m), (StageKind.DemocraticEvaluation, 40m)], terms.Weights.Select(w => (w.Stage, w.Weight)));
        Assert.Equal((2m, 5, "ShowOfHands"), (terms.OpeningRatio, terms.Panel, terms.DecisionMode));
        Assert.Equal((1, 5, 12), (terms.InspectionNoticeWorkingDays, terms.NoticeWorkingDays, terms.ProbationMonths));
        Assert.Null(terms.VetoAtOrBelow);
        Assert.Equal(["evaluation", "interview", "admitAll"], terms.TieChain);
    }

    [Fact]
    public void A_setting_that_was_not_drawn_has_the_default_of_its_stage()
    {
        var drawing = Drawing.Parse("""
            {"root":{"type":"Elsa.Flowchart","activities":[{"id":"a","type":"ApprovalFlow.Announcement"}],"connections":[]}}
            """);
        Assert.Equal("3", drawing.Activities[0].Setting("DaysBeforeRegistration"));
        Assert.Equal(3, ProcedureTerms.Of(drawing).AnnouncementWorkingDays);
    }

    [Fact]
    public void Both_forms_of_connections_and_lists_are_read()
    {
        var drawing = Drawing.Parse("""
            {"root":{"type":"Elsa.Flowchart",
              "activities":[{"id":"s","type":"Elsa.Start"},{"id":"r","type":"ApprovalFlow.Registration",
                "belowFloor":{"expression":{"type":"Object","value":["Cancel","Reduce"]}}}],
              "connections":[{"source":"s","sourcePort":"Done","target":"r","targetPort":"In"}]}}
            """);
        Assert.Equal(new DrawnConnection("s", "Done", "r"), Assert.Single(drawing.Connections));
        Assert.Equal(["Cancel", "Reduce"], ProcedureTerms.Of(drawing).BelowFloor);
    }

    [Fact]
    public void A_definition_without_anything_in_it_is_an_empty_drawing()
    {
        var drawing = Drawing.Parse("{}");
        Assert.Empty(drawing.InOrder);
        Assert.Equal("", DrawingSvg.Of(drawing, chinese: true, "无"));
    }

    [Fact]
    public void What_designers_type_cannot_leave_the_drawing_as_markup()
    {
        var drawing = Drawing.Parse("""
            {"root":{"type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.Start","metadata":{"displayText":"<script>x</script>"}}],"connections":[]}}
            """);
        Assert.DoesNotContain("<script", DrawingSvg.Of(drawing, chinese: true, "<script>"), StringComparison.Ordinal);
        Assert.Contains("Start", DrawingSvg.Of(drawing, chinese: false, "x"), StringComparison.Ordinal);
    }
}
