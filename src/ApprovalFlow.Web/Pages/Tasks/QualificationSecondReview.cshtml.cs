using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

public sealed class QualificationSecondReviewModel(
    TaskHeaderQuery headers, ReviewDeskQuery desks, ReviewQualification review, Texts texts, DateWords dates)
    : ReviewPage(TaskKind.QualificationSecondReview, headers, desks, review, texts, dates);
