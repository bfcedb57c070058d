using System.Security.Authentication;

namespace Chat.Client;

/// <summary>A server's certificate is not trusted; the message says why.</summary>
public sealed class UntrustedServerException : AuthenticationException
{
    internal UntrustedServerException(string message, bool authorityIsUnknown)
        : base(message) => AuthorityIsUnknown = authorityIsUnknown;

    /// <summary>All that is wrong is that its authority is not known here.</summary>
    public bool AuthorityIsUnknown { get; }
}
