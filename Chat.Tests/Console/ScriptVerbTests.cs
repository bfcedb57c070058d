using System.Text.Json;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>The verbs as scripts use them, two people at a real server.</summary>
public sealed class ScriptVerbTests : IAsyncLifetime
{
    private readonly TestShell _ann = new();
    private readonly TestShell _ben = new();
    private RealServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync();
        await _ann.RegisterAsync(_server, "ann");
        await _ben.RegisterAsync(_server, "ben");

        await DoneAsync(_ann, "create", "gauge");
        await DoneAsync(_ben, "join", "gauge");
    }

    public async ValueTask DisposeAsync()
    {
        _ann.Dispose();
        _ben.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Each_line_is_a_message_in_order_and_a_refused_one_does_not_hold_up_the_next()
    {
        _ben.In = string.Join('\n', Enumerable.Range(1, 450).Select(i => i == 200 ? new string('x', 20_000) : $"line {i}").Append("").Append("last"));
        _ben.Out.GetStringBuilder().Clear();
        Assert.Equal(Exit.Refused, await _ben.RunAsync("send", "gauge", "--lines", "--json"));
        Assert.StartsWith("chat: Line 200: ", _ben.Error.ToString());
        var acknowledged = Objects(_ben);
        Assert.Equal(450, acknowledged.Count);
        Assert.Equal(Enumerable.Range(2, 450), acknowledged.Select(line => line.GetProperty("number").GetInt32()));
        Assert.Equal([1, 2, 199, 201, 452], new[] { 0, 1, 198, 199, 449 }.Select(i => acknowledged[i].GetProperty("line").GetInt32()));

        var history = await ReadAsync(_ann, "history", "gauge", "--json", "--after", "1");
        Assert.Equal(
            Enumerable.Range(1, 450).Where(i => i != 200).Select(i => $"line {i}").Append("last"),
            history.Select(line => line.GetProperty("text").GetString()!));
    }

    [Theory]
    [InlineData(null, null, null, 1, 12)]
    [InlineData(null, null, 3L, 10, 12)]
    [InlineData(4L, null, null, 5, 12)]
    [InlineData(4L, null, 2L, 5, 6)]
    [InlineData(null, 6L, 2L, 4, 5)]
    [InlineData(4L, 8L, null, 5, 7)]
    [InlineData(12L, null, null, 0, -1)]
    public async Task History_prints_the_part_that_is_asked_for(long? after, long? before, long? limit, int first, int last)
    {
        _ben.In = string.Join('\n', Enumerable.Range(2, 11));
        await DoneAsync(_ben, "send", "gauge", "--lines");
        List<string> arguments = ["history", "gauge", "--json"];
        foreach (var (name, value) in new[] { ("--after", after), ("--before", before), ("--limit", limit) })
            if (value is { } number) arguments.AddRange([name, number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var numbers = (await ReadAsync(_ann, [.. arguments])).Select(line => line.GetProperty("number").GetInt32());
        Assert.Equal(Enumerable.Range(first, last - first + 1), numbers);
    }

    [Fact]
    public async Task A_cursor_file_goes_on_in_each_room_where_it_stopped()
    {
        await DoneAsync(_ben, "create", "tide");
        await DoneAsync(_ann, "join", "tide");
        await DoneAsync(_ben, "send", "gauge", "one");
        await DoneAsync(_ben, "send", "tide", "two");
        var cursor = Path.Combine(_ann.Home, "cursor");
        var first = await ReadAsync(_ann, "tail", "gauge", "tide", "--json", "--no-follow", "--cursor", cursor);
        Assert.Equal(["", "", "one", "two"], first.Select(line => line.GetProperty("text").GetString()!).Order());
        Assert.Empty(await ReadAsync(_ann, "tail", "gauge", "tide", "--json", "--no-follow", "--cursor", cursor));
        await DoneAsync(_ben, "send", "tide", "three");
        var later = Assert.Single(await ReadAsync(_ann, "tail", "gauge", "tide", "--json", "--no-follow", "--cursor", cursor));
        Assert.Equal("tide", later.GetProperty("roomName").GetString());
        Assert.Equal("three", later.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_file_that_is_no_cursor_is_told_and_left_alone()
    {
        var cursor = Path.Combine(_ann.Home, "notes");
        await File.WriteAllTextAsync(cursor, "my notes", TestContext.Current.CancellationToken);
        Assert.Equal(Exit.Local, await _ann.RunAsync("tail", "gauge", "--no-follow", "--cursor", cursor));
        Assert.Contains("no cursor file", _ann.Error.ToString());
        Assert.Equal("my notes", await File.ReadAllTextAsync(cursor, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Unread_is_counted_and_read_on_all_devices()
    {
        await DoneAsync(_ben, "send", "gauge", "one");
        await DoneAsync(_ben, "send", "gauge", "two");
        Assert.Equal("2\n", await TextAsync(_ann, "unread", "--count"));
        Assert.Equal("2\t# gauge\n", await TextAsync(_ann, "unread"));
        await DoneAsync(_ann, "read", "gauge", "--to", "2");
        Assert.Equal("1\n", await TextAsync(_ann, "unread", "--count"));
        await DoneAsync(_ann, "read", "--all");
        Assert.Equal("0\n", await TextAsync(_ann, "unread", "--count"));
        Assert.Equal("", await TextAsync(_ann, "unread"));
    }

    [Theory]
    [InlineData("read")]
    [InlineData("read", "gauge", "--all")]
    [InlineData("read", "gauge", "tide", "--to", "3")]
    [InlineData("tail", "gauge", "tide", "--since", "3")]
    [InlineData("tail", "gauge", "--follow", "--no-follow")]
    [InlineData("history", "gauge", "--limit", "0")]
    [InlineData("send", "gauge", "--lines", "text")]
    [InlineData("send", "gauge", "--queue", "text")]
    [InlineData("watch")]
    public async Task What_contradicts_itself_is_wrong_usage(params string[] arguments)
    {
        Assert.Equal(Exit.Usage, await _ann.RunAsync(arguments));
        Assert.StartsWith("chat: ", _ann.Error.ToString());
    }

    [Fact]
    public async Task Members_come_with_roles_and_who_leaves_is_gone()
    {
        Assert.Equal("ann\towner\nben\n", await TextAsync(_ben, "members", "gauge"));
        await DoneAsync(_ben, "leave", "gauge");
        Assert.Equal("ann\towner\n", await TextAsync(_ann, "members", "gauge"));
        Assert.Equal(Exit.Refused, await _ben.RunAsync("send", "gauge", "hello"));
    }

    [Fact]
    public async Task Status_tells_what_waits_also_when_the_server_is_away()
    {
        var id = (await TextAsync(_ann, "rooms", "--json")).Split('"')[3];
        var before = Assert.Single(await ReadAsync(_ann, "status", "--json"));
        Assert.Equal("signed in", before.GetProperty("state").GetString());
        Assert.Equal(0, before.GetProperty("outbox").GetInt32());
        Assert.Equal(Exit.Done, await _ann.RunAsync("send", "--queue", "--wait", id, "now"));
        _ann.Environment["CHAT_SERVER"] = "http://127.0.0.1:1";
        Assert.Equal(Exit.Unreachable, await _ann.RunAsync("status"));
        Assert.Contains("unreachable", _ann.Out.ToString());
    }

    [Fact]
    public async Task A_command_runs_once_for_each_message_without_a_shell_between()
    {
        var seen = Path.Combine(_ann.Home, "seen");
        await File.WriteAllTextAsync(Path.Combine(_ann.Home, "take"), "#!/bin/sh\nread -r line\nprintf '%s|%s|%s\\n' \"$CHAT_AUTHOR\" \"$CHAT_TEXT\" \"${CHAT_TOKEN-none}\" >> \"$1\"\n", TestContext.Current.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var cursor = Path.Combine(_ann.Home, "cursor");
        await DoneAsync(_ann, "tail", "gauge", "--no-follow", "--cursor", cursor);
        var watch = ChatCommand.RunAsync(
            _ann.Shell, ["watch", "--room", "gauge", "--cursor", cursor, "--", "sh", Path.Combine(_ann.Home, "take"), seen], stop.Token);
        await DoneAsync(_ben, "send", "gauge", "$(touch pwned); `id`");
        await DoneAsync(_ann, "send", "gauge", "my own");
        await DoneAsync(_ben, "send", "gauge", "second");
        await TestDeadline.UntilAsync(() => File.Exists(seen) && File.ReadAllLines(seen).Length >= 2);
        await stop.CancelAsync();
        Assert.Equal(130, await watch.Within());
        Assert.Equal(["ben|$(touch pwned); `id`|none", "ben|second|none"], await File.ReadAllLinesAsync(seen, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_command_runs_for_rooms_as_well_that_are_joined_while_it_watches()
    {
        var seen = Path.Combine(_ann.Home, "seen");
        await ScriptFile.WriteAsync(Path.Combine(_ann.Home, "take"), "printf '%s: %s\\n' \"$CHAT_ROOM\" \"$CHAT_TEXT\" >> \"$1\"\n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var watch = ChatCommand.RunAsync(_ann.Shell, ["watch", "--", Path.Combine(_ann.Home, "take"), seen], stop.Token);
        do await DoneAsync(_ben, "send", "gauge", "Are you there?");
        while (!File.Exists(seen));
        await DoneAsync(_ben, "create", "tide");
        await DoneAsync(_ben, "send", "tide", "before");
        await DoneAsync(_ann, "join", "tide");
        await DoneAsync(_ben, "send", "tide", "after");
        string[] Heard() => [.. File.ReadAllLines(seen).Where(line => line.StartsWith("tide", StringComparison.Ordinal))];
        await TestDeadline.UntilAsync(() => Heard().Length > 0);
        await stop.CancelAsync();
        Assert.Equal(130, await watch.Within());
        Assert.Equal(["tide: after"], Heard());
    }

    [Fact]
    public async Task A_command_goes_on_for_the_other_rooms_when_one_can_no_longer_be_read()
    {
        var seen = Path.Combine(_ann.Home, "seen");
        await ScriptFile.WriteAsync(Path.Combine(_ann.Home, "take"), "printf '%s: %s\\n' \"$CHAT_ROOM\" \"$CHAT_TEXT\" >> \"$1\"\n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        for (var room = 1; room <= 5; room++) await DoneAsync(_ann, "create", $"plans {room}", "--private");
        var watch = ChatCommand.RunAsync(_ann.Shell, ["watch", "--", Path.Combine(_ann.Home, "take"), seen], stop.Token);
        do await DoneAsync(_ben, "send", "gauge", "Are you there?");
        while (!File.Exists(seen));
        for (var room = 1; room <= 5; room++) await DoneAsync(_ann, "leave", $"plans {room}");
        await DoneAsync(_ben, "send", "gauge", "And now?");
        await TestDeadline.UntilAsync(() => watch.IsCompleted || File.ReadAllLines(seen).Contains("gauge: And now?"));
        await stop.CancelAsync();
        Assert.Equal(130, await watch.Within());
    }

    [Fact]
    public async Task A_command_that_fails_gets_its_message_again_the_next_time()
    {
        var cursor = Path.Combine(_ann.Home, "cursor");
        await DoneAsync(_ann, "tail", "gauge", "--no-follow", "--cursor", cursor);
        await DoneAsync(_ben, "send", "gauge", "one");
        Assert.Equal(Exit.Crashed, await _ann.RunAsync("watch", "--room", "gauge", "--cursor", cursor, "--stop", "--", "false"));
        Assert.Contains("false ended with 1: message 2 of gauge", _ann.Error.ToString());
        Assert.Equal(Exit.Crashed, await _ann.RunAsync("watch", "--room", "gauge", "--cursor", cursor, "--stop", "--", "no-such-program"));
        Assert.Contains("no-such-program can't be started", _ann.Error.ToString());
    }

    private static async Task DoneAsync(TestShell shell, params string[] arguments)
    {
        var code = await shell.RunAsync(arguments);
        Assert.True(code == Exit.Done, $"{string.Join(' ', arguments)} ended with {code}: {shell.Error}");
    }

    private static async Task<string> TextAsync(TestShell shell, params string[] arguments)
    {
        shell.Out.GetStringBuilder().Clear();
        await DoneAsync(shell, arguments);
        return shell.Out.ToString();
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(TestShell shell, params string[] arguments)
    {
        await TextAsync(shell, arguments);
        return Objects(shell);
    }

    private static List<JsonElement> Objects(TestShell shell) =>
        [.. shell.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
