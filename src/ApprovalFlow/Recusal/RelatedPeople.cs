using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

/// <summary>
/// Who must keep away from which candidate of a competition: the candidate, everybody whom the candidate's form names
/// among family and important relations, everybody who declared a relation themselves
/// or stands in the personnel register of relations, and whoever is challenged, unless
/// the challenge was dismissed. A match without a month of birth counts too until somebody rules on it.
/// </summary>
public sealed class RelatedPeople(ApprovalDb db)
{
    /// <summary>The pairs of these people and the competition's candidates who may have nothing to do with each other.</summary>
    public async Task<IReadOnlySet<(Guid PersonId, Guid ApplicationId)>> ForAsync(
        Guid competitionId, IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        await FindAsync(people, db.Set<Application>().Where(a => a.CompetitionId == competitionId), ct);

    /// <summary>Must this person keep away from this candidate? False for a subject that is no application.</summary>
    public async Task<bool> IsAsync(Guid personId, Guid applicationId, CancellationToken ct) =>
        (await FindAsync([personId], db.Set<Application>().Where(a => a.Id == applicationId), ct)).Count > 0;

    private async Task<IReadOnlySet<(Guid PersonId, Guid ApplicationId)>> FindAsync(
        IReadOnlyCollection<Guid> people, IQueryable<Application> among, CancellationToken ct)
    {
        var applications = await among.AsNoTracking().Where(a => a.State != ApplicationState.Draft)
            .Select(a => new { a.Id, a.PersonId, a.FormJson }).ToListAsync(ct);
        if (applications.Count == 0) return new HashSet<(Guid, Guid)>();

        // One look says who has any relation or challenge on record: most people have none, and this is asked at nearly every act.
        var staff = await db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => new
        {
            p.Id, p.Name, p.PersonnelFileJson,
            Declared = db.Set<DeclaredRelation>().Any(r => r.PersonId == p.Id),
            Registered = db.Set<Relation>().Any(r => r.OneId == p.Id || r.OtherId == p.Id),
            Challenged = db.Set<Challenge>().Any(c => c.PersonId == p.Id),
        }).ToListAsync(ct);
        var known = staff.Select(p => new KnownPerson(p.Id, p.Name, ApplicationForm.Read(p.PersonnelFileJson).BornOn)).ToList();
        var declared = await DeclaredAsync([.. staff.Where(p => p.Declared).Select(p => p.Id)], ct);
        var inRegister = await InRegisterAsync([.. staff.Where(p => p.Registered).Select(p => p.Id)], ct);
        var ruled = await RulingsAsync([.. staff.Where(p => p.Challenged).Select(p => p.Id)], [.. applications.Select(a => a.Id)], ct);

        var pairs = new HashSet<(Guid, Guid)>(ruled.Where(r => r.Value != ChallengeState.Dismissed).Select(r => r.Key));
        foreach (var application in applications)
        {
            // The form's word for the relation is free text; whoever is listed there at all is near enough to keep away.
            foreach (var person in people.Where(id => inRegister.Contains((id, application.PersonId)))) pairs.Add((person, application.Id));
            var form = ApplicationForm.Read(application.FormJson);
            var relatives = form.Family.Select(row => new DeclaredRelative(application.PersonId, Kinship.OtherInterest, row.Name, row.BornIn));
            var named = RelativeMatch.Find(relatives, known).Select(match => (match.Person, match.Certain));
            var own = RelativeMatch.Find(declared, [new KnownPerson(application.PersonId, form.Name, form.BornOn)])
                .Select(match => (Person: match.DeclaredBy, Certain: match.Certain && Kinships.Demand(match.Kinship) == RecusalDemand.MustWithdraw));
            foreach (var (person, certain) in named.Concat(own))
            {
                // A ruling can clear a namesake or an interest; it cannot make a relative a stranger.
                if (certain || ruled.GetValueOrDefault((person, application.Id)) != ChallengeState.Dismissed) pairs.Add((person, application.Id));
            }

            if (known.Any(person => person.Id == application.PersonId)) pairs.Add((application.PersonId, application.Id));
        }

        return pairs;
    }

    private async Task<IReadOnlyList<DeclaredRelative>> DeclaredAsync(List<Guid> people, CancellationToken ct) => people.Count == 0 ? [] :
        [.. (await db.Set<DeclaredRelation>().AsNoTracking().Where(r => people.Contains(r.PersonId)).ToListAsync(ct))
            .Where(r => Kinships.Demand(r.Kinship) != RecusalDemand.None)
            .Select(r => new DeclaredRelative(r.PersonId, r.Kinship, r.Name, r.BornIn))];

    /// <summary>Both directions of each relation in the register.</summary>
    private async Task<HashSet<(Guid, Guid)>> InRegisterAsync(List<Guid> people, CancellationToken ct) => people.Count == 0 ? [] :
        [.. (await db.Set<Relation>().Where(r => people.Contains(r.OneId) || people.Contains(r.OtherId)).Select(r => new { r.OneId, r.OtherId }).ToListAsync(ct))
            .SelectMany(r => new[] { (r.OneId, r.OtherId), (r.OtherId, r.OneId) })];

    /// <summary>How the latest challenge of each pair stands.</summary>
    private async Task<Dictionary<(Guid PersonId, Guid ApplicationId), ChallengeState>> RulingsAsync(
        List<Guid> people, List<Guid> applications, CancellationToken ct) => people.Count == 0 ? [] :
        (await db.Set<Challenge>().Where(c => people.Contains(c.PersonId) && applications.Contains(c.ApplicationId)).OrderBy(c => c.RaisedAt)
            .Select(c => new { c.PersonId, c.ApplicationId, c.State }).ToListAsync(ct))
        .GroupBy(c => (c.PersonId, c.ApplicationId)).ToDictionary(c => c.Key, c => c.Last().State);
}
