using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>A supplement as the reviewer reads it: what was asked, what came, or that nothing came in time.</summary>
public sealed record SupplementLine(int Round, string Asked, string Answer, DateTimeOffset? AnsweredAt, bool Lapsed);

/// <summary>A file the candidate handed in.</summary>
public sealed record ReviewFile(Guid Id, string Name, DateTimeOffset AddedAt);

/// <summary>A sheet that was written before, with the reviewer's name.</summary>
public sealed record EarlierSheet(ReviewSheet Sheet, string Reviewer);

/// <summary>Everything needed to decide one review.</summary>
public sealed record ReviewDesk(
    Guid ApplicationId, string Number, ApplicationForm Form, ApplicationForm PersonnelFile, string Post, string PostRequirements, DateOnly AsOf,
    IReadOnlyList<ReviewLine> Advice, IReadOnlyList<NegativeLine> Negatives, IReadOnlyList<SupplementLine> Supplements,
    IReadOnlyList<EarlierSheet> Sheets, ReviewSheet? Own, string RecheckReason, IReadOnlyList<ReviewFile> Files);

/// <summary>
/// The reviewer's desk. A first and a second reviewer do not see each other's sheets, so that there are two opinions; who
/// re-checks sees both. Whoever may see the task (its header says so) may see this.
/// </summary>
public sealed class ReviewDeskQuery(ApprovalDb db, TimeProvider clock)
{
    public async Task<ReviewDesk> ForAsync(TaskHeader task, CancellationToken ct)
    {
        var application = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == task.SubjectId, ct);
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == application.CompetitionId, ct);
        var post = await db.Set<Post>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == application.PostId, ct);
        var file = await db.Set<Person>().AsNoTracking().Where(p => p.Id == application.PersonId).Select(p => p.PersonnelFileJson).SingleAsync(ct);
        var sheets = await db.Set<ReviewSheet>().AsNoTracking()
            .Where(s => s.StageRunId == task.StageRunId && s.ApplicationId == application.Id).ToListAsync(ct);
        var reviewers = sheets.Select(s => s.ReviewerId).ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => reviewers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var reason = await db.Set<RecheckRequest>().AsNoTracking()
            .Where(r => r.StageRunId == task.StageRunId && r.ApplicationId == application.Id).Select(r => r.Reason).SingleOrDefaultAsync(ct);
        var own = sheets.SingleOrDefault(s => s.TaskId == task.TaskId);
        var form = ApplicationForm.Read(application.FormJson);
        var shown = sheets.Where(s => s.TaskId != task.TaskId && (task.Kind == TaskKind.QualificationRecheck || s.Kind == task.Kind))
            .OrderBy(s => s.DecidedAt).Select(s => new EarlierSheet(s, names.GetValueOrDefault(s.ReviewerId, ""))).ToList();

        return new(
            application.Id, application.Number, form, ApplicationForm.Read(file), post?.Name ?? "", post?.Requirements ?? "", competition.Plan.AsOf,
            own?.Lines ?? await MachineAdvice.ForAsync(db, application, ct),
            own?.Negatives ?? [.. Enum.GetValues<NegativeCheck>().Select(c => new NegativeLine(c, MachineAdvice.Declares(form, c, ChinaTime.DateOf(clock.GetUtcNow())), ""))],
            await SupplementsAsync(task, sheets, ct), shown, own, task.Kind == TaskKind.QualificationRecheck ? reason ?? "" : "",
            await db.Set<Attachment>().AsNoTracking().Where(f => f.ApplicationId == application.Id && f.RemovedAt == null).OrderBy(f => f.AddedAt)
                .Select(f => new ReviewFile(f.Id, f.FileName, f.AddedAt)).ToListAsync(ct));
    }

    private async Task<List<SupplementLine>> SupplementsAsync(TaskHeader task, List<ReviewSheet> sheets, CancellationToken ct)
    {
        var returns = sheets.Where(s => s.Verdict == Verdict.Return).OrderBy(s => s.DecidedAt).ToList();
        var supplements = await db.Set<UserTask>().AsNoTracking()
            .Where(t => t.StageRunId == task.StageRunId && t.SubjectId == task.SubjectId && t.Kind == TaskKind.Supplement)
            .OrderBy(t => t.Round).ToListAsync(ct);
        return [.. supplements.Select(t => new SupplementLine(
            t.Round, t.Round <= returns.Count ? returns[t.Round - 1].Comment : "", t.Comment, t.DecidedAt, t.State == TaskState.Withdrawn))];
    }
}
