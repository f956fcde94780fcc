using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>How much a finding weighs. Stored nowhere; an error keeps a version from being put forward or published.</summary>
public enum FindingSeverity
{
    Error = 1,
    Warning = 2,
}

/// <summary>
/// One rule that a drawing is held against: its code, which never changes once somebody has read it, the sentence of the
/// rule and where it stands.
/// </summary>
public sealed record ProcedureRule(string Code, FindingSeverity Severity, Bilingual Sentence, Bilingual Source);

/// <summary>
/// A place where a drawing departs from a rule, and how to mend it. <paramref name="ActivityId"/> is the key of the activity
/// (null: the drawing as a whole), <paramref name="Input"/> the setting concerned, if it is one.
/// </summary>
public sealed record ProcedureFinding(ProcedureRule Rule, string? ActivityId, string? Input, Bilingual Text, Bilingual Mend)
{
    public string Code => Rule.Code;
    public FindingSeverity Severity => Rule.Severity;
    public bool Blocks => Rule.Severity == FindingSeverity.Error;

    /// <summary>Where the rule stands, as people cite it.</summary>
    public Bilingual Source => Rule.Source;
}

/// <summary>What is known of the unit that will use the procedure; a check without it leaves out what only people can answer.</summary>
public sealed record UnitFacts(int People, int PartyGroupMembers, int DisciplineStaff);
