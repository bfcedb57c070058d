namespace Chat.Server;

/// <summary>What a supervisor or a proxy asks: does it live, and should it be sent visitors.</summary>
internal static class Health
{
    /// <summary>Above this something keeps the log from being written back: a reader that never ends, or a full disk.</summary>
    public const long LargeLog = 256L << 20;

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", (Shutdown shutdown, ChatFiles files) => shutdown.IsDraining
            ? Results.Text("draining", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text(Describe(LogSize(files))));
    }

    /// <summary>The state by the size of the database's log.</summary>
    public static string Describe(long logBytes) => logBytes <= LargeLog ? "ready"
        : $"degraded: the database's log has {logBytes >> 20} MB; see whether the disk is full or a backup hangs";

    private static long LogSize(ChatFiles files)
    {
        var log = new FileInfo(files.Database + "-wal");
        return log.Exists ? log.Length : 0;
    }
}
