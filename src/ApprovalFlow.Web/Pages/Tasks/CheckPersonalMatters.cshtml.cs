using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>One subject's report on personal matters, checked.</summary>
public sealed class CheckPersonalMattersModel(TaskHeaderQuery headers, ReadCheck read, RecordCheck record, Texts texts)
    : CheckPage(TaskKind.CheckPersonalMatters, headers, read, record, texts);
