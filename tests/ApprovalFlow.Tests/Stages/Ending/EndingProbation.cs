using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Archive;
using ApprovalFlow.Stages.Probation;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.Stages.Ending;

public sealed class EndingProbation
{
    [Fact]
    public async Task The_reminder_comes_thirty_days_before_the_end()
    {
        using var it = await OnProbation();
        var ends = (await it.AppointmentOf(it.Candidates[0])).ProbationEndsOn!.Value;
        await it.At(ChinaTime.EndOf(ends.AddDays(-31)));
        Assert.Empty(await it.Mails(it.Candidates[0], MailEvent.M13ProbationReminder));
        await it.At(ChinaTime.StartOf(ends.AddDays(-30)));
        Assert.Single(await it.Mails(it.Candidates[0], MailEvent.M13ProbationReminder));
        await it.OpenTask(TaskKind.ProbationReport);
        await it.At(ChinaTime.EndOf(ends));
        Assert.Empty(await it.Tasks(TaskKind.ProbationOpinion));
        await it.At(ChinaTime.StartOf(ends.AddDays(1)));
        await it.OpenTask(TaskKind.ProbationOpinion);
    }

    [Fact]
    public async Task The_report_is_handed_in_once_by_the_person()
    {
        using var it = await OnProbation();
        await it.At(ChinaTime.StartOf(new(2027, 9, 20)));
        var task = await it.OpenTask(TaskKind.ProbationReport);
        Assert.Equal(ProbationStepOutcome.NotFound, await Report(it, task.Id, "述职", it.Organiser));
        Assert.Equal(ProbationStepOutcome.TextMissing, await Report(it, task.Id, " ", it.Candidates[0]));
        Assert.Equal(ProbationStepOutcome.Recorded, await Report(it, task.Id, "述职", it.Candidates[0]));
        Assert.Equal(ProbationStepOutcome.AlreadyDone, await Report(it, task.Id, "述职", it.Candidates[0]));
    }

    [Theory]
    [InlineData(10, 10, 10, 0, true)]
    [InlineData(11, 10, 9, 0, false)]
    [InlineData(0, 0, 1, 0, true)]
    public async Task Exactly_two_thirds_need_a_reason_to_confirm_and_one_more_does_not(int excellent, int competent, int basic, int incompetent, bool needsReason)
    {
        using var it = await Assessed(excellent, competent, basic, incompetent);
        var task = await it.OpenTask(TaskKind.ProbationDecision);
        Assert.Equal(needsReason ? ProbationStepOutcome.ReasonRequired : ProbationStepOutcome.Recorded, await Decide(it, task.Id, confirm: true, null));
        if (needsReason) Assert.Equal(ProbationStepOutcome.Recorded, await Decide(it, task.Id, confirm: true, "党组研究"));
        Assert.Equal(ApplicationState.Confirmed, await it.StateOf(it.Candidates[0]));
        Assert.Equal("Completed", await it.Outcome(StageKind.Probation));
    }

    [Fact]
    public async Task Not_confirming_always_needs_a_reason_and_is_told()
    {
        using var it = await Assessed(30, 0, 0, 0);
        var task = await it.OpenTask(TaskKind.ProbationDecision);
        Assert.Equal(ProbationStepOutcome.NotFound, await Decide(it, task.Id, confirm: false, "不胜任", it.Organiser));
        Assert.Equal(ProbationStepOutcome.ReasonRequired, await Decide(it, task.Id, confirm: false, " "));
        Assert.Equal(ProbationStepOutcome.Recorded, await Decide(it, task.Id, confirm: false, "不胜任"));
        Assert.Equal(ApplicationState.NotConfirmed, await it.StateOf(it.Candidates[0]));
        Assert.Single(await it.Mails(it.Candidates[0], MailEvent.M11NotChosen));
    }

    [Fact]
    public async Task Counts_are_whole_ballots()
    {
        using var it = await OnProbation();
        await it.At(ChinaTime.StartOf(new(2027, 10, 12)));
        var task = await it.OpenTask(TaskKind.ProbationOpinion);
        Assert.Equal(ProbationStepOutcome.CountsMissing, await Assess(it, task.Id, 0, 0, 0, 0));
        Assert.Equal(ProbationStepOutcome.CountsMissing, await Assess(it, task.Id, 5, -1, 0, 0));
        Assert.Equal(ProbationStepOutcome.TextMissing, await Assess(it, task.Id, 5, 0, 0, 0, " "));
    }

