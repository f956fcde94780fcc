using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// Where each way out of a stage leads: one that nobody passes must come to a close that tells everybody, and nothing may
/// follow the close. Withdrawals need no way out of their own; the stages take them in wherever the flow is.
/// </summary>
internal static class WayOutCheck
{
    public static void Run(Course course, Findings findings)
    {
        foreach (var stage in course.Stages.Where(s => s.In.Count > 0))
        {
            if (stage.Closes) AfterTheEnd(stage, findings);
            else foreach (var port in stage.Ports) Out(course, stage, port, findings);
        }

        if (NextStop([course.Start]).Contains(course.End) && !course.Stages.Any(s => s.Closes))
        {
            findings.Add(ProcedureRules.EndsWithoutClosing, null, "流程不归档也不终止就会结束。", "The procedure ends without archive or close.",
                "在末尾加入“纪实归档”。", "Add \"Record and archive\" at its end.");
        }
    }

    private static void Out(Course course, Place stage, string port, Findings findings)
    {
        var name = ShapeCheck.Say(stage);
        var outcome = Label(stage, port);
        var ways = stage.Out.Where(w => w.Port == port).ToList();
        var stops = NextStop(ways.Select(w => w.To));
        if (ways.TrueForAll(w => w.Loose) && stops.Contains(course.End))
        {
            findings.Add(ProcedureRules.OutcomeUnconnected, stage.Node, $"“{name}”的出口“{outcome.Zh}”没有连线。", $"The way out \"{outcome.En}\" of \"{name}\" leads nowhere.",
                stage.IsFailure(port) ? "把它连到“终止竞争”。" : "把它连到下一环节。",
                stage.IsFailure(port) ? "Connect it to \"Close without appointment\"." : "Connect it to the next stage.");
            return;
        }

        if (stops.Contains(course.End))
        {
            findings.Add(ProcedureRules.EndsWithoutClosing, stage.Node, $"“{name}”以“{outcome.Zh}”结束后，流程不归档也不终止就会结束。",
                $"After \"{outcome.En}\" of \"{name}\" the procedure can end without archive or close.",
                "在结束之前加入“纪实归档”或“终止竞争”。", "Put \"Record and archive\" or \"Close without appointment\" before the end.");
        }

        if (!stage.IsFailure(port)) return;
        if (!stops.Exists(s => s.Stage == StageKind.CloseCompetition) && !stops.Contains(course.End))
        {
            findings.Add(ProcedureRules.NoWayOut, stage.Node, $"“{name}”以“{outcome.Zh}”结束时，竞争上岗无法终止。",
                $"When \"{name}\" ends with \"{outcome.En}\", nothing can close the competition.",
                "把该出口（或次数用完后的分支）连到“终止竞争”。", "Lead this way out, or the branch taken when the attempts are used up, to \"Close without appointment\".");
        }
        else if (GoesOn(stage, ways) is { } next)
        {
            findings.Add(ProcedureRules.FailureGoesOn, stage.Node, $"“{name}”以“{outcome.Zh}”结束后仍可能进入“{ShapeCheck.Say(next)}”。",
                $"After \"{outcome.En}\" of \"{name}\" the flow may still enter \"{ShapeCheck.Say(next)}\".",
                $"去掉通向“{ShapeCheck.Say(next)}”的连线。", $"Take out the arrow to \"{ShapeCheck.Say(next)}\".");
        }
    }

    private static void AfterTheEnd(Place stage, Findings findings)
    {
        foreach (var next in Course.Reach(stage.Out.Select(w => w.To), p => p.Out.Select(w => w.To)).Where(p => p.Stage is not null).Take(1))
        {
            findings.Add(ProcedureRules.StageAfterEnd, next.Node, $"“{ShapeCheck.Say(next)}”排在“{ShapeCheck.Say(stage)}”之后，永远不会办理。",
                $"\"{ShapeCheck.Say(next)}\" follows \"{ShapeCheck.Say(stage)}\" and will never be done.",
                $"去掉“{ShapeCheck.Say(stage)}”之后的连线。", $"Take out the arrow behind \"{ShapeCheck.Say(stage)}\".");
        }
    }

    /// <summary>A later stage that is entered although nobody passed; going back by a loop is not going on.</summary>
    private static Place? GoesOn(Place stage, List<Way> ways)
    {
        var walked = Course.Reach(ways.Where(w => !w.Back).Select(w => w.To), p => p.Stage is null ? p.Out.Where(w => !w.Back).Select(w => w.To) : []);
        return walked.Find(p => p.Stage is not null && !p.Closes && p != stage);
    }

    /// <summary>The next stages, and the end, that can be come to without a stage in between.</summary>
    private static List<Place> NextStop(IEnumerable<Place> from) =>
        [.. Course.Reach(from, p => p.Stage is null ? p.Out.Select(w => w.To) : []).Where(p => p.Stage is not null || p.Out.Count == 0)];

    internal static Engine.Bilingual Label(Place stage, string port) =>
        StageCatalog.All.FirstOrDefault(d => d.TypeName == stage.Node.Type)?.Outcomes.FirstOrDefault(o => o.Name == port)?.Label ?? new(port, port);
}
