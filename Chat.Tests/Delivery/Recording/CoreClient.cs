using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>A real client, its outbox on disk. Of it the history has what it was told to write, how that came out, and what it showed.</summary>
internal sealed class CoreClient : IRecordedClient
{
    private readonly LoadPlan _load;
    private readonly HistoryWriter _history;
    private readonly Tally _tally;
    private readonly ChatConnection _connection;
    private readonly Dictionary<Guid, (IReadOnlyList<Message> Messages, long Revision)> _shown = [];
    private Task _looking = Task.CompletedTask;
    private long _sequence;
    private int _waiting;

    public CoreClient(PlannedClient plan, LoadPlan load, HistoryWriter history, Tally tally)
    {
        (Plan, _load, _history, _tally) = (plan, load, history, tally);
        _connection = new ChatConnection(new ChatConnectionOptions
        {
            Server = load.Server,
            Token = plan.Token,
            Me = plan.Person,
            StoreFolder = Path.Combine(load.StoreFolder, plan.Name),
        });
    }

    public PlannedClient Plan { get; }

    public int Waiting => Volatile.Read(ref _waiting);

    public async Task StartAsync()
    {
        await _connection.StartAsync();
        foreach (var room in Plan.Rooms) _connection.Open(room);
        _looking = LookAsync();
    }

    public void Act()
    {
        var room = Plan.Rooms[(int)(_sequence % Plan.Rooms.Count)];
        var (key, text) = LoadText.Make(_load, Plan, ++_sequence);
        Interlocked.Increment(ref _waiting);
        _tally.Wrote();
        _history.Write(new Posting { Client = Plan.Name, Room = room, Key = key, Sequence = _sequence, Hash = TextHash.Of(text) });
        // In the order of the calls: the outbox takes it before this returns.
        var posting = _connection.PostAndWaitAsync(room, text);
        _ = FinishAsync(room, key, posting);
    }

    public bool IsAt(FreshView fresh)
    {
        if (!_connection.State.Rooms.TryGetValue(fresh.Room, out var held)) return false;
        if (held.NotFound) return true;
        if (held is not { Watching: Watching.Live, Window: [.., { To: null } window] } || held.Head < fresh.Revision) return false;
        // Its head may be told before the rows are there.
        var newest = fresh.Messages.Where(m => m.Number >= window.From).Select(m => m.Revision).DefaultIfEmpty().Max();
        return held.Messages.Any(m => m.Revision == newest) || newest == 0;
    }

    // Of its markers nothing is judged that it may not know yet.
    public Task SettleAsync() => Task.CompletedTask;

    public Task WriteViewsAsync()
    {
        var state = _connection.State;
        foreach (var room in state.Rooms.Values.Where(r => r.Header is not null && r.Window is [.., { To: null }]))
        {
            var window = room.Window[^1].From;
            _history.Write(new FinalView
            {
                Client = Plan.Name,
                Room = room.Id,
                Revision = room.Head,
                Window = window,
                Header = HeaderRow.Of(room.Header!),
                Messages = [.. room.Messages.Where(m => m.Number >= window).Select(MessageRow.Of)],
                Markers = state.Markers.TryGetValue(room.Id, out var marker) ? [new MarkerRow(room.Id, marker.Revision, marker.Number, marker.Generation)] : null,
            });
        }
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _looking;
    }

    private async Task FinishAsync(Guid room, string key, Task<Outcome<PostResult>> posting)
    {
        var outcome = await posting;
        var (fate, code) = outcome switch
        {
            { Value: { Status: PostStatus.Ok } } => (PostFate.Ok, null),
            { Value: { Status: PostStatus.Final } refused } => (PostFate.Refused, refused.Error?.Code),
            { Error: { Final: true } error } => (PostFate.Refused, error.Code),
            _ => (PostFate.Unknown, outcome.Error?.Code),
        };
        _history.Write(new Posted
        {
            Client = Plan.Name,
            Room = room,
            Key = key,
            Fate = fate,
            Code = code,
            Id = outcome.Value?.Id,
            Number = outcome.Value?.Number,
            At = outcome.Value?.At,
        });
        _tally.Ended(fate);
        if (fate != PostFate.Unknown) Interlocked.Decrement(ref _waiting);
    }

    private async Task LookAsync()
    {
        await foreach (var state in _connection.ReadStatesAsync())
            foreach (var room in state.Rooms.Values) Look(room);
    }

    private void Look(RoomState room)
    {
        var (before, revision) = _shown.GetValueOrDefault(room.Id, ([], 0));
        if (ReferenceEquals(before, room.Messages)) return;
        var news = room.Messages.Where(m => m.Revision > revision).ToList();
        _shown[room.Id] = (room.Messages, news.Count > 0 ? news.Max(m => m.Revision) : revision);
        if (news.Count == 0) return;
        _history.Write(new SetSeen
        {
            Client = Plan.Name,
            Scope = Scope.Room(room.Id).ToString(),
            Via = SetVia.State,
            From = 0,
            To = room.Head,
            Head = room.Head,
            Incarnation = "",
            Applied = true,
            Messages = [.. news.Select(MessageRow.Of)],
        });
    }
}

/// <summary>The texts that recorders write.</summary>
internal static class LoadText
{
    private const string Filler = "the tide turns and the gulls rise over the salt marsh, ";

    /// <returns>The key that the text begins with, and the text.</returns>
    public static (string Key, string Text) Make(LoadPlan load, PlannedClient client, long sequence, string? more = null)
    {
        var key = $"#{load.Prefix}{client.Name}.{sequence}";
        var text = $"{key} {more}";
        var missing = load.MessageBytes - text.Length;
        return (key, missing > 0 ? text + string.Concat(Enumerable.Repeat(Filler, (missing / Filler.Length) + 1))[..missing].TrimEnd() : text.TrimEnd());
    }
}
