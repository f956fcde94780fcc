using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>Staff: a meeting of the party group is called. Names no candidate; the agenda is read after signing in.</summary>
public sealed record MeetingCalled(string Session, DateTimeOffset StartsAt, string Place) : MailText
{
    public override MailEvent Event => MailEvent.TaskAssigned;

    public override Bilingual Subject => new($"会议通知：{Session}", $"Meeting: {Session}");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"{Session}会议定于{MailDate.Zh(StartsAt)}在{Place}召开，请准时参加。", $"The meeting {Session} is held on {MailDate.En(StartsAt)} at {Place}. Please attend."),
        new($"议题和材料请登录查看，不得临时增加议题。", $"Sign in to read the agenda and papers. No item can be added in the meeting."),
    ];

    public override string? Path => "/inbox";
}
