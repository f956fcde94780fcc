namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// Waiting and tasks outside the stages. Elsa's timers know neither the working-day calendar nor what to do when time is up,
/// and its tasks know no duties; the stages have both, so a procedure waits and asks only through them.
/// </summary>
internal static class WaitCheck
{
    public static void Run(Course course, Findings findings)
    {
        foreach (var place in course.Places.Where(p => !p.IsLeave))
        {
            var name = ShapeCheck.Say(place);
            switch (place.Node.Type)
            {
                case "Elsa.Delay" or "Elsa.Timer" or "Elsa.StartAt":
                    findings.Add(ProcedureRules.WaitWithoutDeadline, place.Node, $"“{name}”没有说明按工作日还是自然日计算，也没有规定逾期如何处理。",
                        $"\"{name}\" does not say whether working or calendar days count, nor what happens when it is over.",
                        "删除定时活动，改用环节自带的工作日期限。", "Delete it and use the period in working days that the stage has.");
                    break;
                case "Elsa.RunTask":
                    findings.Add(ProcedureRules.TaskWithoutRole, place.Node, $"任务“{name}”没有规定由何种职责的人员办理。", $"The task \"{name}\" names no duty that does it.",
                        "改用相应的环节，由其分派任务。", "Use the stage that assigns this work.");
                    break;
                case "Elsa.Event" or "Elsa.ExecuteWorkflow" or "Elsa.DispatchWorkflow":
                    findings.Add(ProcedureRules.WaitsForOutside, place.Node, $"“{name}”等待流程之外的事，没有期限。", $"\"{name}\" waits for something outside the procedure, without a deadline.",
                        "确认是否必要；能用环节的改用环节。", "Make sure it is needed; use a stage where one will do.");
                    break;
            }
        }
    }
}
