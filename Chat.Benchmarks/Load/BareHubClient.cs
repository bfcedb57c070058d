using System.Net;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>A client of <see cref="BareHub"/> or <see cref="SyncedInsertHub"/>: an invocation for each message, as many under way as there are.</summary>
internal sealed class BareHubClient(Place place) : HubClient(place)
{
    public static async Task<BareHubClient> ConnectAsync(IPEndPoint server, string path, Place place, CancellationToken cancellationToken)
    {
        var client = new BareHubClient(place);
        await client.OpenAsync(server, path, null, cancellationToken);
        await client.CallAsync(nameof(BareHub.Join), $"\"{place.Room}\"", cancellationToken);
        return client;
    }

    public override void Post(int sender, int number) => Send(Encoding.UTF8.GetBytes(
        $$"""{"type":1,"invocationId":"p","target":"{{nameof(BareHub.Say)}}","arguments":["{{Place.Room}}","{{Stamp.Text(sender, number, LoadPlan.TextBytes)}}"]}""" + "\u001e"));

    protected override void OnEvent(ReadOnlySpan<byte> record) => Deliver(record);

    protected override void OnPosted(ReadOnlySpan<byte> record)
    {
        if (record.IndexOf("\"error\":"u8) >= 0) Meter.Refuse(1);
        Sender!.Acknowledge(1, Meter);
    }
}
