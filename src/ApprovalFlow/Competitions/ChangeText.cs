using ApprovalFlow.Calendar;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;

namespace ApprovalFlow.Competitions;

/// <summary>The change notice (变更公告) that answers an announcement which no longer holds.</summary>
public static class ChangeText
{
    public static NoticeText Cancelled(Competition competition, Notice announced, string reason, DateTimeOffset now) =>
        new NoticeWriter()
            .Paragraph($"{announced.Number}《{announced.Title}》所列竞争上岗自即日起取消。")
            .Paragraph($"原因：{reason}")
            .Paragraph("已报名人员由本系统逐一通知。")
            .Paragraph(MailDate.Zh(ChinaTime.DateOf(now)))
            .Under($"关于取消“{competition.Title}”的公告");
}
