using Chat.Contracts;

namespace Chat.Tests.Delivery;

internal sealed partial class WireClient
{
    /// <summary>So many of its own messages it remembers, to edit, delete and send again.</summary>
    private const int Remembered = 50;

    private readonly Dictionary<Guid, WireOutbox> _outboxes = [];
    private readonly List<(Guid Room, string Key, NewMessage Message)> _mine = [];
    private readonly HashSet<Guid> _removed = [];
    private long _sequence;
    private int _others;

    public int Waiting => Volatile.Read(ref _others) + _count;

    /// <summary>What waits in the outboxes, for those who look from outside.</summary>
    private volatile int _count;

    private void ActNow()
    {
        var room = Plan.Rooms[(int)(_sequence % Plan.Rooms.Count)];
        Write(_outboxes[room]);
        if (_mine.Count > 0 && Chance(_load.EditShare)) EditSome();
        if (_mine.Count > 0 && Chance(_load.DeleteShare)) DeleteSome();
        if (_mine.Count > 0 && Chance(_load.ResendShare)) SendAgain();
        if (Chance(_load.MarkShare)) MarkRead(room);
        if (Plan.Removes.Count > 0 && Chance(_load.RemoveShare)) RemoveOrAdmit(room);
    }

    private bool Chance(double share) => _random.NextDouble() < share;

    private void Write(WireOutbox outbox)
    {
        var (key, text) = LoadText.Make(_load, Plan, ++_sequence);
        var view = _scopes.GetValueOrDefault(Scope.Room(outbox.Room).ToString())?.View;
        var seen = view is { Messages.Count: > 0 } ? view.Messages.Keys.Last() : (long?)null;
        _history.Write(new Posting { Client = Plan.Name, Room = outbox.Room, Key = key, Sequence = _sequence, Hash = TextHash.Of(text), Seen = seen });
        outbox.Add(key, new NewMessage { Id = Guid.CreateVersion7(), Text = text, Seen = seen });
        _tally.Wrote();
        _count = _outboxes.Values.Sum(o => o.Count);
        Send(outbox);
    }

    private void Send(WireOutbox outbox)
    {
        if (!_link.IsOpen || outbox.Next() is not { } request) return;
        _ = SendAsync(outbox, request);
    }

    private async Task SendAsync(WireOutbox outbox, PostMessages request)
    {
        var outcome = await _link.CallAsync<PostResults>(nameof(IChatHub.PostMessages), request);
        var retry = outcome is not { Value: { } value } || value.Results.Any(r => r.Status == PostStatus.Retry);
        Tell(() => Answered(outbox, outcome?.Value));
        if (retry) await Task.Delay(AgainAfter);
        Tell(() => Send(outbox));
    }

    private void Answered(WireOutbox outbox, PostResults? results)
    {
        if (results is null)
        {
            foreach (var key in outbox.Failed()) End(outbox.Room, key, PostFate.Unknown, null);
            return;
        }
        foreach (var (key, message, result) in outbox.Answered(results))
        {
            End(outbox.Room, key, result.Status == PostStatus.Ok ? PostFate.Ok : PostFate.Refused, result);
            if (result.Status != PostStatus.Ok) continue;
            _mine.Add((outbox.Room, key, message));
            if (_mine.Count > Remembered) _mine.RemoveAt(0);
        }
        _count = _outboxes.Values.Sum(o => o.Count);
    }

    private void End(Guid room, string key, PostFate fate, PostResult? result, bool count = true)
    {
        _history.Write(new Posted
        {
            Client = Plan.Name,
            Room = room,
            Key = key,
            Fate = fate,
            Code = result?.Error?.Code,
            Id = result?.Id,
            Number = result?.Number,
            At = result?.At,
        });
        if (count) _tally.Ended(fate);
    }

