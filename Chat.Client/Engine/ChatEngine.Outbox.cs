using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>So often a message may be alone under way when the connection breaks before it is taken for its cause.</summary>
    private const int PoisonTries = 3;

    /// <summary>In the order of writing, over all rooms.</summary>
    private readonly List<Outgoing> _outbox = [];

    /// <summary>Until the stored entries are there, newer ones would overtake them.</summary>
    private bool _outboxLoaded;

    /// <summary>What the disk held for the person who turned out to be signed in.</summary>
    public void Loaded(IEnumerable<OutboxEntry> outbox) => Load(outbox);

    /// <summary>What other processes left on the disk: it goes after what is here.</summary>
    public void TakenOver(IEnumerable<OutboxEntry> outbox)
    {
        Put(outbox, _outbox.Count);
        TouchAll();
    }

    /// <summary>Somebody wrote a message. Answers through <paramref name="refuse"/> only if it can't be taken.</summary>
    public void Post(Guid room, Guid id, string text, long composedAt, Action<Error> refuse)
    {
        var normal = MessageText.Normalize(text);
        var error = _me is null ? NotConnected() : MessageText.Check(normal, _limits);
        if (error is not null)
        {
            Do(new ReplyEffect(() => refuse(error)));
            return;
        }

        var held = _rooms.GetValueOrDefault(room);
        var entry = new OutboxEntry
        {
            Id = id,
            Person = _me!.Value,
            Room = room,
            Text = normal,
            ComposedAt = composedAt,
            Seen = held is { Opened: true, Window.HasTail: true } ? held.Number : null,
        };
        _outbox.Add(new Outgoing(entry, OutboxState.Waiting, stored: false));
        Do(new StoreEffect(entry));
        TouchOutbox(room);
    }

    /// <summary>An entry is on disk.</summary>
    public void Stored(Guid id)
    {
        if (Entry(id) is { } entry) entry.Stored = true;
    }

    /// <summary>An entry could not be written: whoever wrote it still has it, and it is not sent.</summary>
    public void NotStored(Guid id)
    {
        if (Entry(id) is not { Stored: false } entry) return;
        _outbox.Remove(entry);
        TouchOutbox(entry.Entry.Room);
    }

    /// <summary>Try again what was refused or not confirmed, under the same id.</summary>
    public void Retry(Guid id)
    {
        if (Entry(id) is not { State: OutboxState.Refused or OutboxState.Unconfirmed } entry) return;
        entry.State = OutboxState.Waiting;
        Store(entry, entry.Entry with { Tries = 0, Error = null });
    }

    /// <summary>Take a message out, unless it is under way or arrived.</summary>
    public void Discard(Guid id)
    {
        if (Entry(id) is not { State: not (OutboxState.Sending or OutboxState.Sent) } entry) return;
        _outbox.Remove(entry);
        _suspects.Remove(id);
        Do(new ForgetEffect(id));
        TouchOutbox(entry.Entry.Room);
    }

    private void Load(IEnumerable<OutboxEntry> outbox)
    {
        Put(outbox, 0);
        _outboxLoaded = true;
        TouchAll();
    }

    private void Put(IEnumerable<OutboxEntry> outbox, int place)
    {
        foreach (var entry in outbox)
        {
            if (entry.Person != _me || Entry(entry.Id) is not null) continue;
            var state = entry.Error is not null ? OutboxState.Refused
                : entry.Tries >= PoisonTries ? OutboxState.Unconfirmed
                : OutboxState.Waiting;
            _outbox.Insert(place++, new Outgoing(entry, state, stored: true));
        }
    }

    private Outgoing? Entry(Guid id) => _outbox.Find(entry => entry.Entry.Id == id);

    private void Store(Outgoing outgoing, OutboxEntry entry)
    {
        outgoing.Entry = entry;
        Do(new StoreEffect(entry));
        TouchOutbox(entry.Room);
    }

    /// <summary>Takes out what was sent once its row is held, or will not be.</summary>
    private void ForgetSent(Room room)
    {
        var gone = _outbox.RemoveAll(entry =>
            entry.State == OutboxState.Sent && entry.Entry.Room == room.Id
            && (room is { Opened: false } or { NotFound: true }
                || room.Ids.Contains(entry.Entry.Id)
                // Another message stands in its place: the server took back what it said.
                || room.Messages.ContainsKey(entry.Number ?? 0)
                || (entry.SentEarlier && room.CaughtUp)
                || !room.Window.Contains(entry.Number ?? 0)));
        if (gone > 0) TouchOutbox(room.Id);
    }
}
