using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ApprovalFlow.Web.Assets;

/// <summary>The outline icons of @tabler/icons by name, as svg elements of our own, each read once.</summary>
public sealed partial class Icons(IWebHostEnvironment environment)
{
    private readonly string _folder = Path.Combine(environment.ContentRootPath, "node_modules/@tabler/icons/icons/outline");
    private readonly ConcurrentDictionary<string, string> _drawn = new(StringComparer.Ordinal);

    /// <summary>The icon, hidden from screen readers; a name that does not exist is a mistake of the page and says so.</summary>
    public string Svg(string name) => _drawn.GetOrAdd(name, Draw);

    private string Draw(string name) =>
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" "
        + $"stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" focusable=\"false\">{Shapes(name)}</svg>";

    private string Shapes(string name)
    {
        if (!IconName().IsMatch(name)) throw new ArgumentException($"\"{name}\" is not an icon name.", nameof(name));
        var svg = File.ReadAllText(Path.Combine(_folder, name + ".svg"));
        var start = svg.IndexOf('>', StringComparison.Ordinal) + 1;
        return svg[start..svg.LastIndexOf("</svg>", StringComparison.Ordinal)].Trim();
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IconName();
}