    [Fact]
    public async Task Two_people_have_two_ends()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.AfterTheEnd();
        await it.Appoint(it.Candidates[0], "8");
        it.App.Clock.Advance(TimeSpan.FromDays(3));
        await it.Appoint(it.Candidates[1], "9");
        await it.At(ChinaTime.StartOf(new(2027, 10, 12)));
        Assert.Single(await it.Tasks(TaskKind.ProbationOpinion));
        await it.At(ChinaTime.StartOf(new(2027, 10, 15)));
        Assert.Equal(2, (await it.Tasks(TaskKind.ProbationOpinion)).Count);
    }

    [Fact]
    public async Task An_incomplete_record_is_archived_only_with_a_reason()
    {
        using var it = await Assessed(30, 0, 0, 0);
        await Decide(it, (await it.OpenTask(TaskKind.ProbationDecision)).Id, confirm: true, null);
        var lines = await it.App.Ask<RecordChecklist, IReadOnlyList<RecordLine>>(c => c.ForAsync(it.Id, default));
        Assert.Equal([RecordPart.Probation], lines.Where(l => !l.Complete).Select(l => l.Part)); // no report was handed in
        Assert.DoesNotContain(lines, l => l.Part is RecordPart.ExamSheets or RecordPart.Minutes);

        var task = await it.OpenTask(TaskKind.ArchiveRecord);
        Assert.Equal(ArchiveRecordOutcome.NotFound, await Archive(it, task.Id, "缺", it.Leader));
        Assert.Equal(ArchiveRecordOutcome.ReasonRequired, await Archive(it, task.Id, " "));
        Assert.Equal(ArchiveRecordOutcome.Archived, await Archive(it, task.Id, "本人出国未交"));
        Assert.Equal("Archived", await it.Outcome(StageKind.Archive));
        Assert.Equal("报名 1", SummaryWords.Of((await it.Run(StageKind.Archive)).SummaryJson).Zh);
        Assert.Equal(CompetitionState.Finished, (await it.App.Rows<Competition>()).Single().State);
    }

    private static async Task<EndingCase> OnProbation()
    {
        var it = await EndingCase.With([1], [0]);
        await it.Publish();
        await it.AfterTheEnd();
        await it.Appoint(it.Candidates[0], "某民党组〔2026〕8号");
        return it;
    }

    private static async Task<EndingCase> Assessed(int excellent, int competent, int basic, int incompetent)
    {
        var it = await OnProbation();
        await it.At(ChinaTime.StartOf(new(2027, 10, 12)));
        var task = await it.OpenTask(TaskKind.ProbationOpinion);
        Assert.Equal(ProbationStepOutcome.Recorded, await Assess(it, task.Id, excellent, competent, basic, incompetent));
        return it;
    }

    private static Task<ProbationStepOutcome> Report(EndingCase it, Guid task, string text, Person by) =>
        it.App.Ask<HandInProbationReport, ProbationStepOutcome>(r => r.RunAsync(new(task, text), EndingCase.Of(by), default));

    private static async Task<ProbationStepOutcome> Assess(EndingCase it, Guid task, int excellent, int competent, int basic, int incompetent, string opinion = "意见")
    {
        var outcome = await it.App.Ask<AssessProbation, ProbationStepOutcome>(
            a => a.RunAsync(new(task, excellent, competent, basic, incompetent, opinion), EndingCase.Of(it.Organiser), default));
        await it.Work();
        return outcome;
    }

    private static async Task<ProbationStepOutcome> Decide(EndingCase it, Guid task, bool confirm, string? reason, Person? by = null)
    {
        var outcome = await it.App.Ask<DecideProbation, ProbationStepOutcome>(d => d.RunAsync(new(task, confirm, reason), EndingCase.Of(by ?? it.Secretary), default));
        await it.Work();
        return outcome;
    }

    private static async Task<ArchiveRecordOutcome> Archive(EndingCase it, Guid task, string reason, Person? by = null)
    {
        var outcome = await it.App.Ask<ArchiveRecord, ArchiveRecordOutcome>(a => a.RunAsync(new(task, reason), EndingCase.Of(by ?? it.Organiser), default));
        await it.Work();
        return outcome;
    }
}
