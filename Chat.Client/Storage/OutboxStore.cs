using System.Threading.Channels;

namespace Chat.Client;

/// <summary>Writes the outbox beside the connection's loop, as many changes at a time as have come: the disk never holds up the chat.</summary>
internal sealed class OutboxStore : IAsyncDisposable
{
    private static readonly OutboxRecord Look = new();

    private readonly OutboxLog? _log;
    private readonly Action<Guid> _stored;
    private readonly Action<Guid, string> _notStored;
    private readonly Action<IReadOnlyList<OutboxEntry>> _takenOver;
    private readonly Channel<OutboxRecord> _records =
        Channel.CreateUnbounded<OutboxRecord>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    /// <summary>An outbox for a process; without a log it is in memory only.</summary>
    public OutboxStore(
        OutboxLog? log, string? notice, Action<Guid> stored, Action<Guid, string> notStored, Action<IReadOnlyList<OutboxEntry>> takenOver)
    {
        _log = log;
        _stored = stored;
        _notStored = notStored;
        _takenOver = takenOver;
        Notice = notice;
        Entries = log?.Entries.ToArray() ?? [];
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>What was there when it was opened.</summary>
    public IReadOnlyList<OutboxEntry> Entries { get; }

    /// <summary>What people should know of it, if anything.</summary>
    public string? Notice { get; private set; }

    /// <summary>Whether it is on the disk.</summary>
    public bool IsOnDisk => _log is not null;

    public void Put(OutboxEntry entry) => _records.Writer.TryWrite(new OutboxRecord { Put = entry });

    public void Forget(Guid id) => _records.Writer.TryWrite(new OutboxRecord { Forget = id });

    /// <summary>Looks for what processes left that have ended since this outbox was opened.</summary>
    public void TakeOver() => _records.Writer.TryWrite(Look);

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
            var looks = batch.RemoveAll(record => ReferenceEquals(record, Look)) > 0;
            var problem = batch.Count > 0 ? Write(batch) : null;
            foreach (var record in batch)
            {
                if (record.Put is not { } entry) continue;
                if (problem is null) _stored(entry.Id);
                else _notStored(entry.Id, problem);
            }

            if (looks && _log is { } log) TakeOver(log);
        }
    }

    private void TakeOver(OutboxLog log)
    {
        var (entries, damaged) = OutboxFolder.TakeOver(log);
        if (damaged) Notice = OutboxFolder.DamageNotice(log);
        if (entries.Count > 0) _takenOver(entries);
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
