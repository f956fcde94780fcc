using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Engine.Host;

/// <summary>Opens a duty, promises a mail, and completes with the verdict once there is one.</summary>
public sealed class DutyActivity : Activity
{
    public static readonly ActivityDescriptor Descriptor = new(
        "Host.Duty", new("测试", "Test"), new("任务", "Duty"), new("", ""), [], [new("Approved", new("同意", "Approved"))], typeof(DutyActivity));

    public override ValueTask EnterAsync(ActivityContext context)
    {
        context.Db.Add(new Duty { Id = Guid.CreateVersion7(), InstanceId = context.InstanceId, ActivityId = context.ActivityId, Round = context.Round });
        context.Db.Add(new Mail { Id = Guid.CreateVersion7(), InstanceId = context.InstanceId, Subject = $"please decide {context.ActivityId} {context.Round}" });
        context.WaitForSignal();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask ResumeAsync(ActivityContext context)
    {
        var duty = await context.Db.Set<Duty>().FirstAsync(
            d => d.InstanceId == context.InstanceId && d.ActivityId == context.ActivityId && d.Round == context.Round, context.Cancellation);
        if (duty.Verdict is not { } verdict) return;
        context.Db.Add(new Mail { Id = Guid.CreateVersion7(), InstanceId = context.InstanceId, Subject = $"decided {context.ActivityId} {context.Round}" });
        context.Complete(verdict);
    }
}
