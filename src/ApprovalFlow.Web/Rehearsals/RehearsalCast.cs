using System.Globalization;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Units;

namespace ApprovalFlow.Web.Rehearsals;

/// <summary>The invented unit of a rehearsal: enough people for every duty that the drawing asks for, and the candidates.</summary>
internal static class RehearsalCast
{
    private const int MembersBesideTheChief = 6;
    private const int UsualEvaluators = 30;

    /// <summary>Posts enough for a field of candidates to be dealt out over.</summary>
    public static int PostsFor(int candidates) => Math.Clamp(candidates / 25, 1, 8);

    public static async Task<InventedOutline> EngageAsync(
        ApprovalDb db, Drawing drawing, string procedure, Scenario scenario, int candidates, DateOnly startOn, DateTimeOffset now, CancellationToken ct)
    {
        var unit = Unit.Found("rehearsal", "演练单位", "Rehearsal unit", parent: null);
        (unit.PartyGroupName, unit.SupervisionPhone) = ("演练单位党组", "12380");
        (unit.ContactAddress, unit.ContactEmail) = ("演练路1号", "office@rehearsal.invalid");
        var people = new InventedPeople(unit, "", hasher: null);
        var organiser = people.Add("organiser", "人事处", "处长", Role.Organiser);
        people.Add("leader", "领导小组", "副职领导", Role.LeadingGroup);
        var secretary = people.Add("secretary", "党组", "党组书记", Role.PartySecretary);
        var members = people.AddMany(MembersBesideTheChief, "member", "党组", "党组成员", Role.PartyGroupMember);
        people.Add("discipline", "纪检监察组", "组长", Role.Discipline);
        var duties = Duties(people, drawing, secretary, members);
        var posts = scenario.Past?.Posts ?? PostsFor(candidates);
        var script = scenario.Write(candidates, posts);
        var field = people.AddMany(script.Candidates.Count, "candidate", "机关各处室", "一级主任科员");
        foreach (var (candidate, i) in field.Select((c, i) => (c, i)))
            candidate.Person.PersonnelFileJson = InventedForms.Of(candidate.Person, i + 1, startOn, shortTenure: false).ToJson();

        db.Add(unit);
        foreach (var person in people.All)
        {
            db.Add(person.Person);
            db.AddRange(person.Roles.Select(role => RoleGrant.To(person.Person.Id, unit.Id, role)));
        }

        if (scenario.MemberIsRelated) db.Add(Relation.Between(members[0].Person.Id, field[0].Person.Id, Kinship.Collateral, now));
        await db.SaveChangesAsync(ct);
        return new InventedOutline(
            unit.Id, "演练", "Rehearsal", procedure, startOn, organiser,
            [.. Enumerable.Range(1, posts).Select(i => new InventedPost("副处长", string.Create(CultureInfo.InvariantCulture, $"业务{i}处"), "县处级副职", "协助处长工作。"))],
            duties, field, script, "一号教室", "三楼会议室");
    }

    private static List<InventedDuty> Duties(InventedPeople people, Drawing drawing, InventedPerson secretary, List<InventedPerson> members)
    {
        var needs = DutyNeeds.Of(drawing).ToDictionary(n => n.Duty);
        List<InventedDuty> duties = [];
        foreach (var (duty, usual) in new[]
        {
            (Duty.DisciplineObserver, 1), (Duty.DisciplineReviewer, 1), (Duty.QualificationReviewer, 3), (Duty.RecheckReviewer, 1), (Duty.ExamMarker, 1),
            (Duty.ScoreKeeper, 1), (Duty.ScoreVerifier, 1), (Duty.PanelMember, 0), (Duty.PanelReserve, 2), (Duty.Scrutineer, 1), (Duty.Teller, 1),
            (Duty.Recorder, 1), (Duty.InspectionLeader, 1), (Duty.Inspector, 2), (Duty.ObjectionHandler, 1), (Duty.Evaluator, UsualEvaluators),
        })
        {
            var need = needs.GetValueOrDefault(duty);
            var count = Math.Min(Math.Max(usual, need?.AtLeast ?? 0), need?.AtMost ?? int.MaxValue);
            if (count > 0) duties.Add(new(duty, people.AddMany(count, duty.ToString().ToLowerInvariant(), "机关各处室", "工作人员")));
        }

        duties.Add(new(Duty.IntegritySecretary, [secretary]));
        duties.Add(new(Duty.PartySecretary, [secretary]));
        duties.Add(new(Duty.PartyGroupMember, members));
        return duties;
    }
}
