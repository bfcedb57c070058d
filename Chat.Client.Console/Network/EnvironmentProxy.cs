using System.Net;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>The proxies that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY name, as curl reads them; the names in small letters go first.</summary>
internal sealed class EnvironmentProxy : IWebProxy, ICredentials
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    private readonly Uri? _forHttps;
    private readonly Uri? _forHttp;
    private readonly string[] _without;

    private EnvironmentProxy(Uri? forHttps, Uri? forHttp, string[] without) => (_forHttps, _forHttp, _without) = (forHttps, forHttp, without);

    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException("They stand in the proxy's address.");
    }

    /// <summary>Reads them; or says which of them is no address.</summary>
    public static Outcome<EnvironmentProxy> Read(Func<string, string?> environment)
    {
        string? Value(string name) => environment(name.ToLowerInvariant()) is { Length: > 0 } small ? small : environment(name);
        var found = new Dictionary<string, Uri?>();
        foreach (var name in new[] { "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY" })
        {
            if (!TryParse(Value(name), out var proxy))
                return new Error { Code = Exit.UsageError, Message = $"{name} is no proxy's address. It looks like http://proxy.example:3128, with user:password@ before the name where it asks for them.", Final = true };
            found[name] = proxy;
        }

        // Whoever calls a CGI program chooses its HTTP_PROXY, by a header.
        if (environment("REQUEST_METHOD") is not null) found["HTTP_PROXY"] = null;
        var without = (Value("NO_PROXY") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new EnvironmentProxy(found["HTTPS_PROXY"] ?? found["ALL_PROXY"], found["HTTP_PROXY"] ?? found["ALL_PROXY"], without);
    }

    /// <summary>The proxy for an address, without the password: what is answered here ends in errors that people read.</summary>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : new UriBuilder(For(destination)!) { UserName = "", Password = "" }.Uri;

    public bool IsBypassed(Uri host) => For(host) is null || Array.Exists(_without, entry => Matches(entry, host));

    /// <summary>The user and the password that stand in a proxy's address.</summary>
    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        var proxy = new[] { _forHttps, _forHttp }.FirstOrDefault(named => named?.Host == uri.Host && named.Port == uri.Port && named.UserInfo.Length > 0);
        if (proxy is null) return null;
        var parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <summary>The proxy for an address without its password, for people; none: there is no proxy on the way.</summary>
    public string? Show(Uri destination) => GetProxy(destination)?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private Uri? For(Uri destination) => destination.Scheme is "https" or "wss" ? _forHttps : _forHttp;

    private static bool TryParse(string? text, out Uri? proxy)
    {
        proxy = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        text = text.Trim();
        if (!text.Contains("://", StringComparison.Ordinal)) text = "http://" + text;
        if (text.StartsWith("socks5h://", StringComparison.OrdinalIgnoreCase)) text = "socks5" + text["socks5h".Length..];
        return Uri.TryCreate(text, UriKind.Absolute, out proxy) && proxy.Host.Length > 0 && Schemes.Contains(proxy.Scheme);
    }

    // A name means the hosts below it as well; a network means its addresses.
    private static bool Matches(string entry, Uri destination)
    {
        if (entry == "*") return true;
        var host = destination.IdnHost.Trim('[', ']');
        if (IPNetwork.TryParse(entry, out var network)) return IPAddress.TryParse(host, out var address) && network.Contains(address);
        var name = entry;
        if (!IPAddress.TryParse(entry, out _) && entry.LastIndexOf(':') is > 0 and var colon)
        {
            if (entry[(colon + 1)..] != destination.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)) return false;
            name = entry[..colon];
        }

        name = name.Trim('[', ']').TrimStart('*').TrimStart('.');
        return name.Length > 0 && (string.Equals(host, name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }
}
