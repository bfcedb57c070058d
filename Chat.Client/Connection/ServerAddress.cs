namespace Chat.Client;

/// <summary>A server's address, which may have a path of its own behind a proxy: <c>https://example/chat</c>.</summary>
internal static class ServerAddress
{
    /// <summary>Where one of the server's paths lies.</summary>
    public static Uri PathAt(Uri server, string path) =>
        new(new Uri(server.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), path.TrimStart('/'));
}
