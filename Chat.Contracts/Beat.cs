namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>
    /// Answers a <see cref="Beat"/> that asks for it, and tells at any time how present the person is at this client.
    /// Sent without waiting for its own answer.
    /// </summary>
    Task<Outcome<Done>> AnswerBeat(BeatAnswer answer);

    /// <summary>The heads of the caller's rooms, in pages ordered by room id.</summary>
    Task<Outcome<HeadsPage>> Heads(HeadsRequest request);
}

public partial interface IChatClient
{
    /// <summary>
    /// What has been committed in everything this connection watches. A scope that is behind its head shortly after
    /// the beat, or that is missing from it, is watched again.
    /// </summary>
    Task Beat(Beat beat);

    /// <summary>Rooms of the person that this connection doesn't watch have something new.</summary>
    Task Heads(HeadsChanged heads);

    /// <summary>The server is shutting down: come back after the given time.</summary>
    Task Draining(Draining draining);

    /// <summary>The session has ended; the connection closes next.</summary>
    Task SignedOut(SignedOut signedOut);
}

/// <summary>A sign of life that carries the truth: the committed heads.</summary>
public sealed record Beat
{
    /// <summary>The server's clock, milliseconds since 1970 UTC.</summary>
    public required long Time { get; init; }

    /// <summary>The head of every scope that this connection watches.</summary>
    public required IReadOnlyList<ScopeHead> Watched { get; init; }

    /// <summary>Heads that are due of rooms that this connection doesn't watch.</summary>
    public IReadOnlyList<RoomHead>? Rooms { get; init; }

    /// <summary>True when it needs no answer, since the client gave a sign of life not long ago. An answer does no harm.</summary>
    public bool? NoAnswer { get; init; }
}

/// <summary>The head revision of a scope, as committed.</summary>
/// <param name="Scope">The scope on the wire.</param>
/// <param name="Revision">Its head revision.</param>
public sealed record ScopeHead(string Scope, long Revision);

/// <summary>How present the person is at this client.</summary>
public sealed record BeatAnswer
{
    /// <summary>Whether nobody looks at this client now.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether its person has been idle for ten minutes or more.</summary>
    public bool Away { get; init; }
}

/// <summary>The head of a room: how far it is, and its header.</summary>
public sealed record RoomHead
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }

    /// <summary>The room's head revision.</summary>
    public required long Revision { get; init; }

    /// <summary>The room's head number: of the newest message.</summary>
    public required long Number { get; init; }

    /// <summary>The room's header, when asked for or changed.</summary>
    public RoomHeader? Header { get; init; }
}

/// <summary>Asks for a page of heads.</summary>
public sealed record HeadsRequest
{
    /// <summary>The last room of the page before; none for the first page.</summary>
    public Guid? After { get; init; }
}

/// <summary>A page of the heads of one's rooms, with headers, ordered by room id.</summary>
public sealed record HeadsPage
{
    /// <summary>The heads.</summary>
    public required IReadOnlyList<RoomHead> Heads { get; init; }

    /// <summary>Ask again after this room; none: that was all.</summary>
    public Guid? Next { get; init; }
}

/// <summary>Heads of rooms that are not watched.</summary>
/// <param name="Rooms">The heads.</param>
public sealed record HeadsChanged(IReadOnlyList<RoomHead> Rooms);

/// <summary>The server is going away.</summary>
/// <param name="RetryAfter">Milliseconds to wait before connecting again; differs from client to client.</param>
public sealed record Draining(int RetryAfter);

/// <summary>The session has ended.</summary>
/// <param name="Message">A sentence for people.</param>
public sealed record SignedOut(string Message);
