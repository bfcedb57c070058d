using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>The verbs as programs: how they end, and what they do with pipes and disks that end before they do.</summary>
public sealed class VerbProcessTests(SharedServer server) : IClassFixture<SharedServer>, IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("chat-verbs-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData(0, "whoami")]
    [InlineData(0, "tail", "{room}", "--no-follow")]
    [InlineData(1, "watch", "--room", "{room}", "--own", "--stop", "--cursor", "{home}/cursor", "--", "false")]
    [InlineData(2, "nonsense")]
    [InlineData(2, "send", "{room}", "--lines", "text")]
    [InlineData(3, "whoami", "--profile", "nobody")]
    [InlineData(4, "send", "nowhere", "hello")]
    [InlineData(6, "tail", "{room}", "--cursor", "{home}/notes")]
    [InlineData(6, "rooms", "--profile", "broken")]
    [InlineData(6, "rooms", "--ca-file", "{home}/notes")]
    public async Task The_exit_code_tells_how_it_ended(int code, params string[] arguments)
    {
        var (ann, room) = await JoinedAsync("hello");
        await WriteAsync("cursor", $$"""{"{{room}}":0}""");
        await WriteAsync("notes", "my notes");
        await WriteAsync(".config/chat/profiles/broken/credentials.json", "{ not json");
        await using var chat = Start(ann, [.. arguments.Select(word => Fill(word, room))]);
        Assert.Equal(code, await chat.EndAsync());
        if (code == 0) Assert.Equal("", chat.Errors);
        else Assert.StartsWith("chat: ", chat.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", chat.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_server_it_ends_with_5()
    {
        await using var chat = LineProcess.Start(["rooms"], ("HOME", _home), ("CHAT_SERVER", $"http://127.0.0.1:{ServerProcess.FreePort()}"), ("CHAT_TOKEN", "token"));
        Assert.Equal(5, await chat.EndAsync());
        Assert.StartsWith("chat: ", chat.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_ends_with_130()
    {
        var (ann, room) = await JoinedAsync("hello");
        await using var chat = Start(ann, "tail", room);
        await chat.UntilAsync("hello");
        await chat.InterruptAsync();
        Assert.Equal(130, await chat.CodeAsync());
        Assert.Equal("", chat.Errors);
    }

    [Fact]
    public async Task A_word_after_an_at_sign_is_said_and_not_read()
    {
        var (ann, room) = await JoinedAsync();
        await WriteAsync("secret", "my password");
        await using var send = Start(ann, "send", room, Fill("@{home}/secret", room));
        Assert.Equal(0, await send.EndAsync());
        await using var history = Start(ann, "history", room);
        Assert.Equal(0, await history.EndAsync());
        Assert.EndsWith($": @{_home}/secret", history.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tail {room} --since 0 | head -n 1")]
    [InlineData("history {room} | head -n 1")]
    [InlineData("history {room} --json | head -n 1")]
    public async Task A_pipe_that_is_closed_early_ends_it_quietly(string line)
    {
        var (ann, room) = await JoinedAsync(Enumerable.Range(1, 300).Select(number => new string('x', 1_000) + number));
        await using var bash = StartLine(ann, "set -o pipefail; chat " + Fill(line, room));
        Assert.Equal(0, await bash.EndAsync());
        Assert.Single(bash.Lines);
        Assert.Equal("", bash.Errors);
    }

    [Theory]
    [InlineData("whoami")]
    [InlineData("rooms --json")]
    [InlineData("tail {room} --since 0")]
    [InlineData("history {room}")]
    public async Task A_full_disk_ends_it_with_6_and_a_line(string line)
    {
        var (ann, room) = await JoinedAsync("hello");
        await using var bash = StartLine(ann, $"chat {Fill(line, room)} > /dev/full");
        Assert.Equal(6, await bash.EndAsync());
        Assert.StartsWith("chat: ", Assert.Single(bash.Errors.Split('\n')), StringComparison.Ordinal);
    }

    private async Task<(SignedIn Ann, string Room)> JoinedAsync(params IEnumerable<string> said)
    {
        var ann = await server.PersonAsync("ann");
        var room = await server.RoomAsync(server.NewName("gauge"), said);
        await using var chat = await server.Server.ConnectAsync(ann);
        (await chat.JoinRoomAsync(room, TestContext.Current.CancellationToken).Within()).Value();
        return (ann, room.ToString("D"));
    }

    private string Fill(string word, string room) => word.Replace("{home}", _home, StringComparison.Ordinal).Replace("{room}", room, StringComparison.Ordinal);

    private async Task WriteAsync(string file, string content)
    {
        var path = Path.Combine(_home, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private LineProcess Start(SignedIn person, params string[] arguments) => LineProcess.Start(arguments, Variables(person));

    private LineProcess StartLine(SignedIn person, string line) =>
        LineProcess.StartProgram("bash", ["-c", $"chat() {{ {ConsoleSteps.Program} \"$@\"; }}; {line}"], Variables(person));

    private (string, string)[] Variables(SignedIn person) =>
        [("HOME", _home), ("CHAT_SERVER", server.Server.Address.ToString()), ("CHAT_TOKEN", person.Token!)];
}
