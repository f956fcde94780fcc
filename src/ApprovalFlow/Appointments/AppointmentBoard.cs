using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Appointments;

/// <summary>Somebody decided who cannot be appointed yet, and why the others do not wait.</summary>
public sealed record StillWaiting(string Number, string Name, ApplicationState State, bool Held);

/// <summary>One of the last stages (appointment, probation) for those who watch it.</summary>
public sealed record AppointmentBoard(
    StageRun Run, Guid CompetitionId, string Title, string TitleEn, IReadOnlyList<AppointmentSheet> Appointments,
    IReadOnlyList<StillWaiting> Waiting, IReadOnlyDictionary<Guid, IReadOnlyList<UserTask>> Tasks, bool Organises);

public sealed class AppointmentBoardQuery(ApprovalDb db, CompetitionAccess access, AppointmentQuery appointments)
{
    /// <summary>The run must be of the kind the page is for; null otherwise and for strangers.</summary>
    public async Task<AppointmentBoard?> ForAsync(Guid runId, StageKind kind, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == kind, ct);
        if (run is null || await access.ForAsync(actor, run.CompetitionId, ct) is not { } rights || !rights.Opens(run.Kind)) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var waiting = await (
            from a in db.Set<Application>().AsNoTracking()
            join p in db.Set<Person>() on a.PersonId equals p.Id
            where a.CompetitionId == competition.Id && (a.State == ApplicationState.Decided || a.State == ApplicationState.OnNotice)
            orderby a.Number
            select new StillWaiting(a.Number, p.Name, a.State, a.HeldAt != null)).ToListAsync(ct);
        var tasks = await db.Set<UserTask>().AsNoTracking().Where(t => t.StageRunId == run.Id && t.SubjectId != null).OrderBy(t => t.OpenedAt).ToListAsync(ct);
        return new(
            run, competition.Id, competition.Title, competition.TitleEn, await appointments.OfCompetitionAsync(competition.Id, ct), waiting,
            tasks.GroupBy(t => t.SubjectId!.Value).ToDictionary(g => g.Key, g => (IReadOnlyList<UserTask>)g.ToList()), rights.Organises);
    }
}
