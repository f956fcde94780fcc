using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Disqualifications;
using ApprovalFlow.Meetings;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Tests.Stages;

/// <summary>The people of the late stages do what is open, day after day, through the product's own use cases.</summary>
internal static class LatePlay
{
    /// <summary>All stages from the checks to the end of probation.</summary>
    public static (string, string, object?)[] ToTheEnd { get; } =
    [
        ("FourChecks", "Cleared", null), ("PartyGroupDecision", "Passed", new { mode = nameof(VoteMode.ShowOfHands) }),
        ("PublicNotice", "Clear", null), ("Appointment", "Appointed", null), ("Probation", "Completed", null), ("Archive", "Archived", null),
    ];

    /// <summary>Goes on until it is so; at most a good month of working hours, so that what never happens fails the test.</summary>
    public static async Task PlayUntil(this LateStages it, Func<Task<bool>> so, Script? script = null, Func<TaskKind, bool>? only = null)
    {
        for (var step = 0; step < 120; step++)
        {
            await it.Work();
            if (await so()) return;
            await it.Play(script, only);
        }

        Assert.Fail("It never came to that.");
    }

    /// <summary>Goes on until nobody can do anything for several days.</summary>
    public static async Task PlayOut(this LateStages it, Script? script = null)
    {
        for (var idle = 0; idle < 12;)
        {
            await it.Work();
            idle = await it.Play(script) > 0 ? 0 : idle + 1;
        }
    }

    public static async Task Hold(this LateStages it, int candidate)
    {
        var id = (await it.Application(candidate)).Id;
        Assert.Equal(HoldApplicationOutcome.Held, await it.Do<HoldApplication, HoldApplicationOutcome>(
            h => h.RunAsync(new(id, "信访核查中"), LateStages.Of(it.Discipline), default)));
        await it.Work();
    }

    public static async Task Release(this LateStages it, int candidate)
    {
        var id = (await it.Application(candidate)).Id;
        Assert.Equal(HoldApplicationOutcome.Released, await it.Do<ReleaseApplication, HoldApplicationOutcome>(
            r => r.RunAsync(new(id, "已查清"), LateStages.Of(it.Discipline), default)));
        await it.Work();
    }

    public static async Task<bool> Is(this LateStages it, int candidate, ApplicationState state) => await it.StateOf(candidate) == state;

    private static async Task<int> Play(this LateStages it, Script? script = null, Func<TaskKind, bool>? only = null)
    {
        var answered = await it.App.Ask<IServiceScopeFactory, int>(
            scopes => new Players(scopes).PlayAsync(it.Competition.Id, script ?? new Script("late", []), only, default));
        if (answered == 0)
            it.App.Clock.GoTo(ChinaTime.At(ChinaTime.DateOf(it.App.Clock.GetUtcNow()).AddDays(1), new TimeOnly(9, 30)));
        return answered;
    }
}
