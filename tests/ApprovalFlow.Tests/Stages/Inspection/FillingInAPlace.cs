using ApprovalFlow.Applications;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.Stages.Inspection;

public class FillingInAPlace
{
    [Fact]
    public async Task The_next_by_rank_of_the_same_post_takes_the_place_once()
    {
        using var it = await Scene();
        Assert.Equal(FillInOutcome.NotNext, await Fill(it, @out: 0, @in: 3));
        Assert.Equal(FillInOutcome.ReasonRequired, await Fill(it, @out: 0, @in: 2, reason: " "));
        Assert.Equal(FillInOutcome.FilledIn, await Fill(it, @out: 0, @in: 2));
        Assert.Equal(ApplicationState.UnderInspection, await it.StateOf(2));
        Assert.Contains(await it.App.MailsTo(it.Candidates[2]), m => m.Event == MailEvent.M8InspectionEntry);
        Assert.Equal(FillInOutcome.UsedOnce, await Fill(it, @out: 0, @in: 3));
    }

    [Fact]
    public async Task Nobody_takes_the_place_of_somebody_who_has_not_left()
    {
        using var it = await Scene();
        Assert.Equal(FillInOutcome.NobodyLeft, await Fill(it, @out: 1, @in: 2));
    }

    [Fact]
    public async Task Once_the_notice_is_out_nobody_is_filled_in()
    {
        using var it = await Scene();
        var task = await it.Task(TaskKind.InspectionNotice);
        var phones = new[] { it.Leader, it.Inspector }.ToDictionary(p => p.Id, _ => "024-1111");
        await it.Do<PublishInspectionNotice, PublishInspectionNoticeOutcome>(p => p.RunAsync(
            new(task.Id, "全面考察", new(2026, 9, 4), new(2026, 9, 18), phones, "024-9999"), LateStages.Of(it.Organiser), default));
        Assert.Equal(FillInOutcome.NoticePublished, await Fill(it, @out: 0, @in: 2));
    }

    [Fact]
    public async Task It_is_the_organisers_to_enter()
    {
        using var it = await Scene();
        Assert.Equal(FillInOutcome.NotFound, await Fill(it, @out: 0, @in: 2, by: it.Inspector));
    }

    /// <summary>Four for one post, ranked 1 to 4; the first two are subjects, and the first has withdrawn.</summary>
    private static async Task<LateStages> Scene()
    {
        var it = await LateStages.At([("Inspection", "Completed", null)], ApplicationState.UnderInspection, [0, 0, 0, 0]);
        var all = new[] { await it.Application(0), await it.Application(1), await it.Application(2), await it.Application(3) };
        await it.App.Do<ApprovalFlow.Infrastructure.ApprovalDb>(async db =>
        {
            db.Add(CaseEvent.Of(all[0].Id, CaseEventKind.EnteredInspection, "", it.App.Clock.GetUtcNow()));
            (await db.FindAsync<Application>(all[0].Id))!.MoveTo(ApplicationState.Withdrawn, "个人原因");
            foreach (var index in new[] { 2, 3 }) (await db.FindAsync<Application>(all[index].Id))!.MoveTo(ApplicationState.NotInspected, "未进入考察");
            db.Add(RankedList.Of(
                (await it.Run(StageKind.Inspection)).Id, it.Posts[0].Id, 1, new Composition([], []),
                [.. all.Select((a, i) => new ListedCandidate(a.Id, a.Number, $"考生{i}", StandingStatus.Ranked, null, 90 - i, i + 1, []))], [], it.App.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        return it;
    }

    private static async Task<FillInOutcome> Fill(LateStages it, int @out, int @in, string reason = "领导小组研究同意", Person? by = null)
    {
        var (run, left, next) = ((await it.Run(StageKind.Inspection)).Id, (await it.Application(@out)).Id, (await it.Application(@in)).Id);
        return await it.Do<FillIn, FillInOutcome>(fill => fill.RunAsync(new(run, left, next, reason), LateStages.Of(by ?? it.Organiser), default));
    }
}
