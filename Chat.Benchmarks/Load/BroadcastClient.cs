using System.Net;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>A client of <see cref="Broadcaster"/>: texts both ways, and one's own copy is the acknowledgement.</summary>
internal sealed class BroadcastClient : RoomClient
{
    private readonly HubSocket _socket;
    private int _echoed;

    private BroadcastClient(Place place) : base(place) => _socket = new HubSocket(OnRecord);

    public override Exception? Failure => _socket.Failure;

    public override long Bytes => _socket.Bytes;

    public static async Task<BroadcastClient> ConnectAsync(IPEndPoint server, Place place, CancellationToken cancellationToken)
    {
        var client = new BroadcastClient(place);
        await client._socket.OpenAsync(server, $"{Broadcaster.Path}?room={place.Room}", null, cancellationToken);
        return client;
    }

    public override void Post(int sender, int number) => _socket.Send(Encoding.UTF8.GetBytes(Stamp.Text(sender, number, LoadPlan.TextBytes) + "\u001e"));

    public override void Dispose() => _socket.Dispose();

    private void OnRecord(ReadOnlySpan<byte> record)
    {
        Deliver(record);
        if (Sender is null || Seen(Place.Member) is var seen && seen == _echoed) return;
        Sender.Acknowledge(seen - _echoed, Meter);
        _echoed = seen;
    }
}
