using ApprovalFlow.People;
using Microsoft.AspNetCore.Authorization;

namespace ApprovalFlow.Web.Accounts;

/// <summary>
/// A page for people who hold one of the roles in some unit; to everybody else it does not exist (404). Which unit's
/// rows they see there is the query's business.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForRoleAttribute(params Role[] roles) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IReadOnlyList<Role> OneOf => roles;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

internal sealed class HoldsRole(CurrentStanding standing) : AuthorizationHandler<ForRoleAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ForRoleAttribute requirement)
    {
        if ((await standing.OfAsync(context.User)).HoldsAny([.. requirement.OneOf])) context.Succeed(requirement);
    }
}
