using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

/// <summary>One relation as it is declared.</summary>
public sealed record RelationGiven(Kinship Kinship, string Name, DateOnly? BornIn);

public enum DeclareRelationsOutcome { Declared = 1, NotFound, NotConfirmed, NameMissing }

/// <summary>
/// Somebody with a part in a competition declares their relatives and confirms that this is all. Tasks about candidates who
/// turn out to be related go to somebody else at once.
/// </summary>
public sealed class DeclareRelations(ApprovalDb db, CompetitionAccess access, RelatedPeople related, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, IReadOnlyList<RelationGiven> Relations, bool Confirmed);

    public Task<DeclareRelationsOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.ForAsync(actor, request.CompetitionId, ct) is not { } rights || (rights.Roles.Count == 0 && rights.Duties.Count == 0))
            return DeclareRelationsOutcome.NotFound;
        if (!request.Confirmed) return DeclareRelationsOutcome.NotConfirmed;
        if (request.Relations.Any(r => string.IsNullOrWhiteSpace(r.Name) || !Enum.IsDefined(r.Kinship))) return DeclareRelationsOutcome.NameMissing;

        var now = clock.GetUtcNow();
        await using var both = await db.Database.BeginTransactionAsync(ct);
        db.RemoveRange(await db.Set<DeclaredRelation>().Where(r => r.PersonId == actor.PersonId).ToListAsync(ct));
        db.AddRange(request.Relations.Select(r => DeclaredRelation.Of(actor.PersonId, r.Kinship, r.Name.Trim(), r.BornIn, now)));
        var declaration = await db.Set<RecusalDeclaration>().SingleOrDefaultAsync(
            d => d.CompetitionId == request.CompetitionId && d.PersonId == actor.PersonId, ct);
        if (declaration is null) db.Add(RecusalDeclaration.Of(request.CompetitionId, actor.PersonId, request.Relations.Count, now));
        else declaration.Confirm(request.Relations.Count, now);
        db.Record(request.CompetitionId, "recusal.declared", actor.PersonId, actor, $"{request.Relations.Count} relations", now);
        await db.SaveChangesAsync(ct);

        // Matching reads what was just declared; both are one transaction.
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var conflicts = (await related.ForAsync(competition.Id, [actor.PersonId], ct)).Select(pair => pair.ApplicationId).ToList();
        await RecusalHandOver.OfPersonAsync(db, outbox, competition, actor.PersonId, conflicts, actor, now, ct);
        await db.SaveChangesAsync(ct);
        await both.CommitAsync(ct);
        return DeclareRelationsOutcome.Declared;
    });
}
