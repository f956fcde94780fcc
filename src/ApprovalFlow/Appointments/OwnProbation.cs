using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Appointments;

/// <summary>What somebody on probation sees of it. <see cref="ReportTaskId"/>: the report is asked for and not handed in.</summary>
public sealed record OwnProbation(
    DateTimeOffset EndsAt, bool Over, DateTimeOffset? ReportedAt, Guid? ReportTaskId, ApplicationState State, string Reason);

public sealed class OwnProbationQuery(ApprovalDb db, TimeProvider clock)
{
    /// <summary>Null for everybody else, and where there is no probation.</summary>
    public async Task<OwnProbation?> ForAsync(Guid applicationId, Actor actor, CancellationToken ct)
    {
        var row = await (
            from c in db.Set<Application>().AsNoTracking()
            join a in db.Set<Appointment>() on c.Id equals a.ApplicationId
            where c.Id == applicationId && c.PersonId == actor.PersonId && a.ProbationEndsOn != null
            select new
            {
                c.State, c.StateReason, EndsOn = a.ProbationEndsOn!.Value, a.ProbationReportedAt,
                Task = db.Set<UserTask>().Where(t => t.Kind == TaskKind.ProbationReport && t.SubjectId == c.Id && t.State == TaskState.Open)
                    .Select(t => (Guid?)t.Id).FirstOrDefault(),
            }).SingleOrDefaultAsync(ct);
        if (row is null) return null;

        var endsAt = ChinaTime.EndOf(row.EndsOn);
        return new OwnProbation(endsAt, clock.GetUtcNow() > endsAt, row.ProbationReportedAt, row.Task, row.State, row.StateReason);
    }
}
