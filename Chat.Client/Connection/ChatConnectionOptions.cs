using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Client;

/// <summary>How a <see cref="ChatConnection"/> reaches its server and where it keeps what is not sent yet.</summary>
public sealed record ChatConnectionOptions
{
    /// <summary>The server's address, as people type it into a browser: <c>https://chat.example</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The session's bearer token, from <see cref="AccountApi"/>.</summary>
    public required string Token { get; init; }

    /// <summary>Whose session it is, if known: then what waits in the outbox is there before the server is reached.</summary>
    public Guid? Me { get; init; }

    /// <summary>
    /// The folder for the outboxes, one folder below it for each server and person; made when missing.
    /// None: what is not sent yet is lost when the process ends.
    /// </summary>
    public string? StoreFolder { get; init; }

    /// <summary>
    /// The folder for the rows that are there without a server: one's rooms and their newest messages, a file for each server and
    /// person; made when missing. It may be emptied at any time. None, or without <see cref="Me"/>: nothing is kept.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>The client's name and version, for the operator: <c>console/0.1.0</c>.</summary>
    public string ClientName { get; init; } = "dotnet/" + typeof(ChatConnectionOptions).Assembly.GetName().Version?.ToString(3);

    /// <summary>The transports that may be used, tried in the framework's order: WebSocket, server-sent events, long polling.</summary>
    public HttpTransportType Transports { get; init; } =
        HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;

    /// <summary>Wraps or replaces the handler of every HTTP request, to trust a certificate or to watch the traffic.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? MessageHandler { get; init; }

    /// <summary>The proxy for HTTP and WebSocket; none takes the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Authorities whose certificates are trusted beside those that the system trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The clock, for every timer.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where to log; message texts and tokens never are.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The server: what a log may show.</summary>
    public override string ToString() => Server.ToString();
}
