using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Recusal;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>A subject of the inspection with the members who keep away.</summary>
public sealed record SubjectLine(Guid ApplicationId, string Number, string Name, string PresentPost, string PostName, IReadOnlyList<string> Recused, int TeamLeft);

/// <summary>What the organiser sees before publishing the notice.</summary>
public sealed record InspectionNoticeDraft(
    InspectionSettings Settings, DateOnly EarliestBegin, DateOnly SuggestedBegin, DateOnly SuggestedEnd, string SupervisionPhone,
    IReadOnlyList<SubjectLine> Subjects, IReadOnlyList<Inspector> Team);

/// <summary>Reads the notice to be, for whoever may publish it.</summary>
public sealed class InspectionNoticeSheet(ApprovalDb db, TaskAccess access, Calendars calendars, TimeProvider clock)
{
    public async Task<InspectionNoticeDraft?> ForAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { Kind: TaskKind.InspectionNotice, StageRunId: { } runId }) return null;

        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == runId, ct);
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var unit = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == competition.UnitId, ct);
        var settings = run.Settings<InspectionSettings>();
        var team = await InspectionTeam.LoadAsync(db, run.CompetitionId, ct);
        var subjects = await (
            from a in db.Set<Application>().AsNoTracking()
            where a.CompetitionId == run.CompetitionId && a.State == ApplicationState.UnderInspection
            join p in db.Set<Person>().AsNoTracking() on a.PersonId equals p.Id
            join post in db.Set<Post>().AsNoTracking() on a.PostId equals post.Id
            orderby post.Seq, a.Number
            select new { a.Id, a.Number, p.Name, Present = p.Department + p.Position, Post = post.Name }).ToListAsync(ct);
        var calendar = calendars.Current;
        var earliest = PublishInspectionNotice.EarliestBegin(calendar, settings.NoticeWorkingDays, clock.GetUtcNow());
        var begin = competition.Plan.Schedule.InspectionFromOn is { } planned && planned > earliest ? planned : earliest;
        return new(
            settings, earliest, begin, calendar.AddWorkingDays(begin, Math.Max(0, settings.WorkingDays - 1)), unit.SupervisionPhone,
            [
                .. subjects.Select(s => new SubjectLine(
                    s.Id, s.Number, s.Name, s.Present, s.Post,
                    [.. team.Members.Except(team.For(s.Id)).Select(m => m.Name)], team.For(s.Id).Count)),
            ],
            team.Members);
    }
}

/// <summary>One signature as the sheet shows it.</summary>
public sealed record SignatureLine(string Name, DateTimeOffset? SignedAt);

/// <summary>The material about one subject with everything needed to write, sign or read it.</summary>
public sealed record MaterialSheet(
    Guid ApplicationId, string Number, string Name, string PostName, ApplicationForm Form, InspectionSettings Settings, DateOnly BeginsOn, DateOnly EndsOn,
    MaterialText Text, MaterialState? State, int Version, string ContentHash, IReadOnlyList<SignatureLine> Signatures, string ReturnedReason);

/// <summary>
/// Opens the inspection material for reading or writing. Every opening goes on record, because the material is a secret of
/// the process; whoever has nothing to do with it gets nothing.
/// </summary>
public sealed class ReadInspectionMaterial(ApprovalDb db, TaskAccess access, CompetitionAccess rights, RelatedPeople related, TimeProvider clock)
{
    public sealed record Request(Guid? TaskId, Guid? StageRunId, Guid? ApplicationId);

    /// <summary>By one's own task, or by role once the material is final.</summary>
    public async Task<MaterialSheet?> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        var found = request.TaskId is { } taskId ? await ByTaskAsync(taskId, actor, ct)
            : request is { StageRunId: { } runId, ApplicationId: { } applicationId } ? await ByRightAsync(runId, applicationId, actor, ct) : null;
        if (found is not var (run, subject, mayReadDraft)) return null;

