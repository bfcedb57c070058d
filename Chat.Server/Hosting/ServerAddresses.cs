namespace Chat.Server;

internal static class ServerAddresses
{
    /// <summary>An address that a browser on this machine can open, for one that the server listens on.</summary>
    public static string Reachable(string? address)
    {
        if (address is null || !Uri.TryCreate(address.Replace("//+", "//*").Replace("//*", "//localhost"), UriKind.Absolute, out var uri))
            return "http://localhost";
        return uri.Host is "0.0.0.0" or "[::]" ? new UriBuilder(uri) { Host = "localhost" }.Uri.ToString() : uri.ToString();
    }
}
