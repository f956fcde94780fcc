using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace ApprovalFlow.Web.Assets;

/// <summary>
/// The npm packages that browsers may load, each under /lib/NAME, straight from node_modules.
/// Only the folders listed here are reachable.
/// </summary>
internal sealed class BrowserPackages(string contentRoot) : IFileProvider
{
    private static readonly (string UrlPrefix, string Folder)[] Packages =
    [
        ("/lib/tabler/", "node_modules/@tabler/core/dist"),
        ("/lib/htmx/", "node_modules/htmx.org/dist"),
        ("/lib/echarts/", "node_modules/echarts/dist"),
    ];

    private readonly Dictionary<string, PhysicalFileProvider> _folders = Packages
        .Select(p => (p.UrlPrefix, Folder: Path.Combine(contentRoot, p.Folder)))
        .Where(p => Directory.Exists(p.Folder))
        .ToDictionary(p => p.UrlPrefix, p => new PhysicalFileProvider(p.Folder), StringComparer.Ordinal);

    public IFileInfo GetFileInfo(string subpath)
    {
        var path = subpath.StartsWith('/') ? subpath : "/" + subpath;
        foreach (var (prefix, files) in _folders)
            if (path.StartsWith(prefix, StringComparison.Ordinal)) return files.GetFileInfo(path[prefix.Length..]);
        return new NotFoundFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    /// <summary>Packages change only with a build, never under a running server.</summary>
    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
