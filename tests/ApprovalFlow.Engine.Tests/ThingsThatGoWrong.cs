using ApprovalFlow.Engine.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlow.Engine.Tests.Support.Flow;

namespace ApprovalFlow.Engine.Tests;

public sealed class ThingsThatGoWrong : OnAnEngine
{
    [Fact]
    public async Task An_activity_that_throws_leaves_an_incident_and_none_of_its_writes()
    {
        Engine.Fragility.Broken = true;
        var id = await Engine.RunAsync(Chart([Of("Start", "s"), Fragile("print"), Line("end")], "s -> print", "print -> end").Variable("Copies", 2, "Int32"));

        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));
        var incident = await Engine.OpenIncidentAsync();
        Assert.Equal(("print", "Test.Fragile", 1, Engine.Clock.Now), (incident.ActivityId, incident.ActivityType, incident.Round, incident.OccurredAt));
        Assert.Contains("the printer is on fire", incident.Cause, StringComparison.Ordinal);
        Assert.Contains("\"Copies\":2", incident.Data, StringComparison.Ordinal);
        Assert.Equal(0, await Engine.ReadAsync(db => db.Duties.CountAsync()));
    }

    [Fact]
    public async Task The_rest_of_the_instance_goes_on()
    {
        Engine.Fragility.Broken = true;
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Duty("a"), Fragile("print"), Line("after a")], "s -> print", "s -> a", "a:Approved -> after a"));

        await Engine.DecideAsync(id, "a", "Approved");

        Assert.Equal("after a", Engine.Written);
        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));
        Assert.Equal(1, await Engine.ReadAsync(db => db.Duties.CountAsync()));
    }

    [Fact]
    public async Task A_join_waits_for_the_branch_that_has_faulted()
    {
        Engine.Fragility.Broken = true;
        var id = await Engine.RunAsync(Chart(
            [Of("Start", "s"), Line("a"), Fragile("print"), Join("j", "WaitAll"), Line("end")], "s -> a", "s -> print", "a -> j", "print -> j", "j -> end"));
        Assert.Equal("a", Engine.Written);

        Engine.Fragility.Broken = false;
        await RetryAsync(id);

        Assert.Equal("a, end", Engine.Written);
        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
    }

    [Fact]
    public async Task Retry_enters_the_same_round_again()
    {
        Engine.Fragility.Broken = true;
        var id = await Engine.RunAsync(Chart([Fragile("print")]));
        await RetryAsync(id);
        var second = await Engine.OpenIncidentAsync();
        Assert.Equal((1, 1), (second.Round, second.Attempt));

        Engine.Fragility.Broken = false;
        await RetryAsync(id);

        Assert.Equal(InstanceStatus.Finished, await Engine.StatusAsync(id));
        Assert.Equal(1, (await Engine.ReadAsync(db => db.Duties.SingleAsync())).Round);
        Assert.Equal(2, await Engine.ReadAsync(db => db.Incidents.CountAsync(i => i.Status == IncidentStatus.Retried && i.ResolvedBy == "op")));
    }

    [Fact]
    public async Task An_incident_is_retried_once_even_when_pressed_twice()
    {
        Engine.Fragility.Broken = true;
        var id = await Engine.RunAsync(Chart([Fragile("print")]));
        var incident = await Engine.OpenIncidentAsync();
        Engine.Fragility.Broken = false;
        var before = Engine.Fragility.Entered;

        await Task.WhenAll(
            Engine.Runtime.RetryAsync(id, incident.Id, "op", null, default), Engine.Runtime.RetryAsync(id, incident.Id, "op", null, default));

        Assert.Equal(1, Engine.Fragility.Entered - before);
        Assert.Equal(1, await Engine.ReadAsync(db => db.Duties.CountAsync()));
    }

    [Fact]
    public async Task Skip_goes_on_by_the_chosen_outcome_and_keeps_the_reason()
    {
        Engine.Fragility.Broken = true;
        var id = await Engine.RunAsync(Chart([Fragile("print"), Line("done"), Line("other")], "print -> done", "print:Other -> other"));
        var incident = await Engine.OpenIncidentAsync();

        await Engine.Runtime.SkipAsync(id, incident.Id, "op", "printed by hand", ["Other"], default);

        Assert.Equal("other", Engine.Written);
        var closed = await Engine.ReadAsync(db => db.Incidents.SingleAsync());
        Assert.Equal((IncidentStatus.Skipped, "op", "printed by hand"), (closed.Status, closed.ResolvedBy, closed.Reason));
        await Assert.ThrowsAsync<ArgumentException>(() => Engine.Runtime.SkipAsync(id, incident.Id, "op", " ", [], default));
    }

    [Fact]
    public async Task A_throw_on_resume_keeps_the_round_and_can_be_retried()
    {
        Engine.Fragility.Waits = Engine.Fragility.BrokenOnResume = true;
        var id = await Engine.RunAsync(Chart([Fragile("print"), Line("end")], "print -> end"));
        await Engine.SignalAsync(Signal.Poke(id, "print", Engine.Clock.Now));
        await Engine.PumpAsync();
        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));

        Engine.Fragility.BrokenOnResume = false;
        await RetryAsync(id);

        Assert.Equal("end", Engine.Written);
        Assert.Equal(1, Engine.Fragility.Entered);
    }

    [Fact]
    public async Task One_broken_instance_does_not_spoil_the_commit_of_others()
    {
        Engine.Fragility.Broken = true;
        await Engine.StoreAsync(Definition(Fragile("print"), "bad"), Definition(SequenceOf("q", Line("fine"), Duty("d")), "good"));

        await Engine.SignalAsync([.. Enumerable.Range(0, 10).Select(i => Signal.Start(Guid.CreateVersion7(), i == 5 ? "bad-v1" : "good-v1", null, null, Engine.Clock.Now))]);
        await Engine.PumpAsync();

        Assert.Equal(9, Engine.Lines.Count);
        Assert.Equal(9, await Engine.ReadAsync(db => db.Duties.CountAsync()));
        Assert.Equal(1, await Engine.ReadAsync(db => db.Instances.CountAsync(i => i.Status == InstanceStatus.Faulted)));
    }

    [Fact]
    public async Task A_state_of_a_later_format_is_left_alone_and_does_not_spoil_the_commit_of_others()
    {
        var foreign = await Engine.RunAsync(Chart([Duty("a"), Line("end")], "a:Approved -> end"));
        await Engine.ChangeAsync(db => db.Database.ExecuteSqlRaw("UPDATE EngineInstances SET State = REPLACE(State, '\"format\":1', '\"format\":2')"));
        var own = await Engine.StartAsync("flow-v1");
        var before = (await Engine.InstanceAsync(foreign)).State;

        await Engine.DecideAsync(foreign, "a", "Approved", pump: false);
        await Engine.DecideAsync(own, "a", "Approved");

        Assert.Equal("end", Engine.Written);
        Assert.Equal(before, (await Engine.InstanceAsync(foreign)).State);
        Assert.Contains("format 2", (await Engine.ReadAsync(db => db.Signals.SingleAsync())).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_as_deep_as_json_may_be_survives_a_wait()
    {
        var id = await Engine.RunAsync(Chart(
            [Say("make", "let deep = 1; for (let i = 0; i < 64; i++) deep = [deep]; setDeep(deep); return 'made'"), Duty("a"), Say("say", "JSON.stringify(getDeep()).length")],
            "make -> a", "a:Approved -> say").Variable("Deep"));

        await Engine.DecideAsync(id, "a", "Approved");
        Assert.Equal("made, 129", Engine.Written);

        await Engine.RunAsync(Definition(Say("make", "let deep = 1; for (let i = 0; i < 65; i++) deep = [deep]; return deep"), "deeper"));
        Assert.Contains("deeper than 64 levels", (await Engine.OpenIncidentAsync()).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_instance_remembers_can_be_read()
    {
        var id = await Engine.RunAsync(Chart([Line("先做"), Duty("审查")], "先做 -> 审查").Variable("姓名", "张三", "String"));

        var state = (await Engine.InstanceAsync(id)).State;
        foreach (var part in (string[])["\"format\":1", "\"activity\":\"审查\"", "\"status\":\"Waiting\"", "\"姓名\":\"张三\""])
            Assert.Contains(part, state, StringComparison.Ordinal);
        Assert.DoesNotContain("\"activity\":\"先做\"", state, StringComparison.Ordinal); // what is done is in the journal
    }

    [Fact]
    public async Task The_fault_activity_says_what_it_was_told()
    {
        var id = await Engine.RunAsync(Chart([Of("Fault", "f").With("message", "no quorum").With("code", "Q1")]));

        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));
        Assert.Contains("Q1 no quorum", (await Engine.OpenIncidentAsync()).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_whose_condition_throws_can_be_retried_where_it_stood()
    {
        var loop = Of("While", "w").Js("condition", "if (getN() === 2 && !getFixed()) throw new Error('odd'); return getN() < 4;").Port("body", Set("inc", "N", "getN() + 1"));
        var id = await Engine.RunAsync(Definition(SequenceOf("q", loop, Say("end", "getN()"))).Variable("N", 0, "Int32").Variable("Fixed", false, "Boolean"));
        Assert.Equal("w", (await Engine.OpenIncidentAsync()).ActivityId);
        await RetryAsync(id);
        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));

        await Engine.ChangeAsync(db => db.Database.ExecuteSqlRaw("UPDATE EngineInstances SET State = REPLACE(State, '\"Fixed\":false', '\"Fixed\":true')"));
        await RetryAsync(id);

        Assert.Equal("4", Engine.Written);
    }

    [Fact]
    public async Task Cancelling_a_faulted_instance_closes_its_incidents()
    {
        Engine.Fragility.Broken = true;
        var id = await Engine.RunAsync(Chart([Fragile("print")]));

        Assert.Equal(InstanceStatus.Cancelled, await Engine.Runtime.CancelAsync(id, default));

        Assert.Equal(IncidentStatus.Closed, (await Engine.ReadAsync(db => db.Incidents.SingleAsync())).Status);
    }

    [Fact]
    public async Task An_activity_that_neither_completes_nor_waits_is_an_incident()
    {
        var id = await Engine.RunAsync(Definition(Of("Event", "e").With("eventName", "")));

        Assert.Equal(InstanceStatus.Faulted, await Engine.StatusAsync(id));
    }

    private async Task RetryAsync(Guid id) => await Engine.Runtime.RetryAsync(id, (await Engine.OpenIncidentAsync()).Id, "op", "again", default);
}
