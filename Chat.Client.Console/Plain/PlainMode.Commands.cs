using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What slash commands reach, and the room that is shown.</summary>
internal sealed partial class PlainMode : ICommandPlace
{
    private const int FirstLines = 10;
    private const int PageLines = 20;

    private PlainRoom? _room;
    private CancellationTokenSource? _tailEnd;
    private Task _tail = Task.CompletedTask;
    private int _working;

    public ChatConnection Chat => chat;

    public Guid? Room => _room?.Id;

    public RoomHeader? Header => _room is { } room ? chat.State.HeaderOf(room.Id) : null;

    public DateTimeOffset Now => shell.Time.GetLocalNow();

    public TimeZoneInfo Zone => shell.Time.LocalTimeZone;

    public void Later(Action action) => _actions.Writer.TryWrite(action);

    public void Quit()
    {
        if (chat.State is var state && PlainConnection.Waiting(state) is { Length: > 0 } waiting)
            _writer.Say($"left{waiting}{(chat.KeepsOutbox ? " on this machine, and goes out when chat is next connected" : ": it could not be kept on this machine, and is lost")}");
        _code ??= Exit.Done;
    }

    public void Open(Guid room)
    {
        if (_room?.Id == room) return;
        Leave();
        var state = chat.State;
        var shown = _room = new PlainRoom(room, _writer);
        _toldUnread.Remove(room);
        if (state.Unread(room) > 0 && state.Markers.TryGetValue(room, out var marker)) shown.BeginsNewAfter(marker.Number);
        Introduce(shown);
        ShowHeld(shown, state);
        _tailEnd = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        _tail = FollowRoomAsync(shown, _tail, _tailEnd.Token);
        _ready.TrySetResult();
    }

    public void OpenAfterLeaving(Guid room)
    {
        if (_room?.Id != room) return;
        Leave();
        if (chat.State.Memberships.Keys.FirstOrDefault(other => other != room) is { } next && next != Guid.Empty) Open(next);
        else _writer.Say("No room is shown.");
    }

    public void ShowNumber(Guid room, long? number)
    {
        if (_room?.Id != room) return;
        Show(number is { } from
            ? new ReadMessages { Room = room, After = from - 1, Limit = PageLines }
            : new ReadMessages { Room = room, Limit = FirstLines });
    }

    public void ShowOlder()
    {
        if (_room is not { } room) return;
        if (room.Oldest <= 1) _writer.Say("That was the beginning.");
        else Show(new ReadMessages { Room = room.Id, Before = room.Oldest, Limit = PageLines });
    }

    public Message? LastOwn() => OwnMessages.Last(chat.State, Room);

    public void ShowMembers() => _ = WorkAsync(ShowMembersAsync(_room!.Id));

    public void ShowGoTo(string query) => _ = WorkAsync(ShowRoomsAsync(query.Trim().TrimStart('#')));

    public void ShowHelp()
    {
        _writer.Say("What you type is a message. Commands:");
        foreach (var command in SlashCommands.All) shell.Out.WriteLine($"{command.Usage}: {command.Does}");
    }

    public void AskPassword()
    {
        if (!shell.InIsTerminal)
        {
            _writer.Say("There is no terminal to ask for the passwords.");
            return;
        }

        List<string> answers = [];
        foreach (var question in PasswordOverlay.Questions)
        {
            if (shell.AskSecret(question + ": ") is not { Length: > 0 } answer) return;
            answers.Add(answer);
        }

        if (answers[1] == answers[2]) _ = WorkAsync(ChangePasswordAsync(new ChangePassword(answers[0], answers[1])));
        else _writer.Say("The two differ. Nothing was changed.");
    }

    public int RetryAll() => ForStuck(chat.Retry);

    public int DiscardAll() => ForStuck(chat.Discard);

    public string Mute(bool muted) => "Plain mode notifies of nothing: what is new is printed.";

