using System.Security.Claims;

namespace Chat.Server;

/// <summary>How a signed-in caller stands in a principal: the account's id as the name identifier, the session's as the sid.</summary>
public static class CallerClaims
{
    /// <summary>The caller of an authenticated request or connection.</summary>
    public static Caller Caller(this ClaimsPrincipal principal) => new(
        Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!), Guid.Parse(principal.FindFirstValue(ClaimTypes.Sid)!));

    /// <summary>The identity of a caller.</summary>
    public static ClaimsIdentity Identity(this Caller caller, string scheme) => new(
        [new(ClaimTypes.NameIdentifier, caller.Person.ToString("D")), new(ClaimTypes.Sid, caller.Session.ToString("D"))], scheme);
}
