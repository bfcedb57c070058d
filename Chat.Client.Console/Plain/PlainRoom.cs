using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>The room that is followed in plain mode: what was printed of it, so that each message is printed once, and again only when it became another.</summary>
internal sealed class PlainRoom(Guid id, PlainWriter writer)
{
    // Changes of what was printed long before are of no use to whoever listens.
    private const int Remembered = 1_000;

    private readonly Dictionary<Guid, (int Version, bool Deleted)> _printed = [];
    private readonly Queue<Guid> _order = [];
    private IReadOnlyList<Message>? _seen;
    private long? _newAfter;
    private Message? _newestHeld;

    public Guid Id => id;

    /// <summary>Its name was told.</summary>
    public bool IsIntroduced { get; set; }

    /// <summary>The newest number printed.</summary>
    public long Newest { get; private set; }

    /// <summary>The newest number that the server was told to be seen.</summary>
    public long Told { get; set; }

    /// <summary>The oldest number printed.</summary>
    public long Oldest { get; private set; } = long.MaxValue;

    /// <summary>Says "new" before the first message above this number that somebody else wrote.</summary>
    public void BeginsNewAfter(long number) => _newAfter = number;

    /// <summary>Prints what is held without the server, which may have gone back since.</summary>
    public void AddHeld(IReadOnlyList<Message> messages, Guid? me)
    {
        Add(messages, me);
        if (messages.Count > 0) _newestHeld = messages[^1];
    }

    /// <summary>Whether the server, now that it is there, has something else in the place of what was printed without it.</summary>
    public bool IsRefutedBy(RoomState room) =>
        _newestHeld is { } newest && (room.Number < newest.Number || room.Messages.Any(message => message.Number == newest.Number && message.Id != newest.Id));

    /// <summary>The server has gone back: what comes after this number is to be printed.</summary>
    public void GoBackTo(long number) => (Newest, Told) = (Math.Min(Newest, number), Math.Min(Told, number));

    /// <summary>Prints what comes after the newest.</summary>
    public void Add(IReadOnlyList<Message> messages, Guid? me)
    {
        foreach (var message in messages)
        {
            if (message.Number <= Newest) continue;
            if (_newAfter is { } read && message.Number > read && message.Author != me)
            {
                writer.Say("new");
                _newAfter = null;
            }

            Print(message);
            Newest = message.Number;
        }
    }

    /// <summary>Prints what lies before the oldest, or anywhere else, once more.</summary>
    public void Show(MessagesPage page)
    {
        foreach (var message in page.Messages) Print(message);
    }

    /// <summary>Prints again what was edited or deleted meanwhile.</summary>
    public void Follow(RoomState room)
    {
        if (ReferenceEquals(room.Messages, _seen)) return;
        _seen = room.Messages;
        foreach (var message in room.Messages)
        {
            if (!_printed.TryGetValue(message.Id, out var before) || before.Deleted) continue;
            var now = (message.Version, message.DeletedBy is not null);
            if (now == before || message.Version < before.Version) continue;
            _printed[message.Id] = now;
            writer.Message(message, changed: true);
        }
    }

    private void Print(Message message)
    {
        writer.Message(message);
        Oldest = Math.Min(Oldest, message.Number);
        if (_printed.TryAdd(message.Id, default)) _order.Enqueue(message.Id);
        _printed[message.Id] = (message.Version, message.DeletedBy is not null);
        if (_order.Count > Remembered) _printed.Remove(_order.Dequeue());
    }
}
