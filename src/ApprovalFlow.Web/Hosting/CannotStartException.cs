namespace ApprovalFlow.Web.Hosting;

/// <summary>The program cannot start for a reason that the person who started it can remove; the message says how.</summary>
public sealed class CannotStartException(string message, Exception cause) : Exception(message, cause);
