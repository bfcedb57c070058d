namespace Chat.Client;

/// <summary>What is kept at most.</summary>
internal static class CacheBounds
{
    /// <summary>As many as the engine itself holds of rooms that aren't open.</summary>
    public const int Rooms = 20;

    /// <summary>Of a room.</summary>
    public const int Messages = 200;

    /// <summary>Of a room's messages, in UTF-16 units; one message is always kept.</summary>
    public const int RoomText = 256 * 1024;

    /// <summary>Of a room; of more than these only oneself is kept.</summary>
    public const int Members = 200;

    public const int People = 2_000;

    public const int Heads = 1_000;

    /// <summary>The file.</summary>
    public const int Bytes = 4 * 1024 * 1024;
}
