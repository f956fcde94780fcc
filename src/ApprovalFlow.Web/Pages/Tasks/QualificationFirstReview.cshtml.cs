using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

public sealed class QualificationFirstReviewModel(
    TaskHeaderQuery headers, ReviewDeskQuery desks, ReviewQualification review, Texts texts)
    : ReviewPage(TaskKind.QualificationFirstReview, headers, desks, review, texts);
