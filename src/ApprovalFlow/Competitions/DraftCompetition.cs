using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

public enum DraftCompetitionOutcome { Drafted = 1, NotFound, TitleRequired, ProcedureNotPublished }

/// <summary>
/// Begins the plan of a competition on a published procedure, with a proposed timetable and the unit's party group
/// already named, so that the organiser corrects instead of typing.
/// </summary>
public sealed class DraftCompetition(ApprovalDb db, CompetitionAccess access, DefinitionStore definitions, Calendars calendars, TimeProvider clock)
{
    public sealed record Request(Guid UnitId, string Title, string TitleEn, string ProcedureVersionId, DateOnly AnnounceOn);

    public sealed record Result(DraftCompetitionOutcome Outcome, Guid? CompetitionId = null);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (!await access.HoldsAsync(actor, request.UnitId, Role.Organiser, ct)) return new Result(DraftCompetitionOutcome.NotFound);
        if (string.IsNullOrWhiteSpace(request.Title)) return new Result(DraftCompetitionOutcome.TitleRequired);

        var procedure = await db.Set<ProcedureVersion>().SingleOrDefaultAsync(
            v => v.Id == request.ProcedureVersionId && v.State == ProcedureState.Published && (v.UnitId == null || v.UnitId == request.UnitId), ct);
        if (procedure is null) return new Result(DraftCompetitionOutcome.ProcedureNotPublished);

        var now = clock.GetUtcNow();
        var unit = await db.Set<Unit>().SingleAsync(u => u.Id == request.UnitId, ct);
        var drawing = await definitions.DrawingAsync(procedure.Id, ct);
        var schedule = ProposedSchedule.From(request.AnnounceOn, drawing, calendars.Current);
        var plan = new Plan
        {
            AsOf = schedule.RegistrationClosesOn, Schedule = schedule, Contact = ContactOf(unit),
        };
        var competition = Competition.Draft(
            unit.Id, await NextNumberAsync(unit.Id, now, ct), request.Title.Trim(), request.TitleEn.Trim(), procedure, plan, actor, now);
        db.Add(competition);
        await NamePartyGroupAsync(competition, ct);
        db.Record(competition.Id, "competition.drafted", competition.Id, actor, $"{competition.Number} {competition.Title} {procedure.Id}", now);
        await db.SaveChangesAsync(ct);
        return new Result(DraftCompetitionOutcome.Drafted, competition.Id);
    });

    private static string ContactOf(Unit unit) => string.Join("；", new[] { unit.ContactAddress, unit.ContactEmail }.Where(t => t.Length > 0));

    /// <summary>Unique by index: when two are drafted at once, the loser's attempt runs again and counts the winner.</summary>
    private async Task<string> NextNumberAsync(Guid unitId, DateTimeOffset now, CancellationToken ct)
    {
        var year = ChinaTime.DateOf(now).Year.ToString(CultureInfo.InvariantCulture);
        var used = await db.Set<Competition>().Where(c => c.UnitId == unitId && c.Number.StartsWith(year + "-")).Select(c => c.Number).ToListAsync(ct);
        var last = used.Select(n => int.TryParse(n[(year.Length + 1)..], CultureInfo.InvariantCulture, out var seq) ? seq : 0).DefaultIfEmpty(0).Max();
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{last + 1:00}");
    }

    private async Task NamePartyGroupAsync(Competition competition, CancellationToken ct)
    {
        var roles = await db.Set<RoleGrant>()
            .Where(g => g.UnitId == competition.UnitId && (g.Role == Role.PartyGroupMember || g.Role == Role.PartySecretary))
            .Where(g => db.Set<Person>().Any(p => p.Id == g.PersonId && p.Active))
            .Select(g => new { g.PersonId, g.Role }).ToListAsync(ct);
        foreach (var person in roles.GroupBy(r => r.PersonId))
        {
            var duty = person.Any(r => r.Role == Role.PartySecretary) ? Duty.PartySecretary : Duty.PartyGroupMember;
            db.Add(Assignment.Of(competition.Id, person.Key, duty));
        }
    }
}
