using Chat.Contracts;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// Keeps pages of other origins from using a visitor's cookie: on every path of the hub, negotiation included, and of the
/// API. A bearer is no cookie: who sends one has it, wherever its page is from.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, IOptions<ChatOptions> options)
{
    private static Error Foreign => Refusals.Final(ErrorCodes.ForeignOrigin,
        "This page is of another address than the chat. Its operator can allow it, or tell the chat's address, in the settings.");

    private readonly HashSet<Uri> _allowed =
        [.. ChatOptions.Words(options.Value.AllowedOrigins).Append(options.Value.PublicUrl).OfType<string>().Where(o => o.Length > 0).Select(o => new Uri(o))];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var guarded = request.Path.StartsWithSegments(Protocol.HubPath) || request.Path.StartsWithSegments("/api");
        return guarded && IsForeign(request) ? Foreign.ToResult().ExecuteAsync(context) : next(context);
    }

    private bool IsForeign(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0) return false;
        if (request.SessionToken() is (not null, FromCookie: false)) return false;
        // "null", of sandboxes and files, is no address.
        if (!Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)) return true;
        return !_allowed.Contains(origin) &&
            !(Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) && own == origin);
    }
}
