using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>Staff: a task is due soon or overdue.</summary>
public sealed record TaskReminder(Bilingual Task, string About, DateTimeOffset DueAt, bool Overdue) : MailText
{
    public override MailEvent Event => MailEvent.TaskReminder;

    public override Bilingual Subject => new($"{(Overdue ? "逾期" : "催办")}：{Task.Zh}", $"{(Overdue ? "Overdue" : "Reminder")}: {Task.En}");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"{Task.Zh}{(About.Length == 0 ? "" : $"（{About}）")}{(Overdue ? "已逾期，截止时间为" : "的截止时间为")}{MailDate.Zh(DueAt)}。", $"{Task.En}{(About.Length == 0 ? "" : $" ({About})")}: {(Overdue ? "was due" : "is due")} {MailDate.En(DueAt)}."),
    ];

    public override string? Path => "/inbox";
}
