namespace Chat.Contracts;

/// <summary>What both ends must agree on before the first call.</summary>
public static class Protocol
{
    /// <summary>The protocol version that this build speaks. Fields and kinds are only ever added to a version.</summary>
    public const int Version = 1;

    /// <summary>The oldest protocol version that this build still serves.</summary>
    public const int OldestServed = 1;

    /// <summary>The path of the hub, for every transport.</summary>
    public const string HubPath = "/chat";

    /// <summary>The name of the page's session cookie.</summary>
    public const string SessionCookie = "chat-session";
}

/// <summary>The server's limits, as told by <see cref="Welcome"/>. Sizes are bytes of UTF-8, times are milliseconds.</summary>
public sealed record Limits
{
    // set, not init: what the other end did not send would else be read as 0 instead of the default.

    /// <summary>The longest message text, in bytes of UTF-8.</summary>
    public int TextBytes { get; set; } = 16_384;

    /// <summary>The most messages in one <c>PostMessages</c>.</summary>
    public int PostMessages { get; set; } = 50;

    /// <summary>The largest <c>PostMessages</c>, in bytes of JSON; one message is always allowed.</summary>
    public int PostBytes { get; set; } = 96 * 1024;

    /// <summary>The most items in one <c>Watch</c>.</summary>
    public int WatchItems { get; set; } = 100;

    /// <summary>The most scopes that one connection watches at a time.</summary>
    public int Watches { get; set; } = 500;

    /// <summary>The most messages in one page or change set.</summary>
    public int PageMessages { get; set; } = 50;

    /// <summary>The largest page or change set, in bytes of JSON; one message is always allowed.</summary>
    public int PageBytes { get; set; } = 200 * 1024;

    /// <summary>A cursor that lies more changed rows than this behind is answered with <c>reset</c>.</summary>
    public int CatchUpRows { get; set; } = 1_000;

    /// <summary>The longest room name, in characters (UTF-16 units).</summary>
    public int RoomName { get; set; } = 60;

    /// <summary>The longest topic, in characters (UTF-16 units).</summary>
    public int Topic { get; set; } = 250;

    /// <summary>The longest display name, in characters (UTF-16 units).</summary>
    public int DisplayName { get; set; } = 64;

    /// <summary>Members of rooms up to this size get everybody's presence; larger rooms show a count.</summary>
    public int PresenceMembers { get; set; } = 200;

    /// <summary>The limits that this build starts with.</summary>
    public static Limits Default => new();
}
