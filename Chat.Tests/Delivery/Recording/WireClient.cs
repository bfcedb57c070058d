using System.Threading.Channels;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>
/// A client that follows the contract itself, in as few words as that takes, so that every set it gets is in the history.
/// All its state belongs to one loop.
/// </summary>
internal sealed partial class WireClient : IRecordedClient
{
    private readonly LoadPlan _load;
    private readonly HistoryWriter _history;
    private readonly Tally _tally;
    private readonly Random _random;
    private readonly WireLink _link;
    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, WatchedScope> _scopes = [];
    private readonly string _me;
    private Task _running = Task.CompletedTask;

    public WireClient(PlannedClient plan, LoadPlan load, HistoryWriter history, Tally tally)
    {
        (Plan, _load, _history, _tally) = (plan, load, history, tally);
        _random = new Random(HashOf(load.Seed, plan.Name));
        _me = Scope.Person(plan.Person).ToString();
        foreach (var room in plan.Rooms) _outboxes[room] = new WireOutbox(room);
        _link = new WireLink(load.Server, plan.Token, frame => Tell(() => Receive(frame)), () => Tell(Connects), () => Tell(Loses));
    }

    public PlannedClient Plan { get; }

    public Task StartAsync()
    {
        _running = Task.Run(RunAsync);
        _link.Start();
        return Task.CompletedTask;
    }

    public void Act()
    {
        // Waits from now on: who asks whether all is done may come before the loop does.
        Interlocked.Increment(ref _others);
        Tell(() =>
        {
            ActNow();
            Interlocked.Decrement(ref _others);
        });
    }

    public bool IsAt(FreshView fresh) => _held.TryGetValue(fresh.Room, out var revision) && revision >= fresh.Revision;

    public Task SettleAsync()
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tell(() => Settle(settled));
        return settled.Task;
    }

    public Task WriteViewsAsync()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tell(() =>
        {
            foreach (var (name, scope) in _scopes)
                if (scope.View is { } view && Scope.TryParse(name, out var parsed) && parsed.Kind == ScopeKind.Room) WriteView(parsed.Id, view);
            written.SetResult();
        });
        return written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _inbox.Writer.TryComplete();
        await _running;
    }

    private async Task RunAsync()
    {
        await foreach (var act in _inbox.Reader.ReadAllAsync()) act();
    }

    private void Tell(Action act) => _inbox.Writer.TryWrite(act);

    private void WriteView(Guid room, ScopeView view) => _history.Write(new FinalView
    {
        Client = Plan.Name,
        Room = room,
        Revision = view.Cursor!.Revision,
        Window = view.From,
        Header = view.Header is { } header ? HeaderRow.Of(header) : null,
        Messages = [.. view.Messages.Values.Select(MessageRow.Of)],
        Markers = MarkerOf(room) is { } marker ? [SetRows.Of(marker)] : null,
    });

    private ReadMarker? MarkerOf(Guid room) => _scopes.GetValueOrDefault(_me)?.View?.Markers.GetValueOrDefault(room);

    /// <summary>The same for the same plan, in whatever process.</summary>
    private static int HashOf(int seed, string name) => name.Aggregate(seed, (hash, letter) => unchecked((hash * 31) + letter));
}
