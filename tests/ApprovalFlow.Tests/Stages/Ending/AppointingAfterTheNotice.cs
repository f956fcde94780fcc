using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Appointment;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tests.Stages.Ending;

[Trait("Database", "Every")]
public sealed class AppointingAfterTheNotice
{
    [Fact]
    public async Task A_talk_has_a_time_and_a_place_before_it_is_held()
    {
        using var it = await Cleared();
        var task = await it.OpenTask(TaskKind.AppointmentTalk, (await it.ApplicationOf(it.Candidates[0])).Id);
        var now = it.App.Clock.GetUtcNow();
        Assert.Equal(TalkOutcome.NotScheduled, await it.TalkStep(task.Id, null, null, "厅长", "谈话"));
        Assert.Equal(TalkOutcome.PlaceMissing, await it.TalkStep(task.Id, now.AddDays(1), " ", null, null));
        Assert.Equal(TalkOutcome.InThePast, await it.TalkStep(task.Id, now.AddMinutes(-1), "会议室", null, null));
        Assert.Equal(TalkOutcome.Scheduled, await it.TalkStep(task.Id, now.AddDays(1), "会议室", null, null));
        Assert.Equal(TalkOutcome.Scheduled, await it.TalkStep(task.Id, now.AddDays(2), "会议室", null, null));
        Assert.Equal([1, 2], (await it.Mails(it.Candidates[0], MailEvent.M12Appointment)).Select(m => m.Round));
        Assert.Equal(TalkOutcome.NotYet, await it.TalkStep(task.Id, null, null, "厅长", "谈话"));
        it.App.Clock.GoTo(now.AddDays(2));
        Assert.Equal(TalkOutcome.RecordMissing, await it.TalkStep(task.Id, null, null, "厅长", " "));
        Assert.Equal(TalkOutcome.Recorded, await it.TalkStep(task.Id, null, null, "厅长", "谈话"));
        Assert.Equal(TalkOutcome.AlreadyHeld, await it.TalkStep(task.Id, null, null, "厅长", "谈话"));
    }

    [Fact]
    public async Task The_document_comes_from_the_passed_item_and_dates_tenure_and_probation()
    {
        using var it = await Cleared();
        await it.Appoint(it.Candidates[0], " 某民党组〔2026〕8号 ");
        var appointment = await it.AppointmentOf(it.Candidates[0]);
        Assert.Equal("某民党组〔2026〕8号", appointment.DocumentNumber);
        Assert.Equal(new DateOnly(2026, 9, 25), appointment.StartsOn);
        Assert.Equal(new DateOnly(2027, 10, 11), appointment.ProbationEndsOn);
        Assert.Contains("经中共某省民政厅党组2026年9月25日（周五）会议（2026年第12次）讨论决定：", appointment.DocumentHtml, StringComparison.Ordinal);
        Assert.Contains("人选一同志任甲处副处长（试用期一年）", appointment.DocumentHtml, StringComparison.Ordinal);
        Assert.Contains("试用期至2027年10月11日（周一）止。", (await it.Mails(it.Candidates[0], MailEvent.M12Appointment))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_needed_and_used_once()
    {
        using var it = await Cleared();
        await it.Appoint(it.Candidates[0], "某民党组〔2026〕8号");
        await it.Talk(it.Candidates[1]);
        Assert.Equal(IssueDocumentOutcome.NumberMissing, await it.Issue(it.Candidates[1], " "));
        Assert.Equal(IssueDocumentOutcome.NumberTaken, await it.Issue(it.Candidates[1], "某民党组〔2026〕8号"));
        Assert.Equal(IssueDocumentOutcome.TextChanged, await it.Issue(it.Candidates[1], "某民党组〔2026〕9号", hash: "seen yesterday"));
        Assert.Equal(IssueDocumentOutcome.Issued, await it.Issue(it.Candidates[1], "某民党组〔2026〕9号"));
    }

    [Fact]
    public async Task No_document_while_the_notice_runs()
    {
        using var it = await Cleared();
        await it.Talk(it.Candidates[0]);
        var notice = Assert.Single(await it.Notices());
        await it.App.Do<ApprovalDb>(db => db.Set<Notice>().Where(n => n.Id == notice.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.EndsAt, it.App.Clock.GetUtcNow().AddDays(1))));
        Assert.Equal(IssueDocumentOutcome.NoticeRunning, await it.Issue(it.Candidates[0], "8"));
    }

    [Fact]
    public async Task No_document_while_the_person_is_held()
    {
        using var it = await Cleared();
        await it.Talk(it.Candidates[0]);
        await it.Change<Application>((await it.ApplicationOf(it.Candidates[0])).Id, a => a.Hold("调查", it.App.Clock.GetUtcNow()));
        Assert.Equal(IssueDocumentOutcome.Held, await it.Issue(it.Candidates[0], "8"));
    }

    [Fact]
    public async Task No_document_once_the_decision_is_being_reconsidered()
    {
        using var it = await Cleared();
        await it.Talk(it.Candidates[0]);
        var application = await it.ApplicationOf(it.Candidates[0]);
        await it.App.Do<ApprovalDb>(async db =>
        {
            var item = await db.Set<DecisionItem>().SingleAsync(i => i.ApplicationId == application.Id);
            db.Add(DecisionItem.OnAgenda(item.MeetingId, it.Id, application.Id, item.PostId, 9, VoteMode.SecretBallot, follows: item));
            await db.SaveChangesAsync();
        });
        Assert.Equal(IssueDocumentOutcome.NoPassedItem, await it.Issue(it.Candidates[0], "8"));
    }

    [Fact]
    public async Task No_more_are_appointed_than_the_post_has_places()
    {
        using var it = await Cleared([1], [0, 0]);
        await it.Appoint(it.Candidates[0], "8");
        await it.Talk(it.Candidates[1]);
        Assert.Equal(IssueDocumentOutcome.PostFull, await it.Issue(it.Candidates[1], "9"));
    }

    [Fact]
    public async Task No_document_while_the_competition_is_suspended()
    {
        using var it = await Cleared();
        await it.Talk(it.Candidates[0]);
        await it.App.Ask<SuspendCompetition, SteerOutcome>(s => s.RunAsync(new(it.Id, "机构改革"), EndingCase.Of(it.Leader), default));
        Assert.Equal(IssueDocumentOutcome.NotRunning, await it.Issue(it.Candidates[0], "8"));
    }

    private static async Task<EndingCase> Cleared(int[]? quotas = null, int[]? postOf = null)
    {
        var it = await EndingCase.With(quotas, postOf);
        await it.Publish();
        await it.AfterTheEnd();
        Assert.Equal("Clear", await it.Outcome(StageKind.PublicNotice));
        return it;
    }
}
