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

    public static NoticeText Extended(
        Competition competition, Notice announced, DateTimeOffset from, DateTimeOffset to, int workingDays, string reason, DateTimeOffset now) =>
        new NoticeWriter()
            .Paragraph($"{announced.Number}《{announced.Title}》所列竞争上岗，因系统自{MailDate.Zh(from)}至{MailDate.Zh(to)}不能使用，当时尚未到期的期限一律顺延{workingDays}个工作日，其余安排不变。")
            .Paragraph($"原因：{reason}")
            .Paragraph("已报名人员由本系统逐一通知，各人的新期限登录后可以查看。")
            .Paragraph(MailDate.Zh(ChinaTime.DateOf(now)))
            .Under($"关于“{competition.Title}”期限顺延的公告");
}
