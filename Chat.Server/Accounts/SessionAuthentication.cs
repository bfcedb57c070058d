using System.Security.Claims;
using System.Text.Encodings.Web;
using Chat.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// Who calls, by the session's token: in the page's cookie, as a bearer, or, on the hub's path alone, in the query, since
/// a browser can't send a header with a WebSocket.
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    ChatDatabase database, SessionUse use, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (token, fromCookie) = Request.SessionToken();
        if (token is null) return AuthenticateResult.NoResult();
        if (!SessionTokens.TryHash(token, out var hash)) return AuthenticateResult.Fail("Not a token.");

        var session = Find(hash);
        if (session is null || use.HasExpired(session)) return AuthenticateResult.Fail("No such session.");

        if (use.IsDue(session))
        {
            use.Note(session.Id);
            if (fromCookie && !Response.HasStarted) cookie.Set(Context, token);
        }

        var principal = new ClaimsPrincipal(new Caller(session.AccountId, session.Id).Identity(SchemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    private Session? Find(byte[] hash)
    {
        using var snapshot = database.ReadSnapshot();
        return snapshot.Rows.First<Session>(
            "TokenHash = ?1 AND RevokedAt IS NULL AND EXISTS (SELECT 1 FROM Accounts a WHERE a.Id = AccountId AND NOT a.Disabled)",
            s => s.Bind(1, hash));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Refusals.SignedOut.ToResult().ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Refusals.Final(ErrorCodes.Forbidden, "This account may not do that.").ToResult().ExecuteAsync(Context);
}

internal static class SessionTokenInRequest
{
    /// <summary>The token that a request carries, and whether the browser sent it by itself. A bearer wins.</summary>
    public static (string? Token, bool FromCookie) SessionToken(this HttpRequest request)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)) return (header[bearer.Length..].Trim(), false);
        if (request.Path.StartsWithSegments(Protocol.HubPath) && request.Query["access_token"].ToString() is { Length: > 0 } query)
            return (query, false);
        return (request.Cookies[Protocol.SessionCookie], true);
    }
}

/// <summary>The page's session cookie.</summary>
internal sealed class SessionCookie(IOptions<ChatOptions> options)
{
    // The server decides when a session ends; browsers keep no cookie for longer than this.
    private static readonly TimeSpan Age = TimeSpan.FromDays(400);

    public void Set(HttpContext context, string token) =>
        context.Response.Cookies.Append(Protocol.SessionCookie, token, Options(context, Age));

    public void Clear(HttpContext context) =>
        context.Response.Cookies.Append(Protocol.SessionCookie, "", Options(context, TimeSpan.Zero));

    private CookieOptions Options(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
        Secure = context.Request.IsHttps ||
            options.Value.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true,
    };
}
