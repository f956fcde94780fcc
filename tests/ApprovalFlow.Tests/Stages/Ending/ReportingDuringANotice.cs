using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Mail;
using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.Ending;

public sealed class ReportingDuringANotice
{
    [Fact]
    public async Task Counts_at_ten_to_midnight_of_the_last_day_and_not_at_midnight()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        it.App.Clock.GoTo(ChinaTime.At(new(2026, 10, 10), new(23, 50)));
        Assert.Equal(LodgeObjectionOutcome.Received, (await it.Report(it.Candidates[0])).Outcome);
        it.App.Clock.GoTo(EndingCase.LastInstant);
        Assert.Equal(LodgeObjectionOutcome.Received, (await it.Report(it.Candidates[0])).Outcome);

        it.App.Clock.GoTo(EndingCase.LastInstant.AddMicroseconds(1));
        Assert.Equal(LodgeObjectionOutcome.PeriodOver, (await it.Report(it.Candidates[0])).Outcome);
    }

    [Fact]
    public async Task A_letter_counts_by_its_postmark_also_when_it_arrives_after_the_end()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.At(ChinaTime.At(new(2026, 10, 12), new(9, 0)));
        Assert.Equal(RecordObjectionOutcome.PeriodOver, (await it.Letter(it.Candidates[0], new(2026, 10, 11))).Outcome);
        Assert.Equal(RecordObjectionOutcome.InTheFuture, (await it.Letter(it.Candidates[0], new(2026, 10, 13))).Outcome);
        Assert.Equal(RecordObjectionOutcome.BeforeNotice, (await it.Letter(it.Candidates[0], new(2026, 9, 27))).Outcome);
        Assert.Equal(RecordObjectionOutcome.ChannelMissing, (await it.Letter(it.Candidates[0], new(2026, 10, 10), channel: ObjectionChannel.WebForm)).Outcome);
        Assert.Equal(RecordObjectionOutcome.NotFound, (await it.Letter(it.Candidates[0], new(2026, 10, 10), by: it.Candidates[1])).Outcome);
        Assert.Equal(RecordObjectionOutcome.Received, (await it.Letter(it.Candidates[0], new(2026, 10, 10))).Outcome);
    }

    [Fact]
    public async Task A_letter_that_comes_late_stops_the_document_until_it_has_an_answer()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.At(ChinaTime.At(new(2026, 10, 12), new(9, 0)));
        await it.Talk(it.Candidates[0]);
        var letter = await it.Letter(it.Candidates[0], new(2026, 10, 10));
        Assert.Equal(ApprovalFlow.Stages.Appointment.IssueDocumentOutcome.ReportOpen, await it.Issue(it.Candidates[0], "某民党组〔2026〕8号"));
        Assert.Equal(HandleObjectionOutcome.Logged, await it.Handle(letter.Code, HandlingStep.Log, "没有线索"));
        Assert.Equal(ApprovalFlow.Stages.Appointment.IssueDocumentOutcome.Issued, await it.Issue(it.Candidates[0], "某民党组〔2026〕8号"));
    }

    [Fact]
    public async Task Asks_for_what_a_report_needs()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        Assert.Equal(LodgeObjectionOutcome.NoticeNotRead, (await it.Report(it.Candidates[0], read: false)).Outcome);
        Assert.Equal(LodgeObjectionOutcome.FactsMissing, (await it.Report(it.Candidates[0], facts: "  ")).Outcome);
        Assert.Equal(LodgeObjectionOutcome.FactsTooLong, (await it.Report(it.Candidates[0], facts: new string('字', 801))).Outcome);
        Assert.Equal(LodgeObjectionOutcome.Received, (await it.Report(it.Candidates[0], facts: new string('字', 400) + "\r\n" + new string('字', 399) + "\r\n")).Outcome);
        Assert.Equal(LodgeObjectionOutcome.NameMissing, (await it.Report(it.Candidates[0], named: true, name: " ")).Outcome);
    }

    [Fact]
    public async Task An_anonymous_report_without_clues_is_kept_on_record_and_holds_nobody()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var report = await it.Report(it.Candidates[0]);
        Assert.Equal(HandleObjectionOutcome.TextRequired, await it.Handle(report.Code, HandlingStep.Log, " "));
        Assert.Equal(HandleObjectionOutcome.Logged, await it.Handle(report.Code, HandlingStep.Log, "没有可以核查的线索"));
        await it.AfterTheEnd();
        Assert.Equal(ApplicationState.Cleared, await it.StateOf(it.Candidates[0]));
    }

    [Fact]
    public async Task A_report_nobody_has_read_keeps_the_person_waiting()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var report = await it.Report(it.Candidates[0]);
        await it.AfterTheEnd();
        Assert.Equal(ApplicationState.OnNotice, await it.StateOf(it.Candidates[0]));
        Assert.Equal(ApplicationState.Cleared, await it.StateOf(it.Candidates[1]));
        await it.Handle(report.Code, HandlingStep.Log, "没有线索");
        Assert.Equal(ApplicationState.Cleared, await it.StateOf(it.Candidates[0]));
    }

    [Fact]
    public async Task A_report_by_name_cannot_be_just_kept_on_record()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var report = await it.Report(it.Candidates[0], named: true);
        Assert.Equal(HandleObjectionOutcome.NamedMustBeVerified, await it.Handle(report.Code, HandlingStep.Log, "没有线索"));
        Assert.Equal(ObjectionState.Received, (await it.ObjectionOf(report.Code)).State);
    }

    [Fact]
    public async Task Verification_holds_one_person_and_the_other_is_appointed()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var report = await it.Report(it.Candidates[0], named: true);
        await it.Verify(report.Code);
        await it.AfterTheEnd();
        Assert.Equal("Clear", await it.Outcome(StageKind.PublicNotice));
        Assert.NotNull((await it.ApplicationOf(it.Candidates[0])).HeldAt);
        await it.Appoint(it.Candidates[1], "某民党组〔2026〕8号");
        Assert.Equal(ApplicationState.Appointed, await it.StateOf(it.Candidates[1]));
        Assert.Equal(ApplicationState.OnNotice, await it.StateOf(it.Candidates[0]));
        Assert.Equal("Appointed", await it.Outcome(StageKind.Appointment)); // nobody waits for who is held

        Assert.Equal(DecideObjectionOutcome.Decided, await it.Decide(report.Code, ObjectionState.Unsubstantiated));
        Assert.Null((await it.ApplicationOf(it.Candidates[0])).HeldAt);
        await it.Appoint(it.Candidates[0], "某民党组〔2026〕9号");
        Assert.Equal("Appointed", Assert.Single(await it.App.Rows<StageRun>(), run => run.IsCatchUp).Outcome);
    }

    [Fact]
    public async Task Upheld_the_person_is_out_and_told_why()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var report = await it.Report(it.Candidates[0]);
        await it.Verify(report.Code);
        Assert.Equal(DecideObjectionOutcome.ReasonRequired, await it.Decide(report.Code, ObjectionState.Upheld, " "));
        Assert.Equal(DecideObjectionOutcome.ResultMissing, await it.Decide(report.Code, ObjectionState.Logged));
        Assert.Equal(DecideObjectionOutcome.NotFound, await it.Decide(report.Code, ObjectionState.Upheld, by: it.Handler));
        Assert.Equal(DecideObjectionOutcome.Decided, await it.Decide(report.Code, ObjectionState.Upheld, "影响任职"));

        var application = await it.ApplicationOf(it.Candidates[0]);
        Assert.Equal((ApplicationState.Disqualified, "影响任职"), (application.State, application.StateReason));
        Assert.Single(await it.Mails(it.Candidates[0], MailEvent.M11NotChosen));
        await it.AfterTheEnd();
        Assert.Equal(ApplicationState.Disqualified, await it.StateOf(it.Candidates[0]));
    }

    [Fact]
    public async Task When_everybody_is_out_the_competition_closes()
    {
        using var it = await EndingCase.With([1], [0]);
        await it.Publish();
        var report = await it.Report(it.Candidates[0]);
        await it.Verify(report.Code);
        await it.Decide(report.Code, ObjectionState.Upheld);
        Assert.Equal("NoneClear", await it.Outcome(StageKind.PublicNotice));
        Assert.Equal("Closed", await it.Outcome(StageKind.CloseCompetition));
    }

    [Fact]
    public async Task A_hold_by_the_discipline_office_outlasts_an_unfounded_report()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var application = await it.ApplicationOf(it.Candidates[0]);
        await it.Change<Application>(application.Id, a => a.Hold("另案调查", it.App.Clock.GetUtcNow()));
        var report = await it.Report(it.Candidates[0]);
        await it.Verify(report.Code);
        await it.Decide(report.Code, ObjectionState.Unsubstantiated);
        Assert.Equal("另案调查", (await it.ApplicationOf(it.Candidates[0])).HoldReason);
        await it.AfterTheEnd();
        Assert.Equal(ApplicationState.OnNotice, await it.StateOf(it.Candidates[0]));
    }

    [Fact]
    public async Task The_reporter_is_readable_by_the_discipline_office_only_and_every_reading_is_on_record()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var report = await it.Report(it.Candidates[0], named: true, name: "张三丰");
        var id = (await it.ObjectionOf(report.Code)).Id;
        var administrator = await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        var auditor = await it.App.HasPerson(it.Unit, "巡视员", Role.Auditor);
        foreach (var stranger in new[] { it.Organiser, it.Candidates[0], administrator, auditor, it.Leader })
        {
            Assert.Null(await Read(it, id, stranger));
            using var closed = it.App.As(stranger);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, await closed.Try($"/objections/{id}/reporter"));
        }

        Assert.Empty(await it.Trail("objection.reporter-read"));
        Assert.Equal("张三丰", (await Read(it, id, it.Discipline))?.Name);
        Assert.Equal(["纪检乙"], await it.Trail("objection.reporter-read"));
        using var browser = it.App.As(it.Discipline);
        var page = await browser.Read($"/objections/{id}/reporter");
        Assert.DoesNotContain("张三丰", page.Body!.TextContent, StringComparison.Ordinal);
        using var opened = await browser.Press($"/objections/{id}/reporter", "查看反映人身份");
        Assert.Contains("张三丰", (await opened.Page()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await it.Trail("objection.reporter-read")).Count);
        Assert.All(await it.App.Rows<ApprovalFlow.Trail.TrailEntry>(), entry => Assert.DoesNotContain("张三丰", entry.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_named_reporter_is_told_once_and_only_after_the_conclusion()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var named = await it.Report(it.Candidates[0], named: true);
        var anonymous = await it.Report(it.Candidates[1]);
        Assert.Equal(TellReporterOutcome.NotSettled, await Tell(it, named.Code, it.Discipline));
        Assert.Equal(TellReporterOutcome.NotNamed, await Tell(it, anonymous.Code, it.Discipline));
        await it.Verify(named.Code);
        await it.Decide(named.Code, ObjectionState.NoEffect);
        Assert.Equal(TellReporterOutcome.NotFound, await Tell(it, named.Code, it.Organiser));
        Assert.Equal(TellReporterOutcome.Told, await Tell(it, named.Code, it.Discipline));
        Assert.Equal(TellReporterOutcome.AlreadyTold, await Tell(it, named.Code, it.Discipline));
    }

    [Fact]
    public async Task Every_report_is_told_to_the_handler()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.Report(it.Candidates[0]);
        await it.Report(it.Candidates[1]);
        Assert.Equal(2, (await it.Mails(it.Handler, MailEvent.TaskAssigned)).Count);
        Assert.All(await it.Tasks(TaskKind.HandleObjection), task => Assert.Equal(TaskState.Open, task.State));
    }

    private static Task<ReporterIdentity?> Read(EndingCase it, Guid id, Person reader) =>
        it.App.Ask<ReadReporter, ReporterIdentity?>(r => r.RunAsync(new(id), EndingCase.Of(reader), default));

    private static async Task<TellReporterOutcome> Tell(EndingCase it, string code, Person by)
    {
        var id = (await it.ObjectionOf(code)).Id;
        return await it.App.Ask<TellReporter, TellReporterOutcome>(t => t.RunAsync(new(id), EndingCase.Of(by), default));
    }
}
