using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M7: that the evaluation takes place; never the counts.</summary>
public sealed record EvaluationScheduled(DateTimeOffset At, string Place) : MailText
{
    public override MailEvent Event => MailEvent.M7Evaluation;

    public override Bilingual Subject => new($"民主测评安排", $"Democratic evaluation");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您的民主测评将于{MailDate.Zh(At)}进行{(Place.Length == 0 ? "" : $"，地点：{Place}")}。", $"Your democratic evaluation takes place on {MailDate.En(At)}{(Place.Length == 0 ? "" : $" at {Place}")}."),
        new($"测评以无记名方式进行，任何人都不能查看个人投票。", $"It is by anonymous ballot; nobody can see how an individual voted."),
    ];
}
