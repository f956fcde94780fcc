using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

public sealed class QualificationSecondReviewModel(
    TaskHeaderQuery headers, ReviewDeskQuery desks, ReviewQualification review, Texts texts)
    : ReviewPage(TaskKind.QualificationSecondReview, headers, desks, review, texts);
