using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Trail;

namespace ApprovalFlow.Tests.Procedures;

public sealed class PublishingAProcedure(DraftRoom room) : IClassFixture<DraftRoom>
{
    [Fact]
    public async Task A_checked_draft_is_published_by_somebody_who_did_not_draw_it_and_never_changes_again()
    {
        var id = await room.StartAsync();
        Assert.Equal(SubmitProcedureOutcome.Submitted, await Submit(id));
        Assert.Contains(await room.App.MailsTo(room.Leader), m => m.Text.Contains($"/procedures/{id}", StringComparison.Ordinal));
        Assert.Equal(SaveDraftOutcome.NotADraft, (await room.Save(room.Administrator, id, 1, await room.Changed(id, j => j["description"] = "晚了"))).Outcome);
        Assert.Equal(ApproveProcedureOutcome.Published, await Decide(room.Leader, id, approve: true));

        var page = (await room.Look(room.Administrator, id))!;
        Assert.Equal((ProcedureState.Published, room.Leader.Id, false, 64), (page.Version.State, page.Version.ApproverId, page.MayEdit, page.Version.Hash.Length));
        var stored = Assert.Single(await room.App.Rows<StoredDefinition>(all => all.Where(d => d.VersionId == id)));
        Assert.Equal((page.Version.Hash, true), (stored.Hash, stored.IsPublished));
        Assert.Equal(SaveDraftOutcome.NotADraft, (await room.Save(room.Administrator, id, 1, page.Json)).Outcome);
        Assert.Contains(await room.App.Ask<ProcedureSheet, List<ProcedureVersion>>(s => s.ToChooseAsync(room.Unit.Id, default)), v => v.Id == id);
        Assert.Contains(await room.App.MailsTo(room.Administrator), m => m.Subject.Contains("已发布", StringComparison.Ordinal));
        var acts = await Acts(id);
        Assert.Equal(["procedure.drafted", "procedure.submitted", "procedure.published"], acts.Select(a => a.Action));
        Assert.Contains(page.Version.Hash, acts[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_drew_on_it_does_not_approve_it_even_with_the_role_for_it()
    {
        var id = await room.StartAsync();
        Assert.Equal(SaveDraftOutcome.Saved, (await room.Save(room.Second, id, 1, await room.Changed(id, j => j["description"] = "第二人也画了"))).Outcome);
        Assert.Equal(SubmitProcedureOutcome.Submitted, await Submit(id, revision: 2));
        Assert.DoesNotContain(await room.App.MailsTo(room.Second), m => m.Text.Contains($"/procedures/{id}", StringComparison.Ordinal));
        Assert.Equal(ApproveProcedureOutcome.OwnWork, await Decide(room.Second, id, approve: true, revision: 2));
        Assert.Equal(ProcedureState.AwaitingApproval, (await room.Look(room.Leader, id))!.Version.State);
    }

    [Fact]
    public async Task Only_those_who_may_decide_do()
    {
        var id = await room.StartAsync();
        await Submit(id);
        Assert.Equal(ApproveProcedureOutcome.NotFound, await Decide(room.Organiser, id, approve: true));
        Assert.Equal(ApproveProcedureOutcome.NotFound, await Decide(room.Stranger, id, approve: true));
        Assert.Equal(ApproveProcedureOutcome.NotFound, await Decide(room.Administrator, id, approve: true));
        Assert.Equal(SubmitProcedureOutcome.NotFound, await Submit(id, by: room.Stranger));
    }

    [Fact]
    public async Task Given_back_with_a_reason_it_is_drawn_on_and_submitted_anew()
    {
        var id = await room.StartAsync();
        await Submit(id);
        Assert.Equal(ApproveProcedureOutcome.ReasonRequired, await Decide(room.Leader, id, approve: false, reason: "  "));
        Assert.Equal(ApproveProcedureOutcome.Returned, await Decide(room.Leader, id, approve: false, reason: "面试权重偏高"));
        var page = (await room.Look(room.Administrator, id))!;
        Assert.Equal((ProcedureState.Draft, "面试权重偏高", true), (page.Version.State, page.Version.ReturnReason, page.MayEdit));
        Assert.Contains(await room.App.MailsTo(room.Administrator), m => m.Text.Contains("面试权重偏高", StringComparison.Ordinal));
        Assert.Equal(SaveDraftOutcome.Saved, (await room.Save(room.Administrator, id, 1, await room.Changed(id, j => j["description"] = "改好了"))).Outcome);
        Assert.Equal(SubmitProcedureOutcome.Submitted, await Submit(id, revision: 2));
        Assert.Equal(ApproveProcedureOutcome.Changed, await Decide(room.Leader, id, approve: true, revision: 1));
        Assert.Equal(ApproveProcedureOutcome.Published, await Decide(room.Leader, id, approve: true, revision: 2));
        Assert.Equal(ApproveProcedureOutcome.NotSubmitted, await Decide(room.Leader, id, approve: true, revision: 2));
    }

    [Fact]
    public async Task Errors_and_unseen_changes_keep_a_draft_from_being_submitted()
    {
        var id = await room.StartAsync();
        var broken = await room.Changed(id, json => json["root"]!["activities"]!.AsArray().Add(JsonNode.Parse(
            """{"id":"js","type":"Elsa.RunJavaScript","script":{"expression":{"type":"Literal","value":"this is ( no script"}}}""")));
        Assert.Equal(SaveDraftOutcome.Saved, (await room.Save(room.Administrator, id, 1, broken)).Outcome);
        Assert.Equal(SubmitProcedureOutcome.Changed, await Submit(id, revision: 1));
        Assert.Equal(SubmitProcedureOutcome.HasErrors, await Submit(id, revision: 2));
        Assert.Equal(ProcedureState.Draft, (await room.Look(room.Administrator, id))!.Version.State);
    }

    [Fact]
    public async Task Where_nobody_else_may_approve_it_is_said_at_once()
    {
        var unit = await room.App.HasUnit("archives", "某省档案馆");
        var alone = await room.App.HasPerson(unit, "吴独自", Role.UnitAdministrator, Role.LeadingGroup);
        var started = await room.Start(alone, new(unit.Id, "档案馆办法", "", DraftRoom.Template));
        Assert.Equal(SubmitProcedureOutcome.NobodyToApprove, await Submit(started.VersionId!, by: alone));
    }

    [Fact]
    public async Task Taken_back_it_is_a_draft_again_and_nobody_can_approve_it()
    {
        var id = await room.StartAsync();
        await Submit(id);
        Assert.Equal(RecallProcedureOutcome.Recalled, await room.App.Ask<RecallProcedure, RecallProcedureOutcome>(r => r.RunAsync(new(id), DraftRoom.As(room.Second), default)));
        Assert.Equal(ApproveProcedureOutcome.NotSubmitted, await Decide(room.Leader, id, approve: true));
    }

    [Fact]
    public async Task The_next_version_is_a_draft_of_its_own_and_there_is_one_at_a_time()
    {
        var id = await PublishedAsync();
        var both = await Task.WhenAll(Next(id, room.Administrator), Next(id, room.Second));
        Assert.Equal([StartNextVersionOutcome.Started, StartNextVersionOutcome.AlreadyOpen], both.Select(r => r.Outcome).Order());
        var next = both.Single(r => r.Outcome == StartNextVersionOutcome.Started);
        Assert.Equal(next.VersionId, both.Single(r => r.Outcome == StartNextVersionOutcome.AlreadyOpen).VersionId);
        var page = (await room.Look(room.Administrator, next.VersionId!))!;
        Assert.Equal((2, ProcedureState.Draft, id), (page.Version.Version, page.Version.State, page.Version.BasedOnId));
        Assert.Equal(ProcedureState.Published, (await room.Look(room.Administrator, id))!.Version.State);
        Assert.Equal(StartNextVersionOutcome.NotFound, (await Next(DraftRoom.Template, room.Administrator)).Outcome);
    }

    [Fact]
    public async Task A_window_left_open_on_a_discarded_draft_cannot_save_into_its_successor()
    {
        var id = await PublishedAsync();
        var first = await Next(id, room.Administrator);
        var left = await room.Changed(first.VersionId!, j => j["description"] = "旧窗口");
        await room.App.Ask<DiscardDraft, DiscardDraftOutcome>(d => d.RunAsync(new(first.VersionId!), DraftRoom.As(room.Administrator), default));
        var second = await Next(id, room.Administrator);
        Assert.Equal(first.VersionId, second.VersionId);
        Assert.Equal(SaveDraftOutcome.Stale, (await room.Save(room.Administrator, second.VersionId!, first.Revision, left)).Outcome);
    }

    [Fact]
    public async Task A_withdrawn_version_stays_readable_but_no_competition_can_choose_it()
    {
        var id = await PublishedAsync();
        Assert.Equal(WithdrawProcedureOutcome.ReasonRequired, await Withdraw(id, " "));
        Assert.Equal(WithdrawProcedureOutcome.Withdrawn, await Withdraw(id, "已有新规定"));
        Assert.Equal(WithdrawProcedureOutcome.NotPublished, await Withdraw(id, "再次"));
        Assert.DoesNotContain(await room.App.Ask<ProcedureSheet, List<ProcedureVersion>>(s => s.ToChooseAsync(room.Unit.Id, default)), v => v.Id == id);
        Assert.Equal("已有新规定", (await room.Look(room.Organiser, id))!.Version.WithdrawReason);
        Assert.Equal(WithdrawProcedureOutcome.NotFound, await Withdraw(DraftRoom.Template, "模板"));
    }

    [Fact]
    public async Task What_changed_is_said_stage_by_stage()
    {
        var before = ReadingADrawing.Template("small-unit");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Support.WorkingCopy.Of("workflows/small-unit/procedure.v1.json")))!;
        DraftRoom.Activity(json, "interview")["weight"] = JsonNode.Parse("""{"typeName":"Decimal","expression":{"type":"Literal","value":"50"}}""");
        json["root"]!["activities"]!.AsArray().Remove(DraftRoom.Activity(json, "close-notice"));
        json["root"]!["connections"]!.AsArray().Single(c => c!["target"]!["activity"]!.GetValue<string>() == "close-notice")!["target"]!["activity"] = "close-decision";
        var differences = DrawingDifference.Of(before, Drawing.Parse(json.ToJsonString()), chinese: true);
        Assert.Equal(
            [(DifferenceKind.SettingChanged, "interview"), (DifferenceKind.WayChanged, "notice"), (DifferenceKind.StageRemoved, "close-notice")],
            differences.Select(d => (d.Kind, d.ActivityId)));
        Assert.Equal(("权重（%）", "60", "50"), (differences[0].Name, differences[0].Before, differences[0].After));
        Assert.Empty(DrawingDifference.Of(before, before, chinese: true));
    }

    private async Task<string> PublishedAsync()
    {
        var id = await room.StartAsync();
        Assert.Equal(SubmitProcedureOutcome.Submitted, await Submit(id));
        Assert.Equal(ApproveProcedureOutcome.Published, await Decide(room.Leader, id, approve: true));
        return id;
    }

    private async Task<SubmitProcedureOutcome> Submit(string id, int revision = 1, Person? by = null) =>
        (await room.App.Ask<SubmitProcedure, SubmitProcedure.Result>(s => s.RunAsync(new(id, revision), DraftRoom.As(by ?? room.Administrator), default))).Outcome;

    private async Task<ApproveProcedureOutcome> Decide(Person by, string id, bool approve, string? reason = null, int revision = 1) =>
        (await room.App.Ask<ApproveProcedure, ApproveProcedure.Result>(a => a.RunAsync(new(id, revision, approve, reason), DraftRoom.As(by), default))).Outcome;

    private Task<WithdrawProcedureOutcome> Withdraw(string id, string reason) =>
        room.App.Ask<WithdrawProcedure, WithdrawProcedureOutcome>(w => w.RunAsync(new(id, reason), DraftRoom.As(room.Leader), default));

    private Task<StartNextVersion.Result> Next(string id, Person by) =>
        room.App.Ask<StartNextVersion, StartNextVersion.Result>(n => n.RunAsync(new(id), DraftRoom.As(by), default));

    private Task<List<TrailEntry>> Acts(string versionId)
    {
        var subject = ProcedureVersion.TrailIdOf(versionId);
        return room.App.Rows<TrailEntry>(all => all.Where(e => e.SubjectId == subject).OrderBy(e => e.Seq));
    }
}
