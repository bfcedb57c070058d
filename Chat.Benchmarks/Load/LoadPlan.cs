namespace Chat.Benchmarks;

/// <summary>Rooms that are watched and spoken in.</summary>
/// <param name="Rooms">How many rooms.</param>
/// <param name="Watchers">How many connections watch each room, every one of them one room.</param>
/// <param name="Senders">How many of them speak, in each room.</param>
/// <param name="Rate">Messages a second over all rooms, evenly spaced; null: as many as are taken.</param>
internal sealed record LoadPlan(int Rooms, int Watchers, int Senders, double? Rate)
{
    /// <summary>Bytes of a message's text.</summary>
    public const int TextBytes = 200;

    /// <summary>Messages that a sender has under way at most, when there is no <see cref="Rate"/>.</summary>
    public const int MostUnderWay = 200;
}
