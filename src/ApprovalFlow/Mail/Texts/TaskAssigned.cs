using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>Staff: something waits in the inbox.</summary>
public sealed record TaskAssigned(Bilingual Task, string About, DateTimeOffset? DueAt) : MailText
{
    public override MailEvent Event => MailEvent.TaskAssigned;

    public override Bilingual Subject => new($"待办：{Task.Zh}", $"To do: {Task.En}");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您有一项待办：{Task.Zh}{(About.Length == 0 ? "" : $"（{About}）")}。", $"Something waits for you: {Task.En}{(About.Length == 0 ? "" : $" ({About})")}."),
        new($"{(DueAt is null ? "请及时办理。" : $"请于{MailDate.Zh(DueAt.Value)}前办理。")}", $"{(DueAt is null ? "Please attend to it soon." : $"Please attend to it by {MailDate.En(DueAt.Value)}.")}"),
    ];

    public override string? Path => "/inbox";
}
