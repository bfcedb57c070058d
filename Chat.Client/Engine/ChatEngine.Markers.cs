using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private readonly Dictionary<Guid, ReadMarker> _markers = [];

    /// <summary>How far rooms were seen, as far as the server may not know it yet.</summary>
    private readonly Dictionary<Guid, WantedMark> _wantedMarks = [];

    private readonly HashSet<Guid> _marksUnderWay = [];

    /// <summary>The person saw a room up to a number.</summary>
    public void Seen(Guid room, long number)
    {
        var mark = Math.Min(number, _heads.GetValueOrDefault(room)?.Number ?? 0);
        if (mark > WantedIn(room)) _wantedMarks[room] = new WantedMark(mark, _markers.GetValueOrDefault(room)?.Generation);
    }

    /// <summary>Everything above a number shall be unread.</summary>
    public void MarkUnread(Guid room, long number)
    {
        if (_connection != ConnectionState.Live || !_markers.TryGetValue(room, out var marker)) return;
        _wantedMarks.Remove(room);
        Ask<ReadMarker>(nameof(IChatHub.MarkUnread), new MarkUnread(room, number, marker.Generation), GotMarker, () => { });
    }

    private void AskMarks()
    {
        if (_connection != ConnectionState.Live) return;
        foreach (var (room, wanted) in _wantedMarks.ToArray())
        {
            if (_marksUnderWay.Contains(room)) continue;
            if (_memberships.GetValueOrDefault(room) is not { Role: not null } || !_markers.TryGetValue(room, out var marker)) continue;
            // Another device has marked the room unread since: what was shown here before doesn't undo that.
            var undone = wanted.Generation is { } generation && generation != marker.Generation;
            if (undone || wanted.Number <= marker.Number)
            {
                _wantedMarks.Remove(room);
                continue;
            }

            _marksUnderWay.Add(room);
            var request = new MarkRead(room, wanted.Number, marker.Generation);
            Ask<ReadMarker>(nameof(IChatHub.MarkRead), request, outcome => Marked(request, outcome), () => MarkFailed(room));
        }
    }

    private void Marked(MarkRead request, Outcome<ReadMarker> outcome)
    {
        _marksUnderWay.Remove(request.Room);
        if (outcome.Value is not { } marker || marker.Generation != request.Generation
            || WantedIn(request.Room) <= request.Number) _wantedMarks.Remove(request.Room);
        GotMarker(outcome);
    }

    private void MarkFailed(Guid room)
    {
        _marksUnderWay.Remove(room);
        _wantedMarks.Remove(room);
    }

    private void GotMarker(Outcome<ReadMarker> outcome)
    {
        if (outcome.Value is { } marker) Merge(marker);
    }

    private void Merge(ReadMarker marker)
    {
        if (_markers.TryGetValue(marker.Room, out var held) && marker.Revision <= held.Revision) return;
        _markers[marker.Room] = marker;
        TouchList();
    }

    private void ForgetMarksAsked() => _marksUnderWay.Clear();

    private long WantedIn(Guid room) => _wantedMarks.TryGetValue(room, out var wanted) ? wanted.Number : 0;

    /// <summary>A number that was shown, and the marker's generation at that time, if there was a marker.</summary>
    private sealed record WantedMark(long Number, long? Generation);
}
