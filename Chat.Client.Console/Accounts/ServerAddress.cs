using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Chat.Client.Cli;

/// <summary>A server's address as people type it.</summary>
internal static class ServerAddress
{
    /// <summary>Reads an address; without a scheme it is https, and http for this machine.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? server)
    {
        server = null;
        if (string.IsNullOrWhiteSpace(text)) return false;
        text = text.Trim();
        if (!text.Contains("://", StringComparison.Ordinal)) text = (IsThisMachine(text) ? "http://" : "https://") + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0) return false;
        server = new Uri(uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        return true;
    }

    /// <summary>What is sent there can be read on the way.</summary>
    public static bool IsOpenToOthers(Uri server) => server.Scheme == "http" && !server.IsLoopback;

    /// <summary>The address without the slash at its end, for people.</summary>
    public static string Show(Uri server) => server.ToString().TrimEnd('/');

    private static bool IsThisMachine(string text) =>
        Uri.TryCreate("http://" + text, UriKind.Absolute, out var uri) && (uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
