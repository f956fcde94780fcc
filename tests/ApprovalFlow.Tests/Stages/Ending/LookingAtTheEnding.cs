using ApprovalFlow.Calendar;
using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.Ending;

/// <summary>The pages from the notice to the archive in a real browser, as a competition comes by them.</summary>
public sealed class LookingAtTheEnding(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Axe_finds_nothing_and_nothing_sticks_out()
    {
        using var it = await EndingCase.With(listens: true);
        var administrator = await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        await Look(it, "notices-empty", "/notices", null);
        await Look(it, "publish-notice", $"/tasks/publish-notice/{(await it.OpenTask(TaskKind.PublishNotice)).Id}", it.Organiser);
        await it.Publish();
        var notice = (await it.Notices())[0].Id;
        await Look(it, "notices", "/notices", null);
        await Look(it, "notice", $"/notices/{notice}", null);
        await Look(it, "objection", $"/notices/{notice}/objection", null);
        await Look(it, "objection-record", $"/notices/{notice}/objection/record", it.Organiser);
        var report = await it.Report(it.Candidates[0], named: true);
        await Look(it, "objection-status", $"/notices/objection/{report.Code}", null);
        await Look(it, "handle-objection", $"/tasks/handle-objection/{(await it.OpenTask(TaskKind.HandleObjection)).Id}", it.Handler);
        await it.Verify(report.Code);
        await Look(it, "decide-objection", $"/tasks/decide-objection/{(await it.OpenTask(TaskKind.DecideObjection)).Id}", it.Discipline);
        await Look(it, "me-notice", $"/me/{it.Id}", it.Candidates[0]);
        await it.Decide(report.Code, ObjectionState.Unsubstantiated);
        await Look(it, "reporter", $"/objections/{(await it.ObjectionOf(report.Code)).Id}/reporter", it.Discipline);
        var run = (await it.Run(StageKind.PublicNotice)).Id;
        await Look(it, "stage-notice", $"/stages/public-notice/{run}", it.Organiser);
        await Look(it, "stage-notice-discipline", $"/stages/public-notice/{run}", it.Discipline);
        await Look(it, "calendar", "/admin/calendar", administrator);

        await it.AfterTheEnd();
        var first = (await it.ApplicationOf(it.Candidates[0])).Id;
        await Look(it, "appointment-talk", $"/tasks/appointment-talk/{(await it.OpenTask(TaskKind.AppointmentTalk, first)).Id}", it.Organiser);
        await it.Talk(it.Candidates[0]);
        await Look(it, "appointment-document", $"/tasks/appointment-document/{(await it.OpenTask(TaskKind.AppointmentDocument)).Id}", it.Organiser);
        await it.Issue(it.Candidates[0], "某民党组〔2026〕8号");
        run = (await it.Run(StageKind.Appointment)).Id;
        await Look(it, "stage-appointment", $"/stages/appointment/{run}", it.Organiser);
        await Look(it, "document", $"/stages/appointment/{run}/documents/{first}", it.Organiser);
        await it.Appoint(it.Candidates[1], "某民党组〔2026〕9号");

        await it.At(ChinaTime.StartOf(new(2027, 9, 20)));
        await Look(it, "probation-report", $"/tasks/probation-report/{(await it.Tasks(TaskKind.ProbationReport, first))[0].Id}", it.Candidates[0]);
        await it.At(ChinaTime.StartOf(new(2027, 10, 13)));
        await Look(it, "me-probation", $"/me/{it.Id}", it.Candidates[0]);
        var opinions = await it.Tasks(TaskKind.ProbationOpinion);
        await Look(it, "probation-opinion", $"/tasks/probation-opinion/{opinions[0].Id}", it.Organiser);
        foreach (var opinion in opinions)
        {
            await it.App.Ask<ApprovalFlow.Stages.Probation.AssessProbation, ApprovalFlow.Stages.Probation.ProbationStepOutcome>(
                a => a.RunAsync(new(opinion.Id, 10, 10, 10, 0, "测评和谈话情况"), EndingCase.Of(it.Organiser), default));
        }

        await it.Work();
        var decisions = await it.Tasks(TaskKind.ProbationDecision);
        await Look(it, "probation-decision", $"/tasks/probation-decision/{decisions[0].Id}", it.Secretary);
        await Look(it, "stage-probation", $"/stages/probation/{(await it.Run(StageKind.Probation)).Id}", it.Organiser);
        foreach (var decision in decisions)
        {
            await it.App.Ask<ApprovalFlow.Stages.Probation.DecideProbation, ApprovalFlow.Stages.Probation.ProbationStepOutcome>(
                d => d.RunAsync(new(decision.Id, true, "党组研究"), EndingCase.Of(it.Secretary), default));
        }

        await it.Work();
        await Look(it, "archive-record", $"/tasks/archive-record/{(await it.OpenTask(TaskKind.ArchiveRecord)).Id}", it.Organiser);
        await Look(it, "stage-archive", $"/stages/archive/{(await it.Run(StageKind.Archive)).Id}", it.Organiser);
        Assert.True(_complaints.Count == 0, string.Join('\n', _complaints));
    }

    private readonly List<string> _complaints = [];

    private async Task Look(EndingCase it, string name, string address, Person? reader) =>
        _complaints.AddRange(await chromium.LookAsync(it.Site, reader, $"ending-{name}", address));
}
