using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

/// <summary>Answers who must step aside for whom. Tells that there is a conflict, never of which kind.</summary>
public sealed class Relatives(ApprovalDb db)
{
    /// <summary>The ids of everybody related to the person.</summary>
    public async Task<IReadOnlySet<Guid>> ForAsync(Guid personId, CancellationToken ct)
    {
        var relations = await db.Set<Relation>().AsNoTracking()
            .Where(r => r.OneId == personId || r.OtherId == personId).ToListAsync(ct);
        return relations.Select(r => r.RelativeOf(personId)).ToHashSet();
    }
}
