using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Server;

/// <summary>
/// What the server knows of one connection, and the way to write to it without ever waiting for it: one write is under
/// way, a bounded backlog waits behind it. Past the bound the backlog is dropped and its watches are behind: they get
/// heads only, by the beat, until the client watches again.
/// </summary>
public sealed class ChatConnection(HubConnectionContext context, Caller caller, TimeProvider time)
{
    /// <summary>The most bytes that wait for one connection.</summary>
    public const int BacklogBytes = 1 << 20;

    /// <summary>More would not fit a frame.</summary>
    private const int MostHeads = 100;

    private readonly Lock _lock = new();
    private readonly Queue<(SerializedHubMessage Message, int Size)> _backlog = new();
    private int _backlogSize;
    private Dictionary<Guid, RoomHead>? _headsDue;
    private bool _writing;
    private Func<SerializedHubMessage>? _beat;
    private int _calls;
    private long _lastSign = time.GetTimestamp();

    public string Id => context.ConnectionId;
    public Caller Caller { get; } = caller;

    /// <summary>Whether the first call was a good <c>Hello</c>.</summary>
    public bool Greeted { get; set; }

    /// <summary>Whether nobody looks at this client now, as it says.</summary>
    public bool Hidden { get; private set; }

    /// <summary>Whether its person has been idle for ten minutes, as it says.</summary>
    public bool Away { get; private set; }

    /// <summary>What this connection watches.</summary>
    internal WatchSet Watches { get; } = new();

    /// <summary>How many bytes wait for it now.</summary>
    internal int BacklogSize => Volatile.Read(ref _backlogSize);

    /// <summary>Whether a backlog of it was dropped, and it has not watched again everything since.</summary>
    internal bool IsBehind => Watches.All.Any(w => w.IsBehind);

    /// <summary>Whether it was closed: nothing may begin to watch for it any more.</summary>
    internal bool Closed { get; private set; }

    /// <summary>When it got its last beat, by the time provider's timestamp.</summary>
    internal long LastBeat { get; set; } = time.GetTimestamp();

    /// <summary>The client says how present its person is.</summary>
    /// <returns>Whether that is news.</returns>
    public bool SetPresence(bool hidden, bool away)
    {
        var news = (Hidden, Away) != (hidden, away);
        (Hidden, Away) = (hidden, away);
        return news;
    }

    /// <summary>How long ago the client gave its last sign: an answer to a beat, a call, or taking bytes that it had refused to take.</summary>
    internal TimeSpan Silence => CallsRunning > 0 ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref _lastSign));

    /// <summary>How many of its calls run now.</summary>
    internal int CallsRunning => Volatile.Read(ref _calls);

    internal void CallBegins() => Interlocked.Increment(ref _calls);

    internal void CallEnds()
    {
        Interlocked.Decrement(ref _calls);
        Sign();
    }

    /// <summary>Ends a watch.</summary>
    internal void End(Subscription subscription)
    {
        subscription.End();
        Watches.Remove(subscription);
    }

    /// <summary>The connection is closed: ends every watch, also one that begins just now.</summary>
    internal void Close()
    {
        Closed = true;
        EndAll();
    }

    internal void EndAll()
    {
        foreach (var subscription in Watches.All) End(subscription);
    }

    /// <summary>Sends a durable event: in order, or dropped with the whole backlog.</summary>
    public void Send(SerializedHubMessage message, int size)
    {
        lock (_lock)
        {
            if (_writing)
            {
                if (_backlogSize + size > BacklogBytes) FallBehind();
                else Enqueue(message, size);
                return;
            }
            _writing = true;
        }
        Write(message);
    }

    /// <summary>Sends something that may be lost: it is when the connection is busy.</summary>
    /// <returns>Whether it was sent.</returns>
    public bool SendEphemeral(SerializedHubMessage message)
    {
        lock (_lock)
        {
            if (_writing) return false;
            _writing = true;
        }
        Write(message);
        return true;
    }

    /// <summary>Sends a beat after what waits, made when its turn comes; a beat that still waits is replaced by it.</summary>
    internal void SendBeat(Func<SerializedHubMessage> beat)
    {
        lock (_lock)
        {
            if (_writing)
            {
                _beat = beat;
                return;
            }
            _writing = true;
        }
        Write(beat());
    }

    /// <summary>Tells heads of rooms that it doesn't watch, of each the newest: at once, or after what waits.</summary>
    internal void SendHeads(IEnumerable<RoomHead> heads)
    {
        lock (_lock)
        {
            _headsDue ??= [];
            foreach (var head in heads) _headsDue[head.Room] = head;
            if (_writing) return;
            _writing = true;
        }
        Write(Next());
    }

    /// <summary>The heads that are due, as many as fit a frame; none when there are none.</summary>
    internal List<RoomHead>? TakeHeads()
    {
        lock (_lock)
        {
            if (_headsDue is not { Count: > 0 } due) return null;
            var some = due.Values.Take(MostHeads).ToList();
            foreach (var head in some) due.Remove(head.Room);
            if (due.Count == 0) _headsDue = null;
            return some;
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => context.Abort();

    /// <summary>Says something last, and cuts the connection: at once when it can't be said.</summary>
    public async Task AbortAfterAsync(string target, object record)
    {
        try
        {
            await context.WriteAsync(new InvocationMessage(target, [record])).AsTask().WaitAsync(TimeSpan.FromMilliseconds(500), time);
        }
        catch (TimeoutException)
        {
        }
        finally
        {
            context.Abort();
        }
    }

    private void Enqueue(SerializedHubMessage message, int size)
    {
        _backlog.Enqueue((message, size));
        _backlogSize += size;
    }

    private void FallBehind()
    {
        _backlog.Clear();
        _backlogSize = 0;
        foreach (var watch in Watches.All) watch.FallBehind();
        Telemetry.FellBehind();
    }

    private void Sign() => Volatile.Write(ref _lastSign, time.GetTimestamp());

    private void Write(SerializedHubMessage? message)
    {
        while (message is not null)
        {
            var write = context.WriteAsync(message);
            if (!write.IsCompletedSuccessfully)
            {
                _ = WriteSlowAsync(write);
                return;
            }
            message = Next();
        }
    }

    private async Task WriteSlowAsync(ValueTask write)
    {
        try
        {
            await write;
            Sign();
            Write(Next());
        }
        catch (Exception)
        {
            // What can't be made or written ends this connection, and nobody else's.
            context.Abort();
        }
    }

    private SerializedHubMessage? Next()
    {
        Func<SerializedHubMessage>? beat;
        lock (_lock)
        {
            if (_backlog.TryDequeue(out var next))
            {
                _backlogSize -= next.Size;
                return next.Message;
            }
            beat = _beat;
            _beat = null;
            if (beat is null)
            {
                if (TakeHeads() is { } heads) return new SerializedHubMessage(new InvocationMessage(nameof(IChatClient.Heads), [new HeadsChanged(heads)]));
                _writing = false;
                return null;
            }
        }
        return beat();
    }
}