        var material = await db.Set<InspectionMaterial>().AsNoTracking().SingleOrDefaultAsync(m => m.StageRunId == run.Id && m.ApplicationId == subject.Id, ct);
        if (!mayReadDraft && material is not { State: MaterialState.Final }) return null;
        var sheet = await SheetAsync(run, subject, material, ct);
        await db.CommitAsync(async () =>
        {
            db.Record(run.CompetitionId, "inspection-material.read", subject.Id, actor, material is null ? "" : $"version {material.Version}", clock.GetUtcNow());
            return await db.SaveChangesAsync(ct);
        });
        return sheet;
    }

    private async Task<(StageRun Run, Application Subject, bool MayReadDraft)?> ByTaskAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { Kind: TaskKind.InspectionMaterial or TaskKind.InspectionSignature }) return null;
        return (
            await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == task.StageRunId, ct),
            await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == task.SubjectId, ct), true);
    }

    private async Task<(StageRun Run, Application Subject, bool MayReadDraft)?> ByRightAsync(Guid runId, Guid applicationId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.Inspection, ct);
        if (run is null || await rights.ForAsync(actor, run.CompetitionId, ct) is not { ApplicationId: null } held) return null;
        var decides = held.Has(Duty.PartyGroupMember) || held.Has(Duty.PartySecretary) || held.Has(Role.PartyGroupMember) || held.Has(Role.PartySecretary);
        var inspects = held.Has(Duty.Inspector) || held.Has(Duty.InspectionLeader);
        if (!(held.Organises || held.Supervises || held.Audits || decides || inspects)) return null;
        if ((await related.ForAsync(run.CompetitionId, [actor.PersonId], ct)).Contains((actor.PersonId, applicationId))) return null;
        var subject = await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == applicationId && a.CompetitionId == run.CompetitionId, ct);
        return subject is null ? null : (run, subject, false);
    }

    private async Task<MaterialSheet> SheetAsync(StageRun run, Application subject, InspectionMaterial? material, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == subject.PersonId, ct);
        var post = await db.Set<Post>().AsNoTracking().Where(p => p.Id == subject.PostId).Select(p => p.Name).SingleOrDefaultAsync(ct) ?? "";
        var schedule = await db.Set<InspectionSchedule>().AsNoTracking().SingleAsync(s => s.StageRunId == run.Id, ct);
        var form = ApplicationForm.Read(subject.FormJson);
        var signatures = material is null ? [] : await (
            from s in db.Set<InspectionSignature>().AsNoTracking()
            where s.MaterialId == material.Id && s.Version == material.Version
            join p in db.Set<Person>().AsNoTracking() on s.PersonId equals p.Id
            orderby p.StaffNumber
            select new SignatureLine(p.Name, s.SignedAt)).ToListAsync(ct);
        var returned = material is not { State: MaterialState.Draft } ? "" : await db.Set<UserTask>().AsNoTracking()
            .Where(t => t.StageRunId == run.Id && t.Kind == TaskKind.InspectionSignature && t.SubjectId == subject.Id && t.Verdict == Verdict.Return)
            .OrderByDescending(t => t.DecidedAt).Select(t => t.Comment).FirstOrDefaultAsync(ct) ?? "";
        return new(
            subject.Id, subject.Number, person.Name, post, form, run.Settings<InspectionSettings>(), schedule.BeginsOn, schedule.EndsOn,
            material?.Text ?? new MaterialText(), material?.State, material?.Version ?? 0, material?.ContentHash ?? "", signatures, returned);
    }
}

/// <summary>One subject as the organiser and supervisors follow it: states and signatures, never the text.</summary>
public sealed record InspectionRow(
    Guid ApplicationId, string Number, string Name, string PostName, ApplicationState State, bool OnHold, MaterialState? Material, int Version, int Signatures, int Asked);

/// <summary>The inspection of one run, followed from outside.</summary>
public sealed record InspectionBoard(
    Guid RunId, Guid CompetitionId, string Title, string TitleEn, DateTimeOffset? ClosedAt, InspectionSettings Settings, InspectionSchedule? Schedule,
    IReadOnlyList<Inspector> Team, IReadOnlyList<InspectionRow> Rows, IReadOnlyList<FillInPlace> Places, bool Organises, bool Supervises);

