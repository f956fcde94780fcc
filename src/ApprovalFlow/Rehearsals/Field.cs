using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Rehearsals;

/// <summary>What the script has in store for the candidates of one competition; read once for a round, in which nobody registers.</summary>
internal sealed class Field(IReadOnlyDictionary<Guid, CandidateScript> scripts)
{
    public CandidateScript this[Guid applicationId] => scripts[applicationId];

    public static async Task<Field> ReadAsync(ApprovalDb db, Guid competitionId, Script script, CancellationToken ct) => new(
        await db.Set<Application>().Where(a => a.CompetitionId == competitionId && a.State != ApplicationState.Draft)
            .Select(a => new { a.Id, a.Number }).ToDictionaryAsync(a => a.Id, a => script.Of(a.Number), ct));
}
