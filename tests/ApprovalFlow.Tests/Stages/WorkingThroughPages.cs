using System.Net;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Meetings;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages;

/// <summary>The same work done by people at their pages: forms filled in, buttons pressed.</summary>
public class WorkingThroughPages
{
    [Fact]
    public async Task From_the_inspection_notice_to_the_cleared_subject()
    {
        using var it = await LateStages.At([("Inspection", "Completed", null), ("FourChecks", "Cleared", null)], ApplicationState.UnderInspection, [0]);
        await Does(it, it.Organiser, TaskKind.InspectionNotice, "inspection-notice", "发布考察预告",
            ("BeginsOn", "2026-09-04"), ("EndsOn", "2026-09-18"), ("SupervisionPhone", "024-9999"),
            ($"Phones[{it.Leader.Id}]", "024-1111"), ($"Phones[{it.Inspector.Id}]", "024-2222"));
        it.App.Clock.GoTo(ChinaTime.At(new(2026, 9, 4), new TimeOnly(9, 0)));
        await it.Work();

        (string, string)[] sections =
        [
            .. new[] { "Facts", "Virtue", "Ability", "Diligence", "Achievement", "Integrity", "Shortcomings", "Evaluation", "TeamOpinion" }.Select(s => ($"Text.{s}", s)),
            ("Text.TalksDue", "3"), ("Text.TalksHeld", "2"), ("Text.Suitable", "true"),
        ];
        await Does(it, it.Leader, TaskKind.InspectionMaterial, "inspection-material", "提交考察组签字", sections);
        foreach (var member in new[] { it.Leader, it.Inspector })
            await Does(it, member, TaskKind.InspectionSignature, "inspection-signature", "提交", ("Verdict", "Approve"));

        await Does(it, it.Organiser, TaskKind.CheckPersonnelFile, "check-personnel-file", "记录核查结果", ("Finding", "FileInOrder"), ("CheckedOn", "2026-09-04"));
        await Does(it, it.Organiser, TaskKind.CheckPersonalMatters, "check-personal-matters", "记录核查结果", ("Finding", "Truthful"), ("CheckedOn", "2026-09-04"));
        await Does(it, it.Discipline, TaskKind.CheckDiscipline, "check-discipline", "记录核查结果", ("Finding", "NoObjection"), ("CheckedOn", "2026-09-04"));
        await Does(it, it.Discipline, TaskKind.CheckComplaints, "check-complaints", "记录核查结果", ("Finding", "NoComplaint"), ("CheckedOn", "2026-09-04"));
        await Does(it, it.IntegritySecretary, TaskKind.IntegrityBySecretary, "integrity-by-secretary", "提交", ("Verdict", "Approve"));
        await Does(it, it.Discipline, TaskKind.IntegrityByDiscipline, "integrity-by-discipline", "提交", ("Verdict", "Approve"));
        Assert.Equal(ApplicationState.Proposed, await it.StateOf(0));
    }

    [Theory]
    [InlineData(VoteMode.ShowOfHands)]
    [InlineData(VoteMode.SecretBallot)]
    public async Task From_the_call_of_the_meeting_to_its_signed_minutes(VoteMode mode)
    {
        using var it = await LateStages.At(LateStages.Decision(mode), ApplicationState.Proposed, [0], members: 4);
        await Does(it, it.Organiser, TaskKind.ConveneMeeting, "convene-meeting", "召集会议并发送议程",
            ("Session", "2026年第3次"), ("StartsAt", "2026-09-01T09:00"), ("Place", "三楼"));
        var page = $"/tasks/run-meeting/{await it.RunTask()}";
        var recorder = it.App.As(it.Recorder);
        async Task Press(string button, params (string, string)[] fields)
        {
            var answer = await recorder.Press(page, button, fields);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{button}: {(await answer.Page()).QuerySelector("[role=alert]")?.TextContent}");
        }

        await Press("点名完毕，开始会议");
        await Press("开始介绍", ("introducer", "分管领导"));
        await Press("讨论充分，逐一发表意见");
        foreach (var _ in it.Members) await Press("记录意见");
        await Press("开始表决");
        if (mode == VoteMode.ShowOfHands)
            await Press("记录表决", [.. it.Members.Select(m => ($"choices[{m.Id}]", "Agree"))]);
        else
            foreach (var member in it.Members) await Does(it, member, TaskKind.DecisionBallot, "decision-ballot", "投票", ("Mark", "agree"));
        await Press("结束表决并计票");
        foreach (var signer in new[] { it.Scrutineer, it.Teller }) await Does(it, signer, TaskKind.SignCount, "sign-count", "核对无误，签字");
        await Press("结束会议，生成会议记录");
        foreach (var signer in new[] { it.Chief, it.Recorder }) await Does(it, signer, TaskKind.SignMinutes, "sign-minutes", "核对无误，签字");
        Assert.Equal(ApplicationState.Decided, await it.StateOf(0));
        Assert.Equal(4, (await it.Item(0)).Agree);
    }

    [Fact]
    public async Task What_was_typed_is_still_there_when_the_page_says_no()
    {
        using var it = await LateStages.At([("Inspection", "Completed", null)], ApplicationState.UnderInspection, [0]);
        var task = await it.Task(TaskKind.InspectionNotice);
        var answer = await it.App.As(it.Organiser).Press($"/tasks/inspection-notice/{task.Id}", "发布考察预告", ("BeginsOn", "2026-09-02"), ("Purpose", "专项考察"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Page();
        Assert.Contains("开始日期太早", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("专项考察", page.QuerySelector("[name=Purpose]")!.TextContent.Trim());
    }

    private static async Task Does(LateStages it, Person who, TaskKind kind, string page, string button, params (string, string)[] fields)
    {
        var tasks = await it.Tasks(kind);
        var task = Assert.Single(tasks, t => t.AssigneeId is null || t.AssigneeId == who.Id);
        var answer = await it.App.As(who).Press($"/tasks/{page}/{task.Id}", button, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{kind}: {(int)answer.StatusCode} {(await answer.Page()).QuerySelector("[role=alert]")?.TextContent}");
        await it.Work();
    }
}
