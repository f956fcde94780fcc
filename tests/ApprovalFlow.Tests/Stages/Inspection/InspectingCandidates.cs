using System.Net;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.Inspection;

public class InspectingCandidates
{
    private static readonly (string, string, object?)[] Inspection = [("Inspection", "Completed", null)];

    /// <summary>The clock stands on Tuesday 1 September 2026: three working days ahead is Friday the 4th.</summary>
    private static readonly DateOnly Earliest = new(2026, 9, 4);

    private static readonly MaterialText Good = new()
    {
        Facts = "情况属实", Virtue = "德", Ability = "能", Diligence = "勤", Achievement = "绩", Integrity = "廉", Shortcomings = "有时急躁",
        TalksDue = 9, TalksHeld = 6, Evaluation = "评价良好", TeamOpinion = "建议任用", Suitable = true,
    };

    [Fact]
    public async Task The_notice_is_out_three_working_days_before_and_tells_the_subjects()
    {
        using var it = await LateStages.At(Inspection, ApplicationState.UnderInspection, [0]);
        Assert.Equal(PublishInspectionNoticeOutcome.TooSoon, await Publish(it, Earliest.AddDays(-1)));
        Assert.Equal(PublishInspectionNoticeOutcome.Published, await Publish(it, Earliest));

        var notice = Assert.Single(await it.App.Rows<Notice>());
        Assert.Equal(NoticeKind.InspectionNotice, notice.Kind);
        foreach (var part in new[] { "考生0", "一级主任科员", "考察组长", "024-1111", "024-9999" }) Assert.Contains(part, notice.Html, StringComparison.Ordinal);
        Assert.Contains(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M9Inspection);
        Assert.Empty(await it.Tasks(TaskKind.InspectionMaterial));
    }

    [Fact]
    public async Task Nothing_is_inspected_before_the_first_day()
    {
        using var it = await LateStages.At(Inspection, ApplicationState.UnderInspection, [0]);
        await Publish(it, Earliest);
        it.App.Clock.GoTo(ChinaTime.EndOf(Earliest.AddDays(-1)));
        await it.Work();
        Assert.Empty(await it.Tasks(TaskKind.InspectionMaterial));
        it.App.Clock.GoTo(ChinaTime.StartOf(Earliest));
        await it.Work();
        Assert.Equal(it.Leader.Id, (await it.Task(TaskKind.InspectionMaterial)).AssigneeId);
    }

    [Fact]
    public async Task A_relative_does_not_inspect_and_two_must_remain()
    {
        using var it = await LateStages.At(
            Inspection, ApplicationState.UnderInspection, [0],
            forms: (late, _, form) => form with { Family = [new() { Kin = "配偶", Name = late.Leader.Name }] });
        Assert.Equal(PublishInspectionNoticeOutcome.TeamTooSmall, await Publish(it, Earliest));
        await it.App.Has(ApprovalFlow.Competitions.Assignment.Of(it.Competition.Id, it.Recorder.Id, ApprovalFlow.Competitions.Duty.Inspector));
        Assert.Equal(PublishInspectionNoticeOutcome.Published, await Publish(it, Earliest));
        await Begin(it);
        Assert.NotEqual(it.Leader.Id, (await it.Task(TaskKind.InspectionMaterial)).AssigneeId);
    }

    [Fact]
    public async Task Shortcomings_and_two_thirds_of_the_talks_are_asked_for()
    {
        using var it = await LateStages.At(Inspection, ApplicationState.UnderInspection, [0]);
        await Publish(it, Earliest);
        await Begin(it);
        Assert.Equal(SubmitMaterialOutcome.ShortcomingsRequired, await Write(it, Good with { Shortcomings = " " }));
        Assert.Equal(SubmitMaterialOutcome.CoverageTooLow, await Write(it, Good with { TalksHeld = 5 }));
        Assert.Equal(SubmitMaterialOutcome.TalksImpossible, await Write(it, Good with { TalksHeld = 10 }));
        Assert.Equal(SubmitMaterialOutcome.ReasonRequired, await Write(it, Good with { Suitable = false }));
        Assert.Equal(SubmitMaterialOutcome.Submitted, await Write(it, Good));
    }

