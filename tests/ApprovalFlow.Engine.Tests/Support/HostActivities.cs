using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Engine.Tests.Support;

/// <summary>Like a stage of the product: opens a duty, waits for signals, and looks at the row each time it is woken.</summary>
public sealed class DutyActivity : Activity
{
    public override ValueTask EnterAsync(ActivityContext context)
    {
        context.Db.Add(new Duty { Id = Guid.CreateVersion7(), InstanceId = context.InstanceId, ActivityId = context.ActivityId, Round = context.Round });
        context.WaitForSignal();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask ResumeAsync(ActivityContext context)
    {
        var duty = await FindAsync(context);
        if (duty.Verdict is { } verdict) context.Complete(verdict);
    }

    public override async ValueTask CancelAsync(ActivityContext context) => (await FindAsync(context)).Withdrawn = true;

    private static async Task<Duty> FindAsync(ActivityContext context) =>
        context.Db.Set<Duty>().Local.FirstOrDefault(d => d.InstanceId == context.InstanceId && d.ActivityId == context.ActivityId && d.Round == context.Round)
        ?? await context.Db.Set<Duty>().FirstAsync(
            d => d.InstanceId == context.InstanceId && d.ActivityId == context.ActivityId && d.Round == context.Round, context.Cancellation);

    public static readonly ActivityDescriptor Descriptor = new(
        "Test.Duty", new("测试", "Test"), new("任务", "Duty"), new("", ""), [], [new("Approved", new("同意", "Approved")), new("Rejected", new("不同意", "Rejected"))], typeof(DutyActivity));
}

/// <summary>Writes a row and then throws while the test says so.</summary>
public sealed class FragileActivity(Fragility fragility) : Activity
{
    public override ValueTask EnterAsync(ActivityContext context)
    {
        context.Db.Add(new Duty { Id = Guid.CreateVersion7(), InstanceId = context.InstanceId, ActivityId = context.ActivityId, Round = context.Round });
        fragility.Entered++;
        if (fragility.Broken) throw new InvalidOperationException("the printer is on fire");
        if (fragility.Waits) context.WaitForSignal();
        else context.Complete();
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context)
    {
        fragility.Resuming?.Invoke();
        if (fragility.BrokenOnResume) throw new InvalidOperationException("the printer is on fire again");
        context.Complete();
        return ValueTask.CompletedTask;
    }

    public static readonly ActivityDescriptor Descriptor = new(
        "Test.Fragile", new("测试", "Test"), new("易碎", "Fragile"), new("", ""),
        [new("Copies", "Int32", new("份数", "Copies"), new("", ""), 3)], [new("Done", new("完成", "Done"))], typeof(FragileActivity));
}

/// <summary>Shared by the test and the activity.</summary>
public sealed class Fragility
{
    public bool Broken { get; set; }
    public bool BrokenOnResume { get; set; }
    public bool Waits { get; set; }
    public int Entered { get; set; }
    public Action? Resuming { get; set; }
}
