using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The head of the discipline body signs the integrity opinion.</summary>
public sealed class IntegrityByDisciplineModel(TaskHeaderQuery headers, ReadCheck read, SignIntegrity sign, Texts texts)
    : IntegrityPage(TaskKind.IntegrityByDiscipline, headers, read, sign, texts);
