using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Chat.Contracts;

namespace Chat.Benchmarks;

/// <summary>Somebody who reads, one call after the other.</summary>
internal sealed class HistoryClient : HubClient
{
    private HistoryClient() : base(new Place([], 0, 0, 0))
    {
    }

    public static async Task<HistoryClient> ConnectAsync(IPEndPoint server, string token, CancellationToken cancellationToken)
    {
        var client = new HistoryClient();
        await client.OpenAsync(server, Protocol.HubPath, token, cancellationToken);
        await client.CallAsync(nameof(IChatHub.Hello), $$"""{"protocol":{{Protocol.Version}},"client":"benchmark/1"}""", cancellationToken);
        return client;
    }

    /// <summary>Asks, and takes the time until the answer is there.</summary>
    /// <exception cref="IOException">The answer has no messages.</exception>
    public async Task AskAsync(string method, string arguments, Latencies took, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await CallAsync(method, arguments, cancellationToken);
        took.Record(began, Stopwatch.GetTimestamp());
        if (answer.AsSpan().IndexOf("\"messages\":[{"u8) < 0) throw new IOException($"{method} {arguments} has no messages: {Encoding.UTF8.GetString(answer)}");
    }

    /// <summary>How far a room is.</summary>
    public async Task<(long Revision, long Number, string Incarnation)> HeadAsync(Guid room, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(nameof(IChatHub.Watch), $$"""{"items":[{"scope":"{{Scope.Room(room)}}"}]}""", cancellationToken);
        using var record = JsonDocument.Parse(answer);
        var set = record.RootElement.GetProperty("result").GetProperty("value").GetProperty("answers")[0].GetProperty("set");
        return (set.GetProperty("to").GetInt64(), set.GetProperty("number").GetInt64(), set.GetProperty("incarnation").GetString()!);
    }

    public override void Post(int sender, int number) => throw new NotSupportedException("It only reads.");

    protected override void OnEvent(ReadOnlySpan<byte> record)
    {
        if (record.IndexOf("\"target\":\"Beat\""u8) >= 0 && record.IndexOf("\"noAnswer\":true"u8) < 0) Send("{\"type\":1,\"target\":\"AnswerBeat\",\"arguments\":[{}]}\u001e"u8);
    }

    protected override void OnPosted(ReadOnlySpan<byte> record)
    {
    }
}
