using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int FirstDelay = 500;
    private const int LongestDelay = 30_000;
    private const int ProvenAfter = 10_000;

    /// <summary>A server that names a shorter one could not be talked to.</summary>
    private const int ShortestDeadline = 5_000;

    private readonly WatchedScope _everybody = new(Scope.People);
    private ConnectionState _connection = ConnectionState.Offline;
    private string? _problem;
    private string? _serverName;
    private string? _incarnation;
    private Guid? _me;
    private WatchedScope? _person;
    private Limits _limits = Limits.Default;
    private BeatTimes _beat = new();
    private long? _retryAt;
    private int _delay = FirstDelay;
    private long? _liveSince;
    private long _drainingUntil;
    private long _lastHeard;

    /// <summary>There is an open socket.</summary>
    private bool _socket;

    /// <summary><c>Hello</c> was answered.</summary>
    private bool _welcomed;

    /// <summary>How it stands to the server.</summary>
    public ConnectionState Connection => _connection;

    /// <summary>Begins: with the person to whom the stored session belongs, if known, what their outbox held, and rows of an earlier process.</summary>
    public void Start(Guid? me, IEnumerable<OutboxEntry> outbox, CachedChat? cached = null)
    {
        if (me is { } known)
        {
            SetMe(known);
            Load(outbox);
        }

        Connect();
        if (cached is not null) Seed(cached);
    }

    /// <summary>The program ends: whoever waits for an answer gets one.</summary>
    public void Stop() => End(ConnectionState.Offline, "The connection was closed.");

    /// <summary>Connects now instead of later.</summary>
    public void ReconnectNow()
    {
        if (_connection == ConnectionState.Offline) Connect();
    }

    /// <summary>The socket is open.</summary>
    public void Connected()
    {
        _socket = true;
        _lastHeard = _now;
        _told = (_hidden, _away);
        var hello = new Hello { Protocol = Protocol.Version, Client = clientName, Hidden = _hidden, Away = _away };
        Ask<Welcome>(nameof(IChatHub.Hello), hello, Welcomed, () => Disconnect("The server did not greet back."));
    }

    /// <summary>The socket could not be opened.</summary>
    public void ConnectFailed(int? status, string? problem = null)
    {
        if (status == 401) SetConnection(ConnectionState.SignedOut, "The session has ended: sign in again.");
        else Retreat(problem ?? "The server could not be reached.");
    }

    /// <summary>The socket closed.</summary>
    public void Closed(bool error)
    {
        if (_socket) EndConnection(error, "The connection to the server was lost.");
    }

    private void Connect()
    {
        _retryAt = null;
        SetConnection(ConnectionState.Connecting, _problem);
        Do(new ConnectEffect());
    }

    private void Welcomed(Outcome<Welcome> outcome)
    {
        if (outcome.Value is not { } welcome)
        {
            var error = outcome.Error!;
            if (error.Code == ErrorCodes.UpgradeRequired) End(ConnectionState.UpgradeRequired, error.Message);
            else Disconnect(error.Message, error.RetryAfter ?? 0);
            return;
        }

        _welcomed = true;
        _limits = welcome.Limits;
        _beat = welcome.Beat with { Deadline = Math.Max(ShortestDeadline, welcome.Beat.Deadline) };
        _serverName = welcome.Name;
        if (_incarnation is not null && _incarnation != welcome.Incarnation) DoubtWhatLiesAhead();
        _incarnation = welcome.Incarnation;
        if (_me != welcome.Person.Id)
        {
            if (_me is not null) DropEverything();
            SetMe(welcome.Person.Id);
            Do(new LoadEffect(welcome.Person.Id));
        }

        Merge(welcome.Person);
        WatchAgain(_person!);
        Touch();
    }

    private void SetMe(Guid me)
    {
        _me = me;
        _person = new WatchedScope(Scope.Person(me));
        foreach (var room in _rooms.Values) room.Me = me;
        Touch();
    }

    /// <summary>One's own memberships are there: everything else can be asked for.</summary>
    private void GoLive()
    {
        _liveSince = _now;
        SetConnection(ConnectionState.Live, null);
        if (_told != (_hidden, _away)) AnswerBeat();
        WantHeads();
        WatchAgain(_everybody);
        foreach (var room in _opened) WatchAgain(room);
        if (_unknownPeople.Count > 0) _peopleAt = _now + PeopleDelay;
    }

    /// <summary>Closes the socket, to try again later.</summary>
    private void Disconnect(string problem, long atLeast = 0)
    {
        Do(new DisconnectEffect());
        EndConnection(error: false, problem, atLeast);
    }

    /// <summary>Closes the socket for good.</summary>
    private void End(ConnectionState state, string problem)
    {
        if (_socket) Do(new DisconnectEffect());
        ForgetConnection(error: false);
        SetConnection(state, problem);
    }

    private void EndConnection(bool error, string problem, long atLeast = 0)
    {
        if (_liveSince is { } since && _now - since >= ProvenAfter) _delay = FirstDelay;
        ForgetConnection(error);
        Retreat(problem, atLeast);
    }

    private void ForgetConnection(bool error)
    {
        _socket = false;
        _welcomed = false;
        _liveSince = null;
        foreach (var call in _calls.Values) call.Lost();
        _calls.Clear();
        _wantedWatches.Clear();
        foreach (var scope in Scopes().Concat(_closed))
        {
            scope.StopWatching();
            scope.Accepted = false;
            scope.MayBeWatched = false;
            // A database that was put back has a lower head, and nobody could ever catch up with the old one.
            scope.Head = scope.Cursor?.Revision ?? 0;
        }

        foreach (var room in _opened) Touch(room);
        NobodyTypesElsewhere();
        ForgetHeadsAsked();
        ForgetPeopleAsked();
        ForgetMarksAsked();
        PostsLost(error);
    }

    private void Retreat(string problem, long atLeast = 0)
    {
        var wait = Math.Max(atLeast, (long)(_delay * (0.5 + (0.5 * random()))));
        _delay = Math.Min(_delay * 2, LongestDelay);
        _retryAt = Math.Max(_now + wait, _drainingUntil);
        SetConnection(ConnectionState.Offline, problem);
    }

    private void SetConnection(ConnectionState state, string? problem)
    {
        _connection = state;
        _problem = problem;
        Touch();
    }

    private void Heard() => _lastHeard = _now;
}
