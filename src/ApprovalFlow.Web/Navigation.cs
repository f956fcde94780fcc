namespace ApprovalFlow.Web;

/// <summary>A place in the main navigation.</summary>
public sealed record Place(string Text, string Icon, string Path)
{
    public bool Holds(PathString path) => path.StartsWithSegments(Path);
}

/// <summary>The main navigation: each reader sees the places that are of use to them, in this order.</summary>
internal static class Navigation
{
    public static IEnumerable<Place> For(bool signedIn)
    {
        if (signedIn) yield return new("待办", "inbox", "/inbox");
        if (signedIn) yield return new("我的竞聘", "user-check", "/me");
        yield return new("公告公示", "speakerphone", "/notices");
    }
}
