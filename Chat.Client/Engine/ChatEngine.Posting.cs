using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int FirstWait = 1_000;
    private const int LongestWait = 30_000;

    private readonly Dictionary<Guid, RoomQueue> _queues = [];

    /// <summary>Entries that were under way when the connection closed with an error, until each has a result.</summary>
    private readonly HashSet<Guid> _suspects = [];

    private void Drain()
    {
        if (_connection != ConnectionState.Live || !_outboxLoaded || _outbox.Count == 0) return;
        if (_suspects.Count > 0)
        {
            DrainCarefully();
            return;
        }

        var rooms = _outbox.Where(Waits).Select(entry => entry.Entry.Room).Distinct().ToArray();
        foreach (var room in rooms)
            if (MayPost(room)) Post(room, NextOf(room));
    }

    /// <summary>One message at a time over all rooms, so that the one that breaks the connection is alone.</summary>
    private void DrainCarefully()
    {
        if (_outbox.Exists(entry => entry.State == OutboxState.Sending)) return;
        var next = _outbox.Where(Waits).Select(entry => entry.Entry.Room).Distinct()
            .Where(MayPost).Select(room => NextOf(room).Take(1).ToArray()).FirstOrDefault(batch => batch.Length > 0);
        if (next is not null) Post(next[0].Entry.Room, next);
    }

    private static bool Waits(Outgoing entry) => entry.State == OutboxState.Waiting;

    private bool MayPost(Guid room) => !_queues.TryGetValue(room, out var queue) || (!queue.UnderWay && queue.WaitUntil <= _now);

    /// <summary>What goes next in a room: as many as fit, in order, nothing that is not on disk, and nothing after that.</summary>
    private Outgoing[] NextOf(Guid room)
    {
        var batch = new List<Outgoing>();
        var bytes = 0L;
        foreach (var entry in _outbox)
        {
            if (entry.Entry.Room != room || !Waits(entry)) continue;
            bytes += MessageText.MostBytes(entry.Entry.Text);
            if (!entry.Stored || batch.Count == Math.Max(1, _limits.PostMessages) || (batch.Count > 0 && bytes > _limits.PostBytes)) break;
            batch.Add(entry);
        }

        return [.. batch];
    }

    private void Post(Guid room, Outgoing[] batch)
    {
        if (batch.Length == 0) return;
        Queue(room).UnderWay = true;
        foreach (var entry in batch) entry.State = OutboxState.Sending;
        TouchOutbox(room);
        var request = new PostMessages
        {
            Room = room,
            Messages = [.. batch.Select(entry => new NewMessage
            {
                Id = entry.Entry.Id,
                Text = entry.Entry.Text,
                ComposedAt = entry.Entry.ComposedAt,
                Seen = entry.Entry.Seen,
            })],
        };
        Ask<PostResults>(
            nameof(IChatHub.PostMessages), request, outcome => Posted(room, batch, outcome), () => NotPosted(room, batch, null));
    }

    private void Posted(Guid room, Outgoing[] batch, Outcome<PostResults> outcome)
    {
        if (outcome.Value is not { } answer)
        {
            NotPosted(room, batch, outcome.Error);
            return;
        }

        Queue(room).UnderWay = false;
        Error? wait = null;
        var waits = false;
        foreach (var entry in batch)
        {
            var result = answer.Results.FirstOrDefault(result => result.Id == entry.Entry.Id);
            _suspects.Remove(entry.Entry.Id);
            switch (result?.Status)
            {
                case PostStatus.Ok when result.Number is not null:
                    entry.State = OutboxState.Sent;
                    entry.Number = result.Number;
                    Queue(room).Delay = FirstWait;
                    Do(new ForgetEffect(entry.Entry.Id));
                    Do(new PostedEffect(entry.Entry.Id, result));
                    break;
                case PostStatus.Final when result.Error is { } error:
                    Refuse(entry, error);
                    break;
                default:
                    entry.State = OutboxState.Waiting;
                    waits = true;
                    wait ??= result?.Error;
                    break;
            }
        }

        if (waits) MakeWait(room, wait);
        TouchOutbox(room);
        if (_rooms.TryGetValue(room, out var held)) ForgetSent(held);
        else _outbox.RemoveAll(entry => entry.State == OutboxState.Sent && entry.Entry.Room == room);
        if (wait?.Code == ErrorCodes.SignedOut) End(ConnectionState.SignedOut, wait.Message);
    }

    private void NotPosted(Guid room, Outgoing[] batch, Error? error)
    {
        Queue(room).UnderWay = false;
        foreach (var entry in batch)
        {
            if (error is not null) _suspects.Remove(entry.Entry.Id);
            if (error is { Final: true }) Refuse(entry, error);
            else entry.State = OutboxState.Waiting;
        }

        if (error is not { Final: true }) MakeWait(room, error);
        TouchOutbox(room);
    }

    private void Refuse(Outgoing entry, Error error)
    {
        entry.State = OutboxState.Refused;
        Store(entry, entry.Entry with { Error = error });
        Do(new PostedEffect(entry.Entry.Id, error));
    }

    /// <summary>The connection ended: what was under way is unknown.</summary>
    private void PostsLost(bool error)
    {
        foreach (var queue in _queues.Values) queue.UnderWay = false;
        foreach (var entry in _outbox) entry.SentEarlier = entry.State == OutboxState.Sent;
        var underWay = _outbox.Where(entry => entry.State == OutboxState.Sending).ToArray();
        foreach (var entry in underWay)
        {
            entry.State = OutboxState.Waiting;
            if (error) _suspects.Add(entry.Entry.Id);
            TouchOutbox(entry.Entry.Room);
        }

        if (error && underWay is [var alone]) Suspect(alone);
    }

    private void Suspect(Outgoing alone)
    {
        Store(alone, alone.Entry with { Tries = alone.Entry.Tries + 1 });
        if (alone.Entry.Tries < PoisonTries) return;
        alone.State = OutboxState.Unconfirmed;
        _suspects.Remove(alone.Entry.Id);
        Do(new PostedEffect(alone.Entry.Id, UnknownOutcome()));
    }

    private RoomQueue Queue(Guid room)
    {
        if (!_queues.TryGetValue(room, out var queue)) _queues.Add(room, queue = new RoomQueue());
        return queue;
    }

    private void MakeWait(Guid room, Error? error)
    {
        var queue = Queue(room);
        queue.WaitUntil = _now + Math.Max(ShortestDelay, error?.RetryAfter ?? queue.Delay);
        if (error?.RetryAfter is null) queue.Delay = Math.Min(queue.Delay * 2, LongestWait);
    }

    private long? NextDrain() => _queues
        .Where(queue => queue.Value.WaitUntil > _now && _outbox.Exists(entry => Waits(entry) && entry.Entry.Room == queue.Key))
        .Min(queue => (long?)queue.Value.WaitUntil);

    private sealed class RoomQueue
    {
        public bool UnderWay { get; set; }

        public long WaitUntil { get; set; }

        public int Delay { get; set; } = FirstWait;
    }
}