    public string Favourite(bool favourite)
    {
        if (Header is not { } room) return "No room is shown.";
        if (Favourites is not { } kept) return "Who you are isn't known yet. Try again when the server is there.";
        try
        {
            kept.Set(room.Id, favourite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"It can't be kept on this machine: {e.Message}";
        }

        return $"{Sign(room)}{room.Name}{(favourite ? " is a favourite: it stands first in /rooms. /unfavourite ends that." : " stands with the others again.")}";
    }

    public void MarkRead(Guid room)
    {
        if (chat.State.Heads.TryGetValue(room, out var head)) chat.Seen(room, head.Number);
    }

    private KeptRooms? Favourites => chat.State.Me is { } me ? new KeptRooms(new StateFile(shell, KeptRooms.Favourites, chat.Options.Server, me)) : null;

    private static char Sign(RoomHeader room) => room.Private ? '=' : '#';

    // A room that was made a moment ago isn't known by name yet.
    private void Introduce(PlainRoom shown)
    {
        if (shown.IsIntroduced || chat.State.HeaderOf(shown.Id) is not { } header) return;
        shown.IsIntroduced = true;

        // Lines of a pipe go there unseen, and it may be called otherwise by now.
        var asKept = !shell.InIsTerminal && chat.State.Connection != ConnectionState.Live ? " (as it was called when last connected)" : "";
        _writer.Say($"{Sign(header)}{Inert.Line(header.Name)}{asKept}{(header.Topic.Length > 0 ? ": " + Inert.Line(header.Topic) : "")}");
    }

    // What commands ask for is printed before the end of standard input ends it all.
    private async Task WorkAsync(Task work)
    {
        _working++;
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }

        Later(() =>
        {
            _working--;
            EndWhenAllIsSaid(chat.State);
        });
    }

    private void Leave()
    {
        if (_room is not { } left) return;
        _tailEnd!.Cancel();
        _tailEnd.Dispose();
        chat.Close(left.Id);
        _room = null;
    }

    // What is held is there without a server; the rest follows after it.
    private static void ShowHeld(PlainRoom shown, ChatState state)
    {
        if (state.Connection == ConnectionState.Live || !state.Rooms.TryGetValue(shown.Id, out var held) || held.Window is not [.., { To: null } tail]) return;
        shown.AddHeld([.. held.Messages.Where(message => message.Number >= tail.From).TakeLast(FirstLines)], state.Me);
    }

    private void FollowRoom(PlainRoom shown, RoomState held)
    {
        shown.Follow(held);
        if (held.Watching != Watching.Live) return;
        if (shown.IsRefutedBy(held))
        {
            _writer.Say("The server has other messages than those above, as if an older state of it had been put back. Once more:");
            Leave();
            Open(shown.Id);
        }
        else if (shown.Newest > shown.Told)
        {
            shown.Told = shown.Newest;
            MarkSeen();
        }
    }

    private async Task FollowRoomAsync(PlainRoom shown, Task before, CancellationToken cancellationToken)
    {
        await before;
        var header = chat.State.HeaderOf(shown.Id) ?? new RoomHeader { Id = shown.Id, Revision = 0, Name = "the room", Topic = "", Private = false, CreatedAt = 0, Floor = 1 };
        var tail = new RoomTail(shell, chat, header, (page, token) => TakeAsync(shown, page, token))
        {
            SaysOfConnection = static _ => { },
            BeginsAfter = place =>
            {
                Later(() => shown.GoBackTo(place.Number));
                return Task.CompletedTask;
            },
        };
        try
        {
            var code = await tail.RunAsync(shown.Newest > 0 ? new Place(shown.Newest) : null, FirstLines, follow: true, cancellationToken);
            Later(() =>
            {
                if (code == Exit.NotSignedIn) _code ??= code;
                else if (_room == shown) OpenAfterLeaving(shown.Id);
            });
        }
        catch (OperationCanceledException)
        {
            // Another room is shown, or none.
        }
    }

    private async Task TakeAsync(PlainRoom shown, MessagesPage page, CancellationToken cancellationToken)
    {
        // The next page is read when this one is printed.
        var printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Later(() =>
        {
            if (_room == shown)
            {
                _writer.Meet(page.People);
                Introduce(shown);
                shown.Add(page.Messages, chat.State.Me);
                MarkSeen();
                EndWhenAllIsSaid(chat.State);
            }

            printed.TrySetResult();
        });
        await printed.Task.WaitAsync(cancellationToken);
    }

    private void MarkSeen()
    {
        if (!_away && _room is { Newest: > 0 } room && chat.State.Memberships.ContainsKey(room.Id)) chat.Seen(room.Id, room.Newest);
    }

    private int ForStuck(Action<Guid> act)
    {
        List<OutboxItem> stuck = [.. chat.State.Outbox.Where(item => item.Room == Room && item.State is OutboxState.Refused or OutboxState.Unconfirmed)];
        foreach (var item in stuck) act(item.Id);
        return stuck.Count;
    }
}
