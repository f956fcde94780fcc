using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace ApprovalFlow.Web.Studio;

/// <summary>
/// The files of Elsa Studio under /studio/, straight from its npm package. The package brings each file compressed beside the
/// plain one: whoever can take it gets that.
/// </summary>
internal static partial class StudioAssets
{
    private const string Package = "node_modules/@elsa-workflows/elsa-studio-wasm";
    private static readonly (string Coding, string Ending)[] Twins = [("br", ".br"), ("gzip", ".gz")];

    public static void UseStudioAssets(this WebApplication app)
    {
        var folder = Path.Combine(app.Environment.ContentRootPath, Package);
        if (!Directory.Exists(folder)) return;

        var files = new PhysicalFileProvider(folder);
        app.UseWhen(http => IsAsset(http.Request.Path), studio =>
        {
            studio.Use((http, next) =>
            {
                TakeTwin(http, files);
                return next();
            });
            studio.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files, RequestPath = "/studio", ContentTypeProvider = new PlainTypes(), OnPrepareResponse = file => Describe(file.Context),
            });
        });
    }

    /// <summary>Only the folders that the studio loads from; the package's own page and settings are not served.</summary>
    private static bool IsAsset(PathString path) =>
        path.StartsWithSegments("/studio/_framework") || path.StartsWithSegments("/studio/_content")
        || path == "/studio/Elsa.Studio.Host.CustomElements.styles.css";

    private static void TakeTwin(HttpContext http, PhysicalFileProvider files)
    {
        var path = http.Request.Path.Value!;
        if (Twins.Any(t => path.EndsWith(t.Ending, StringComparison.OrdinalIgnoreCase))) return;
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in Twins)
        {
            if (!accepted.Any(a => a.Value == coding && a.Quality != 0) || !files.GetFileInfo(path["/studio".Length..] + ending).Exists) continue;
            http.Request.Path = path + ending;
            http.Response.Headers.ContentEncoding = coding;
            return;
        }
    }

    /// <summary>A name with a fingerprint, or an address with a version, never changes its content; any other is asked for again.</summary>
    private static void Describe(HttpContext http)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var fixedForever = http.Request.Query.ContainsKey("v") || Fingerprinted().IsMatch(http.Request.Path.Value!);
        http.Response.Headers.CacheControl = fixedForever ? "public, max-age=31536000, immutable" : "no-cache";
    }

    /// <summary>x.wasm.br is a wasm file.</summary>
    private sealed class PlainTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _known = new() { Mappings = { [".dat"] = "application/octet-stream", [".cur"] = "image/x-icon" } };

        public bool TryGetContentType(string subpath, out string contentType)
        {
            var plain = Twins.Where(t => subpath.EndsWith(t.Ending, StringComparison.OrdinalIgnoreCase))
                .Select(t => subpath[..^t.Ending.Length]).FirstOrDefault(subpath);
            return _known.TryGetContentType(plain, out contentType!);
        }
    }

    [GeneratedRegex(@"/_framework/[^/]*(/[^/]*)?\.[a-z0-9]{10}\.(wasm|dat|js)(\.br|\.gz)?$")]
    private static partial Regex Fingerprinted();
}
