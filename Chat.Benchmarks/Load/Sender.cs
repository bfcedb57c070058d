using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary>Somebody who sends: remembers when each message left. Its acknowledgements and its own copies come on its client's connection.</summary>
/// <param name="index">Its number among all senders of the load.</param>
/// <param name="client">Its connection.</param>
internal sealed class Sender(int index, RoomClient client)
{
    // More than can be under way: a connection's backlog in the server is bounded to less.
    private const int Remembered = 1 << 13;

    private readonly long[] _sentAt = new long[Remembered];
    private readonly Lock _lock = new();
    private int _sent, _acknowledged, _seen;
    private bool _toppingUp;

    /// <summary>Its number among all senders of the load.</summary>
    public int Index { get; } = index;

    /// <summary>How many it sent.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>How many were answered, also by a refusal.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>When it sent a message, as a timestamp.</summary>
    public long SentAt(int number) => Volatile.Read(ref _sentAt[number % Remembered]);

    /// <summary>Sends one message.</summary>
    public void Send()
    {
        lock (_lock)
        {
            Volatile.Write(ref _sentAt[_sent % Remembered], Stopwatch.GetTimestamp());
            client.Post(Index, _sent);
            Volatile.Write(ref _sent, _sent + 1);
        }
    }

    /// <summary>The next ones were answered.</summary>
    public void Acknowledge(int count, Meter meter)
    {
        var now = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) meter.Record(meter.Acknowledged, SentAt(_acknowledged + i), now);
        Volatile.Write(ref _acknowledged, _acknowledged + count);
        TopUp();
    }

    /// <summary>Its own message came to it as to every watcher.</summary>
    public void See(int number)
    {
        Volatile.Write(ref _seen, number + 1);
        TopUp();
    }

    /// <summary>From now on it has as much as it may under way, always, until it is told to stop.</summary>
    public void KeepGoing(bool going)
    {
        Volatile.Write(ref _toppingUp, going);
        TopUp();
    }

    private void TopUp()
    {
        while (Volatile.Read(ref _toppingUp) && Sent - Math.Min(Volatile.Read(ref _acknowledged), Volatile.Read(ref _seen)) < LoadPlan.MostUnderWay) Send();
    }
}
