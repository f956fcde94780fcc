using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

public sealed class QualificationRecheckModel(
    TaskHeaderQuery headers, ReviewDeskQuery desks, ReviewQualification review, Texts texts)
    : ReviewPage(TaskKind.QualificationRecheck, headers, desks, review, texts);
