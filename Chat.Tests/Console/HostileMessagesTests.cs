using System.Text.Json;
using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>
/// What a server without any checks could hand on: escape sequences and worse in texts, names and topics. Every byte that is
/// written to the terminal is looked at.
/// </summary>
public sealed class HostileMessagesTests(HostileMessagesTests.Place place) : IClassFixture<HostileMessagesTests.Place>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_full_screen_writes_nothing_but_words_of_it()
    {
        await using var terminal = await ConsoleSteps.OpenAsync(place.Server, place.Ann, 120, 100, _folder, $"sh -c 'read go; exec {ConsoleSteps.Program}'");
        await terminal.RecordAsync(Raw);
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync(HostileCorpus.Last);
        await terminal.PressAsync("C-k");
        await terminal.UntilAsync("│ Go to");
        await terminal.PressAsync("Escape");
        await terminal.UntilAsync(screen => !screen.Contains("│ Go to", StringComparison.Ordinal));

        await terminal.PressAsync("PageUp");
        await terminal.UntilAsync("␛[2J␛[H");
        await terminal.PressAsync("End");
        await terminal.UntilAsync(HostileCorpus.Last);

        await terminal.ResizeAsync(40, 12);
        await terminal.UntilAsync(screen => screen.Contains("› Message #", StringComparison.Ordinal) && screen.Contains("is harmless.", StringComparison.Ordinal));
        await terminal.PressAsync("PageUp");
        await terminal.UntilAsync(screen => !screen.Contains("is harmless.", StringComparison.Ordinal));
        await terminal.PressAsync("End");
        await terminal.UntilAsync("is harmless.");

        // No answer of the terminal to a question of theirs was typed into the line.
        Assert.Contains("› Message #", await terminal.ScreenAsync(), StringComparison.Ordinal);
        Assert.Equal("1 0", await terminal.AskAsync("#{alternate_on} #{pane_dead}"));
        Assert.DoesNotContain("owned", await terminal.AskAsync("#{pane_title}"), StringComparison.Ordinal);
        await terminal.PressAsync("C-q");
        await TestDeadline.UntilAsync(() => Written().Contains("\e[?1049l", StringComparison.Ordinal));
        Assert.Contains("␛[2J␛[H", Written(), StringComparison.Ordinal);
        Assert.Contains("\e]8;;https://good.example/\e\\", Written(), StringComparison.Ordinal);
        HostileCorpus.AssertHarmless(Bytes(), screen: true);
    }

    [Fact]
    public async Task Plain_mode_and_the_verbs_write_nothing_but_words_of_it()
    {
        // Escapes are neither theirs nor ours here.
        var room = place.Room.ToString("D");
        var verbs = new[] { "rooms --all", $"members {room}", $"history {room}", $"tail {room} --no-follow", "unread" };
        var script = Path.Combine(_folder, "script");
        await ScriptFile.WriteAsync(script, $"read go\n{string.Concat(verbs.Select(verb => $"{ConsoleSteps.Program} {verb}\n"))}{ConsoleSteps.Program} --plain\necho 'this is the '\"end\"\nread end\n");
        await using var terminal = await ConsoleSteps.OpenAsync(place.Server, place.Ann, 120, 40, _folder, script);
        await terminal.RecordAsync(Raw);
        await terminal.PressAsync("Enter");
        await TestDeadline.UntilAsync(() => Written().Split("-- connected as ann") is [_, var plain] && plain.Contains(HostileCorpus.Last + "\r\n", StringComparison.Ordinal));
        foreach (var (command, answer) in new[] { ("/rooms", "-- rooms:"), ("/members", "-- 2 members:"), ("/history", "-- end of these") })
        {
            await terminal.SayAsync(command);
            await TestDeadline.UntilAsync(() => Written().Contains(answer, StringComparison.Ordinal));
        }

        await terminal.SayAsync("/quit");
        await TestDeadline.UntilAsync(() => Written().Contains("this is the end", StringComparison.Ordinal));
        Assert.Contains("␛[2J␛[H", Written(), StringComparison.Ordinal);
        HostileCorpus.AssertHarmless(Bytes(), screen: false);

        // Nor does a line begin with what pretends to be somebody else's or the client's.
        Assert.DoesNotContain(Written().Split('\n'), line => line.StartsWith("ann 09:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_for_programs_hold_all_of_it_in_ASCII()
    {
        using var shell = new TestShell();
        shell.Environment["CHAT_SERVER"] = place.Server.Address.ToString();
        shell.Environment["CHAT_TOKEN"] = place.Ann.Token!;
        var room = place.Room.ToString("D");
        foreach (var arguments in new string[][] { ["rooms", "--json"], ["members", room, "--json"], ["history", room, "--json"] })
            Assert.Equal(Exit.Done, await shell.RunAsync(arguments));
        var output = shell.Out.ToString();
        Assert.DoesNotContain(output, c => c is not ('\n' or (>= ' ' and <= '~')));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(HostileCorpus.RoomName, lines[0].GetProperty("name").GetString());
        Assert.Contains(lines, line => line.TryGetProperty("person", out _) && line.GetProperty("name").GetString() == HostileCorpus.UserName);
        var texts = lines.Where(line => line.TryGetProperty("text", out _)).Select(line => line.GetProperty("text").GetString()!).ToList();
        Assert.Equal(HostileCorpus.Texts, texts.Where(HostileCorpus.Texts.Contains));
        Assert.Contains(texts, text => text.StartsWith("halves:\uFFFD", StringComparison.Ordinal));
    }

    private string Raw => Path.Combine(_folder, "written");

    private string Written() => System.Text.Encoding.UTF8.GetString(Bytes());

    private byte[] Bytes()
    {
        if (!File.Exists(Raw)) return [];
        using var file = new FileStream(Raw, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A server whose database holds all of it.</summary>
    public sealed class Place : IAsyncLifetime
    {
        internal ServerProcess Server { get; private set; } = null!;

        public SignedIn Ann { get; private set; } = null!;

        public Guid Room { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "1000", "--Chat:PostRate:Burst", "1000");
            Ann = await Server.SetUpAsync("ann");
            var ben = await Server.RegisterAsync("ben");
            await using (var writer = await Server.ConnectAsync(ben))
            {
                Room = writer.State.Memberships.Keys.Single();
                var posts = HostileCorpus.Placeholders.Select(text => writer.PostAndWaitAsync(Room, text)).ToList();
                foreach (var post in posts) (await post.Within()).Value();
            }

            await Server.StopAsync();
            await HostileCorpus.PoisonAsync(Server.Database);
            await Server.StartAsync();
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
