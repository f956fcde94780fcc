using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Engine;

/// <summary>One step to be done, by whom it was asked, and what became of it.</summary>
internal sealed class StepWork(StepRequest request, Signal? signal, CancellationToken ct)
{
    private readonly TaskCompletionSource<InstanceStatus?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StepRequest Request { get; } = request;

    /// <summary>Deleted in the commit of the step.</summary>
    public Signal? Signal { get; } = signal;

    public CancellationToken Cancellation { get; } = ct;

    /// <summary>The instance's status after the step; null where there is no such instance (yet).</summary>
    public Task<InstanceStatus?> Done => _done.Task;

    public InstanceStatus? Outcome { get; set; }
    public void Succeed() => _done.TrySetResult(Outcome);
    public void Fail(Exception error) => _done.TrySetException(error);
}

/// <summary>
/// Turns steps into commits. Everything that one or several steps changed (signals consumed, instances, bookmarks,
/// journal, and whatever the activities wrote) goes into one <see cref="DbContext.SaveChangesAsync(CancellationToken)"/>.
/// When another commit came first, the context is thrown away and the steps are done again from what is stored now.
/// </summary>
internal sealed class Store(
    IServiceScopeFactory scopes, DefinitionLibrary library, ActivityFactory activities, EngineOptions options, TimeProvider clock, Wakeup wakeup)
{
    private static readonly CompiledQuery<Func<EngineDb, Guid, CancellationToken, Task<Instance?>>> InstanceById = new(() =>
        EF.CompileAsyncQuery((EngineDb db, Guid id, CancellationToken _) => db.Instances.FirstOrDefault(i => i.Id == id)));

    /// <summary>Does all steps, in one commit if that is possible, and tells each who asked.</summary>
    public async Task RunAsync(IReadOnlyList<StepWork> works)
    {
        if (works.Count > 1)
        {
            try
            {
                await CommitAsync(works, KnownFaults.None, attempt: 0, CancellationToken.None);
                foreach (var work in works) work.Succeed();
                return;
            }
            catch (Exception)
            {
                // One of them stands in the way of the others, by whatever it is: each for itself, and each is told its own error.
            }
        }

        foreach (var work in works) await RunOneAsync(work);
    }

    private async Task RunOneAsync(StepWork work)
    {
        var faults = KnownFaults.None;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await CommitAsync([work], faults, attempt, work.Cancellation);
                work.Succeed();
                return;
            }
            catch (ActivityThrewException threw)
            {
                faults = faults.With(threw);
                attempt--;
            }
            catch (Exception error) when (error is DbUpdateException or DbException && attempt < options.Retries)
            {
                // Another commit came first, or the database was busy: look again.
            }
            catch (Exception error)
            {
                work.Fail(error);
                return;
            }
        }
    }

    private async Task CommitAsync(IReadOnlyList<StepWork> works, KnownFaults faults, int attempt, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EngineDb>();
        var environment = new StepEnvironment(db, scope.ServiceProvider, activities, options, clock.GetUtcNow(), ct);
        await db.Database.OpenConnectionAsync(ct); // once for reading and for the commit
        var open = await LoadAsync(db, works, attempt, ct);
        var lines = new List<(Guid, string)>();
        foreach (var work in works)
        {
            if (work.Signal is { } signal)
            {
                if (attempt > 0 && !await db.Signals.AnyAsync(s => s.Id == signal.Id, ct)) continue; // another node has done it
                db.Remove(signal);
            }

            var id = work.Request.InstanceId;
            if (!open.TryGetValue(id, out var step))
            {
                if (work.Request is not StepRequest.Start start)
                {
                    // A poke may be older than the start it follows; a signal then waits, a caller learns it.
                    if (work.Signal is { } early) db.Entry(early).State = EntityState.Detached;
                    continue;
                }

                open[id] = step = await BeginAsync(environment, start);
            }

            await step.RunAsync(work.Request, environment, faults);
            work.Outcome = step.Instance.Status;
            lines.AddRange(step.Lines.Select(line => (id, line)));
            step.Lines.Clear();
        }

        foreach (var step in open.Values) await step.WriteAsync(environment, repair: attempt > 2);
        var leavesSignals = LeavesSignals(db);
        options.CommitPoint?.Invoke("before-commit");
        await db.SaveChangesAsync(ct);
        options.CommitPoint?.Invoke("after-commit");
        if (options.LineWritten is { } written) foreach (var (id, line) in lines) written(id, line);
        if (leavesSignals) wakeup.Wake();
    }

    private static bool LeavesSignals(EngineDb db)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false; // what was added is known without comparing every row
        var any = db.ChangeTracker.Entries<Signal>().Any(e => e.State == EntityState.Added);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        return any;
    }

    private async Task<Dictionary<Guid, OpenInstance>> LoadAsync(EngineDb db, IReadOnlyList<StepWork> works, int attempt, CancellationToken ct)
    {
        // A start is of a new instance, unless it is doubled; then its insert fails and the next attempt looks.
        var ids = works.Where(w => attempt > 0 || w.Request is not StepRequest.Start || w.Signal is not null)
            .Select(w => w.Request.InstanceId).Distinct().ToList();
        var rows = ids.Count switch
        {
            0 => [],
            1 => await InstanceById.In(db)(db, ids[0], ct) is { } row ? [row] : [],
            _ => await db.Instances.Where(i => ids.Contains(i.Id)).ToListAsync(ct),
        };
        var open = new Dictionary<Guid, OpenInstance>();
        foreach (var row in rows)
        {
            var state = InstanceState.Read(row.State);
            open[row.Id] = new OpenInstance(await library.GetAsync(db, row.DefinitionVersionId, state.Embedded, ct), row, state);
        }

        return open;
    }

    private async Task<OpenInstance> BeginAsync(StepEnvironment environment, StepRequest.Start start)
    {
        var definition = await library.GetAsync(environment.Db, start.VersionId, environment.Cancellation);
        var instance = new Instance(start.InstanceId, start.VersionId, environment.Now)
        {
            CorrelationId = start.CorrelationId, ParentInstanceId = start.ParentInstanceId, ParentReport = start.ParentReport,
        };
        environment.Db.Add(instance);
        return new OpenInstance(definition, instance, new InstanceState());
    }
}

