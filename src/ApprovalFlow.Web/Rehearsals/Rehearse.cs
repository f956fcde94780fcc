using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Procedures;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Rehearsals;

public enum RehearseOutcome
{
    Rehearsed = 1,

    /// <summary>The engine cannot run the drawing; the findings say why.</summary>
    NotRunnable,
    UnknownScenario,

    /// <summary>Outside 1 to <see cref="Rehearse.MostCandidates"/>.</summary>
    CandidatesOutOfRange,

    /// <summary>It took longer than the time allowed.</summary>
    TookTooLong,
}

/// <summary>What came of a rehearsal: a report for each scenario, in the order asked for.</summary>
public sealed record Rehearsed(RehearseOutcome Outcome, IReadOnlyList<RehearsalReport> Reports, IReadOnlyList<ProcedureFinding> Findings);

/// <summary>
/// Plays a drawing through with invented people on a clock of its own: the same engine, stages, use cases and mails as a real
/// competition, in a room that is thrown away.
/// </summary>
public static class Rehearse
{
    public const int MostCandidates = 300;
    private static readonly TimeOnly Morning = new(8, 40);

    /// <summary>
    /// <paramref name="Used"/>: the definitions that the drawing uses as activities. <paramref name="Past"/>: an earlier field,
    /// played before the scenarios. <paramref name="AtOnce"/>: how many scenarios may be under way at the same time.
    /// </summary>
    public sealed record Request(
        string Json, DateOnly StartOn, int Candidates, IReadOnlyList<string> Scenarios, WorkingCalendar Calendar,
        IReadOnlyList<string>? Used = null, Scenario? Past = null, int AtOnce = 1);

    public static async Task<Rehearsed> RunAsync(Request request, TimeSpan limit, CancellationToken ct)
    {
        if (request.Candidates is < 1 or > MostCandidates || request.Past?.Past?.Field.Count is < 1 or > MostCandidates) return new(RehearseOutcome.CandidatesOutOfRange, [], []);
        List<Scenario?> scenarios = [.. request.Scenarios.Select(Scenario.Find)];
        if (request.Past is { } past) scenarios.Insert(0, past);
        if (scenarios.Count == 0 || scenarios.Contains(null)) return new(RehearseOutcome.UnknownScenario, [], []);
        var refused = ProcedureCheck.Of(request.Json, DefinitionStore.Finder(request.Used ?? [])).Where(f => f.Rule == ProcedureRules.NotRunnable).ToList();
        if (refused.Count > 0) return new(RehearseOutcome.NotRunnable, [], refused);

        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(limit);
        var reports = new RehearsalReport?[scenarios.Count];
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = request.AtOnce, CancellationToken = time.Token };
            await Parallel.ForAsync(0, scenarios.Count, options, async (i, token) => reports[i] = await PlayAsync(request, scenarios[i]!, token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(RehearseOutcome.TookTooLong, [.. reports.OfType<RehearsalReport>()], []);
        }

        return new(RehearseOutcome.Rehearsed, reports!, []);
    }

    private static async Task<RehearsalReport> PlayAsync(Request request, Scenario scenario, CancellationToken ct)
    {
        var startOn = request.Calendar.OnOrAfter(request.StartOn);
        var start = ChinaTime.At(startOn, Morning);
        await using var room = await RehearsalRoom.OpenAsync(start, request.Calendar, ct);
        var drawing = Drawing.Parse(request.Json);
        var outline = await room.WithAsync<ApprovalDb, InventedOutline>(async db => await RehearsalCast.EngageAsync(
            db, drawing, Publish(db, request, start), scenario, request.Candidates, startOn, start, ct));
        var play = new InventedCompetition(room.The<IServiceScopeFactory>(), room.Time, room.Clock, outline, ct);
        Bilingual? stuck = null;
        try
        {
            await play.PlanAsync();
            await play.PlayUntilAsync(stop: null);
        }
        catch (InvalidOperationException problem)
        {
            stuck = await WhyAsync(room, problem, ct);
        }

        return await room.WithAsync<ReadRehearsal, RehearsalReport>(read =>
            read.ForAsync(play.Id, scenario, drawing, outline.Candidates.Count, startOn, stuck, ct));
    }

    /// <summary>An incident of the engine says more than where it stands, and that more than that nothing moved.</summary>
    private static async Task<Bilingual> WhyAsync(RehearsalRoom room, InvalidOperationException problem, CancellationToken ct)
    {
        if (await room.WithAsync<InstanceQuery, IReadOnlyList<Incident>>(instances => instances.OpenIncidentsAsync(ct)) is [var first, ..])
            return new($"环节“{first.ActivityId}”出错：{first.Cause}", $"Stage {first.ActivityId} failed: {first.Cause}");
        var open = await room.WithAsync<ApprovalDb, List<(StageKind Stage, TaskKind Task)>>(async db =>
            [.. (await (
                from t in db.Set<UserTask>()
                join r in db.Set<StageRun>() on t.StageRunId equals r.Id
                where t.State == TaskState.Open
                select new { Stage = r.Kind, Task = t.Kind }).Distinct().ToListAsync(ct)).Select(each => (each.Stage, each.Task)).Order()]);
        if (open.Count == 0) return new($"没有走到结束：{problem.Message}", $"It did not come to an end: {problem.Message}");
        var waited = open.ConvertAll(each => (Stage: ProcedureWords.Name(each.Stage), Task: TaskNames.Of(each.Task)));
        return new(
            $"没有走到结束，停在：{string.Join("、", waited.Select(w => $"{w.Stage.Zh}（{w.Task.Zh}）"))}",
            $"It did not come to an end and stands at: {string.Join(", ", waited.Select(w => $"{w.Stage.En} ({w.Task.En})"))}");
    }

    /// <summary>Adds the drawing as a published procedure; returns its version.</summary>
    internal static string Publish(ApprovalDb db, Request request, DateTimeOffset now)
    {
        foreach (var used in request.Used ?? []) db.Add(new StoredDefinition(DefinitionImport.Parse(used), isPublished: true, now));
        var stored = new StoredDefinition(DefinitionImport.Parse(request.Json), isPublished: true, now);
        var version = ProcedureVersion.Draft(stored.VersionId, stored.DefinitionId, unitId: null, stored.Version, stored.Name, stored.Name, authorId: null, now);
        (version.State, version.Hash, version.PublishedAt) = (ProcedureState.Published, stored.Hash, now);
        db.Add(stored);
        db.Add(version);
        return stored.VersionId;
    }
}
