namespace ApprovalFlow.Web.Pages.Shared;

/// <summary>A text of the product's own making, frozen or about to be, for <c>_FrozenText.cshtml</c>: safe to write as it is.</summary>
public sealed record FrozenText(string Title, string Html, int Level = 2);
