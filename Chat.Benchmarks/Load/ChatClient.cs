using System.Net;
using System.Text;
using Chat.Contracts;

namespace Chat.Benchmarks;

/// <summary>
/// A client of this server, as the contract has it: hello, watch oneself, watch the room, answer each beat; one
/// <c>PostMessages</c> under way, and what is written meanwhile goes with the next one.
/// </summary>
internal sealed class ChatClient(Place place, Guid room) : HubClient(place)
{
    private readonly Lock _lock = new();
    private readonly Queue<(int Sender, int Number)> _outbox = new();
    private int _underWay;

    public static async Task<ChatClient> ConnectAsync(IPEndPoint server, Place place, Guid person, string token, Guid room, CancellationToken cancellationToken)
    {
        var client = new ChatClient(place, room);
        await client.OpenAsync(server, Protocol.HubPath, token, cancellationToken);
        await client.CallAsync(nameof(IChatHub.Hello), $$"""{"protocol":{{Protocol.Version}},"client":"benchmark/1"}""", cancellationToken);
        await client.WatchAsync(Scope.Person(person), cancellationToken);
        await client.WatchAsync(Scope.Room(room), cancellationToken);
        return client;
    }

    public override void Post(int sender, int number)
    {
        lock (_lock)
        {
            _outbox.Enqueue((sender, number));
            if (_underWay == 0) PostNext();
        }
    }

    protected override void OnEvent(ReadOnlySpan<byte> record)
    {
        var begin = "{\"type\":1,\"target\":\""u8;
        if (!record.StartsWith(begin)) return;
        record = record[begin.Length..];
        if (record.StartsWith("Changes\""u8)) Deliver(record);
        else if (record.StartsWith("Beat\""u8) && record.IndexOf("\"noAnswer\":true"u8) < 0) Send("{\"type\":1,\"target\":\"AnswerBeat\",\"arguments\":[{}]}\u001e"u8);
    }

    protected override void OnPosted(ReadOnlySpan<byte> record)
    {
        int posted;
        lock (_lock)
        {
            posted = _underWay;
            PostNext();
        }
        if (Count(record, "\"status\":\"ok\""u8) is var taken && taken < posted) Meter.Refuse(posted - taken);
        Sender!.Acknowledge(posted, Meter);
    }

    private async Task WatchAsync(Scope scope, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(nameof(IChatHub.Watch), $$"""{"items":[{"scope":"{{scope}}"}]}""", cancellationToken);
        if (answer.AsSpan().IndexOf("\"kind\":\"snapshot\""u8) < 0)
            throw new IOException($"{scope} can't be watched: {Encoding.UTF8.GetString(answer)}");
    }

    private void PostNext()
    {
        _underWay = Math.Min(_outbox.Count, Limits.Default.PostMessages);
        if (_underWay == 0) return;
        var messages = Enumerable.Range(0, _underWay).Select(_ => _outbox.Dequeue())
            .Select(m => $$"""{"id":"{{Guid.CreateVersion7()}}","text":"{{Stamp.Text(m.Sender, m.Number, LoadPlan.TextBytes)}}"}""");
        Send(Encoding.UTF8.GetBytes(
            $$"""{"type":1,"invocationId":"p","target":"PostMessages","arguments":[{"room":"{{room}}","messages":[{{string.Join(',', messages)}}]}]}""" + "\u001e"));
    }

    private static int Count(ReadOnlySpan<byte> record, ReadOnlySpan<byte> what)
    {
        var count = 0;
        for (int at; (at = record.IndexOf(what)) >= 0; count++) record = record[(at + what.Length)..];
        return count;
    }
}
