using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests;

public sealed class TransportTests
{
    private static readonly TimeSpan
        Quiet = TimeSpan.FromMilliseconds(new BeatTimes().Quiet), Deadline = TimeSpan.FromMilliseconds(new BeatTimes().Deadline);

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Messages_go_both_ways_over(HttpTransportType transport)
    {
        await using var server = await RealServer.StartAsync();
        var (ann, ben) = (await server.RegisterAsync("ann"), await server.RegisterAsync("ben"));
        await using var hers = Client(server, ann, transport);
        await using var his = Client(server, ben, transport);
        await LiveAsync(hers);
        await LiveAsync(his);
        var room = (await hers.CreateRoomAsync("tea", cancellationToken: TestContext.Current.CancellationToken).Within()).Value!.Room;
        Assert.True((await his.JoinRoomAsync(room, TestContext.Current.CancellationToken).Within()).Ok);
        hers.Open(room);
        his.Open(room);

        Assert.True((await hers.PostAndWaitAsync(room, "Two sugars?", TestContext.Current.CancellationToken).Within()).Ok);
        await SeesAsync(his, room, "Two sugars?");
        Assert.True((await his.PostAndWaitAsync(room, "None, “thanks” ☕", TestContext.Current.CancellationToken).Within()).Ok);

        await SeesAsync(hers, room, "Two sugars?", "None, “thanks” ☕");
        await SeesAsync(his, room, "Two sugars?", "None, “thanks” ☕");
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Only_who_answers_the_beat_stays_connected_over(HttpTransportType transport)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await RealServer.StartAsync(new ServerParts { Clock = clock });
        var ann = await server.RegisterAsync("ann");
        await using var answering = await RawDevice.ConnectAsync(server.Address, ann, transports: transport);
        await using var silent = await RawDevice.ConnectAsync(server.Address, ann, transports: transport);

        for (var passed = TimeSpan.Zero; passed <= Deadline + Deadline; passed += Quiet)
        {
            answering.Forget();
            clock.Advance(Quiet);
            // The beat crosses a real socket while the clock all but stands still.
            await answering.EventAsync<Beat>(between: () => clock.Advance(TimeSpan.FromMilliseconds(20)));
            Assert.True((await answering.CallAsync<Done>("AnswerBeat", new BeatAnswer())).Ok);
        }

        await silent.Closed;
        Assert.True(answering.IsOpen);
        Assert.NotEmpty(silent.Events<Beat>());
        Assert.True((await answering.CallAsync<HeadsPage>("Heads", new HeadsRequest())).Ok);
    }

    private static ChatConnection Client(RealServer server, Visitor visitor, HttpTransportType transport) =>
        new(new ChatConnectionOptions { Server = server.Address, Token = visitor.Token, Transports = transport });

    private static async Task LiveAsync(ChatConnection client)
    {
        await client.StartAsync(TestContext.Current.CancellationToken).Within();
        Assert.True((await client.WaitUntilLiveAsync(TestContext.Current.CancellationToken).Within()).Ok);
    }

    private static Task SeesAsync(ChatConnection client, Guid room, params string[] texts) => TestDeadline.UntilAsync(() =>
        client.State.Rooms.TryGetValue(room, out var state) &&
        state.Messages.Where(m => m.Notice is null).Select(m => m.Text).SequenceEqual(texts));
}
