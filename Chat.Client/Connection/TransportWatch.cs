using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Connections;

namespace Chat.Client;

/// <summary>Notices by its requests which transport a connection went on to.</summary>
internal sealed class TransportWatch(HttpMessageHandler inner, Action<HttpTransportType> uses) : DelegatingHandler(inner)
{
    private static readonly MediaTypeWithQualityHeaderValue Events = new("text/event-stream");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What is received comes by GET; one that becomes a WebSocket says so.
        if (request.Method == HttpMethod.Get && request.Headers.Upgrade.Count == 0)
            uses(request.Headers.Accept.Contains(Events) ? HttpTransportType.ServerSentEvents : HttpTransportType.LongPolling);
        return base.SendAsync(request, cancellationToken);
    }
}
