using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Stages.Registration;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

public enum StartApplicationOutcome { Started = 1, AlreadyStarted, NotFound, NotOpen, ConflictOfDuty }

/// <summary>
/// A person, having read what happens with their data, begins the form; it is prefilled from the personnel file. The
/// organiser sees nothing of it before it is submitted.
/// </summary>
public sealed class StartApplication(ApprovalDb db, RegistrationQuery registration, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId);

    public Task<StartApplicationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var desk = await registration.FindAsync(request.CompetitionId, actor.PersonId, ct);
        if (desk is not { InScope: true }) return StartApplicationOutcome.NotFound;
        if (await db.Set<Application>().AnyAsync(a => a.CompetitionId == request.CompetitionId && a.PersonId == actor.PersonId, ct))
            return StartApplicationOutcome.AlreadyStarted;

        var now = clock.GetUtcNow();
        if (desk.PostsToChoose(now).Count == 0) return StartApplicationOutcome.NotOpen;
        if (await HasConflictingDutyAsync(db, request.CompetitionId, actor.PersonId, ct)) return StartApplicationOutcome.ConflictOfDuty;

        var person = await db.Set<Person>().SingleAsync(p => p.Id == actor.PersonId, ct);
        var application = Application.Start(request.CompetitionId, person.Id, Prefilled(person).ToJson(), now);
        db.Add(application);
        db.Record(request.CompetitionId, "application.started", application.Id, actor, "privacy notice shown", now);
        await db.SaveChangesAsync(ct);
        return StartApplicationOutcome.Started;
    });

    /// <summary>Whoever judges, counts or records in a competition does not compete in it.</summary>
    internal static async Task<bool> HasConflictingDutyAsync(ApprovalDb db, Guid competitionId, Guid personId, CancellationToken ct)
    {
        var duties = await db.Set<Assignment>()
            .Where(a => a.CompetitionId == competitionId && a.PersonId == personId && a.RelievedAt == null).Select(a => a.Duty).ToListAsync(ct);
        return IncompatibleDuties.Check(duties, Duty.Candidate) is not null;
    }

    /// <summary>The file's facts, and what the account knows where the file is silent. Choices and declarations are never prefilled.</summary>
    private static ApplicationForm Prefilled(Person person)
    {
        var file = ApplicationForm.Read(person.PersonnelFileJson).Tidied(healthNeeded: false);
        return file with
        {
            Name = Or(file.Name, person.Name), Department = Or(file.Department, person.Department),
            PresentPost = Or(file.PresentPost, person.Position), Email = Or(file.Email, person.Email), Phone = Or(file.Phone, person.Phone),
            Preferences = [], AcceptsReassignment = false, RelativeInUnit = null, RelativeInUnitDetail = "", FamilySettledAbroad = null,
            Reasons = "", WorkPlan = "", Pledge = null,
        };
    }

    private static string Or(string file, string account) => file.Length > 0 ? file : account;
}
