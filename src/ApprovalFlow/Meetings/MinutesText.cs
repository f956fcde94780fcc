using System.Globalization;
using System.Text;
using ApprovalFlow.Mail;
using ApprovalFlow.People;

namespace ApprovalFlow.Meetings;

/// <summary>
/// The minutes of one meeting (会议记录, DOMAIN §8.6 and §12.4) as plain text: attendance, and per item introduction,
/// opinions in their order, the way of voting, the count and the result. A secret vote leaves figures only.
/// </summary>
public sealed class MinutesText(
    MeetingTable table, string partyGroup, IReadOnlyDictionary<Guid, Guid> candidates, IReadOnlyDictionary<Guid, string> posts,
    IReadOnlyDictionary<Guid, Person> people, IReadOnlyList<MeetingDeviation> deviations)
{
    private readonly StringBuilder _text = new();

    public override string ToString()
    {
        if (_text.Length > 0) return _text.ToString();
        Head();
        foreach (var item in table.Items) Item(item);
        foreach (var deviation in deviations) Line($"程序偏差记录：{NameOf(deviation.Kind)}。{deviation.Text}");
        return _text.ToString();
    }

    private void Head()
    {
        var meeting = table.Meeting;
        var members = table.Members.ToList();
        var absent = members.Where(m => m.Presence != Presence.Present).ToList();
        Line($"{partyGroup}会议记录（干部任免）");
        Line($"会次：{meeting.Session}");
        Line($"时间：{MailDate.Zh(meeting.StartsAt)}");
        Line($"地点：{meeting.Place}");
        Line($"主持人：{Name(meeting.ChairId)}　记录人：{Name(meeting.RecorderId)}");
        Line($"监票人：{Name(meeting.ScrutineerId)}　计票人：{Name(meeting.TellerId)}");
        Line($"应到{members.Count}人，实到{members.Count - absent.Count}人：{Names(members.Where(m => m.Presence == Presence.Present).Select(m => m.PersonId))}");
        Line(absent.Count == 0 ? "缺席：无" : $"缺席{absent.Count}人：{string.Join('、', absent.Select(m => $"{Name(m.PersonId)}（{m.AbsenceReason}）"))}");
        var attendees = table.Seats.Where(s => !s.Votes && s.Presence == Presence.Present).Select(s => s.PersonId).ToList();
        Line($"列席：{(attendees.Count == 0 ? "无" : Names(attendees))}");
        Line("");
    }

    private void Item(DecisionItem item)
    {
        var person = people[candidates[item.ApplicationId]];
        var recused = table.Recusals.Where(r => r.ItemId == item.Id).ToList();
        Line($"议题{item.Seq}：{person.Name}，现任{person.Department}{person.Position}，拟任{posts[item.PostId]}（竞争上岗）");
        if (recused.Count > 0) Line($"回避{recused.Count}人：{string.Join('、', recused.Select(r => $"{Name(r.PersonId)}（{r.Reason}）"))}");
        if (item.Introducer.Length > 0) Line($"介绍人：{item.Introducer}");
        foreach (var opinion in table.Opinions.Where(o => o.ItemId == item.Id))
            Line($"{opinion.Seq}. {Name(opinion.PersonId)}：{NameOf(opinion.Opinion)}{(opinion.Statement.Length == 0 ? "" : $"。{opinion.Statement}")}");
        if (item.Issued > 0)
        {
            Line($"表决方式：{NameOf(item.VoteMode)}");
            foreach (var vote in table.Votes.Where(v => v.ItemId == item.Id)) Line($"{Name(vote.PersonId)}：{NameOf(vote.Choice)}");
            Line($"应到{item.ShouldAttend}人，参加表决{item.Present}人；发出{item.Issued}票，收回{item.Collected}票，有效{item.Valid}票，无效{item.Invalid}票");
            Line($"{person.Name}：同意{item.Agree}票、不同意{item.Disagree}票、弃权{item.Abstain}票");
        }

        Line($"结论：{NameOf(item.State)}。{item.ResultReason}");
        Line("");
    }

    private void Line(string text) => _text.Append(CultureInfo.InvariantCulture, $"{text}\n");

    private string Name(Guid id) => people[id].Name;

    private string Names(IEnumerable<Guid> ids) => string.Join('、', ids.Select(Name));

    private static string NameOf(Opinion opinion) => opinion switch
    {
        Opinion.Agree => "同意",
        Opinion.Disagree => "不同意",
        Opinion.Defer => "缓议",
    };

    private static string NameOf(OpenChoice choice) => choice switch
    {
        OpenChoice.Agree => "同意",
        OpenChoice.Disagree => "不同意",
        OpenChoice.Abstain => "弃权",
    };

    private static string NameOf(VoteMode mode) => mode switch
    {
        VoteMode.SecretBallot => "无记名投票",
        VoteMode.ShowOfHands => "举手",
        VoteMode.Voice => "口头",
    };

    private static string NameOf(DeviationKind kind) => kind switch
    {
        DeviationKind.ChiefSpokeFirst => "主要负责人未末位表态",
        DeviationKind.AdHocMotion => "临时动议",
        DeviationKind.Other => "其他",
    };

    private static string NameOf(DecisionItemState state) => state switch
    {
        DecisionItemState.Passed => "通过",
        DecisionItemState.Rejected => "未通过",
        DecisionItemState.Suspended => "暂缓表决",
        DecisionItemState.VoidNoQuorum => "到会人数不足，无效",
        DecisionItemState.VoidIrregular => "表决无效",
        DecisionItemState.ReconsiderationRequested => "提请复议",
        DecisionItemState.Draft or DecisionItemState.Introduced or DecisionItemState.Discussed or DecisionItemState.OpinionsRecorded
            or DecisionItemState.VoteOpen or DecisionItemState.VoteClosed => "未结束",
    };
}
