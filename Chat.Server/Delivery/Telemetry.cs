using System.Diagnostics.Metrics;

namespace Chat.Server;

/// <summary>The service's own metrics, under the meter <c>Chat.Server</c>.</summary>
internal static class Telemetry
{
    public const string MeterName = "Chat.Server";
    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("chat.commit.changes", "{change}", "Changes per commit");
    private static readonly Counter<long> Behind = Meter.CreateCounter<long>("chat.connection.behind", "{event}", "Backlogs dropped");
    private static readonly UpDownCounter<long> Connections = Meter.CreateUpDownCounter<long>("chat.connections", "{connection}", "Open connections");

    public static void Committed(int changes) => BatchSize.Record(changes);

    public static void FellBehind() => Behind.Add(1);

    public static void ConnectionOpened() => Connections.Add(1);

    public static void ConnectionClosed() => Connections.Add(-1);
}
