using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Rehearsals;

/// <summary>One entry of the flow into a stage. <paramref name="WorkingDays"/>: after the day it was entered, up to and including the day it closed.</summary>
public sealed record RehearsedStage(
    string ActivityId, Bilingual Name, StageKind Kind, int Round, DateTimeOffset EnteredAt, DateTimeOffset? ClosedAt, int WorkingDays,
    string Outcome, Bilingual OutcomeText, Bilingual Why);

/// <summary>
/// Tasks of one kind that were opened at one moment with one due date: who got them. Where anybody of a pool may answer,
/// <paramref name="Duty"/> or <paramref name="Role"/> names the pool.
/// </summary>
public sealed record RehearsedTask(
    string ActivityId, TaskKind Kind, Bilingual Name, int Count, Duty? Duty, Role? Role, IReadOnlyList<string> People,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? AnsweredAt);

/// <summary>What some of the recipients of a mail read, after each one's own greeting.</summary>
public sealed record RehearsedLetter(IReadOnlyList<string> To, string Text);

/// <summary>Mails of one event at one moment: every text that was written, with all who read it.</summary>
public sealed record RehearsedMail(DateTimeOffset At, MailEvent Event, string Subject, IReadOnlyList<RehearsedLetter> Letters)
{
    public int Count => Letters.Sum(l => l.To.Count);
}

/// <summary>A way out of a stage and how often it was taken.</summary>
public sealed record RehearsedBranch(string ActivityId, Bilingual Stage, string Outcome, Bilingual Text, int Taken);

/// <summary>
/// What happened when a procedure was played through: the same input always makes the same report. Nothing in it is a name,
/// a number or an address of a real person.
/// </summary>
public sealed record RehearsalReport(
    string Scenario, Bilingual Title, int Candidates, DateOnly StartOn, DateOnly EndOn, int WorkingDays, CompetitionState Ending, string EndReason,
    IReadOnlyList<RehearsedStage> Stages, IReadOnlyList<RehearsedTask> Tasks, IReadOnlyList<RehearsedMail> Mails, IReadOnlyList<RehearsedBranch> Branches,
    Bilingual? Stuck)
{
    /// <summary>The ways out that none of the rehearsals took.</summary>
    public static IReadOnlyList<RehearsedBranch> NotReached(IEnumerable<RehearsalReport> reports) =>
    [
        .. reports.SelectMany(r => r.Branches).GroupBy(b => (b.ActivityId, b.Outcome)).Where(same => same.All(b => b.Taken == 0)).Select(same => same.First()),
    ];
}
