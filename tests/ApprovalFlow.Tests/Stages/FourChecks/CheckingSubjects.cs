using ApprovalFlow.Applications;
using ApprovalFlow.Disqualifications;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Applications;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.FourChecks;

public class CheckingSubjects
{
    private static readonly (string, string, object?)[] Checks = [("FourChecks", "Cleared", null)];

    private static readonly (TaskKind Kind, CheckFinding Fine)[] Fine =
    [
        (TaskKind.CheckPersonnelFile, CheckFinding.FileInOrder), (TaskKind.CheckPersonalMatters, CheckFinding.Truthful),
        (TaskKind.CheckDiscipline, CheckFinding.NoObjection), (TaskKind.CheckComplaints, CheckFinding.NoComplaint),
    ];

    [Fact]
    public async Task All_four_closed_and_two_signatures_clear_the_subject()
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0]);
        await CloseAll(it, 0);
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(0));
        await SignBoth(it, 0);
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));
        Assert.Equal("Cleared", (await it.Run(StageKind.FourChecks)).Outcome);
    }

    [Theory]
    [InlineData(TaskKind.CheckPersonnelFile)]
    [InlineData(TaskKind.CheckPersonalMatters)]
    [InlineData(TaskKind.CheckDiscipline)]
    [InlineData(TaskKind.CheckComplaints)]
    public async Task One_open_check_stops_everybody(TaskKind open)
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0, 1]);
        await CloseAll(it, 0);
        await SignBoth(it, 0);
        foreach (var (kind, finding) in Fine.Where(f => f.Kind != open)) await Record(it, 1, kind, finding);
        Assert.Equal("", (await it.Run(StageKind.FourChecks)).Outcome);
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(0));
        var waiting = (await it.Application(1)).Id;
        Assert.DoesNotContain(await it.Tasks(TaskKind.IntegrityBySecretary), t => t.SubjectId == waiting);
    }

    [Fact]
    public async Task A_complaint_under_verification_keeps_its_check_open()
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0]);
        foreach (var (kind, finding) in Fine.SkipLast(1)) await Record(it, 0, kind, finding);
        Assert.Equal(RecordCheckOutcome.NoteRequired, await Record(it, 0, TaskKind.CheckComplaints, CheckFinding.UnderVerification, note: null));
        Assert.Equal(RecordCheckOutcome.KeptOpen, await Record(it, 0, TaskKind.CheckComplaints, CheckFinding.UnderVerification));
        Assert.Empty(await it.Tasks(TaskKind.IntegrityBySecretary));
        Assert.Equal(RecordCheckOutcome.Closed, await Record(it, 0, TaskKind.CheckComplaints, CheckFinding.Unfounded));
        Assert.Single(await it.Tasks(TaskKind.IntegrityBySecretary));
    }

    [Theory]
    [InlineData(TaskKind.CheckPersonnelFile, CheckFinding.FileProblem)]
    [InlineData(TaskKind.CheckPersonalMatters, CheckFinding.Concealed)]
    [InlineData(TaskKind.CheckDiscipline, CheckFinding.Objection)]
    [InlineData(TaskKind.CheckComplaints, CheckFinding.Founded)]
    public async Task Whoever_a_check_stops_leaves_with_the_reason_and_the_others_go_on(TaskKind kind, CheckFinding finding)
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0, 1]);
        foreach (var fine in Fine) await Record(it, 0, fine.Kind, fine.Kind == kind ? finding : fine.Fine);
        await CloseAll(it, 1);
        await SignBoth(it, 1);
        Assert.Equal((ApplicationState.NotProposed, ApplicationState.Proposed), (await it.StateOf(0), await it.StateOf(1)));
        Assert.NotEmpty((await it.Application(0)).StateReason);
        Assert.Contains(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M11NotChosen);
    }

    [Fact]
    public async Task An_omission_that_is_explained_does_not_stop_anybody()
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0]);
        foreach (var fine in Fine) await Record(it, 0, fine.Kind, fine.Kind == TaskKind.CheckPersonalMatters ? CheckFinding.Omitted : fine.Fine);
        await SignBoth(it, 0);
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));
    }

    [Fact]
    public async Task A_hold_by_discipline_is_a_hard_stop_until_it_is_released()
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0]);
        var id = (await it.Application(0)).Id;
        await it.Do<HoldApplication, HoldApplicationOutcome>(hold => hold.RunAsync(new(id, "核查中"), LateStages.Of(it.Discipline), default));
        await CloseAll(it, 0);
        await SignBoth(it, 0);
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(0));
        await it.Do<ReleaseApplication, HoldApplicationOutcome>(release => release.RunAsync(new(id, "已查清"), LateStages.Of(it.Discipline), default));
        await it.Work();
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));
    }

    [Fact]
    public async Task The_two_signatures_are_by_two_people_under_the_same_words()
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0]);
        await CloseAll(it, 0);
        Assert.Empty(await it.Tasks(TaskKind.IntegrityByDiscipline));
        Assert.Equal(SignIntegrityOutcome.TextRequired, await Sign(it, 0, it.IntegritySecretary, TaskKind.IntegrityBySecretary, text: ""));
        Assert.Equal(SignIntegrityOutcome.Recorded, await Sign(it, 0, it.IntegritySecretary, TaskKind.IntegrityBySecretary));
        Assert.Equal(SignIntegrityOutcome.NotFound, await Sign(it, 0, it.IntegritySecretary, TaskKind.IntegrityByDiscipline));
        Assert.Equal(SignIntegrityOutcome.TextChanged, await Sign(it, 0, it.Discipline, TaskKind.IntegrityByDiscipline, hash: "0000"));
        Assert.Equal(SignIntegrityOutcome.Recorded, await Sign(it, 0, it.Discipline, TaskKind.IntegrityByDiscipline));
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));
    }

    [Fact]
    public void One_person_never_signs_both()
    {
        var run = StageRun.Enter(Guid.CreateVersion7(), Guid.CreateVersion7(), "a", 1, StageKind.FourChecks, "", "{}", DateTimeOffset.UnixEpoch);
        var opinion = IntegrityOpinion.Ask(run, Guid.CreateVersion7());
        var somebody = new Actor(Guid.CreateVersion7(), "某人");
        Assert.Equal(SignIntegrityOutcome.SecretaryFirst, opinion.SignAsDiscipline("", somebody, DateTimeOffset.UnixEpoch));
        Assert.Equal(SignIntegrityOutcome.Recorded, opinion.SignAsSecretary("良好", somebody, DateTimeOffset.UnixEpoch));
        Assert.Equal(SignIntegrityOutcome.SamePerson, opinion.SignAsDiscipline(opinion.ContentHash, somebody, DateTimeOffset.UnixEpoch));
        Assert.False(opinion.IsComplete);
    }

    [Fact]
    public async Task A_signature_refused_stops_the_subject()
    {
        using var it = await LateStages.At([("FourChecks", "NoneCleared", null)], ApplicationState.UnderInspection, [0]);
        await CloseAll(it, 0);
        var task = await it.Task(TaskKind.IntegrityBySecretary);
        Assert.Equal(SignIntegrityOutcome.Refused, await it.Do<SignIntegrity, SignIntegrityOutcome>(s => s.RunAsync(
            new(task.Id, false, null, null, "有待核实"), LateStages.Of(it.IntegritySecretary), default)));
        await it.Work();
        Assert.Equal(ApplicationState.NotProposed, await it.StateOf(0));
    }

    [Fact]
    public async Task A_sanction_entered_in_the_file_meanwhile_stops_the_subject()
    {
        using var it = await LateStages.At([("FourChecks", "NoneCleared", null)], ApplicationState.UnderInspection, [0]);
        await CloseAll(it, 0);
        var file = Forms.Complete with { Sanctions = [new() { Kind = SanctionKind.Demerit, DecidedOn = new(2026, 8, 20), Reason = "违纪" }] };
        await it.App.Do<ApprovalFlow.Infrastructure.ApprovalDb>(async db =>
        {
            (await db.FindAsync<Person>(it.Candidates[0].Id))!.PersonnelFileJson = file.ToJson();
            await db.SaveChangesAsync();
        });
        await SignBoth(it, 0);
        Assert.Equal(ApplicationState.NotProposed, await it.StateOf(0));
        Assert.Contains("记过", (await it.Application(0)).StateReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_of_the_checks_opens(string language)
    {
        using var it = await LateStages.At(Checks, ApplicationState.UnderInspection, [0]);
        foreach (var (kind, page, who) in new[]
        {
            (TaskKind.CheckPersonnelFile, "check-personnel-file", it.Organiser), (TaskKind.CheckPersonalMatters, "check-personal-matters", it.Organiser),
            (TaskKind.CheckDiscipline, "check-discipline", it.Discipline), (TaskKind.CheckComplaints, "check-complaints", it.Discipline),
        })
        {
            await it.App.As(who, language).Read($"/tasks/{page}/{(await it.Task(kind)).Id}");
        }

        await it.App.As(it.Organiser, language).Read($"/stages/four-checks/{(await it.Run(StageKind.FourChecks)).Id}");
        await CloseAll(it, 0);
        await it.App.As(it.IntegritySecretary, language).Read($"/tasks/integrity-by-secretary/{(await it.Task(TaskKind.IntegrityBySecretary)).Id}");
    }

    private static async Task CloseAll(LateStages it, int candidate)
    {
        foreach (var (kind, finding) in Fine) Assert.Equal(RecordCheckOutcome.Closed, await Record(it, candidate, kind, finding));
    }

    private static async Task<RecordCheckOutcome> Record(LateStages it, int candidate, TaskKind kind, CheckFinding finding, string? note = "情况说明")
    {
        var subject = await it.Application(candidate);
        var task = await it.Task(kind, subject: subject.Id);
        var who = kind is TaskKind.CheckPersonnelFile or TaskKind.CheckPersonalMatters ? it.Organiser : it.Discipline;
        var outcome = await it.Do<RecordCheck, RecordCheckOutcome>(record => record.RunAsync(
            new(task.Id, finding, new DateOnly(2026, 9, 1), note, null), LateStages.Of(who), default));
        await it.Work();
        return outcome;
    }

    private static async Task SignBoth(LateStages it, int candidate)
    {
        Assert.Equal(SignIntegrityOutcome.Recorded, await Sign(it, candidate, it.IntegritySecretary, TaskKind.IntegrityBySecretary));
        Assert.Equal(SignIntegrityOutcome.Recorded, await Sign(it, candidate, it.Discipline, TaskKind.IntegrityByDiscipline));
    }

    private static async Task<SignIntegrityOutcome> Sign(
        LateStages it, int candidate, Person who, TaskKind kind, string text = "廉洁自律情况良好", string? hash = null)
    {
        var subject = await it.Application(candidate);
        var task = await it.Task(kind, subject: subject.Id);
        hash ??= (await it.App.Rows<IntegrityOpinion>(all => all.Where(o => o.ApplicationId == subject.Id))).Single().ContentHash;
        var outcome = await it.Do<SignIntegrity, SignIntegrityOutcome>(sign => sign.RunAsync(new(task.Id, true, text, hash, null), LateStages.Of(who), default));
        await it.Work();
        return outcome;
    }
}
