using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The discipline body's opinion on one subject, heard.</summary>
public sealed class CheckDisciplineModel(TaskHeaderQuery headers, ReadCheck read, RecordCheck record, Texts texts)
    : CheckPage(TaskKind.CheckDiscipline, headers, read, record, texts);
