using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages.Registration;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

public enum SaveApplicationOutcome
{
    Saved = 1,
    NotFound,
    AlreadySubmitted,

    /// <summary>Another window saved first; nothing of this one was stored.</summary>
    ChangedElsewhere,
    TooLarge,
}

/// <summary>
/// Keeps a draft as it is typed. The request says which revision it replaces, so of two windows the later one is told
/// instead of silently overwriting the other.
/// </summary>
public sealed class SaveApplication(ApprovalDb db, RegistrationQuery registration, TimeProvider clock)
{
    /// <summary>More than any honest form; keeps a row from being used as a file store.</summary>
    private const int MaxLength = 200_000;

    public sealed record Request(Guid CompetitionId, int Revision, ApplicationForm Form);

    /// <summary>The revision and time now stored, whatever the outcome.</summary>
    public sealed record Result(SaveApplicationOutcome Outcome, int Revision, DateTimeOffset SavedAt);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(
            a => a.CompetitionId == request.CompetitionId && a.PersonId == actor.PersonId, ct);
        var desk = await registration.FindAsync(request.CompetitionId, actor.PersonId, ct);
        if (application is null || desk is null) return new Result(SaveApplicationOutcome.NotFound, 0, default);
        if (application.State != ApplicationState.Draft) return Because(SaveApplicationOutcome.AlreadySubmitted);
        if (application.Revision != request.Revision) return Because(SaveApplicationOutcome.ChangedElsewhere);

        var form = request.Form.Tidied(desk.HealthNeeded(request.Form.Preferences ?? [])) with { Pledge = null };
        var json = form.ToJson();
        if (json.Length > MaxLength) return Because(SaveApplicationOutcome.TooLarge);
        if (json == application.FormJson) return Because(SaveApplicationOutcome.Saved);

        application.Save(json, form.Preferences, form.AcceptsReassignment, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Because(SaveApplicationOutcome.Saved);

        Result Because(SaveApplicationOutcome outcome) => new(outcome, application.Revision, application.SavedAt);
    });
}
