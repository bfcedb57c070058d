using System.Threading.Channels;

namespace Chat.Client.Cli;

/// <summary>
/// chat --plain: a line per event, nothing is redrawn, and what is typed is a message or a command. One loop prints; what is
/// read, what arrives and what commands answer comes to it as actions.
/// </summary>
internal sealed partial class PlainMode(Shell shell, ChatConnection chat, AccountApi accounts, string? firstRoom) : IDisposable
{
    private static readonly TimeSpan AwayAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(5);

    private readonly Channel<Action> _actions = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _end = new();
    private readonly PlainWriter _writer = new(shell, chat);
    private readonly HashSet<Guid> _toldStuck = [];
    private readonly HashSet<Guid> _toldUnread = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _begun = shell.Time.GetUtcNow();
    private DateTimeOffset? _liveSince;
    private DateTimeOffset _touched = shell.Time.GetUtcNow();
    private bool _away;
    private bool _firstRoomAsked;
    private Guid? _firstKept;
    private string? _toldOfOutbox;
    private int? _code;

    /// <summary>Connects and runs until it is left, the session ends, or standard input does.</summary>
    /// <returns>An exit code.</returns>
    public static async Task<int> RunAsync(Shell shell, Session session, string? room, CancellationToken cancellationToken)
    {
        using var http = session.Http();
        await using var chat = new ChatConnection(session.Options(shell, keep: true, rows: true));
        await chat.StartAsync(cancellationToken);
        using var mode = new PlainMode(shell, chat, new AccountApi(http), room);
        return await mode.LoopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _end.Dispose();
        _tailEnd?.Dispose();
        _endTimer?.Dispose();
    }

    private async Task<int> LoopAsync(CancellationToken cancellationToken)
    {
        var states = FollowStatesAsync(_end.Token);

        // A read of the terminal can't be called off: it is left behind.
        _ = Task.Run(() => ReadInputAsync(_end.Token), CancellationToken.None);
        await using var look = shell.Time.CreateTimer(_ => Later(LookAtClock), null, LookAround, LookAround);
        try
        {
            while (_code is null) (await _actions.Reader.ReadAsync(cancellationToken))();
            return _code.Value;
        }
        finally
        {
            await _end.CancelAsync();
            _ready.TrySetCanceled(CancellationToken.None);
            await states;
            await _tail;
        }
    }

    private async Task FollowStatesAsync(CancellationToken cancellationToken)
    {
        var connection = new PlainConnection(_writer, chat);
        try
        {
            await foreach (var state in chat.ReadStatesAsync(cancellationToken))
            {
                // One at a time: what is printed slowly is told of in fewer steps, not later and later.
                var followed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Later(() =>
                {
                    connection.Follow(state);
                    Follow(state);
                    followed.SetResult();
                });
                await followed.Task.WaitAsync(cancellationToken);
            }

            Later(() => _code ??= Exit.Crashed);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private void Follow(ChatState state)
    {
        if (state.Connection is ConnectionState.SignedOut or ConnectionState.UpgradeRequired)
        {
            _writer.Say(state.Problem ?? (state.Connection == ConnectionState.SignedOut ? Session.NotSignedIn : "This client is too old for the server."));
            _code ??= state.Connection == ConnectionState.SignedOut ? Exit.NotSignedIn : Exit.Refused;
            return;
        }

        // Whose outbox it is may be known late.
        if (chat.OutboxNotice is { } notice && notice != _toldOfOutbox) _writer.Say(_toldOfOutbox = notice);
        var now = shell.Time.GetUtcNow();
        _liveSince = state.Connection == ConnectionState.Live ? _liveSince ?? now : null;
        foreach (var item in state.Outbox)
            if (item.State is not (OutboxState.Refused or OutboxState.Unconfirmed)) _toldStuck.Remove(item.Id);
            else if (_toldStuck.Add(item.Id)) _writer.NotSent(item);
        OpenFirstRoom(state, now);
        if (_room is { } room && state.Rooms.TryGetValue(room.Id, out var held)) FollowRoom(room, held);
        TellUnread(state);
        EndWhenAllIsSaid(state);
    }

    // The room asked for; else the first one with something unread; else the first.
    private void OpenFirstRoom(ChatState state, DateTimeOffset now)
    {
        if (firstRoom is not null)
        {
            OpenNamed(firstRoom, state, now);
            return;
        }

        if (_room is not null || _ready.Task.IsCompleted) return;
        if (!FirstRoom.IsTime(state, now - _begun, now - _liveSince)) return;
        List<Guid> rooms = [.. state.Memberships.Keys.OrderBy(room => state.HeaderOf(room)?.Name ?? "~", StringComparer.OrdinalIgnoreCase).ThenBy(room => room)];
        if (rooms.Count == 0)
        {
            _writer.Say("You are in no room yet. /rooms lists the public ones, /join NAME enters one, /create NAME makes one.");
            _ready.TrySetResult();
            return;
        }

        var unread = rooms.Find(room => state.Unread(room) > 0);
        Open(unread == Guid.Empty ? rooms[0] : unread);
    }

    // Lines of a pipe are for the room that is called so now; at a terminal one sees where one is, and is told when it changes.
    private void OpenNamed(string name, ChatState state, DateTimeOffset now)
    {
        if (_firstRoomAsked) return;
        if (!_ready.Task.IsCompleted && FirstRoom.Kept(state, name, byName: shell.InIsTerminal) is { } kept)
        {
            _firstKept = kept;
            Open(kept);
        }

        if (!FirstRoom.NamesAreTold(state, now - _liveSince)) return;
        _firstRoomAsked = true;
        if (!_ready.Task.IsCompleted || (IsAtKept && !FirstRoom.IsId(name, out _))) _ = OpenNamedAsync(name);
    }

    private bool IsAtKept => _firstKept is { } kept && _room?.Id == kept;

    private async Task OpenNamedAsync(string name)
    {
        var found = await RoomNames.FindAsync(chat, name, _end.Token);
        Later(() =>
        {
            if (_ready.Task.IsCompleted && !IsAtKept) return;
            if (found.Ok)
            {
                if (IsAtKept && _firstKept != found.Value!.Id) _writer.Say(FirstRoom.IsAnother(name));
                Open(found.Value!.Id);
            }
            else
            {
                _writer.Say(found.Error!.Message);

                // What stands in a pipe was meant for that room, and for no other.
                if (!shell.InIsTerminal) _code ??= Exit.Of(found.Error);
                _ready.TrySetResult();
            }
        });
    }

    // Once for each time that something new begins there.
    private void TellUnread(ChatState state)
    {
        if (!_ready.Task.IsCompleted) return;
        foreach (var room in state.Memberships.Keys)
        {
            if (room == _room?.Id) continue;
            if (state.Unread(room) == 0) _toldUnread.Remove(room);
            else if (state.HeaderOf(room) is { } header && _toldUnread.Add(room)) _writer.Say($"new in {Sign(header)}{Inert.Line(header.Name)}: {state.Unread(room)} unread");
        }
    }

    private void LookAtClock()
    {
        var away = shell.Time.GetUtcNow() - _touched >= AwayAfter;
        if (away != _away)
        {
            _away = away;
            chat.SetPresence(hidden: false, away);
            MarkSeen();
        }

        var state = chat.State;
        OpenFirstRoom(state, shell.Time.GetUtcNow());
        if (shell.OutIsClosed()) _code ??= Exit.Done;
    }
}
