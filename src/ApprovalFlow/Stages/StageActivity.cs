using ApprovalFlow.Engine;

namespace ApprovalFlow.Stages;

/// <summary>How a stage ended: the way out, and the counts that go on record with it.</summary>
public sealed record StageResult(string Outcome, object Summary);

/// <summary>
/// A stage of a competition as an activity of the procedure. Entering opens tasks, deadlines and mails; from then on every
/// poke makes it read the facts again and say whether it is complete. Both run inside the engine's one commit: add and
/// change rows, never save.
/// </summary>
public abstract class StageActivity : Activity
{
    protected abstract StageKind Kind { get; }

    /// <summary>Opens the stage. Rows added here are not yet visible to queries: decide nothing, evaluation follows at once.</summary>
    protected abstract Task OpenAsync(StageContext stage);

    /// <summary>Looks at the facts: the result when the stage is complete, null while it waits. May open further tasks.</summary>
    protected abstract Task<StageResult?> EvaluateAsync(StageContext stage);

    /// <summary>The settings to keep on record for this run; an anonymous object or a record.</summary>
    protected abstract object Settings(ActivityContext context);

    internal Task OpenRoundAsync(StageContext round) => OpenAsync(round);

    internal Task<StageResult?> EvaluateRoundAsync(StageContext round) => EvaluateAsync(round);

    public sealed override async ValueTask EnterAsync(ActivityContext context)
    {
        var stage = await StageContext.EnterAsync(context, Kind, Settings(context));
        if (stage.IsNew) await OpenAsync(stage);
        await stage.AnnounceTasksAsync();
        context.WaitForSignal();
        context.Db.Add(Signal.Poke(context.InstanceId, context.ActivityId, context.Now));
    }

    public sealed override async ValueTask ResumeAsync(ActivityContext context)
    {
        var stage = await StageContext.FindAsync(context);
        if (!stage.MayMove) return; // a suspended competition stands still; resuming it pokes every waiting stage

        var result = await CatchUpRounds.WorkAsync(stage) ? null : await EvaluateAsync(stage);
        await stage.AnnounceTasksAsync();
        if (result is null) return;

        await stage.CloseAsync(result);
        context.Complete(result.Outcome);
    }

    public sealed override async ValueTask CancelAsync(ActivityContext context)
    {
        var stage = await StageContext.FindAsync(context);
        await stage.CloseAsync(new StageResult("Cancelled", new { }));
    }
}
