namespace ApprovalFlow.Engine;

/// <summary>A text in both languages of the product.</summary>
public sealed record Bilingual(string Zh, string En);

/// <summary>One choice of a drop-down or check-list input.</summary>
public sealed record InputOption(string Value, Bilingual Text);

/// <summary>
/// One setting of an activity. <paramref name="Name"/> is PascalCase (Elsa's); in JSON it is camelCase.
/// <paramref name="Type"/> is String, Int32, Decimal, Boolean or Object. A missing value means <paramref name="Default"/>.
/// <paramref name="UiHint"/> is one of Elsa Studio's: singleline, multiline, checkbox, dropdown, checklist, multitext.
/// </summary>
public sealed record InputDescriptor(
    string Name, string Type, Bilingual Label, Bilingual Help, object? Default = null,
    string UiHint = "singleline", IReadOnlyList<InputOption>? Options = null, decimal? Min = null, decimal? Max = null);

/// <summary>One way out of an activity: the port's name in definitions, and how people say it.</summary>
public sealed record OutcomeDescriptor(string Name, Bilingual Label);

/// <summary>What the toolbox, the checks and the engine know of an activity type before it runs.</summary>
public sealed record ActivityDescriptor(
    string TypeName, Bilingual Category, Bilingual Name, Bilingual Help,
    IReadOnlyList<InputDescriptor> Inputs, IReadOnlyList<OutcomeDescriptor> Outcomes, Type Implementation);
