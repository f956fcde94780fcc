using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The personnel file of one subject, checked.</summary>
public sealed class CheckPersonnelFileModel(TaskHeaderQuery headers, ReadCheck read, RecordCheck record, Texts texts)
    : CheckPage(TaskKind.CheckPersonnelFile, headers, read, record, texts);
