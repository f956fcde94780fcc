using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PublicNotice;

/// <summary>One person as the notice would name them, with the passed item behind it.</summary>
public sealed record Appointee(Application Application, DecisionItem Item, string Name, string Line);

/// <summary>
/// The text of a pre-appointment notice (DOMAIN §12.3): only the publishable facts of the frozen form. The end of the period
/// depends on the moment of publication, so the text is made for that moment.
/// </summary>
internal static class NoticeOfAppointees
{
    /// <summary>Those in the state with a passed item in force. Somebody held is not published; held while published, they stay in it.</summary>
    public static async Task<IReadOnlyList<Appointee>> WhoAsync(
        ApprovalDb db, Guid competitionId, ApplicationState state, CancellationToken ct)
    {
        var applications = await db.Set<Application>()
            .Where(a => a.CompetitionId == competitionId && a.State == state && (a.HeldAt == null || state != ApplicationState.Decided)).OrderBy(a => a.Number).ToListAsync(ct);
        var items = await db.Set<DecisionItem>()
            .Where(i => i.CompetitionId == competitionId && i.State == DecisionItemState.Passed && i.FollowedById == null).ToListAsync(ct);
        var people = await db.Set<Person>().AsNoTracking()
            .Where(p => applications.Select(a => a.PersonId).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competitionId).ToDictionaryAsync(p => p.Id, ct);

        return
        [
            .. from application in applications
               let item = items.SingleOrDefault(i => i.ApplicationId == application.Id)
               where item is not null
               let person = people[application.PersonId]
               select new Appointee(application, item, person.Name, Line(person, application, posts[item.PostId])),
        ];
    }

    public static async Task<NoticeText> TextAsync(
        ApprovalDb db, Competition competition, IReadOnlyList<Appointee> who, NoticePeriod period, CancellationToken ct)
    {
        var unit = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == competition.UnitId, ct);
        var meetings = who.Select(w => w.Item.MeetingId).Distinct().ToList();
        var decidedAt = await db.Set<Meeting>().AsNoTracking().Where(m => meetings.Contains(m.Id)).MaxAsync(m => (DateTimeOffset?)m.StartsAt, ct);
        var party = unit.PartyGroupName.Length > 0 ? unit.PartyGroupName : unit.Name + "党组";
        var day = decidedAt is { } at ? MailDate.Zh(ChinaTime.DateOf(at)) : "";
        var count = who.Count.ToString(CultureInfo.InvariantCulture);
        var days = period.WorkingDays.ToString(CultureInfo.InvariantCulture);

        var text = new NoticeWriter()
            .Paragraph($"根据《党政领导干部选拔任用工作条例》，经{party}{day}讨论决定，现将{count}名拟任职人选公示如下：")
            .List(who.Select(w => w.Line))
            .Paragraph($"公示期：{MailDate.Zh(period.FirstCountedOn)}至{MailDate.Zh(period.LastOn)}24时（{days}个工作日，{(period.PublicationDayCounted ? "含" : "不含")}发布当日）。")
            .Paragraph($"如有意见，请在公示期内以来信、来电、来访或网上填报等方式向{unit.Name}组织人事部门或纪检监察部门反映。"
                + $"{Said("电话", unit.SupervisionPhone)}{Said("地址", unit.ContactAddress)}{Said("邮箱", unit.ContactEmail)}受理时间：工作日8:30至17:30。")
            .Paragraph("反映问题应当实事求是，提倡署实名；实名反映的，将反馈核查结果并为反映人保密。信函以到达日邮戳为准。")
            .Paragraph(unit.Name)
            .Paragraph(MailDate.Zh(ChinaTime.DateOf(period.PublishedAt)));
        return text.Under($"{unit.Name}干部任前公示");
    }

    private static string Said(string what, string value) => value.Length > 0 ? $"{what}：{value}；" : "";

    private static string Line(Person person, Application application, Post post)
    {
        var form = ApplicationForm.Read(application.FormJson);
        var facts = NoticeFacts.Of(form);
        var present = form.PresentPost.Length > 0 ? form.PresentPost : person.Position;
        return string.Join("，", new[] { person.Name }.Concat(facts).Append($"现任{present}").Append($"拟任{post.FullName}")) + "。";
    }
}