    /// <summary>An acknowledged message again: the same is acknowledged the same; another text under its id is refused.</summary>
    private void SendAgain()
    {
        var (room, key, message) = _mine[_random.Next(_mine.Count)];
        var same = Chance(0.6);
        var request = new PostMessages { Room = room, Messages = [same ? message : message with { Text = key + " but otherwise" }] };
        Call<PostResults>(nameof(IChatHub.PostMessages), request, outcome =>
        {
            if (outcome is not { Value.Results: [{ Status: PostStatus.Ok or PostStatus.Final } result] }) return;
            if (same) End(room, key, result.Status == PostStatus.Ok ? PostFate.Ok : PostFate.Refused, result, count: false);
            else _history.Write(new Reposted(room, key, result.Error?.Code) { Client = Plan.Name });
        });
    }

    /// <summary>An edit, now and then deliberately based on an older text than the current.</summary>
    private void EditSome()
    {
        var (room, key, message) = _mine[_random.Next(_mine.Count)];
        var held = _scopes.GetValueOrDefault(Scope.Room(room).ToString())?.View?.Messages.Values.FirstOrDefault(m => m.Id == message.Id);
        if (held is not { DeletedBy: null }) return;
        var based = held.Version > 1 && Chance(0.3) ? held.Version - 1 : held.Version;
        var request = new EditMessage { Room = room, Id = message.Id, Request = Guid.NewGuid(), Version = based, Text = $"{key} edited {_random.Next()}" };
        Call<Edited>(nameof(IChatHub.EditMessage), request, outcome => _history.Write(new Edit
        {
            Client = Plan.Name,
            Room = room,
            Id = message.Id,
            Request = request.Request,
            Based = based,
            Hash = TextHash.Of(request.Text),
            Fate = FateOf(outcome),
            Version = outcome?.Value?.Version,
        }));
    }

    private void DeleteSome()
    {
        var at = _random.Next(_mine.Count);
        var (room, _, message) = _mine[at];
        Call<Done>(nameof(IChatHub.DeleteMessage), new DeleteMessage(room, message.Id), outcome =>
            _history.Write(new Deletion(room, message.Id, FateOf(outcome)) { Client = Plan.Name }));
    }

    private void MarkRead(Guid room)
    {
        if (MarkerOf(room) is not { } marker || _scopes.GetValueOrDefault(Scope.Room(room).ToString())?.View is not { Messages.Count: > 0 } view) return;
        var number = view.Messages.Keys.Last();
        _history.Write(new Marking(room, number, marker.Generation, PostFate.Unknown) { Client = Plan.Name });
        Call<ReadMarker>(nameof(IChatHub.MarkRead), new MarkRead(room, number, marker.Generation), outcome =>
        {
            if (outcome?.Value is not { } now) return;
            if (now.Generation == marker.Generation) _history.Write(new Marking(room, number, marker.Generation, PostFate.Ok) { Client = Plan.Name });
            _history.Write(new SetSeen
            {
                Client = Plan.Name,
                Scope = _me,
                Via = SetVia.State,
                From = 0,
                To = now.Revision,
                Head = now.Revision,
                Incarnation = "",
                Applied = true,
                Markers = [SetRows.Of(now)],
            });
        });
    }

    private void RemoveOrAdmit(Guid room)
    {
        var person = Plan.Removes[_random.Next(Plan.Removes.Count)];
        if (_removed.Remove(person)) Call<Done>(nameof(IChatHub.AddMember), new AddMember(room, person), _ => { });
        else if (_removed.Add(person)) Call<Done>(nameof(IChatHub.RemoveMember), new RemoveMember(room, person), _ => { });
    }

    private void Call<T>(string method, object request, Action<Outcome<T>?> done)
    {
        Interlocked.Increment(ref _others);
        _ = CallAsync();

        async Task CallAsync()
        {
            var outcome = await _link.CallAsync<T>(method, request);
            Tell(() =>
            {
                done(outcome);
                Interlocked.Decrement(ref _others);
            });
        }
    }

    private static PostFate FateOf<T>(Outcome<T>? outcome) =>
        outcome is { Ok: true } ? PostFate.Ok : outcome is { Error.Final: true } ? PostFate.Refused : PostFate.Unknown;
}
