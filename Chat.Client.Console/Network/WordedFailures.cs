using System.Net;

namespace Chat.Client.Cli;

/// <summary>Says what a proxy or a certificate on the way is against, and what can be done about it. A password is never part of it.</summary>
internal sealed class WordedFailures(HttpMessageHandler inner, Ways ways) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var proxy = request.RequestUri is { } to ? ways.Proxy.GetProxy(to) : null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (proxy is null || response.StatusCode != HttpStatusCode.ProxyAuthenticationRequired) return response;
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ProxyTunnelError, null, null, HttpStatusCode.ProxyAuthenticationRequired);
        }
        catch (HttpRequestException e) when (Words(e, request.RequestUri, proxy) is { } words)
        {
            // Without what caused it: the innermost sentence is the one that is shown. The status is the proxy's, and not the server's.
            throw new HttpRequestException(e.HttpRequestError, words);
        }
    }

    private string? Words(HttpRequestException error, Uri? to, Uri? proxy) => error switch
    {
        _ when error.GetBaseException() is UntrustedServerException { AuthorityIsUnknown: true } untrusted => $"{untrusted.Message} {Hint}",
        _ when proxy is null || to is null => null,
        { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired } => Unknown(proxy),
        { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.Forbidden } => $"{Named(proxy)} lets nobody through to {to.Host}:{to.Port}.",
        { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } => $"{Named(proxy)} finds no way to {to.Host}:{to.Port}, it answered {(int)status}.",
        { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => $"{Named(proxy)} itself can't be reached: {error.GetBaseException().Message}",
        _ => null,
    };

    private string Hint => ways.Authorities.Count == 0
        ? "If it is your own, name its file: --ca-file FILE, or CHAT_CA_FILE."
        : "It is not in the file of --ca-file either.";

    private string Unknown(Uri proxy) => ways.Proxy.GetCredential(proxy, "Basic") is null
        ? $"{Named(proxy)} asks for a user and a password. Put them into its address, as in http://user:password@proxy.example:3128."
        : $"{Named(proxy)} does not take this user and password. They stand in its address, where signs such as @ are written %40.";

    private static string Named(Uri proxy) => $"The proxy {proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";
}
