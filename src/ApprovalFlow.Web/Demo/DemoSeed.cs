using System.Diagnostics;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using ApprovalFlow.Units;
using ApprovalFlow.Web.Rehearsals;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Demo;

/// <summary>
/// Fills an empty database with invented units, people and two competitions: a county bureau's, finished, and a provincial
/// department's, under way. Everything is done by the product's own use cases, so what is shown is what the product does.
/// "Demo:Competitions" false leaves it at the people.
/// </summary>
public sealed class DemoSeed(IServiceScopeFactory scopes, PassingTime time, DemoClock clock, IConfiguration configuration)
{
    private static readonly DateOnly CountyAnnouncesOn = new(2025, 6, 3);
    private static readonly DateOnly ProvinceAnnouncesOn = new(2026, 8, 10);

    /// <summary>The demonstration's first day, unless it has begun already.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        if (!await HasBegunAsync(ct)) clock.GoTo(ChinaTime.At(CountyAnnouncesOn, new TimeOnly(8, 40)));
    }

    /// <summary>Returns at once where it has begun already.</summary>
    public async Task RunAsync(TextWriter console, CancellationToken ct)
    {
        if (await HasBegunAsync(ct)) return;

        var stopwatch = Stopwatch.StartNew();
        await console.WriteLineAsync("Preparing the demonstration (only the first time) ...");
        var (county, province) = await PeopleAsync(ct);
        if (!configuration.GetValue("Demo:Competitions", true))
        {
            clock.GoTo(ChinaTime.At(ProvinceAnnouncesOn, new TimeOnly(8, 40)));
            return;
        }

        var finished = new InventedCompetition(scopes, time, clock, county, ct);
        await finished.PlanAsync();
        await finished.PlayUntilAsync(stop: null);
        await console.WriteLineAsync($"  {county.TitleEn}: finished");

        var start = ChinaTime.At(ProvinceAnnouncesOn, new TimeOnly(8, 40));
        if (clock.GetUtcNow() < start) clock.GoTo(start);
        var running = new InventedCompetition(scopes, time, clock, province, ct);
        await running.PlanAsync();
        await running.PlayUntilAsync(StageKind.Synthesis);
        await time.SettleAsync(ct);
        await console.WriteLineAsync($"  {province.TitleEn}: ranked list waits for its signatures ({stopwatch.Elapsed.TotalSeconds:0} s)");
    }

    private async Task<bool> HasBegunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ApprovalDb>().Set<Unit>().AnyAsync(ct);
    }

    private async Task<(InventedOutline County, InventedOutline Province)> PeopleAsync(CancellationToken ct)
    {
        var root = Unit.Found("jiangbei", "江北省", "Jiangbei Province", parent: null);
        var department = Unit.Found("civil-affairs", "江北省民政厅", "Jiangbei Civil Affairs Department", root);
        (department.PartyGroupName, department.SupervisionPhone) = ("中共江北省民政厅党组", "024-86001238");
        (department.ContactAddress, department.ContactEmail) = ("江北市政府路1号", "renshi@demo.example");
        var bureau = Unit.Found("qinghe-water", "清河县水利局", "Qinghe County Water Bureau", root);
        (bureau.PartyGroupName, bureau.SupervisionPhone) = ("中共清河县水利局党组", "0418-2612380");
        (bureau.ContactAddress, bureau.ContactEmail) = ("清河县滨河路6号", "shuili@demo.example");

        var hasher = new PasswordHasher<Account>();
        var provincePeople = new InventedPeople(department, "", hasher);
        var province = Province(department, provincePeople);
        var countyPeople = new InventedPeople(bureau, "county-", hasher);
        var county = County(bureau, countyPeople);
        foreach (var candidate in province.Candidates.Concat(county.Candidates))
            candidate.Person.PersonnelFileJson = InventedForms.Of(candidate.Person, 1, ProvinceAnnouncesOn, shortTenure: false).ToJson();

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        db.AddRange(root, department, bureau);
        db.AddRange(provincePeople.Rows());
        db.AddRange(countyPeople.Rows());
        await db.SaveChangesAsync(ct);
        return (county, province);
    }

    private static InventedOutline Province(Unit unit, InventedPeople people)
    {
        people.Add("admin", "办公室", "一级主任科员", Role.UnitAdministrator);
        people.Add("operator", "信息中心", "工程师", Role.Operator);
        people.Add("auditor", "省委巡视组", "巡视干部", Role.Auditor);
        var organiser = people.Add("organiser", "人事处", "处长", Role.Organiser);
        people.Add("organiser2", "人事处", "副处长", Role.Organiser);
        people.Add("leader", "领导小组", "副厅长", Role.LeadingGroup);
        var secretary = people.Add("secretary", "党组", "党组书记、厅长", Role.PartySecretary, Role.LeadingGroup);
        var members = people.AddMany(6, "member", "党组", "党组成员", Role.PartyGroupMember);
        var observer = people.Add("observer", "驻厅纪检监察组", "副组长", Role.Discipline);
        var discipline = people.Add("discipline", "驻厅纪检监察组", "组长", Role.Discipline);
        var reviewers = people.AddMany(3, "reviewer", "人事处", "一级主任科员");
        var recheck = people.Add("recheck", "机关党委", "专职副书记");
        var marker = people.Add("marker", "教育培训中心", "副主任");
        var keeper = people.Add("keeper", "人事处", "二级主任科员");
        var verifier = people.Add("verifier", "财务处", "二级主任科员");
        var panel = people.AddMany(7, "panel", "评委库", "评委");
        var reserves = people.AddMany(2, "reserve", "评委库", "候补评委");
        var scrutineer = people.Add("scrutineer", "机关工会", "主席");
        var teller = people.Add("teller", "办公室", "四级主任科员");
        var recorder = people.Add("recorder", "办公室", "副主任");
        var lead = people.Add("inspector", "人事处", "二级调研员");
        var inspectors = people.AddMany(2, "inspector", "人事处", "三级主任科员");
        var objection = people.Add("objection", "机关纪委", "书记");
        var staff = people.AddMany(30, "staff", "机关各处室", "工作人员");
        var candidates = people.AddMany(14, "candidate", "机关各处室", "一级主任科员");

        var script = new Script("2026 autumn",
        [
            new() { Post = 0, Written = 88, Interview = 88, ApprovePercent = 92 },
            new() { Post = 0, Written = 84.5m, Interview = 90, ApprovePercent = 88, VotesAgainst = 7 },
            new() { Post = 0, Written = 80, Interview = 84, ApprovePercent = 80 },
            new() { Post = 0, Written = 79, Interview = 82, ApprovePercent = 76 },
            new() { Post = 0, Written = 76, Interview = 80, ApprovePercent = 71 },
            new() { Post = 0, Written = 76, Interview = 78, ApprovePercent = 74 }, // shares the fifth place: both are admitted
            new() { Post = 0, Qualified = false, Finding = "任正科级职务时间未满二年（截止日期前）。" },
            new() { Post = 1, Written = 82, Interview = 86, ApprovePercent = 86 },
            new() { Post = 1, Written = 93, Interview = 91, ApprovePercent = 45 }, // first in the exam, out by the evaluation
            new() { Post = 1, Written = 81, Interview = 87, ApprovePercent = 83, VotesAgainst = 7 },
            new() { Post = 1, Written = 78, Interview = 79, ApprovePercent = 78 },
            new() { Post = 1, Written = 77, Interview = 77, ApprovePercent = 69 },
            new() { Post = 1, Written = 58, Interview = 70, ApprovePercent = 70 }, // below the pass line
            new() { Post = 1, Written = null }, // did not come to the exam
        ]);
        return new InventedOutline(
            unit.Id, "省民政厅处级副职竞争上岗", "Deputy division heads, Civil Affairs Department", "provincial-department-v1", ProvinceAnnouncesOn, organiser,
            [
                new("副主任", "办公室", "县处级副职", "协助主任负责综合文稿、督查督办和政务公开。"),
                new("副处长", "社会救助处", "县处级副职", "协助处长负责救助政策、资金监管和信息化。"),
            ],
            [
                new(Duty.DisciplineObserver, [observer]), new(Duty.DisciplineReviewer, [discipline]), new(Duty.QualificationReviewer, reviewers),
                new(Duty.RecheckReviewer, [recheck]), new(Duty.ExamMarker, [marker]), new(Duty.ScoreKeeper, [keeper]), new(Duty.ScoreVerifier, [verifier]),
                new(Duty.PanelMember, panel), new(Duty.PanelReserve, reserves), new(Duty.Scrutineer, [scrutineer]), new(Duty.Teller, [teller]),
                new(Duty.Evaluator, [.. staff, .. panel, .. inspectors, lead]), new(Duty.Recorder, [recorder]),
                new(Duty.InspectionLeader, [lead]), new(Duty.Inspector, inspectors), new(Duty.IntegritySecretary, [secretary]),
                new(Duty.PartySecretary, [secretary]), new(Duty.PartyGroupMember, members), new(Duty.ObjectionHandler, [objection]),
            ],
            candidates, script, "省委党校二号教室", "机关大楼三楼会议室");
    }

    private static InventedOutline County(Unit unit, InventedPeople people)
    {
        people.Add("admin", "办公室", "办公室主任", Role.UnitAdministrator);
        var organiser = people.Add("organiser", "人事股", "股长", Role.Organiser);
        people.Add("leader", "领导小组", "副局长", Role.LeadingGroup);
        var secretary = people.Add("secretary", "局党组", "党组书记、局长", Role.PartySecretary);
        var members = people.AddMany(4, "member", "局党组", "党组成员", Role.PartyGroupMember);
        var observer = people.Add("observer", "派驻纪检监察组", "副组长", Role.Discipline);
        var discipline = people.Add("discipline", "派驻纪检监察组", "组长", Role.Discipline);
        var staff = people.AddMany(9, "staff", "各股室", "工作人员");
        var panel = people.AddMany(5, "panel", "评委", "评委");
        var candidates = people.AddMany(3, "candidate", "各股室", "股员");

        var script = new Script("2025 summer",
        [
            new() { Interview = 89, ApprovePercent = 95, Reported = true },
            new() { Interview = 84, ApprovePercent = 82, VotesAgainst = 5 },
            new() { Interview = 78, ApprovePercent = 73 },
        ]);
        return new InventedOutline(
            unit.Id, "县水利局办公室副主任竞争上岗", "Deputy office head, County Water Bureau", "small-unit-v1", CountyAnnouncesOn, organiser,
            [new("副主任", "办公室", "乡科级副职", "协助主任负责文秘、会务和档案。")],
            [
                new(Duty.DisciplineObserver, [observer]), new(Duty.DisciplineReviewer, [discipline]), new(Duty.QualificationReviewer, staff[..2]),
                new(Duty.RecheckReviewer, [staff[2]]), new(Duty.ScoreKeeper, [staff[3]]), new(Duty.ScoreVerifier, [staff[4]]),
                new(Duty.PanelMember, panel), new(Duty.Scrutineer, [staff[5]]), new(Duty.Teller, [staff[6]]), new(Duty.Recorder, [staff[7]]),
                new(Duty.Evaluator, [.. staff, .. panel]), new(Duty.InspectionLeader, [staff[0]]), new(Duty.Inspector, [staff[8]]),
                new(Duty.IntegritySecretary, [secretary]), new(Duty.PartySecretary, [secretary]), new(Duty.PartyGroupMember, members),
                new(Duty.ObjectionHandler, [staff[6]]),
            ],
            candidates, script, "", "局三楼会议室");
    }
}
