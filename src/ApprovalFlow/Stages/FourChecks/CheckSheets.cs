using ApprovalFlow.Calendar;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.FourChecks;

/// <summary>One of the four checks as it stands.</summary>
public sealed record CheckLine(CheckKind Kind, CheckFinding? Finding, DateOnly? CheckedOn, string Handler, string Note, string Document, bool Closed);

/// <summary>One subject with the checks the reader may see, and the integrity opinion where it is the reader's business.</summary>
public sealed record CheckSheet(
    Guid ApplicationId, string Number, string Name, string PresentPost, string PostName, ApplicationForm Form, IReadOnlyList<SanctionRow> FileSanctions,
    bool OnHold, IReadOnlyList<CheckLine> Checks, string OpinionText, string OpinionHash, string SecretaryName, DateOnly Today);

/// <summary>
/// Opens the checks of one subject to the holder of a task about them: a handler sees the own check, the two who sign the
/// integrity opinion see all four results. Every opening goes on record.
/// </summary>
public sealed class ReadCheck(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public async Task<CheckSheet?> RunAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { SubjectId: { } subjectId, StageRunId: { } runId }) return null;
        var own = RecordCheck.KindOf(task.Kind);
        if (own is null && task.Kind is not (TaskKind.IntegrityBySecretary or TaskKind.IntegrityByDiscipline)) return null;

        var subject = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == subjectId, ct);
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == subject.PersonId, ct);
        var post = await db.Set<Post>().AsNoTracking().Where(p => p.Id == subject.PostId).Select(p => p.Name).SingleOrDefaultAsync(ct) ?? "";
        var opinion = await db.Set<IntegrityOpinion>().AsNoTracking().SingleOrDefaultAsync(o => o.StageRunId == runId && o.ApplicationId == subjectId, ct);
        var secretary = opinion?.SecretaryId is { } id ? await db.Set<Person>().Where(p => p.Id == id).Select(p => p.Name).SingleAsync(ct) : "";
        var checks = await LinesAsync(db, [runId], [subjectId], ct);
        await db.CommitAsync(async () =>
        {
            db.Record(task.CompetitionId, "checks.read", subjectId, actor, $"{task.Kind}", clock.GetUtcNow());
            return await db.SaveChangesAsync(ct);
        });
        return new(
            subjectId, subject.Number, person.Name, person.Department + person.Position, post, ApplicationForm.Read(subject.FormJson),
            ApplicationForm.Read(person.PersonnelFileJson).Sanctions, subject.HeldAt is not null,
            [.. checks.Where(c => own is null || c.Line.Kind == own).Select(c => c.Line)], opinion?.Text ?? "", opinion?.ContentHash ?? "", secretary,
            ChinaTime.DateOf(clock.GetUtcNow()));
    }

    internal static async Task<List<(Guid ApplicationId, CheckLine Line)>> LinesAsync(ApprovalDb db, List<Guid> runs, List<Guid> subjects, CancellationToken ct)
    {
        var rows = await (
            from c in db.Set<SubjectCheck>().AsNoTracking()
            where runs.Contains(c.StageRunId) && subjects.Contains(c.ApplicationId)
            from p in db.Set<Person>().AsNoTracking().Where(p => p.Id == c.HandlerId).DefaultIfEmpty()
            orderby c.Kind
            select new { Check = c, Handler = p == null ? "" : p.Name }).ToListAsync(ct);
        return
        [
            .. rows.Select(r => (r.Check.ApplicationId, new CheckLine(
                r.Check.Kind, r.Check.Finding, r.Check.CheckedOn, r.Handler, r.Check.Note, r.Check.Document, r.Check.IsClosed))),
        ];
    }
}

/// <summary>One subject's row of the matrix.</summary>
public sealed record ChecksRow(
    Guid ApplicationId, string Number, string Name, string PostName, ApplicationState State, string Reason, bool OnHold, string HoldReason,
    IReadOnlyList<CheckLine> Checks, bool SecretarySigned, bool DisciplineSigned, bool Refused);

/// <summary>The checks of one run, followed from outside.</summary>
public sealed record ChecksBoard(Guid RunId, Guid CompetitionId, string Title, string TitleEn, DateTimeOffset? ClosedAt, IReadOnlyList<ChecksRow> Rows, bool Organises, bool Supervises);

/// <summary>
/// Reads the matrix for organisers, supervisors and auditors. What discipline and complaints found is shown to
/// supervisors and auditors; the organiser sees whether these checks are closed.
/// </summary>
public sealed class ChecksBoardQuery(ApprovalDb db, CompetitionAccess access)
{
    public async Task<ChecksBoard?> ForAsync(Guid runId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.FourChecks, ct);
        if (run is null || await access.ForAsync(actor, run.CompetitionId, ct) is not { } rights || !rights.Opens(run.Kind)) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var ids = await db.Set<SubjectCheck>().Where(c => c.StageRunId == runId).Select(c => c.ApplicationId).Distinct().ToListAsync(ct);
        var lines = await ReadCheck.LinesAsync(db, [runId], ids, ct);
        var opinions = await db.Set<IntegrityOpinion>().AsNoTracking().Where(o => o.StageRunId == runId).ToDictionaryAsync(o => o.ApplicationId, ct);
        var subjects = await (
            from a in db.Set<Application>().AsNoTracking()
            where ids.Contains(a.Id)
            join p in db.Set<Person>().AsNoTracking() on a.PersonId equals p.Id
            join post in db.Set<Post>().AsNoTracking() on a.PostId equals post.Id
            orderby post.Seq, a.Number
            select new { a.Id, a.Number, p.Name, Post = post.Name, a.State, a.StateReason, Held = a.HeldAt != null, a.HoldReason }).ToListAsync(ct);
        var seesAll = rights.Supervises || rights.Audits;
        return new(
            run.Id, run.CompetitionId, competition.Title, competition.TitleEn, run.ClosedAt,
            [
                .. subjects.Select(s =>
                {
                    var opinion = opinions.GetValueOrDefault(s.Id);
                    return new ChecksRow(
                        s.Id, s.Number, s.Name, s.Post, s.State, s.State == ApplicationState.NotProposed ? s.StateReason : "", s.Held, seesAll ? s.HoldReason : "",
                        [.. lines.Where(l => l.ApplicationId == s.Id).Select(l => seesAll ? l.Line : Veiled(l.Line))],
                        opinion?.SecretarySignedAt is not null, opinion?.DisciplineSignedAt is not null, opinion is { IsRefused: true });
                }),
            ],
            rights.Organises, rights.Supervises);
    }

    private static CheckLine Veiled(CheckLine line) => line.Kind is CheckKind.Discipline or CheckKind.Complaints
        ? line with { Finding = null, Note = "", Document = "" }
        : line;
}
