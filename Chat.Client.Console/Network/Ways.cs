using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.Contracts;
using Microsoft.AspNetCore.Http.Connections;

namespace Chat.Client.Cli;

/// <summary>The way to a server: through which proxy, and whose certificates are trusted.</summary>
/// <param name="Proxy">Chooses a proxy for an address.</param>
/// <param name="Authorities">Trusted beside the system's.</param>
internal sealed record Ways(EnvironmentProxy Proxy, X509Certificate2Collection Authorities)
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(20);

    /// <summary>Reads what the environment and the command line say, or says what is wrong with it.</summary>
    /// <param name="shell">The environment and the command line.</param>
    /// <param name="kept">The file of authorities that the session was made with.</param>
    public static Outcome<Ways> Find(Shell shell, string? kept = null)
    {
        var proxy = EnvironmentProxy.Read(shell.Environment);
        if (!proxy.Ok) return proxy.Error!;
        var file = CaFile(shell) ?? kept;
        if (string.IsNullOrEmpty(file)) return new Ways(proxy.Value!, []);
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0 ? new Ways(proxy.Value!, authorities) : Refusal($"{file} holds no certificate in PEM form.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Refusal($"The certificates in {file} can't be read: {e.Message}");
        }
    }

    /// <summary>The file of authorities that is asked for now.</summary>
    public static string? CaFile(Shell shell) => shell.CaFile ?? (shell.Environment("CHAT_CA_FILE") is { Length: > 0 } named ? named : null);

    /// <summary>What a transport is called, when it isn't the one that is meant to be used.</summary>
    public static string? Detour(HttpTransportType transport) => transport switch
    {
        HttpTransportType.ServerSentEvents => "server-sent events",
        HttpTransportType.LongPolling => "long polling",
        _ => null,
    };

    public HttpClient HttpFor(Uri server)
    {
        var handler = new SocketsHttpHandler { Proxy = Proxy, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = OwnAuthorities.Callback(Authorities);
        return new HttpClient(Worded(handler)) { BaseAddress = server, Timeout = LongestRequest };
    }

    /// <summary>Has what a handler fails at said in words for people.</summary>
    public HttpMessageHandler Worded(HttpMessageHandler handler) => new WordedFailures(handler, this);

    private static Error Refusal(string message) => new() { Code = ClientErrors.Storage, Message = message, Final = true };
}
