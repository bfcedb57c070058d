using Chat.Client;
using Chat.Tests.Support;

namespace Chat.Tests;

public sealed class ForeignClientTests
{
    [Fact]
    public async Task Clients_in_three_languages_see_the_same_messages_in_the_same_order()
    {
        await using var server = await RealServer.StartAsync();
        var (ann, ben, cleo) = (await server.RegisterAsync("ann"), await server.RegisterAsync("ben"), await server.RegisterAsync("cleo"));
        await using var ours = new ChatConnection(new ChatConnectionOptions { Server = server.Address, Token = ann.Token });
        await ours.StartAsync(TestContext.Current.CancellationToken).Within();
        Assert.True((await ours.WaitUntilLiveAsync(TestContext.Current.CancellationToken).Within()).Ok);
        var room = (await ours.CreateRoomAsync("harbour", cancellationToken: TestContext.Current.CancellationToken).Within()).Value!.Room;
        ours.Open(room);

        await using var node = await ForeignClient.NodeAsync(server, ben, room);
        await using var python = ForeignClient.Python(server, cleo, room);
        await TestDeadline.UntilAsync(() => node.Lines.Count == 1 && python.Lines.Count == 1);
        for (var i = 1; i <= 10; i++)
        {
            node.Type($"from node {i}: \"quoted\" ☕");
            python.Type($"from python {i}: C:\\new 🐍");
            Assert.True((await ours.PostAsync(room, $"from .NET {i}: größer 上海")).Ok);
        }

        // 30 messages, after the notice of the room's creation.
        // A name that isn't known yet is asked for, and drawn as … meanwhile.
        await TestDeadline.UntilAsync(() => Seen(ours, room) is { Count: 31 } lines && !lines.Any(l => l.Contains(" …: ")) && node.Lines.Count >= 31 && python.Lines.Count >= 31);
        var seen = Seen(ours, room);
        Assert.Equal(seen, node.Lines);
        Assert.Equal(seen, python.Lines);
        Assert.Equal("1 ann: (created harbour)", seen[0]);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"ben: from node {i}: \"quoted\" ☕"), Of("ben"));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"cleo: from python {i}: C:\\new 🐍"), Of("cleo"));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"ann: from .NET {i}: größer 上海"), Of("ann").Skip(1));
        Assert.Equal("", node.Errors + python.Errors);

        IEnumerable<string> Of(string name) => seen.Select(line => line[(line.IndexOf(' ') + 1)..]).Where(line => line.StartsWith(name));
    }

    private static List<string> Seen(ChatConnection client, Guid room) => client.State is var state && state.Rooms.TryGetValue(room, out var held)
        ? [.. held.Messages.Select(m => $"{m.Number} {state.NameOf(m.Author)}: {(m.Notice is { } notice ? $"({notice.Kind} {notice.Value})" : m.Text)}")]
        : [];
}
