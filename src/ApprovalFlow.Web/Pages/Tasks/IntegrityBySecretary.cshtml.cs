using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The party secretary words and signs the integrity opinion.</summary>
public sealed class IntegrityBySecretaryModel(TaskHeaderQuery headers, ReadCheck read, SignIntegrity sign, Texts texts)
    : IntegrityPage(TaskKind.IntegrityBySecretary, headers, read, sign, texts);
