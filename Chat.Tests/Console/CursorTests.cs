using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Client;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>Those who follow rooms miss nothing and get nothing twice, over pauses, beside others and after an older state of the server was put back.</summary>
public sealed partial class CursorTests : IDisposable
{
    private readonly TestShell _ann = new();
    private readonly TestShell _ben = new();

    private string Cursor => Path.Combine(_ann.Home, "cursor");

    public void Dispose()
    {
        _ann.Dispose();
        _ben.Dispose();
    }

    [Fact]
    public async Task What_is_said_in_a_quiet_room_during_the_first_pause_is_not_missed()
    {
        await using var server = await StartAsync("gauge");
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken))
        {
            var first = ChatCommand.RunAsync(_ann.Shell, ["watch", "--room", "gauge", "--cursor", Cursor, "--", "false"], stop.Token);
            await TestDeadline.UntilAsync(() => Kept().Contains('1'));
            await stop.CancelAsync();
            Assert.Equal(130, await first.Within());
        }

        await DoneAsync(_ben, "send", "gauge", "in the pause");
        Assert.Equal(Exit.Crashed, await _ann.RunAsync("watch", "--room", "gauge", "--cursor", Cursor, "--stop", "--", "false"));
        Assert.Contains("false ended with 1: message 2 of gauge", _ann.Error.ToString());
    }

    [Fact]
    public async Task A_cursor_that_can_not_be_written_ends_all_rooms()
    {
        await using var server = await StartAsync("gauge", "tide");
        var tail = _ann.RunAsync("tail", "gauge", "tide", "--cursor", Cursor);
        await TestDeadline.UntilAsync(() => Ones().Count(Kept()) == 2);
        File.Delete(Cursor);
        Directory.CreateDirectory(Path.Combine(Cursor, "in the way"));
        await DoneAsync(_ben, "send", "tide", "two");
        Assert.Equal(Exit.Local, await tail);
        Assert.StartsWith("chat: ", _ann.Error.ToString());
        Assert.Equal([Cursor, Cursor + ".lock"], Directory.GetFileSystemEntries(_ann.Home, "cursor*").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Processes_that_share_a_cursor_file_keep_each_others_rooms()
    {
        await using var server = await StartAsync("gauge", "tide");
        using var other = new TestShell();
        foreach (var (name, value) in _ann.Environment) other.Environment[name] = value;
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken))
        {
            Task<int>[] tails =
            [
                ChatCommand.RunAsync(_ann.Shell, ["tail", "gauge", "--cursor", Cursor], stop.Token),
                ChatCommand.RunAsync(other.Shell, ["tail", "tide", "--cursor", Cursor], stop.Token),
            ];
            await TestDeadline.UntilAsync(() => Ones().Count(Kept()) == 2);
            await DoneAsync(_ben, "send", "gauge", "in the one");
            await TestDeadline.UntilAsync(() => Twos().Count(Kept()) == 1);
            await DoneAsync(_ben, "send", "tide", "in the other");
            await TestDeadline.UntilAsync(() => Twos().Count(Kept()) == 2);
            await stop.CancelAsync();
            foreach (var tail in tails) Assert.Equal(130, await tail.Within());
        }

        _ann.Out.GetStringBuilder().Clear();
        await DoneAsync(_ann, "tail", "gauge", "tide", "--no-follow", "--cursor", Cursor);
        Assert.Equal("", _ann.Out.ToString());
    }

    [Fact]
    public async Task After_an_older_database_was_put_back_what_is_said_then_is_taken_by_all_who_follow()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        (_ann.Environment["CHAT_SERVER"], _ann.Environment["CHAT_TOKEN"]) = (server.Address.ToString(), ann.Token!);
        var (folder, copy) = (Path.GetDirectoryName(server.Database)!, Path.Combine(_ann.Home, "copy"));
        await SayAsync("before");
        await server.StopAsync();
        DatabaseFiles.Copy(folder, copy);
        await server.StartAsync();
        await SayAsync("never was", "nor this", "nor that");
        (string, string)[] session = [("HOME", _ann.Home), ("CHAT_SERVER", server.Address.ToString()), ("CHAT_TOKEN", ann.Token!)];
        await using var tail = LineProcess.Start(["tail", "general"], session);
        await using var plain = LineProcess.Start(["--plain"], session);
        await tail.UntilAsync(": nor that");
        await plain.UntilAsync(": nor that");
        await DoneAsync(_ann, "tail", "general", "--no-follow", "--cursor", Cursor);

        await server.StopAsync();
        DatabaseFiles.Copy(copy, folder);
        await server.StartAsync();
        await SayAsync("another second", "another third", "another fourth", "more");
        _ann.Out.GetStringBuilder().Clear();
        await DoneAsync(_ann, "tail", "general", "--json", "--no-follow", "--cursor", Cursor);
        string[] said = ["another second", "another third", "another fourth", "more"];
        Assert.Equal(said, _ann.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()));
        Assert.Contains("an older state of the server", _ann.Error.ToString());
        await plain.SayAsync("/retry");
        foreach (var text in said)
        {
            await tail.UntilAsync(": " + text);
            await plain.UntilAsync(": " + text);
        }

        async Task SayAsync(params string[] texts)
        {
            await using var connection = await server.ConnectAsync(ann);
            foreach (var text in texts) await connection.SaysAsync(connection.State.Memberships.Keys.Single(), text);
        }
    }

    [Fact]
    public async Task However_much_is_said_little_is_held_though_it_is_taken_slowly()
    {
        await using var server = await StartAsync("gauge");
        await using var chat = new ChatConnection(new ChatConnectionOptions { Server = server.Address, Token = _ann.Environment["CHAT_TOKEN"] });
        await chat.StartAsync(TestContext.Current.CancellationToken);
        Assert.True((await chat.WaitUntilLiveAsync(TestContext.Current.CancellationToken).Within()).Ok);
        var room = (await RoomNames.FindAsync(chat, "gauge", TestContext.Current.CancellationToken)).Value!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var tail = new RoomTail(_ann.Shell, chat, room, (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token)).RunAsync(null, 10, follow: true, stop.Token);
        await TestDeadline.UntilAsync(() => chat.State.Rooms.TryGetValue(room.Id, out var held) && held.Watching == Watching.Live);
        _ben.In = string.Join('\n', Enumerable.Range(2, RoomState.MostHeld + 200));
        await DoneAsync(_ben, "send", "gauge", "--lines");
        await TestDeadline.UntilAsync(() => chat.State.Rooms[room.Id] is { Number: > RoomState.MostHeld + 200, Messages.Count: <= RoomState.MostHeld });
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tail.Within());
    }

    private string Kept() => File.Exists(Cursor) ? File.ReadAllText(Cursor) : "";

    [GeneratedRegex(@":\[?1\b")]
    private static partial Regex Ones();

    [GeneratedRegex(@":\[?2\b")]
    private static partial Regex Twos();

    private async Task<RealServer> StartAsync(params string[] rooms)
    {
        var server = await RealServer.StartAsync();
        await _ann.RegisterAsync(server, "ann");
        await _ben.RegisterAsync(server, "ben");
        foreach (var room in rooms)
        {
            await DoneAsync(_ann, "create", room);
            await DoneAsync(_ben, "join", room);
        }

        return server;
    }

    private static async Task DoneAsync(TestShell shell, params string[] arguments)
    {
        var code = await shell.RunAsync(arguments);
        Assert.True(code == Exit.Done, $"{string.Join(' ', arguments)} ended with {code}: {shell.Error}");
    }
}
