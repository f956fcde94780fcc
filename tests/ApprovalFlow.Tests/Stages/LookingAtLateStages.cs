using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Meetings;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages;

/// <summary>The pages of inspection, checks and decision in a real browser: nothing for axe to find, no scrolling sideways.</summary>
public class LookingAtLateStages(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly MaterialText Good = new()
    {
        Facts = "女，汉族，1984年5月生，中共党员，大学学历，2008年8月参加工作。", Virtue = "政治立场坚定，作风正派。", Ability = "熟悉业务，协调能力强。",
        Diligence = "工作勤勉，敢于担当。", Achievement = "牵头完成三项重点工作。", Integrity = "严格自律，未发现廉洁方面问题。",
        Shortcomings = "有时工作方法较急，与基层沟通还不够充分。", TalksDue = 24, TalksHeld = 19, Evaluation = "民主测评好评率92%，谈话普遍认可。",
        TeamOpinion = "建议列为拟任人选。", Suitable = true,
    };

    [Fact]
    public async Task From_the_inspection_notice_to_the_cleared_subject()
    {
        using var it = await LateStages.At(
            [("Inspection", "Completed", null), ("FourChecks", "Cleared", null)], ApplicationState.UnderInspection, [0, 1],
            listens: true);
        var look = new Look(chromium, it.Site!);
        await look.At(it.Organiser, $"/tasks/inspection-notice/{(await it.Task(TaskKind.InspectionNotice)).Id}", "inspection-notice");
        await PublishAsync(it);
        var materials = await it.Tasks(TaskKind.InspectionMaterial);
        await look.At(it.Leader, $"/tasks/inspection-material/{materials[0].Id}", "inspection-material");
        foreach (var task in materials)
            await it.Do<SubmitInspectionMaterial, SubmitMaterialOutcome>(s => s.RunAsync(new(task.Id, Good, PutForward: true), LateStages.Of(it.Leader), default));
        await it.Work();
        var signing = await it.Tasks(TaskKind.InspectionSignature);
        await look.At(it.Inspector, $"/tasks/inspection-signature/{signing.First(t => t.AssigneeId == it.Inspector.Id).Id}", "inspection-signature");
        await look.At(it.Organiser, $"/stages/inspection/{(await it.Run(StageKind.Inspection)).Id}", "inspection-board");
        await SignAllAsync(it, signing);

        var check = (await it.Tasks(TaskKind.CheckPersonnelFile))[0];
        await look.At(it.Organiser, $"/tasks/check-personnel-file/{check.Id}", "check-personnel-file");
        foreach (var (kind, finding, who) in new[]
        {
            (TaskKind.CheckPersonnelFile, CheckFinding.FileInOrder, it.Organiser), (TaskKind.CheckPersonalMatters, CheckFinding.Omitted, it.Organiser),
            (TaskKind.CheckDiscipline, CheckFinding.NoObjection, it.Discipline), (TaskKind.CheckComplaints, CheckFinding.NoComplaint, it.Discipline),
        })
        {
            var task = (await it.Tasks(kind)).First(t => t.SubjectId == check.SubjectId);
            await it.Do<RecordCheck, RecordCheckOutcome>(r => r.RunAsync(new(task.Id, finding, new(2026, 9, 4), "已函询说明", "干监〔2026〕12号"), LateStages.Of(who), default));
        }

        await it.Work();
        await look.At(it.IntegritySecretary, $"/tasks/integrity-by-secretary/{(await it.Task(TaskKind.IntegrityBySecretary)).Id}", "integrity");
        await look.At(it.Discipline, $"/stages/four-checks/{(await it.Run(StageKind.FourChecks)).Id}", "four-checks-board");
        Assert.Equal("", string.Join('\n', look.Problems));
    }

    [Fact]
    public async Task From_the_call_of_the_meeting_to_its_minutes()
    {
        using var it = await LateStages.At(
            LateStages.Decision(VoteMode.SecretBallot), ApplicationState.Proposed, [0, 1], listens: true,
            forms: (late, i, form) => i == 1 ? form with { Family = [new() { Kin = "兄", Name = late.Members[0].Name }] } : form);
        var look = new Look(chromium, it.Site!);
        await look.At(it.Organiser, $"/tasks/convene-meeting/{(await it.Task(TaskKind.ConveneMeeting)).Id}", "convene-meeting");
        await it.Convene();
        var running = $"/tasks/run-meeting/{await it.RunTask()}";
        await it.CallTheRoll(absent: 0);
        var item = (await it.Item(0)).Id;
        await it.Introduce(item);
        var task = await it.RunTask();
        await it.Do<EndDiscussion, DeskOutcome>(s => s.RunAsync(new(task, item), LateStages.Of(it.Recorder), default));
        await it.Say(item, it.Members[0]);
        await it.Say(item, it.Members[1], Opinion.Defer);
        await look.At(it.Recorder, running, "run-meeting-opinions");
        foreach (var member in it.Members.Skip(2)) await it.Say(item, member);
        await it.OpenVote(item);
        await look.At(it.Members[0], $"/tasks/decision-ballot/{(await it.Task(TaskKind.DecisionBallot, it.Members[0])).Id}", "decision-ballot");
        await it.CloseVote(item, early: true);
        await look.At(it.Teller, $"/tasks/sign-count/{(await it.Task(TaskKind.SignCount, it.Teller)).Id}", "sign-count");
        await it.SignCounts(item);
        var other = (await it.Item(1)).Id;
        await it.Do<SuspendItem, DeskOutcome>(s => s.RunAsync(new(task, other, "有问题需进一步查清"), LateStages.Of(it.Recorder), default));
        await it.Do<RecordDeviation, DeskOutcome>(s => s.RunAsync(new(task, null, DeviationKind.AdHocMotion, "有成员提议增加人选，主持人未同意。"), LateStages.Of(it.Recorder), default));
        await look.At(it.Recorder, running, "run-meeting-end");
        await it.Close();
        await look.At(it.Chief, $"/tasks/sign-minutes/{(await it.Task(TaskKind.SignMinutes, it.Chief)).Id}", "sign-minutes");
        await look.At(it.Organiser, $"/stages/party-group-decision/{(await it.Run(StageKind.PartyGroupDecision)).Id}", "decision-board");
        Assert.Equal("", string.Join('\n', look.Problems));
    }

    private static async Task PublishAsync(LateStages it)
    {
        var task = await it.Task(TaskKind.InspectionNotice);
        var phones = new[] { it.Leader, it.Inspector }.ToDictionary(p => p.Id, _ => "024-1111");
        await it.Do<PublishInspectionNotice, PublishInspectionNoticeOutcome>(p => p.RunAsync(
            new(task.Id, "全面考察", new(2026, 9, 4), new(2026, 9, 18), phones, "024-9999"), LateStages.Of(it.Organiser), default));
        it.App.Clock.GoTo(ChinaTime.At(new(2026, 9, 4), new TimeOnly(9, 0)));
        await it.Work();
    }

    private static async Task SignAllAsync(LateStages it, List<UserTask> signing)
    {
        var hashes = (await it.App.Rows<InspectionMaterial>()).ToDictionary(m => m.ApplicationId, m => m.ContentHash);
        foreach (var task in signing)
        {
            var signer = new Actor(task.AssigneeId!.Value, "");
            await it.Do<SignInspectionMaterial, SignMaterialOutcome>(s => s.RunAsync(new(task.Id, hashes[task.SubjectId!.Value], true, null), signer, default));
        }

        await it.Work();
    }

    /// <summary>Looks at page after page and remembers everything that is wrong.</summary>
    private sealed class Look(Chromium chromium, Uri site)
    {
        public List<string> Problems { get; } = [];

        public async Task At(Person person, string address, string name) =>
            Problems.AddRange(await chromium.LookAsync(site, person, name, address));
    }
}
