using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Studio;

/// <summary>How far an activity of a running competition has come, in words.</summary>
public sealed class StandingWords(Texts texts, DateWords dates)
{
    public string Progress(ActivityProgress progress) => progress switch
    {
        ActivityProgress.NotReached => texts["尚未到达"],
        ActivityProgress.Active => texts["进行中"],
        ActivityProgress.Done => texts["已完成"],
        ActivityProgress.Skipped => texts["未经过"],
        ActivityProgress.Faulted => texts["出错，等待处理"],
        ActivityProgress.Cancelled => texts["已取消"],
    };

    /// <summary>Who is waited for, with how much and until when; empty when nobody is.</summary>
    public string Waiting(FlowStanding standing) => string.Join(texts["；"], standing.Waiting.Select(Waiting));

    private string Waiting(BoardWork work)
    {
        var whom = string.Join(texts["、"], work.People.Concat(work.Pools.Select(d => texts.Of(d))).Concat(work.RolePools.Select(r => texts.Of(r))));
        var what = texts["{0} {1} 项", texts.Of(work.Kind), work.Open];
        var text = whom.Length == 0 ? what : texts["{0}：{1}", what, whom];
        return work.NextDue is { } due ? texts["{0}（{1}）", text, dates.Due(due)] : text;
    }
}
