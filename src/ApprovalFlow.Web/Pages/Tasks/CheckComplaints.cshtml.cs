using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>Complaints about one subject, verified.</summary>
public sealed class CheckComplaintsModel(TaskHeaderQuery headers, ReadCheck read, RecordCheck record, Texts texts)
    : CheckPage(TaskKind.CheckComplaints, headers, read, record, texts);