    [Fact]
    public async Task Every_member_signs_once_and_the_last_signature_completes_the_stage()
    {
        using var it = await LateStages.At(Inspection, ApplicationState.UnderInspection, [0]);
        await Publish(it, Earliest);
        await Begin(it);
        await Write(it, Good);
        var first = await it.Task(TaskKind.InspectionSignature, it.Leader);
        Assert.Equal(SignMaterialOutcome.Recorded, await Sign(it, first, it.Leader));
        Assert.Equal(SignMaterialOutcome.AlreadySigned, await Sign(it, first, it.Leader));
        Assert.Equal("", (await it.Run(StageKind.Inspection)).Outcome);
        Assert.Equal(SignMaterialOutcome.Recorded, await Sign(it, await it.Task(TaskKind.InspectionSignature, it.Inspector), it.Inspector));
        Assert.Equal("Completed", (await it.Run(StageKind.Inspection)).Outcome);
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(0));
    }

    [Fact]
    public async Task A_changed_text_needs_every_signature_again()
    {
        using var it = await LateStages.At(Inspection, ApplicationState.UnderInspection, [0]);
        await Publish(it, Earliest);
        await Begin(it);
        await Write(it, Good);
        await Sign(it, await it.Task(TaskKind.InspectionSignature, it.Leader), it.Leader);
        var old = (await it.App.Rows<InspectionMaterial>()).Single().ContentHash;
        Assert.Equal(SignMaterialOutcome.Returned, await Sign(it, await it.Task(TaskKind.InspectionSignature, it.Inspector), it.Inspector, sign: false));
        Assert.Equal(SubmitMaterialOutcome.Submitted, await Write(it, Good with { Shortcomings = "有时急躁，沟通不够" }));

        var again = await it.Tasks(TaskKind.InspectionSignature);
        Assert.Equal([2, 2], again.Select(t => t.Round));
        var inspectors = await it.Task(TaskKind.InspectionSignature, it.Inspector);
        Assert.Equal(SignMaterialOutcome.TextChanged, await Sign(it, inspectors, it.Inspector, hash: old));
        await Sign(it, inspectors, it.Inspector);
        Assert.Equal("", (await it.Run(StageKind.Inspection)).Outcome);
        await Sign(it, await it.Task(TaskKind.InspectionSignature, it.Leader), it.Leader);
        Assert.Equal("Completed", (await it.Run(StageKind.Inspection)).Outcome);
    }

    [Fact]
    public async Task Somebody_not_suitable_leaves_with_the_reason()
    {
        using var it = await LateStages.At(
            [("Inspection", "NoneSuitable", null)], ApplicationState.UnderInspection, [0]);
        await Publish(it, Earliest);
        await Begin(it);
        await Write(it, Good with { Suitable = false, UnsuitableReason = "群众公认度不高" });
        foreach (var member in new[] { it.Leader, it.Inspector }) await Sign(it, await it.Task(TaskKind.InspectionSignature, member), member);
        var application = await it.Application(0);
        Assert.Equal((ApplicationState.NotProposed, "群众公认度不高"), (application.State, application.StateReason));
        Assert.Contains(await it.App.MailsTo(it.Candidates[0]), m => m.Event == MailEvent.M11NotChosen);
    }

    [Fact]
    public async Task The_material_is_a_secret_and_every_reading_is_on_record()
    {
        using var it = await LateStages.At(Inspection, ApplicationState.UnderInspection, [0]);
        await Publish(it, Earliest);
        await Begin(it);
        await Write(it, Good);
        foreach (var member in new[] { it.Leader, it.Inspector }) await Sign(it, await it.Task(TaskKind.InspectionSignature, member), member);

        var page = $"/stages/inspection/{(await it.Run(StageKind.Inspection)).Id}/{(await it.Application(0)).Id}";
        foreach (var reader in new[] { it.Organiser, it.Discipline, it.Chief }) Assert.Equal(HttpStatusCode.OK, await it.App.As(reader).Try(page));
        Assert.Equal(3, (await it.Trail("inspection-material.read")).Count);
        var administrator = await it.App.HasPerson(it.Unit, "单位管理员", ApprovalFlow.People.Role.UnitAdministrator);
        foreach (var stranger in new[] { it.Candidates[0], administrator, it.Teller }) Assert.Equal(HttpStatusCode.NotFound, await it.App.As(stranger).Try(page));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_of_the_inspection_opens(string language)
    {
        using var it = await LateStages.At(Inspection, ApplicationState.UnderInspection, [0]);
        await it.App.As(it.Organiser, language).Read($"/tasks/inspection-notice/{(await it.Task(TaskKind.InspectionNotice)).Id}");
        await Publish(it, Earliest);
        await Begin(it);
        await it.App.As(it.Leader, language).Read($"/tasks/inspection-material/{(await it.Task(TaskKind.InspectionMaterial)).Id}");
        await Write(it, Good);
        await it.App.As(it.Inspector, language).Read($"/tasks/inspection-signature/{(await it.Task(TaskKind.InspectionSignature, it.Inspector)).Id}");
        await it.App.As(it.Organiser, language).Read($"/stages/inspection/{(await it.Run(StageKind.Inspection)).Id}");
    }

    private static async Task<PublishInspectionNoticeOutcome> Publish(LateStages it, DateOnly begins)
    {
        var task = await it.Task(TaskKind.InspectionNotice);
        var team = await it.App.Rows<ApprovalFlow.Competitions.Assignment>();
        var outcome = await it.Do<PublishInspectionNotice, PublishInspectionNoticeOutcome>(publish => publish.RunAsync(
            new(task.Id, "全面考察", begins, begins.AddDays(10), team.Select(a => a.PersonId).Distinct().ToDictionary(id => id, _ => "024-1111"), "024-9999"),
            LateStages.Of(it.Organiser), default));
        await it.Work();
        return outcome;
    }

    private static async Task Begin(LateStages it)
    {
        it.App.Clock.GoTo(ChinaTime.At(Earliest, new TimeOnly(9, 0)));
        await it.Work();
    }

    private static async Task<SubmitMaterialOutcome> Write(LateStages it, MaterialText text)
    {
        var task = await it.Task(TaskKind.InspectionMaterial);
        var writer = task.AssigneeId == it.Leader.Id ? it.Leader : it.Inspector;
        var outcome = await it.Do<SubmitInspectionMaterial, SubmitMaterialOutcome>(submit => submit.RunAsync(new(task.Id, text, PutForward: true), LateStages.Of(writer), default));
        await it.Work();
        return outcome;
    }

    private static async Task<SignMaterialOutcome> Sign(
        LateStages it, UserTask task, ApprovalFlow.People.Person member, bool sign = true, string? hash = null)
    {
        hash ??= (await it.App.Rows<InspectionMaterial>()).Single().ContentHash;
        var outcome = await it.Do<SignInspectionMaterial, SignMaterialOutcome>(s => s.RunAsync(
            new(task.Id, hash, sign, sign ? null : "请补充"), LateStages.Of(member), default));
        await it.Work();
        return outcome;
    }
}