/// <summary>Reads the board for organisers, supervisors and auditors; null for everybody else, unit administrators included.</summary>
public sealed class InspectionBoardQuery(ApprovalDb db, CompetitionAccess access, FillInQuery places)
{
    public async Task<InspectionBoard?> ForAsync(Guid runId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.Inspection, ct);
        if (run is null || await access.ForAsync(actor, run.CompetitionId, ct) is not { } rights || !rights.Opens(run.Kind)) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var schedule = await db.Set<InspectionSchedule>().AsNoTracking().SingleOrDefaultAsync(s => s.StageRunId == run.Id, ct);
        var materials = await db.Set<InspectionMaterial>().AsNoTracking().Where(m => m.StageRunId == run.Id).ToListAsync(ct);
        var inspected = materials.Select(m => m.ApplicationId).ToList();
        var signatures = await db.Set<InspectionSignature>().AsNoTracking().Where(s => materials.Select(m => m.Id).Contains(s.MaterialId)).ToListAsync(ct);
        var subjects = await (
            from a in db.Set<Application>().AsNoTracking()
            where a.CompetitionId == run.CompetitionId && (a.State == ApplicationState.UnderInspection || inspected.Contains(a.Id))
            join p in db.Set<Person>().AsNoTracking() on a.PersonId equals p.Id
            join post in db.Set<Post>().AsNoTracking() on a.PostId equals post.Id
            orderby post.Seq, a.Number
            select new { a.Id, a.Number, p.Name, Post = post.Name, a.State, Held = a.HeldAt != null }).ToListAsync(ct);
        var rows = subjects.Select(s =>
        {
            var material = materials.SingleOrDefault(m => m.ApplicationId == s.Id);
            var asked = material is null ? [] : signatures.Where(x => x.MaterialId == material.Id && x.Version == material.Version).ToList();
            return new InspectionRow(
                s.Id, s.Number, s.Name, s.Post, s.State, s.Held, material?.State, material?.Version ?? 0, asked.Count(x => x.SignedAt is not null), asked.Count);
        }).ToList();
        return new(
            run.Id, run.CompetitionId, competition.Title, competition.TitleEn, run.ClosedAt, run.Settings<InspectionSettings>(), schedule,
            (await InspectionTeam.LoadAsync(db, run.CompetitionId, ct)).Members, rows,
            schedule is null && run.IsOpen ? await places.ForAsync(run.Id, ct) : [], rights.Organises, rights.Supervises);
    }
}

/// <summary>What the candidate may know of the own inspection.</summary>
public sealed record OwnInspection(DateOnly? BeginsOn, DateOnly? EndsOn, bool Ended, ApplicationState State, string Reason);

/// <summary>The candidate's own view: when the team comes, and how it ended. Never the material.</summary>
public sealed class OwnInspectionQuery(ApprovalDb db)
{
    public async Task<OwnInspection?> ForAsync(Guid applicationId, Guid stageRunId, Actor actor, CancellationToken ct)
    {
        var entered = await db.Set<Application>().AsNoTracking()
            .Where(a => a.Id == applicationId && a.PersonId == actor.PersonId
                && db.Set<CaseEvent>().Any(e => e.ApplicationId == a.Id && (e.Kind == CaseEventKind.EnteredInspection || e.Kind == CaseEventKind.InspectionAnnounced)))
            .Select(a => new { a.State, a.StateReason }).SingleOrDefaultAsync(ct);
        if (entered is null) return null;
        var schedule = await db.Set<InspectionSchedule>().AsNoTracking().SingleOrDefaultAsync(s => s.StageRunId == stageRunId, ct);
        var ended = await db.Set<StageRun>().AsNoTracking().AnyAsync(r => r.Id == stageRunId && r.ClosedAt != null, ct);
        return new(schedule?.BeginsOn, schedule?.EndsOn, ended, entered.State, entered.StateReason);
    }
}
