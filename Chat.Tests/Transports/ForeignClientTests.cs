using Chat.Client;
using Chat.Tests.Support;

namespace Chat.Tests;

public sealed class ForeignClientTests
{
    [Fact]
    public async Task Clients_in_three_languages_see_the_same_messages_in_the_same_order()
    {
        await using var server = await RealServer.StartAsync();
        var (ben, cleo) = (await server.RegisterAsync("ben"), await server.RegisterAsync("cleo"));
        await using var ours = await ConnectAsync(server, await server.RegisterAsync("ann"));
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

    [Fact]
    public async Task After_an_older_database_was_put_back_they_say_again_what_there_is()
    {
        await using var server = await RealServer.StartAsync();
        var (ben, cleo) = (await server.RegisterAsync("ben"), await server.RegisterAsync("cleo"));
        await using var ours = await ConnectAsync(server, await server.RegisterAsync("ann"));
        var room = (await ours.CreateRoomAsync("harbour", cancellationToken: TestContext.Current.CancellationToken).Within()).Value!.Room;
        string[] before = ["1 ann: (created harbour)", "2 ann: before the copy"];
        await SayAsync("before the copy");
        // With ben and cleo in it, whose joining the copy has too.
        await using var node = await ForeignClient.NodeAsync(server, ben, room);
        await using var python = ForeignClient.Python(server, cleo, room);
        await PrintsAsync(before);

        var copy = Directory.CreateTempSubdirectory("chat-copy-").FullName;
        await server.RestartAsync(() => DatabaseFiles.Copy(server.Data, copy));
        await SayAsync("never was");
        await SayAsync("nor was this");
        string[] printed = [.. before, "3 ann: never was", "4 ann: nor was this"];
        await PrintsAsync(printed);
        await server.RestartAsync(() => DatabaseFiles.Copy(copy, server.Data));
        await SayAsync("after it");
        await PrintsAsync([.. printed, .. before, "3 ann: after it"]);
        Directory.Delete(copy, recursive: true);

        async Task SayAsync(string text) => Assert.True((await ours.PostAndWaitAsync(room, text).Within()).Ok);

        async Task PrintsAsync(string[] lines)
        {
            await TestDeadline.UntilAsync(() => node.Lines.Count >= lines.Length && python.Lines.Count >= lines.Length);
            Assert.Equal(lines, node.Lines);
            Assert.Equal(lines, python.Lines);
        }
    }

    private static async Task<ChatConnection> ConnectAsync(RealServer server, Visitor visitor)
    {
        var client = new ChatConnection(new ChatConnectionOptions { Server = server.Address, Token = visitor.Token });
        await client.StartAsync(TestContext.Current.CancellationToken).Within();
        Assert.True((await client.WaitUntilLiveAsync(TestContext.Current.CancellationToken).Within()).Ok);
        return client;
    }

    private static List<string> Seen(ChatConnection client, Guid room) => client.State is var state && state.Rooms.TryGetValue(room, out var held)
        ? [.. held.Messages.Select(m => $"{m.Number} {state.NameOf(m.Author)}: {(m.Notice is { } notice ? $"({notice.Kind} {notice.Value})" : m.Text)}")]
        : [];
}
