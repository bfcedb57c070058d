using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Chat.Server;

/// <summary>Secrets of 256 random bits, 43 characters of base64url; kept only as hashes, which need no salt at this length.</summary>
internal static class SessionTokens
{
    private const int Bytes = 32;

    /// <summary>A new secret. It doesn't begin with a hyphen: on a command line it would be taken for an option.</summary>
    public static string Make()
    {
        string token;
        do token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        while (token[0] == '-');
        return token;
    }

    /// <summary>The hash of a secret that was made here.</summary>
    public static byte[] Hash(string token) => TryHash(token, out var hash) ? hash : throw new FormatException("Not a token.");

    /// <summary>The hash of what somebody sent as a secret.</summary>
    public static bool TryHash([NotNullWhen(true)] string? token, [NotNullWhen(true)] out byte[]? hash)
    {
        hash = null;
        Span<byte> secret = stackalloc byte[Bytes];
        if (token is not { Length: 43 } || !Base64Url.IsValid(token, out var length) || length != Bytes) return false;
        Base64Url.DecodeFromChars(token, secret);
        hash = SHA256.HashData(secret);
        return true;
    }
}