/// <summary>An instance within one commit.</summary>
internal sealed class OpenInstance
{
    private readonly WorkflowDefinition _definition;
    private readonly Dictionary<int, (string? Name, DateTimeOffset? Due)> _before;
    private readonly List<JournalLine> _journal = [];
    private readonly bool _hadEnded;
    private InstanceState _state;
    private bool _changed;
    private bool _repair;

    public OpenInstance(WorkflowDefinition definition, Instance instance, InstanceState state)
    {
        (_definition, Instance, _state) = (definition, instance, state);
        _hadEnded = instance.HasEnded;
        _before = Waits(state);
    }

    public Instance Instance { get; }
    public List<string> Lines { get; } = [];

    public async Task RunAsync(StepRequest request, StepEnvironment environment, KnownFaults faults)
    {
        var executor = new Executor(_definition, Instance, _state, environment, faults);
        await executor.RunAsync(request);
        _state = executor.State;
        _changed |= executor.Changed;
        _repair |= request is StepRequest.Due && !executor.Changed; // a row for which nothing waits would come due for ever
        _journal.AddRange(executor.Journal);
        Lines.AddRange(executor.Lines);
    }

    /// <summary>
    /// The revision rises even when nothing changed: a poke that found nobody waiting must not be consumed beside a
    /// step of another node that begins to wait just now; one of the two has to look again.
    /// </summary>
    public async Task WriteAsync(StepEnvironment environment, bool repair)
    {
        var db = environment.Db;
        Instance.Revision++;
        Instance.UpdatedAt = environment.Now;
        if (_changed) Instance.State = _state.Write();
        if (_journal.Count > 0) db.Add(new JournalStep(Instance.Id, Instance.Revision, environment.Now, _journal));
        if (repair || _repair) await RepairBookmarksAsync(db, environment.Cancellation);
        else WriteBookmarks(db);
        ReportToParent(environment);
    }

    private static Dictionary<int, (string? Name, DateTimeOffset? Due)> Waits(InstanceState state) =>
        state.Executions.Where(e => e.Wait is not null && e.Status is ExecutionStatus.Waiting).ToDictionary(e => e.Id, e => (e.Wait!.Name, e.Wait.Due));

    private void WriteBookmarks(EngineDb db)
    {
        var now = Waits(_state);
        foreach (var (id, _) in _before)
            if (!now.ContainsKey(id)) db.Remove(new Bookmark(Instance.Id, id));
        foreach (var execution in _state.Executions)
        {
            if (!now.TryGetValue(execution.Id, out var wait)) continue;
            if (!_before.TryGetValue(execution.Id, out var before)) db.Add(Fill(new Bookmark(Instance.Id, execution.Id), execution));
            else if (before != wait) db.Update(Fill(new Bookmark(Instance.Id, execution.Id), execution));
        }
    }

    // Rows that do not fit the state would make every commit fail; after some attempts they are read and made to fit.
    private async Task RepairBookmarksAsync(EngineDb db, CancellationToken ct)
    {
        var now = Waits(_state);
        var rows = await db.Bookmarks.Where(b => b.InstanceId == Instance.Id).ToDictionaryAsync(b => b.ExecutionId, ct);
        db.RemoveRange(rows.Values.Where(row => !now.ContainsKey(row.ExecutionId)));
        foreach (var execution in _state.Executions.Where(e => now.ContainsKey(e.Id)))
        {
            if (rows.TryGetValue(execution.Id, out var row)) Fill(row, execution);
            else db.Add(Fill(new Bookmark(Instance.Id, execution.Id), execution));
        }
    }

    private static Bookmark Fill(Bookmark bookmark, Execution execution)
    {
        bookmark.ActivityId = execution.Activity;
        bookmark.Round = execution.Round;
        bookmark.Name = execution.Wait!.Name;
        bookmark.DueAt = bookmark.AvailableAt = execution.Wait.Due;
        return bookmark;
    }

    private void ReportToParent(StepEnvironment environment)
    {
        if (Instance.ParentInstanceId is not { } parent || Instance.ParentReport is ChildReport.None) return;
        var isDue = Instance.ParentReport is ChildReport.WhenIdle ? Instance.Revision == 1 || (Instance.HasEnded && !_hadEnded) : Instance.HasEnded && !_hadEnded;
        if (isDue)
            environment.Db.Add(Signal.Message(parent, Activities.StartsChild.NameOf(Instance.Id), Instance.OutputJson ?? "{}", environment.Now));
    }
}
