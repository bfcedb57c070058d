using System.Threading.Channels;

namespace Chat.Client;

/// <summary>Writes the outbox beside the connection's loop, as many changes at a time as have come: the disk never holds up the chat.</summary>
internal sealed class OutboxStore : IAsyncDisposable
{
    private readonly OutboxLog? _log;
    private readonly Action<Guid> _stored;
    private readonly Action<Guid, string> _notStored;
    private readonly Channel<OutboxRecord> _records =
        Channel.CreateUnbounded<OutboxRecord>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    /// <summary>An outbox for a process; without a log it is in memory only.</summary>
    public OutboxStore(OutboxLog? log, string? notice, Action<Guid> stored, Action<Guid, string> notStored)
    {
        _log = log;
        _stored = stored;
        _notStored = notStored;
        Notice = notice;
        Entries = log?.Entries.ToArray() ?? [];
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>What was there when it was opened.</summary>
    public IReadOnlyList<OutboxEntry> Entries { get; }

    /// <summary>What people should know of it, if anything.</summary>
    public string? Notice { get; }

    public void Put(OutboxEntry entry) => _records.Writer.TryWrite(new OutboxRecord { Put = entry });

    public void Forget(Guid id) => _records.Writer.TryWrite(new OutboxRecord { Forget = id });

    /// <summary>Writes what is still to be written, and lets others have the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _records.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        _log?.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<OutboxRecord>();
        while (await _records.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (_records.Reader.TryRead(out var record)) batch.Add(record);
            var problem = Write(batch);
            foreach (var record in batch)
            {
                if (record.Put is not { } entry) continue;
                if (problem is null) _stored(entry.Id);
                else _notStored(entry.Id, problem);
            }
        }
    }

    private string? Write(List<OutboxRecord> batch)
    {
        try
        {
            _log?.Append(batch);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The message could not be stored on this device: {e.Message} It was not sent.";
        }
    }
}
