using ApprovalFlow.Meetings;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>One item on the recorder's page, and whether steps may be taken on it now.</summary>
public sealed record MeetingItemView(ItemLine Item, MeetingSheet Meeting, bool Acts, Guid TaskId)
{
    /// <summary>Only one item is on the table at a time.</summary>
    public bool MayIntroduce => Acts && Item.State == DecisionItemState.Draft && Meeting.Current is null;
}
