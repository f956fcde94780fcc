using ApprovalFlow.Applications;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>Who a task of inspection or checking is about, from the frozen registration form.</summary>
public sealed record SubjectFacts(string Number, string Name, string PostName, ApplicationForm Form);
