namespace Chat.Client;

public sealed partial class ChatConnection
{
    private RowsKeeper? _rows;

    /// <summary>Deletes what is kept of a person's rows at a server on this machine.</summary>
    /// <exception cref="IOException">It can't be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be deleted.</exception>
    public static void DeleteRows(string cacheFolder, Uri server, Guid person) => new RowsFile(cacheFolder, server, person).Delete();

    private RowsKeeper? OpenRows() => Options is { Me: { } me, CacheFolder: { } folder }
        ? new RowsKeeper(new RowsFile(folder, Options.Server, me), me, TakeRows, Options.Time, e => Log.RowsNotKept(_logger, e))
        : null;

    private CachedChat? TakeRows()
    {
        lock (_gate) return _engine.Cached();
    }
}
