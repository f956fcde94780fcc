using ApprovalFlow.Stages.QualificationReview;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>One cell of the matrix and whether the reader may hand the task to somebody else.</summary>
public sealed record ReviewCellView(ReviewCell? Cell, bool MayReassign);
