using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Client;

/// <summary>Trusts certificates of authorities that the system does not know, and those that it knows as before.</summary>
public static class OwnAuthorities
{
    /// <summary>Decides on a server's certificate, for the options of a TLS connection: trusts it or throws <see cref="UntrustedServerException"/>.</summary>
    public static RemoteCertificateValidationCallback Callback(X509Certificate2Collection authorities) =>
        (_, certificate, chain, errors) => Trust(certificate as X509Certificate2, chain, errors, authorities);

    /// <summary>Trusts a server's certificate or says why not; one for another name never is.</summary>
    /// <exception cref="UntrustedServerException">It is not trusted.</exception>
    internal static bool Trust(X509Certificate2? certificate, X509Chain? sent, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (certificate is null) throw new UntrustedServerException("It has no certificate.", authorityIsUnknown: false);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            throw new UntrustedServerException("Its certificate is for another name.", authorityIsUnknown: false);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // A community's own authority seldom serves lists of what it revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate) ? true : throw Refusal(certificate, chain.ChainStatus);
    }

    private static UntrustedServerException Refusal(X509Certificate2 certificate, X509ChainStatus[] wrong)
    {
        const X509ChainStatusFlags Unknown = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
        var rest = wrong.Where(status => (status.Status & Unknown) == 0).ToList();
        if (rest.Count == 0) return new UntrustedServerException("Its certificate is by an authority that is not trusted here.", authorityIsUnknown: true);
        var outOfTime = rest.Exists(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid));
        return new UntrustedServerException(
            outOfTime
                ? string.Create(CultureInfo.InvariantCulture, $"Its certificate is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}, and today is another day.")
                : $"Its certificate is not trusted: {rest[0].StatusInformation}",
            authorityIsUnknown: false);
    }
}
