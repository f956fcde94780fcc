using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Registration;

public enum ProposeLateRegistrationOutcome
{
    Proposed = 1,
    NotFound,

    /// <summary>The competition is past qualification review, or not running.</summary>
    TooLate,
    UnknownPerson,
    AlreadyRegistered,
    AlreadyProposed,
    ReasonRequired,

    /// <summary>The end must lie after now and within the coming ten working days.</summary>
    EndNotAllowed,
}

/// <summary>The organiser asks the leading group to let one named person register after the close (补报).</summary>
public sealed class ProposeLateRegistration(ApprovalDb db, CompetitionAccess access, RegistrationQuery registration, Calendars calendars, TimeProvider clock)
{
    private const int LongestWorkingDays = 10;

    public sealed record Request(Guid CompetitionId, string StaffNumber, DateOnly LastOn, string Reason);

    public Task<ProposeLateRegistrationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.ForAsync(actor, request.CompetitionId, ct) is not { Organises: true }) return ProposeLateRegistrationOutcome.NotFound;
        if (await registration.FindAsync(request.CompetitionId, actor.PersonId, ct) is not { } desk) return ProposeLateRegistrationOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Reason)) return ProposeLateRegistrationOutcome.ReasonRequired;
        if (desk.Competition.State != CompetitionState.Running || await IsPastReviewAsync(request.CompetitionId, ct))
            return ProposeLateRegistrationOutcome.TooLate;

        var now = clock.GetUtcNow();
        var closesAt = ChinaTime.EndOf(request.LastOn);
        if (closesAt <= now || closesAt > calendars.Current.DueAt(now, LongestWorkingDays)) return ProposeLateRegistrationOutcome.EndNotAllowed;
        var person = await FindPersonAsync(request.StaffNumber, desk.Competition, ct);
        if (person is null) return ProposeLateRegistrationOutcome.UnknownPerson;
        var registered = await db.Set<Application>().AnyAsync(
            a => a.CompetitionId == request.CompetitionId && a.PersonId == person.Id && a.State != ApplicationState.Draft, ct);
        if (registered) return ProposeLateRegistrationOutcome.AlreadyRegistered;
        if (await db.Set<LateRegistration>().AnyAsync(l => l.CompetitionId == request.CompetitionId && l.PersonId == person.Id, ct))
            return ProposeLateRegistrationOutcome.AlreadyProposed;

        var late = LateRegistration.Propose(desk.Run, person.Id, request.Reason.Trim(), closesAt, actor, now);
        // Asked outside the stage when that has closed: a closing stage would take its own question back.
        var task = UserTask.Open(
            request.CompetitionId, desk.Run.IsOpen ? desk.Run.Id : null, TaskKind.LateRegistration, late.Id, person.Name, 1,
            null, null, Role.LeadingGroup, closesAt, dueIsFinal: true, now);
        late.AskedBy(task.Id);
        db.AddRange(late, task);
        db.Add(Deadline.At(request.CompetitionId, DeadlineKind.TaskDue, closesAt, desk.Run.IsOpen ? desk.Run.Id : null, task.Id));
        db.Record(request.CompetitionId, "late-registration.proposed", late.Id, actor, $"{person.Name} until {request.LastOn:yyyy-MM-dd}: {late.Reason}", now);
        desk.Run.Touch();
        await db.SaveChangesAsync(ct);
        return ProposeLateRegistrationOutcome.Proposed;
    });

    private async Task<Person?> FindPersonAsync(string staffNumber, Competition competition, CancellationToken ct)
    {
        var number = staffNumber.Trim();
        var candidates = await db.Set<Person>().Where(p => p.StaffNumber == number && p.Active).ToListAsync(ct);
        foreach (var person in candidates.OrderByDescending(p => p.UnitId == competition.UnitId))
            if (await registration.InScopeAsync(competition, person.Id, ct)) return person;
        return null;
    }

    private Task<bool> IsPastReviewAsync(Guid competitionId, CancellationToken ct) => db.Set<StageRun>().AnyAsync(
        r => r.CompetitionId == competitionId && r.Kind != StageKind.Announcement && r.Kind != StageKind.Registration
            && (r.Kind != StageKind.QualificationReview || r.ClosedAt != null), ct);
}
