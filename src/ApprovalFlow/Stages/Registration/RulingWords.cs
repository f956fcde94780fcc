using ApprovalFlow.Engine;
using ApprovalFlow.Mail;

namespace ApprovalFlow.Stages.Registration;

/// <summary>A ruling as mails say it, with its reason.</summary>
internal static class RulingWords
{
    public static Bilingual Of(PostCount ruling, DateTimeOffset? until)
    {
        var measure = ruling.Measure!.Value switch
        {
            PostMeasure.Cancel => new Bilingual("取消该职位", "the post is cancelled"),
            PostMeasure.Reduce => new($"拟任人数核减为 {ruling.NewQuota} 人", $"the number to be appointed is reduced to {ruling.NewQuota}"),
            PostMeasure.ExtendOnce => new(
                $"延长报名至{MailDate.Zh(until!.Value)}", $"registration is extended until {MailDate.En(until.Value)}"),
            PostMeasure.RechooseOnce => new("取消该职位，报名人可以改报一次", "the post is cancelled; its applicants may choose another post once"),
            PostMeasure.Continue => new("继续进行", "the competition for it goes on"),
        };
        return new($"{measure.Zh}（{ruling.Reason}）", $"{measure.En} ({ruling.Reason})");
    }
}
