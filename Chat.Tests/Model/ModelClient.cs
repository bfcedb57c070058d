using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.Model;

/// <summary>A client that comes and goes: what it holds stays with it, and it resumes by cursor.</summary>
internal sealed class ModelClient(CoreServer server, Seat seat, Guid room)
{
    private int _applied;

    public Seat Seat { get; } = seat;
    public Device? Device { get; private set; }
    public ScopeView? Room { get; private set; }
    public ScopeView? Person { get; private set; }

    /// <summary>Whether live sets of the room come.</summary>
    public bool Watches { get; private set; }

    /// <summary>What it posted and was acknowledged.</summary>
    public List<(NewMessage Message, PostResult Result)> Posted { get; } = [];

    public async Task ResumeAsync(bool reads)
    {
        if (Device is null)
        {
            Device = await server.DeviceAsync(Seat);
            _applied = 0;
            Person = await ReadAsync(Scope.Person(Seat.Person), Person);
        }
        Take();
        if (!reads)
        {
            Assert.Equal(WatchKinds.NotFound, (await Device.WatchAsync(room, Room?.Cursor)).Kind);
            return;
        }
        Room = await ReadAsync(Scope.Room(room), Room);
        Watches = true;
    }

    public async Task DropAsync()
    {
        if (Device is null) return;
        Take();
        await Device.DisposeAsync();
        Forget();
    }

    /// <summary>The connection is gone, and nothing else.</summary>
    public void Forget() => (Device, Watches) = (null, false);

    /// <summary>The membership ended: the watch is over, and in a private room what was held is void.</summary>
    public void Lost(bool isPrivate)
    {
        Take();
        Watches = false;
        if (isPrivate) Room = null;
    }

    /// <summary>Applies what came live; a gap would be an error, since nothing is slow here.</summary>
    public void Take()
    {
        if (Device is null) return;
        var sets = Device.Events<ChangeSet>();
        for (; _applied < sets.Count; _applied++)
        {
            var view = sets[_applied].Scope == Scope.Room(room).ToString() ? Room : Person;
            if (view is not null) Assert.True(view.Apply(sets[_applied]), $"a gap: {Wire.Text(sets[_applied])}");
        }
    }

    /// <summary>Waits until the live sets have brought everything up to a revision.</summary>
    public async Task ReachAsync(Scope scope, ScopeView view, long head)
    {
        if (view.Cursor!.Revision < head) await Device!.EventAsync<ChangeSet>(s => s.Scope == scope.ToString() && s.To >= head);
        Take();
        Assert.Equal(head, view.Cursor.Revision);
    }

    private async Task<ScopeView> ReadAsync(Scope scope, ScopeView? held)
    {
        held ??= ScopeView.Of(await Device!.WatchAsync(scope), Seat.Person);
        await CatchUpTests.CatchUpAsync(Device!, scope, held);
        return held;
    }
}
