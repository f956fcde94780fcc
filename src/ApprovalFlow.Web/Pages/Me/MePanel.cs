namespace ApprovalFlow.Web.Pages.Me;

/// <summary>What a stage's section of a candidate's page is about: <c>Pages/Me/_{StageKind}.cshtml</c> is shown where it exists.</summary>
public sealed record MePanel(Guid CompetitionId, Guid ApplicationId, Guid StageRunId);
