namespace ApprovalFlow.Engine.Activities;

/// <summary>The descriptors of Elsa's own activities that the engine runs.</summary>
internal static class BuiltIns
{
    private static readonly Bilingual Flow = new("流程", "Flow");
    private static readonly Bilingual Branching = new("分支", "Branching");
    private static readonly Bilingual Looping = new("循环", "Looping");
    private static readonly Bilingual Data = new("数据", "Data");
    private static readonly Bilingual Waiting = new("等待", "Waiting");
    private static readonly Bilingual Composition = new("组合", "Composition");
    private static readonly OutcomeDescriptor Done = new("Done", new("完成", "Done"));

    public static readonly IReadOnlyList<ActivityDescriptor> All =
    [
        Describe<Workflow>("Elsa.Workflow", Composition, "流程", "Workflow", "整个流程，或作为活动使用的流程。", "A whole workflow, or one used as an activity."),
        Describe<Flowchart>("Elsa.Flowchart", Flow, "流程图", "Flowchart", "由连线相连的活动。", "Activities joined by connections."),
        Describe<Sequence>("Elsa.Sequence", Flow, "顺序", "Sequence", "依次执行其中的活动。", "Runs its activities one after the other."),
        Describe<Start>("Elsa.Start", Flow, "开始", "Start", "流程从这里开始。", "The flow begins here."),
        Describe<End>("Elsa.End", Flow, "结束", "End", "所在的流程图到此结束。", "The flowchart around it ends here."),
        Describe<Finish>("Elsa.Finish", Flow, "终止", "Finish", "立即结束整个流程，取消所有等待。", "Ends the whole workflow at once; whatever waits is cancelled."),
        Describe<Complete>("Elsa.Complete", Composition, "完成", "Complete", "结束所在的流程，并给出出口。", "Completes the workflow around it, with outcomes.",
            In("Outcomes", "Object", "出口", "Outcomes", "multitext")),
        Describe<FlowDecision>("Elsa.FlowDecision", Branching, "判断", "Decision", "条件成立走“是”，否则走“否”。", "Leaves by True or by False.",
            [new("True", new("是", "True")), new("False", new("否", "False"))], In("Condition", "Boolean", "条件", "Condition", "checkbox")),
        Describe<FlowSwitch>("Elsa.FlowSwitch", Branching, "多路判断", "Switch (flow)", "按第一个成立的条件离开，都不成立走 Default。", "Leaves by the first case that holds, else by Default.",
            [new("Default", new("默认", "Default"))], In("Mode", "String", "方式", "Mode")),
        Describe<FlowFork>("Elsa.FlowFork", Branching, "分叉", "Fork", "同时走各个分支。", "Leaves by all its branches at once.", [],
            In("Branches", "Object", "分支", "Branches", "multitext")),
        Describe<FlowJoin>("Elsa.FlowJoin", Branching, "汇合", "Join", "等待全部、全部有效或任一分支。", "Waits for all, all active or any of the branches.",
            In("Mode", "String", "方式", "Mode", "dropdown", "WaitAny",
                new("WaitAll", new("等待全部", "Wait for all")), new("WaitAllActive", new("等待全部有效分支", "Wait for all active")), new("WaitAny", new("任一即可", "Wait for any")))),
        Describe<If>("Elsa.If", Branching, "如果", "If", "条件成立执行一个活动，否则执行另一个。", "Runs one activity or the other.", In("Condition", "Boolean", "条件", "Condition", "checkbox")),
        Describe<Switch>("Elsa.Switch", Branching, "多选", "Switch", "执行第一个成立的分支。", "Runs the activity of the case that holds.", In("Mode", "String", "方式", "Mode")),
        Describe<While>("Elsa.While", Looping, "当", "While", "条件成立时重复。", "Repeats while the condition holds.", In("Condition", "Boolean", "条件", "Condition", "checkbox")),
        Describe<ForEach>("Elsa.ForEach", Looping, "逐项", "For each", "对每一项依次执行。", "Runs once for each item, in order.", In("Items", "Object", "项目", "Items")),
        Describe<ParallelForEach>("Elsa.ParallelForEach", Looping, "并行逐项", "Parallel for each", "对所有项同时执行。", "Runs for all items at once.", In("Items", "Object", "项目", "Items")),
        Describe<Break>("Elsa.Break", Looping, "跳出", "Break", "离开所在的循环。", "Leaves the loop around it."),
        Describe<SetVariable>("Elsa.SetVariable", Data, "设置变量", "Set variable", "给变量赋值。", "Gives a variable a value.", In("Variable", "Object", "变量", "Variable", "variable-picker"), In("Value", "Object", "值", "Value")),
        Describe<SetOutput>("Elsa.SetOutput", Composition, "设置输出", "Set output", "给流程的输出赋值。", "Gives an output of the workflow a value.", In("OutputName", "String", "输出", "Output"), In("OutputValue", "Object", "值", "Value")),
        Describe<SetName>("Elsa.SetName", Data, "设置名称", "Set name", "给流程实例命名。", "Names the instance.", In("Value", "String", "名称", "Name")),
        Describe<Correlate>("Elsa.Correlate", Data, "关联", "Correlate", "设置实例的关联标识。", "Sets the instance's correlation id.", In("CorrelationId", "String", "关联标识", "Correlation id")),
        Describe<WriteLine>("Elsa.WriteLine", Data, "输出一行", "Write line", "输出一行文字。", "Writes a line of text.", In("Text", "String", "文字", "Text")),
        Describe<RunJavaScript>("Elsa.RunJavaScript", Data, "运行脚本", "Run JavaScript", "运行一段 JavaScript。", "Runs a script.", In("Script", "String", "脚本", "Script", "multiline")),
        Describe<Fault>("Elsa.Fault", Flow, "故障", "Fault", "有意产生一次故障。", "Raises an incident on purpose.", In("Code", "String", "代码", "Code"), In("Category", "String", "类别", "Category"), In("Message", "String", "说明", "Message")),
        Describe<Delay>("Elsa.Delay", Waiting, "延时", "Delay", "等待一段时间。", "Waits for a span of time.", In("TimeSpan", "String", "时长", "Time span")),
        Describe<Timer>("Elsa.Timer", Waiting, "定时", "Timer", "等待一个间隔。", "Lets one interval pass.", In("Interval", "String", "间隔", "Interval")),
        Describe<StartAt>("Elsa.StartAt", Waiting, "定点", "Start at", "等到指定时刻。", "Waits for an instant.", In("DateTime", "String", "时刻", "Instant")),
        Describe<Event>("Elsa.Event", Waiting, "事件", "Event", "等待一个事件。", "Waits for an event by name.", In("EventName", "String", "事件名", "Event name")),
        Describe<RunTask>("Elsa.RunTask", Waiting, "外部任务", "Run task", "请外部完成一项任务。", "Asks somebody outside to do a task.", In("TaskName", "String", "任务名", "Task name"), In("Payload", "Object", "内容", "Payload")),
        Describe<ExecuteWorkflow>("Elsa.ExecuteWorkflow", Composition, "执行流程", "Execute workflow", "执行另一个流程。", "Runs another workflow.", Child),
        Describe<DispatchWorkflow>("Elsa.DispatchWorkflow", Composition, "派发流程", "Dispatch workflow", "启动另一个流程并继续。", "Starts another workflow and goes on.", Child),
    ];

    private static InputDescriptor[] Child =>
    [
        In("WorkflowDefinitionId", "String", "流程", "Workflow"), In("CorrelationId", "String", "关联标识", "Correlation id"),
        In("Input", "Object", "输入", "Input"), In("WaitForCompletion", "Boolean", "等待完成", "Wait for completion", "checkbox"),
    ];

    private static InputDescriptor In(string name, string type, string zh, string en, string uiHint = "singleline", object? fallback = null, params InputOption[] options) =>
        new(name, type, new(zh, en), new("", ""), fallback, uiHint, options.Length == 0 ? null : options);

    private static ActivityDescriptor Describe<T>(string type, Bilingual category, string zh, string en, string helpZh, string helpEn, params InputDescriptor[] inputs) =>
        Describe<T>(type, category, zh, en, helpZh, helpEn, [Done], inputs);

    private static ActivityDescriptor Describe<T>(string type, Bilingual category, string zh, string en, string helpZh, string helpEn,
        OutcomeDescriptor[] outcomes, params InputDescriptor[] inputs) =>
        new(type, category, new(zh, en), new(helpZh, helpEn), inputs, outcomes, typeof(T));
}
