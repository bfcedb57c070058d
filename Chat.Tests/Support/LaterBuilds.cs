using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Chat.Tests.Support;

/// <summary>
/// Hands out later builds of the page in the place of the server's own, as after an upgrade: each has files with other names
/// and other content and a worker with another version, and nothing of the builds before is there any more.
/// </summary>
internal sealed partial class LaterBuilds : IStartupFilter
{
    private Dictionary<string, byte[]>? _first;
    private volatile Dictionary<string, byte[]>? _files;

    /// <summary>Puts another build in the place of the one there was.</summary>
    /// <param name="server">The server that this is a part of.</param>
    /// <param name="number">Each build has its own; from 1 to 9.</param>
    /// <param name="missing">The beginning of the name of a part that the server lacks; none: the build is whole.</param>
    public async Task UpgradeAsync(RealServer server, int number, string? missing = null)
    {
        _first ??= await ReadAsync(server);
        var renamed = _first.Keys.Where(path => path.StartsWith("/assets/", StringComparison.Ordinal)).ToDictionary(path => path, path => Renamed(path, number));
        var hashes = new Dictionary<string, string>();
        var files = new Dictionary<string, byte[]>();
        foreach (var (path, content) in _first.Where(file => file.Key != "/sw.js"))
        {
            var later = IsText(path) ? Encoding.UTF8.GetBytes(Rename(Encoding.UTF8.GetString(content), renamed)) : content;
            files[renamed.GetValueOrDefault(path, path)] = later;
            hashes[Hash(content)] = Hash(later);
        }
        var worker = Rename(Encoding.UTF8.GetString(_first["/sw.js"]), renamed);
        foreach (var (before, after) in hashes) worker = worker.Replace(before, after, StringComparison.Ordinal);
        files["/sw.js"] = Encoding.UTF8.GetBytes(Version().Replace(worker, $"version:`later-{number.ToString(CultureInfo.InvariantCulture)}`", 1));
        if (missing is not null) files.Remove(files.Keys.Single(path => path.StartsWith($"/assets/{missing}-", StringComparison.Ordinal)));
        _files = files;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, inner) =>
        {
            var path = context.Request.Path.Value!;
            if (_files is not { } files || !HttpMethods.IsGet(context.Request.Method)) await inner(context);
            else if (path.StartsWith("/assets/", StringComparison.Ordinal)) await AnswerAsync(context, files.GetValueOrDefault(path), path);
            else if (path == "/sw.js" || IsPlace(path)) await ReplaceAsync(context, inner, files[path == "/sw.js" ? path : "/index.html"]);
            else await inner(context);
        });
        next(app);
    };

    private static async Task AnswerAsync(HttpContext context, byte[]? content, string path)
    {
        context.Response.StatusCode = content is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        if (content is null) return;
        context.Response.ContentType = path.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript";
        await context.Response.Body.WriteAsync(content);
    }

    /// <summary>With the headers that the server gives it.</summary>
    private static async Task ReplaceAsync(HttpContext context, RequestDelegate inner, byte[] content)
    {
        context.Request.Headers.AcceptEncoding = default;
        context.Request.Headers.IfNoneMatch = default;
        context.Request.Headers.IfModifiedSince = default;
        var body = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await inner(context);
        context.Response.Body = body;
        context.Response.Headers.ETag = default;
        context.Response.ContentLength = content.Length;
        await body.WriteAsync(content);
    }

    private static async Task<Dictionary<string, byte[]>> ReadAsync(RealServer server)
    {
        using var http = server.Http();
        var worker = await http.GetStringAsync("/sw.js").Within();
        var paths = Paths().Matches(worker).Select(match => match.Groups[1].Value);
        var files = new Dictionary<string, byte[]>();
        foreach (var path in paths.Append("/sw.js")) files[path] = await http.GetByteArrayAsync(path).Within();
        return files;
    }

    private static string Renamed(string path, int number) => HashInName().Replace(path, $"-{number}later$1");

    private static string Rename(string text, Dictionary<string, string> renamed)
    {
        foreach (var (before, after) in renamed) text = text.Replace(Path.GetFileName(before), Path.GetFileName(after), StringComparison.Ordinal);
        return text;
    }

    private static bool IsText(string path) => Path.GetExtension(path) is ".js" or ".css" or ".html";

    private static bool IsPlace(string path) =>
        path == "/index.html" || (!Path.HasExtension(path) && !path.StartsWith("/api", StringComparison.Ordinal) && !path.StartsWith("/chat", StringComparison.Ordinal));

    private static string Hash(byte[] content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(content))}";

    [GeneratedRegex("path:`(/[^`]+)`")]
    private static partial Regex Paths();

    [GeneratedRegex("version:`[0-9a-f]{12}`")]
    private static partial Regex Version();

    /// <summary>The names of two files may differ in their hash alone.</summary>
    [GeneratedRegex(@"-.{5}(.{3})(?=\.\w+$)")]
    private static partial Regex HashInName();
}
