using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Stages.Registration;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>
/// A candidate registers: the form as last seen is frozen with the pledge, gets a number and a hash. The mail to the
/// candidate, the word to the organisers and the poke to the stage are in the same commit.
/// </summary>
public sealed class SubmitApplication(ApprovalDb db, RegistrationQuery registration, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, int RevisionSeen, string SignedName);

    public Task<SubmitApplicationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(
            a => a.CompetitionId == request.CompetitionId && a.PersonId == actor.PersonId, ct);
        var desk = await registration.FindAsync(request.CompetitionId, actor.PersonId, ct);
        if (application is null || desk is not { InScope: true }) return SubmitApplicationOutcome.NotFound;
        if (application.State != ApplicationState.Draft) return SubmitApplicationOutcome.AlreadySubmitted;

        var now = clock.GetUtcNow();
        if (!desk.IsOpenAt(now)) return SubmitApplicationOutcome.NotOpen;
        if (application.Revision != request.RevisionSeen) return SubmitApplicationOutcome.FormChanged;
        var form = ApplicationForm.Read(application.FormJson);
        if (FormCheck.Problems(form, desk.Demands(form, now)).Count > 0 || FormCheck.PledgeProblem(form, request.SignedName) is not null)
            return SubmitApplicationOutcome.FormIncomplete;
        if (await StartApplication.HasConflictingDutyAsync(db, request.CompetitionId, actor.PersonId, ct))
            return SubmitApplicationOutcome.ConflictOfDuty;
        if (await IsElsewhereAsync(desk.Competition, actor.PersonId, ct)) return SubmitApplicationOutcome.InAnotherCompetition;

        form = form with { Pledge = new(request.SignedName.Trim(), now) };
        application.Save(form.ToJson(), form.Preferences, form.AcceptsReassignment, now);
        application.Submit(await NextNumberAsync(request.CompetitionId, ct), now);
        // Two registrations at once, or one at the very moment of the close: the later commit loses, asks again, and sees the truth.
        desk.Run.Touch();
        await TellAsync(application, desk, actor, now, ct);
        await db.SaveChangesAsync(ct);
        return SubmitApplicationOutcome.Submitted;
    });

    private async Task TellAsync(Application application, RegistrationDesk desk, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var post = desk.Posts.Single(p => p.Id == application.PostId);
        var late = desk.IsLate(now);
        db.Record(application.CompetitionId, "application.submitted", application.Id, actor,
            $"{application.Number} {post.Name} sha256 {application.SnapshotHash}{(late ? " late" : "")}", now);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.Registered, $"{post.Name} · {application.Number}", now));
        await outbox.PromiseAsync(
            db, actor.PersonId,
            new Registered(post.Name, application.Number, ChinaTime.DateOf(desk.MaterialsCloseAt), ChinaTime.DateOf(desk.WithdrawalClosesAt)),
            $"{MailEvent.M1Registered}:{application.Id:n}", 1, application.CompetitionId, application.Id, now, ct);
        await Organisers.TellAsync(
            db, outbox, desk.Competition, new OrganiserNotice(
                new Bilingual($"收到报名：{post.Name}", $"Registration received: {post.Name}"),
                $"{desk.Competition.Title} · {application.Number}", $"/stages/registration/{desk.Run.Id}"),
            $"registered:{application.Id:n}", now, ct);
        // A late registration may reach a stage that is already past registration: every waiting stage looks again.
        db.Add(Signal.Poke(desk.Run.InstanceId, desk.Run.IsOpen ? desk.Run.ActivityId : null, now));
    }

    /// <summary>Still in another competition under way, and not both plans allow that.</summary>
    private async Task<bool> IsElsewhereAsync(Competition here, Guid personId, CancellationToken ct)
    {
        var others = await db.Set<Application>()
            .Where(a => a.PersonId == personId && a.CompetitionId != here.Id && a.State > ApplicationState.Draft && a.State < ApplicationState.Appointed)
            .Join(db.Set<Competition>(), a => a.CompetitionId, c => c.Id, (_, c) => c)
            .Where(c => c.State == CompetitionState.Running || c.State == CompetitionState.Suspended)
            .AsNoTracking().ToListAsync(ct);
        return others.Any(other => !(here.Plan.ParallelApplicationsAllowed && other.Plan.ParallelApplicationsAllowed));
    }

    private async Task<string> NextNumberAsync(Guid competitionId, CancellationToken ct)
    {
        var given = await db.Set<Application>().CountAsync(a => a.CompetitionId == competitionId && a.Number != "", ct);
        return (given + 1).ToString("000", CultureInfo.InvariantCulture);
    }
}
