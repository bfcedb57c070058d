using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int HeadsDelay = 200;

    private readonly Dictionary<Guid, RoomHead> _heads = [];

    /// <summary>Heads told by another run of the server, whose database may have gone back: the next one replaces them.</summary>
    private readonly HashSet<Guid> _oldHeads = [];

    /// <summary>Rooms that have caused <c>Heads</c> on this connection.</summary>
    private readonly HashSet<Guid> _headsAskedFor = [];

    private long? _headsAt;
    private bool _headsWanted;
    private bool _headsUnderWay;

    private void RaiseHead(Guid room, long revision, long? number, RoomHeader? header)
    {
        var held = _heads.GetValueOrDefault(room);
        // Who tells no number doesn't say how far the room has gone back.
        var old = number is not null && _oldHeads.Remove(room);
        var known = held?.Header is { } h && old ? h with { Revision = 0 } : held?.Header;
        var raised = new RoomHead
        {
            Room = room,
            Revision = held is null || old ? revision : Math.Max(held.Revision, revision),
            Number = held is null || old ? number ?? 0 : Math.Max(held.Number, number ?? 0),
            Header = header is not null && header.Revision > (known?.Revision ?? -1) ? header : known,
        };
        if (raised == held) return;
        _heads[room] = raised;
        TouchList();
    }

    private void Receive(IReadOnlyList<RoomHead> heads)
    {
        foreach (var head in heads)
        {
            RaiseHead(head.Room, head.Revision, head.Number, head.Header);
            if (_heads[head.Room].Header is null && _rooms.GetValueOrDefault(head.Room)?.Header is null) WantHeadLater(head.Room);
        }
    }

    private void AgeHeads() => _oldHeads.UnionWith(_heads.Keys);

    private void AgeHead(Guid room)
    {
        if (_heads.ContainsKey(room)) _oldHeads.Add(room);
    }

    /// <summary>A room without a head, or without a name: soon all heads are asked for.</summary>
    private void WantHeadLater(Guid room)
    {
        if (_connection == ConnectionState.Live && _headsAskedFor.Add(room)) _headsAt ??= _now + HeadsDelay;
    }

    private void WantHeads()
    {
        _headsAt = null;
        _headsWanted = true;
    }

    private void AskHeads()
    {
        if (!_headsWanted || _headsUnderWay || _connection != ConnectionState.Live) return;
        _headsWanted = false;
        AskHeads(null);
    }

    private void AskHeads(Guid? after)
    {
        _headsUnderWay = true;
        Ask<HeadsPage>(nameof(IChatHub.Heads), new HeadsRequest { After = after }, outcome => GotHeads(after, outcome), HeadsFailed);
    }

    private void GotHeads(Guid? after, Outcome<HeadsPage> outcome)
    {
        if (outcome.Value is not { } page)
        {
            HeadsFailed(outcome.Error);
            return;
        }

        foreach (var head in page.Heads) RaiseHead(head.Room, head.Revision, head.Number, head.Header);
        // Pages lead on by id; a server that is stuck on one has no more.
        if (page.Next is { } next && (after is not { } before || next.CompareTo(before) > 0))
        {
            AskHeads(next);
            return;
        }

        _headsUnderWay = false;
        if (_headsAreKept) Touch();
        _headsAreKept = false;
    }

    private void HeadsFailed() => HeadsFailed(null);

    private void HeadsFailed(Error? error)
    {
        _headsUnderWay = false;
        if (error is not { Final: true }) _headsAt ??= AgainAt(error);
    }

    private void ForgetHeadsAsked()
    {
        _headsAt = null;
        _headsWanted = false;
        _headsUnderWay = false;
        _headsAskedFor.Clear();
    }
}
