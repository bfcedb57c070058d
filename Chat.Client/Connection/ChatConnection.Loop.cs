using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>What the socket delivered and the engine has not taken yet; the socket is not read beyond that.</summary>
    private const int MostReceived = 1_024;

    /// <summary>The timer is set after so many inputs, even if more wait.</summary>
    private const int InputsBetweenTimers = 64;

    /// <summary>How long a failed call waits to learn whether the connection broke with it.</summary>
    private static readonly TimeSpan BreakTime = TimeSpan.FromSeconds(1);

    /// <summary>How long the farewell to the server may take.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How soon a computer that slept is noticed, whatever is due.</summary>
    private const long LongestSleep = 5_000;

    private readonly Channel<Action<ChatEngine>> _inputs =
        Channel.CreateUnbounded<Action<ChatEngine>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _received = new(MostReceived);
    private readonly ITimer _timer;

    /// <summary>Held while the engine works, and while its state is read.</summary>
    private readonly Lock _gate = new();

    /// <summary>What callers are told once the gate is open again: their thread may wait for the gate, and hold what telling them needs.</summary>
    private readonly List<Action> _afterwards = [];

    private ChatSocket? _socket;

    /// <summary>The engine knows that the socket is open.</summary>
    private bool _connected;

    private Task _closing = Task.CompletedTask;

    /// <summary>The one that feeds the engine.</summary>
    private async Task RunAsync(IReadOnlyList<OutboxEntry> outbox)
    {
        try
        {
            var kept = _rows?.Begin();
            await FeedAsync(engine => engine.Start(Options.Me, outbox, kept)).ConfigureAwait(false);
            SetTimer();
            while (await _inputs.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                for (var i = 0; i < InputsBetweenTimers && _inputs.Reader.TryRead(out var input); i++)
                    await FeedAsync(input).ConfigureAwait(false);
                SetTimer();
            }
        }
        catch (Exception e)
        {
            // A defect: better a client that says it is closed than one that looks alive.
            Log.Broken(_logger, e);
            _inputs.Writer.TryComplete(e);
            EndStates();
            throw;
        }
    }

    private async Task FeedAsync(Action<ChatEngine> input)
    {
        Effect[] effects;
        Action[] afterwards;
        lock (_gate)
        {
            effects = [.. _engine.Input(_clock.Now(), input)];
            afterwards = [.. _afterwards];
            _afterwards.Clear();
        }

        foreach (var tell in afterwards) tell();
        foreach (var effect in effects) await DoAsync(effect).ConfigureAwait(false);
    }

    private async ValueTask DoAsync(Effect effect)
    {
        switch (effect)
        {
            case ConnectEffect: Open(); break;
            case DisconnectEffect: CloseSocket(); break;
            case CallEffect { Call: var call }: _ = CallAsync(_socket, call); break;
            case SendEffect send: _ = SendAsync(_socket, send); break;
            case StoreEffect { Entry: var entry }: _outbox?.Put(entry); break;
            case ForgetEffect { Id: var id }: _outbox?.Forget(id); break;
            case LoadEffect { Person: var person }: await ChangeOutboxAsync(person).ConfigureAwait(false); break;
            case ReplyEffect { Deliver: var deliver }: deliver(); break;
            case PostedEffect posted: Posted(posted.Id, posted.Outcome); break;
            case ChangedEffect: Changed(); _rows?.Changed(_engine.Connection); TakeOverWhenLive(_engine.Connection == ConnectionState.Live); break;
        }
    }

    private void Open()
    {
        Log.Connecting(_logger, Options.Server);
        ChatSocket? socket = null;
        socket = new ChatSocket(Options, input => ReceiveAsync(() => socket, input), error => SocketClosed(socket, error));
        _socket = socket;
        _connected = false;
        _ = OpenAsync(socket);
    }

    private async Task OpenAsync(ChatSocket socket)
    {
        try
        {
            await socket.OpenAsync(_stopping.Token).ConfigureAwait(false);
            TellOf(socket, engine =>
            {
                _connected = true;
                engine.Connected();
            });
        }
        catch (Exception e)
        {
            Log.ConnectFailed(_logger, e, Options.Server);
            var status = (e as HttpRequestException)?.StatusCode;
            var problem = status is { } code and not HttpStatusCode.Unauthorized
                ? $"{Options.Server} answered {(int)code}."
                : $"{Options.Server} could not be reached: {e.GetBaseException().Message}";
            TellOf(socket, engine =>
            {
                _socket = null;
                engine.ConnectFailed((int?)status, problem);
            });
            await socket.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CallAsync(ChatSocket? socket, Call call)
    {
        if (socket is null) return;
        try
        {
            var outcome = await socket.CallAsync(call).ConfigureAwait(false);
            if (outcome is null) TellOf(socket, engine => engine.Failed(call.Id));
            else TellOf(socket, engine => engine.Answer(call.Id, outcome));
        }
        catch (Exception e)
        {
            // Calls fail before it is told that the connection broke with them, which is another thing.
            Log.CallFailed(_logger, e, call.Method);
            await Task.WhenAny(socket.Closed, Task.Delay(BreakTime, Options.Time)).ConfigureAwait(false);
            if (!socket.Closed.IsCompleted) TellOf(socket, engine => engine.Failed(call.Id));
        }
    }

    private async Task SendAsync(ChatSocket? socket, SendEffect send)
    {
        if (socket is null) return;
        try
        {
            await socket.SendAsync(send.Method, send.Request).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody waits for it, and that the socket is gone is told by its closing.
            Log.CallFailed(_logger, e, send.Method);
        }
    }

    private async Task ReceiveAsync(Func<ChatSocket?> socket, Action<ChatEngine> input)
    {
        await _received.WaitAsync(_stopping.Token).ConfigureAwait(false);
        Tell(engine =>
        {
            _received.Release();
            if (socket() == _socket) input(engine);
        });
    }

    private void SocketClosed(ChatSocket? socket, Exception? error)
    {
        Log.Closed(_logger, error);
        TellOf(socket, engine =>
        {
            _socket = null;
            if (_connected) engine.Closed(SaidByServer(error));
            else engine.ConnectFailed(null, error?.Message);
        });
        if (socket is not null) _ = socket.DisposeAsync().AsTask();
    }

    /// <summary>The server closed on purpose and said that something was wrong; a network that broke tells nothing about what was sent.</summary>
    private static bool SaidByServer(Exception? error) => error is HubException;

    /// <summary>Tells the engine something of a socket, unless it was given up meanwhile.</summary>
    private void TellOf(ChatSocket? socket, Action<ChatEngine> input) => Tell(engine =>
    {
        if (socket == _socket) input(engine);
    });

    private void CloseSocket()
    {
        if (_socket is { } socket) _closing = socket.DisposeAsync().AsTask();
        _socket = null;
    }

    private void SetTimer()
    {
        long? due;
        lock (_gate) due = _engine.DueAt();
        var wait = due is null ? LongestSleep : Math.Clamp(due.Value - _clock.Now(), 0, LongestSleep);
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}
