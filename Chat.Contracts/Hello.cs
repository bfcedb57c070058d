namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>The first call of every connection. Errors: <c>upgrade_required</c>, <c>signed_out</c>.</summary>
    Task<Outcome<Welcome>> Hello(Hello hello);
}

/// <summary>Who calls, and in which protocol.</summary>
public sealed record Hello
{
    /// <summary>The protocol version that the client speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>The client's name and version, for the operator: <c>web/0.1.0</c>.</summary>
    public required string Client { get; init; }

    /// <summary>Whether nobody looks at this client now.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether its person has been idle for ten minutes or more.</summary>
    public bool Away { get; init; }
}

/// <summary>The server's answer to <see cref="Hello"/>.</summary>
public sealed record Welcome
{
    /// <summary>The random name of this run of the server.</summary>
    public required string Incarnation { get; init; }

    /// <summary>The community's name, as its operator chose it.</summary>
    public required string Name { get; init; }

    /// <summary>The caller.</summary>
    public required Person Person { get; init; }

    /// <summary>What the server accepts.</summary>
    public required Limits Limits { get; init; }

    /// <summary>How often beats come.</summary>
    public required BeatTimes Beat { get; init; }

    /// <summary>The newest protocol version that the server speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>The oldest protocol version that the server speaks.</summary>
    public required int OldestProtocol { get; init; }

    /// <summary>The server's clock, milliseconds since 1970 UTC.</summary>
    public required long Time { get; init; }
}

/// <summary>Times of the beat, in milliseconds.</summary>
public sealed record BeatTimes
{
    // set, not init: see Limits.

    /// <summary>Between beats while a watched room changed in the last minute.</summary>
    public int Busy { get; set; } = 3_000;

    /// <summary>Between beats else.</summary>
    public int Quiet { get; set; } = 15_000;

    /// <summary>Between beats to a client that says it is hidden.</summary>
    public int Hidden { get; set; } = 30_000;

    /// <summary>Without any sign of the other side for this long, either side closes the connection.</summary>
    public int Deadline { get; set; } = 45_000;
}
