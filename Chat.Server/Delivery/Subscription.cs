using Microsoft.AspNetCore.SignalR;

namespace Chat.Server;

/// <summary>
/// One connection's watch of one scope. It begins before its first read and holds back what comes until the right to
/// read was checked in that read: nothing reaches somebody whose removal came between the two.
/// </summary>
internal sealed class Subscription(ChatConnection connection, ScopeFeed feed)
{
    private const int MostHeld = 64;
    private readonly Lock _lock = new();
    private List<(SerializedHubMessage Message, int Size)>? _held = [];
    private State _state = State.Asking;

    private enum State { Asking, Live, Behind, Ended }

    public ChatConnection Connection { get; } = connection;
    public ScopeFeed Feed { get; } = feed;

    /// <summary>Whether it is live, or would be if its client read faster: then beats name it.</summary>
    public bool IsWatching => _state is State.Live or State.Behind;

    /// <summary>Whether its backlog was dropped since it was watched.</summary>
    public bool IsBehind => _state == State.Behind;

    /// <summary>Passes a set on, or holds it back.</summary>
    public void Send(SerializedHubMessage message, int size)
    {
        lock (_lock)
        {
            switch (_state)
            {
                case State.Live:
                    break;
                case State.Asking when _held!.Count < MostHeld:
                    _held.Add((message, size));
                    return;
                default:
                    // What doesn't fit is a gap, which the client sees by the next set or beat.
                    return;
            }
        }
        Connection.Send(message, size);
    }

    /// <summary>The right to read was checked: what was held back goes out, the next goes through.</summary>
    /// <returns>False when the watch was ended meanwhile.</returns>
    public bool GoLive()
    {
        lock (_lock)
        {
            if (_state == State.Ended) return false;
            _state = State.Live;
            foreach (var (message, size) in _held ?? []) Connection.Send(message, size);
            _held = null;
            return true;
        }
    }

    /// <summary>The backlog was dropped: nothing more until the client watches again.</summary>
    public void FallBehind() => Interlocked.CompareExchange(ref _state, State.Behind, State.Live);

    /// <summary>The watch is over.</summary>
    public void End()
    {
        lock (_lock) _state = State.Ended;
        Feed.Remove(this);
    }
}
