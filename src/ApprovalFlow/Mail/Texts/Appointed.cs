using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M12: the appointment document was issued; with the end of probation where there is one.</summary>
public sealed record Appointed(string Post, string DocumentNumber, DateOnly StartsOn, DateOnly? ProbationEndsOn) : MailText
{
    public override MailEvent Event => MailEvent.M12Appointment;

    public override Bilingual Subject => new($"任职通知：{Post}", $"Appointment: {Post}");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"任免文件 {DocumentNumber} 已印发，您任“{Post}”，任职时间自{MailDate.Zh(StartsOn)}起。", $"Document {DocumentNumber} appoints you to “{Post}” from {MailDate.En(StartsOn)}."),
        .. ProbationEndsOn is { } ends
            ? [new($"试用期至{MailDate.Zh(ends)}止。", $"Your probation ends on {MailDate.En(ends)}.")]
            : Array.Empty<Bilingual>(),
    ];
}
