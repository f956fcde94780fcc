using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

/// <summary>
/// Who must keep away from which candidate of a competition: the candidate, and everybody whom the candidate's form
/// names among family and important relations. A match without a month of birth counts too until somebody rules on it.
/// </summary>
public sealed class RelatedPeople(ApprovalDb db)
{
    /// <summary>The pairs of these people and the competition's candidates who may have nothing to do with each other.</summary>
    public async Task<IReadOnlySet<(Guid PersonId, Guid ApplicationId)>> ForAsync(
        Guid competitionId, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var staff = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id))
            .Select(p => new { p.Id, p.Name, p.PersonnelFileJson }).ToListAsync(ct);
        var known = staff.Select(p => new KnownPerson(p.Id, p.Name, ApplicationForm.Read(p.PersonnelFileJson).BornOn)).ToList();
        var applications = await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.State != ApplicationState.Draft)
            .Select(a => new { a.Id, a.PersonId, a.FormJson }).ToListAsync(ct);

        var pairs = new HashSet<(Guid, Guid)>();
        foreach (var application in applications)
        {
            // The form's word for the relation is free text; whoever is listed there at all is near enough to keep away.
            var relatives = ApplicationForm.Read(application.FormJson).Family
                .Select(row => new DeclaredRelative(application.PersonId, Kinship.OtherInterest, row.Name, row.BornIn));
            foreach (var match in RelativeMatch.Find(relatives, known)) pairs.Add((match.Person, application.Id));
            if (known.Any(person => person.Id == application.PersonId)) pairs.Add((application.PersonId, application.Id));
        }

        return pairs;
    }
}
