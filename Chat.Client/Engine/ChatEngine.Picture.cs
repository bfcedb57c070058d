using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private ChatState? _picture;
    private Dictionary<Guid, Person>? _peoplePicture;
    private Dictionary<Guid, Membership>? _membershipsPicture;
    private Dictionary<Guid, ReadMarker>? _markersPicture;
    private Dictionary<Guid, RoomHead>? _headsPicture;
    private OutboxItem[]? _outboxPicture;
    private Dictionary<Guid, RoomState>? _roomsPicture;
    private Dictionary<Guid, IReadOnlyList<Guid>>? _elsewherePicture;

    /// <summary>The state as an immutable picture; what did not change since the last one is the same instance.</summary>
    public ChatState Picture() => _picture ??= new ChatState
    {
        Connection = _connection,
        RetryAt = _retryAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        Problem = _problem,
        ServerName = _serverName,
        Me = _me,
        Limits = _limits,
        People = _peoplePicture ??= new(_people),
        Memberships = _membershipsPicture ??= _memberships.Where(held => held.Value.Role is not null).ToDictionary(),
        Markers = _markersPicture ??= new(_markers),
        Heads = _headsPicture ??= new(_heads),
        HeadsAreKept = _headsAreKept,
        Outbox = _outboxPicture ??= [.. _outbox.Select(entry => entry.ToItem())],
        Rooms = _roomsPicture ??= _rooms.Values.ToDictionary(room => room.Id, room => room.Picture ??= Draw(room)),
        TypingElsewhere = _elsewherePicture ??= _elsewhere.ToDictionary(typing => typing.Key, IReadOnlyList<Guid> (typing) => [.. typing.Value.Keys]),
    };

    /// <summary>Where the client stands in every scope it holds; for the scenarios.</summary>
    public IEnumerable<(string Scope, Cursor Cursor)> Cursors()
    {
        foreach (var scope in Scopes().Concat(_closed))
            if (scope.Cursor is { } cursor) yield return (scope.Name, cursor);
    }

    /// <summary>How often an entry broke the connection; for the scenarios.</summary>
    public int TriesOf(Guid id) => Entry(id)?.Entry.Tries ?? 0;

    private RoomState Draw(Room room) => new()
    {
        Id = room.Id,
        Watching = room.Watching,
        Opened = room.Opened,
        NotFound = room.NotFound,
        Header = room.Header,
        Number = room.Number,
        Head = room.Head,
        Messages = [.. room.Messages.Values],
        Window = [.. room.Window.Ranges],
        LoadingPage = room.Page is not null,
        Pending = [.. _outbox.Where(entry => entry.Entry.Room == room.Id && !room.Ids.Contains(entry.Entry.Id)).Select(entry => entry.ToItem())],
        Members = room.Members.Where(member => member.Value.Role is not null).ToDictionary(),
        MembersComplete = room is { MembersLoaded: true, MembersThrough: null },
        MemberCount = room.MemberCount,
        Here = room.Here,
        Presence = new Dictionary<Guid, string>(room.Presence),
        Typing = [.. room.Typing.Keys],
    };

    private void Touch()
    {
        _changed = true;
        _picture = null;
    }

    private void Touch(WatchedScope scope)
    {
        if (scope is Room room)
        {
            room.Picture = null;
            _roomsPicture = null;
        }

        Touch();
    }

    private void TouchRooms()
    {
        _roomsPicture = null;
        Touch();
    }

    private void TouchList()
    {
        _membershipsPicture = null;
        _markersPicture = null;
        _headsPicture = null;
        Touch();
    }

    private void TouchElsewhere()
    {
        _elsewherePicture = null;
        Touch();
    }

    private void TouchPeople()
    {
        _peoplePicture = null;
        Touch();
    }

    private void TouchOutbox(Guid room)
    {
        _outboxPicture = null;
        if (_rooms.TryGetValue(room, out var held)) Touch(held);
        else Touch();
    }

    private void TouchAll()
    {
        _outboxPicture = null;
        foreach (var room in _rooms.Values) room.Picture = null;
        TouchRooms();
        TouchList();
        TouchPeople();
    }
}
