using ApprovalFlow.Competitions;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages.Announcement;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Competitions;
using ApprovalFlow.Tests.Procedures;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Stages.Announcement;

public sealed class PublishingAnAnnouncement
{
    [Fact]
    public async Task Freezes_what_was_read_and_lets_the_procedure_go_on()
    {
        using var room = await PlanRoom.RunningAsync();
        var draft = await DraftAsync(room);
        Assert.Equal(PublishAnnouncementOutcome.Published, await PublishAsync(room, draft.Text.Hash));

        var notice = Assert.Single(await room.App.Rows<Notice>());
        Assert.Equal((NoticeKind.Announcement, NoticeState.InForce, "公告〔20260901〕1号"), (notice.Kind, notice.State, notice.Number));
        Assert.Equal((draft.Text.Title, draft.Text.Html, draft.Text.Hash), (notice.Title, notice.Html, notice.ContentHash));
        Assert.Equal(PublicationScope.Unit, notice.Scope);

        Assert.DoesNotContain(await room.RunsAsync(), r => !r.IsOpen);
        await room.PumpAsync();
        var run = Assert.Single(await room.RunsAsync());
        Assert.Equal("Published", run.Outcome);
        Assert.Contains(notice.Number, run.SummaryJson, StringComparison.Ordinal);
        Assert.Equal(PublishAnnouncementOutcome.AlreadyPublished, await PublishAsync(room, draft.Text.Hash));
    }

    [Fact]
    public async Task A_text_that_nobody_read_is_not_published()
    {
        using var room = await PlanRoom.RunningAsync();
        Assert.Equal(PublishAnnouncementOutcome.TextChanged, await PublishAsync(room, "0"));
        Assert.Empty(await room.App.Rows<Notice>());
    }

    [Fact]
    public async Task The_planned_day_is_in_time_and_the_day_after_needs_a_reason()
    {
        using var room = await PlanRoom.RunningAsync();
        var hash = (await DraftAsync(room)).Text.Hash;
        room.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await DraftAsync(room)).Late);
        room.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await DraftAsync(room)).Late);
        Assert.Equal(PublishAnnouncementOutcome.LateNeedsReason, await PublishAsync(room, hash));
        Assert.Equal(PublishAnnouncementOutcome.Published, await PublishAsync(room, hash, "系统故障"));
    }

    [Fact]
    public async Task Is_for_the_organisers_of_the_unit()
    {
        using var room = await PlanRoom.RunningAsync();
        var hash = (await DraftAsync(room)).Text.Hash;
        var task = await room.TaskAsync(TaskKind.PublishAnnouncement);
        foreach (var person in new[] { room.Leader, room.Observer, room.Stranger })
            Assert.Equal(PublishAnnouncementOutcome.NotFound, await PublishAsync(room, hash, by: person));
        Assert.Null(await room.App.Ask<AnnouncementSheet, AnnouncementDraft?>(s => s.ForAsync(task.Id, PlanRoom.As(room.Leader), default)));
    }

    [Fact]
    public void The_text_has_every_content_the_rules_ask_for()
    {
        var unit = Unit.Found("civil-affairs", "某省民政厅", "Civil Affairs", null);
        (unit.PartyGroupName, unit.SupervisionPhone) = ("中共某省民政厅党组", "024-12345678");
        var complete = CheckingAPlan.Complete();
        var procedure = ProcedureVersion.Draft("p", "p", null, 1, "办法", "Procedure", null, DateTimeOffset.UnixEpoch);
        var competition = Competition.Draft(unit.Id, "2026-01", "中层副职竞争上岗", "", procedure, complete.Plan, Actor.System, DateTimeOffset.UnixEpoch);
        var post = Post.In(competition, 1, "综合处<副处长>", "综合处", "正处级副职", 1, 1);
        (post.Requirements, post.RulesJson) = ("大学本科以上学历。", """[{"rule":"birth","bornOnOrAfter":"1982-07-01"}]""");

        var text = AnnouncementText.Of(competition, unit, [post], ReadingADrawing.Template("provincial-department"));
        Assert.Equal("某省民政厅关于2026年中层副职竞争上岗的公告", text.Title);
        string[] contents =
        [
            "经中共某省民政厅党组研究", "综合处&lt;副处长&gt;", "1982年7月1日（含）以后出生", "计算截止日期为2026年9月11日（周五）",
            "2026年9月7日（周一）至2026年9月11日（周五）24时", "每人限报1个职位", "开考比例为3:1，经领导小组批准可降至2:1", "取消该职位、允许改报其他职位一次",
            "笔试30%、面试40%、民主测评30%", "保留两位小数，四舍五入", "7名评委", "5:1由高分到低分进入面试", "赞成率不超过50%",
            "依次比较民主测评、面试、笔试成绩", "考察对象按2:1", "成绩不直接决定任职", "任前公示5个工作日", "试用期12个月", "024-12345678", "严守纪律。",
        ];
        Assert.All(contents, content => Assert.Contains(content, text.Html, StringComparison.Ordinal));
        Assert.DoesNotContain("<副处长>", text.Html, StringComparison.Ordinal);
        Assert.Equal(text.Hash, AnnouncementText.Of(competition, unit, [post], ReadingADrawing.Template("provincial-department")).Hash);
    }

    private static async Task<AnnouncementDraft> DraftAsync(PlanRoom room)
    {
        var task = await room.TaskAsync(TaskKind.PublishAnnouncement);
        return (await room.App.Ask<AnnouncementSheet, AnnouncementDraft?>(s => s.ForAsync(task.Id, PlanRoom.As(room.Organiser), default)))!;
    }

    private static async Task<PublishAnnouncementOutcome> PublishAsync(PlanRoom room, string hash, string? reason = null, Person? by = null)
    {
        var task = await room.TaskAsync(TaskKind.PublishAnnouncement);
        return await room.App.Ask<PublishAnnouncement, PublishAnnouncementOutcome>(
            p => p.RunAsync(new(task.Id, hash, reason), PlanRoom.As(by ?? room.Organiser), default));
    }
}
