using System.Security.Claims;
using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;

namespace ApprovalFlow.Web;

/// <summary>A place in the main navigation.</summary>
public sealed record Place(string Text, string Icon, string Path)
{
    public bool Holds(PathString path) => path.StartsWithSegments(Path.TrimEnd('/'));
}

/// <summary>The main navigation: each reader sees the places that are of use to them, in this order.</summary>
public sealed class Navigation(CurrentStanding standing)
{
    public async Task<IReadOnlyList<Place>> ForAsync(ClaimsPrincipal reader)
    {
        var places = new List<Place>();
        var roles = await standing.OfAsync(reader);
        if (reader.ToActorOrNull() is not null)
        {
            places.Add(new("待办", "inbox", "/inbox"));
            places.Add(new("我的竞聘", "user-check", "/me"));
        }

        if (roles.Observes || roles.HoldsAny(Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator))
            places.Add(new("竞争上岗", "flag", "/competitions"));
        places.Add(new("公告公示", "speakerphone", "/notices"));
        if (roles.HoldsAny(Role.UnitAdministrator, Role.Organiser, Role.Auditor, Role.LeadingGroup, Role.PartySecretary)) places.Add(new("程序", "sitemap", "/procedures"));
        if (roles.HoldsAny(Role.UnitAdministrator)) places.Add(new("管理", "settings", "/admin"));
        else if (roles.HoldsAny(Role.LeadingGroup, Role.Operator)) places.Add(new("工作日历", "calendar", "/admin/calendar"));
        if (roles.HoldsAny(Role.Operator)) places.Add(new("运维", "activity", "/operations"));
        return places;
    }
}
