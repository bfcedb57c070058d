using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    private readonly List<Channel<bool>> _observers = [];
    private bool _ended;

    /// <summary>What is known now: the same instance until something changes.</summary>
    public ChatState State
    {
        get
        {
            lock (_gate) return _engine.Picture();
        }
    }

    /// <summary>The state, now and whenever it changed; changes in quick succession are seen as one. Ends with the connection.</summary>
    public async IAsyncEnumerable<ChatState> ReadStatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // One place: a slow reader sees the newest state, and holds nothing up.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_observers)
        {
            if (_ended) changes.Writer.TryComplete();
            _observers.Add(changes);
        }

        try
        {
            do
            {
                while (changes.Reader.TryRead(out _)) { }
                yield return State;
            }
            while (await changes.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            lock (_observers) _observers.Remove(changes);
        }
    }

    private void Changed()
    {
        lock (_observers)
            foreach (var observer in _observers) observer.Writer.TryWrite(true);
    }

    private void EndStates()
    {
        lock (_observers)
        {
            _ended = true;
            foreach (var observer in _observers) observer.Writer.TryComplete();
        }
    }
}
