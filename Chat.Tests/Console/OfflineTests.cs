using Chat.Client;
using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>The console without its server: what was read is there, what is written waits, and what the server has no more goes.</summary>
public sealed class OfflineTests : IDisposable
{
    private readonly TestShell _shell = new();

    private string RowsFolder => KeptHere.RowsFolder(_shell.Shell);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task What_was_read_is_there_and_what_is_written_outlives_a_kill_and_is_sent_once()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await SignInAsync(server, ann);
        var ben = await server.RegisterAsync("ben");
        await using var bens = await server.ConnectAsync(ben);
        var general = bens.State.Memberships.Keys.Single();
        var tide = (await bens.CreateRoomAsync("tide-gauge", cancellationToken: TestContext.Current.CancellationToken)).Value().Room;
        await bens.SaysAsync(general, "The float is in.");
        await JoinAsync(tide);
        await bens.SaysAsync(tide, "Low water at six.");

        await using (var first = await ConsoleSteps.OpenSignedInAsync(_shell.Home))
        {
            await first.UntilAsync("The float is in.");
            await first.PressAsync("M-Down");
            await first.UntilAsync(screen => Shows(screen, "Low water at six.") && IsRead(screen, "general"));

            // A room that is kept as unread would be shown first.
            await first.PressAsync("M-Up");
            await first.UntilAsync(screen => Shows(screen, "Message #general") && IsRead(screen, "tide-gauge"));
            await first.PressAsync("C-q");
            await first.EndAsync();
        }

        await server.KillAsync();
        await using (var alone = await ConsoleSteps.OpenSignedInAsync(_shell.Home))
        {
            await alone.UntilAsync(screen => Shows(screen, "# tide-gauge", "ben", "The float is in.", "Message #general") && IsOffline(screen));
            await alone.PressAsync("M-Down");
            await alone.UntilAsync("Low water at six.");
            await alone.SayAsync("Written on the water.");
            await alone.UntilAsync(screen => Shows(screen, "Written on the water.", "…", "1 waits"));

            // It is shown before it is on the disk.
            await TestDeadline.UntilAsync(() => ChatConnection.CountWaiting(KeptHere.OutboxFolder(_shell.Shell), server.Address, ann.Person.Id) == 1);
            await alone.KillAsync();
        }

        await using var again = await ConsoleSteps.OpenSignedInAsync(_shell.Home);
        await again.UntilAsync(screen => Shows(screen, "The float is in.", "1 waits"));
        await again.PressAsync("M-Down");
        await again.UntilAsync(screen => Shows(screen, "Low water at six.", "Written on the water.", "…"));
        await server.StartAsync();
        await again.PressAsync("C-r");
        var sent = await again.UntilAsync(screen => screen.Contains("Written on the water.", StringComparison.Ordinal) && !screen.Contains('…') && !screen.Contains("wait", StringComparison.Ordinal));
        Assert.Equal(2, sent.Split("Written on the water.").Length);
        bens.Open(tide);
        await bens.UntilAsync(state => state.Rooms.TryGetValue(tide, out var room) && room.Messages.Any(message => message.Text == "Written on the water."));
        await bens.SaysAsync(tide, "Seen.");
        await again.UntilAsync("Seen.");
        Assert.Equal(["Low water at six.", "Written on the water.", "Seen."], (await HistoryOnDisk.ReadAsync(server.Database, tide)).Select(message => message.Text).Where(text => text.Length > 0));
    }

    [Fact]
    public async Task Two_consoles_of_one_account_keep_together_what_each_has_read_though_they_are_killed()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await SignInAsync(server, await server.SetUpAsync("ann"));
        var ben = await server.RegisterAsync("ben");
        await using var bens = await server.ConnectAsync(ben);
        var general = bens.State.Memberships.Keys.Single();
        var tide = (await bens.CreateRoomAsync("tide-gauge", cancellationToken: TestContext.Current.CancellationToken)).Value().Room;
        await JoinAsync(tide);
        await using (var one = await ConsoleSteps.OpenSignedInAsync(_shell.Home))
        await using (var two = await ConsoleSteps.OpenSignedInAsync(_shell.Home))
        {
            await one.UntilAsync("Message #general");
            await two.UntilAsync("Message #general");
            await two.PressAsync("M-Down");
            await two.UntilAsync("Message #tide-gauge");
            for (var i = 1; i <= 9; i++)
            {
                await bens.SaysAsync(general, $"in general {i}.");
                await bens.SaysAsync(tide, $"at the gauge {i}.");
            }

            await one.UntilAsync("in general 9.");
            await two.UntilAsync("at the gauge 9.");
            await UntilKeptAsync("in general 9.", "at the gauge 9.");
            await one.KillAsync();
            await two.KillAsync();
        }

        await server.KillAsync();

        // Of two rooms the one is shown of which it isn't kept that it was read.
        await using var alone = await ConsoleSteps.OpenSignedInAsync(_shell.Home, arguments: " --room general");
        await alone.UntilAsync(screen => Shows(screen, "in general 1.", "in general 9.") && IsOffline(screen));
        await alone.PressAsync("M-Down");
        await alone.UntilAsync(screen => Shows(screen, "at the gauge 1.", "at the gauge 9."));
    }

    [Fact]
    public async Task After_an_older_database_was_put_back_nothing_is_shown_that_the_server_no_longer_has()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await SignInAsync(server, ann);
        var folder = Path.GetDirectoryName(server.Database)!;
        var copy = Directory.CreateDirectory(Path.Combine(_shell.Home, "copy")).FullName;
        await using (var annElsewhere = await server.ConnectAsync(ann))
            await annElsewhere.SaysAsync(annElsewhere.State.Memberships.Keys.Single(), "Before the copy.");
        await server.StopAsync();
        DatabaseFiles.Copy(folder, copy);
        await server.StartAsync();
        await using (var first = await ConsoleSteps.OpenSignedInAsync(_shell.Home))
        {
            await first.UntilAsync("Before the copy.");
            await first.SayAsync("Never was.");
            await first.UntilAsync(screen => Shows(screen, "Never was.", "Message #general") && !screen.Contains('…'));
            await first.PressAsync("C-q");
            await first.EndAsync();
        }

        await server.StopAsync();
        DatabaseFiles.Copy(copy, folder);
        await using var terminal = await ConsoleSteps.OpenSignedInAsync(_shell.Home);
        await using var plain = LineProcess.Start(["--plain"], ("HOME", _shell.Home));
        await terminal.UntilAsync(screen => Shows(screen, "Before the copy.", "Never was.") && IsOffline(screen));
        await plain.UntilAsync(": Never was.");
        await server.StartAsync();
        await terminal.PressAsync("C-r");
        await plain.SayAsync("/retry");
        await terminal.UntilAsync(screen => Shows(screen, "Before the copy.") && !Shows(screen, "Never was."));
        await plain.UntilAsync(line => line.Contains("other messages than those above", StringComparison.Ordinal));
        await terminal.SayAsync("Another second message.");
        await plain.UntilAsync(": Another second message.");
        await terminal.UntilAsync(screen => Shows(screen, "Another second message.", "Message #general") && !screen.Contains('…'));
    }

    [Fact]
    public async Task Plain_mode_reads_and_writes_without_the_server_and_a_broken_file_is_thrown_away_in_silence()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await SignInAsync(server, await server.SetUpAsync("ann"));
        await using (var first = Start())
        {
            await first.SayAsync("The float is in.");
            await first.UntilAsync(": The float is in.");
            Assert.Equal(Exit.Done, await first.EndAsync());
        }

        await server.KillAsync();
        await using (var alone = Start())
        {
            await alone.UntilAsync(line => line.StartsWith("-- offline: ", StringComparison.Ordinal));
            await alone.UntilAsync(": The float is in.");
            Assert.Contains(alone.Lines, line => line.StartsWith("-- #general (as it was called when last connected)", StringComparison.Ordinal));
            await alone.SayAsync("Written on the water.");
            await alone.UntilAsync("-- not connected, 1 message waits");
            await alone.SayAsync("/open nowhere");
            await alone.UntilAsync(line => line.StartsWith("-- None of your rooms that are known here is called nowhere, and others are found with a connection only.", StringComparison.Ordinal));
        }

        await using (var file = new FileStream(Directory.GetFiles(RowsFolder, "*.rows").Single(), FileMode.Open)) file.SetLength(file.Length / 2);
        await using var last = Start();
        await last.UntilAsync(line => line.StartsWith("-- offline: ", StringComparison.Ordinal));
        await server.StartAsync();
        await last.SayAsync("/retry");
        await last.UntilAsync(": Written on the water.");
        Assert.Equal(Exit.Done, await last.EndAsync());
        Assert.Equal("", last.Errors);
        foreach (var said in new[] { ": The float is in.", ": Written on the water." }) Assert.Single(last.Lines, line => line.EndsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_another_room_has_got_meanwhile_leads_to_that_room()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await SignInAsync(server, ann);
        await using var elsewhere = await server.ConnectAsync(ann);
        var first = await CreateAsync("tide-gauge");
        await PipeAsync("For the first.");
        await RenameAsync(first, "old-gauge");
        var second = await CreateAsync("tide-gauge");
        await PipeAsync("For the second.");
        Assert.Equal(["For the first."], await SaidInAsync(first));
        Assert.Equal(["For the second."], await SaidInAsync(second));

        await RenameAsync(second, "older-gauge");
        await elsewhere.SaysAsync(await CreateAsync("tide-gauge"), "In the third.");
        await using var terminal = await ConsoleSteps.OpenSignedInAsync(_shell.Home, arguments: " --room tide-gauge");
        await terminal.UntilAsync("In the third.");

        async Task<Guid> CreateAsync(string name) => (await elsewhere.CreateRoomAsync(name, cancellationToken: TestContext.Current.CancellationToken)).Value().Room;

        async Task RenameAsync(Guid room, string name) => Assert.True((await elsewhere.RenameRoomAsync(room, name, TestContext.Current.CancellationToken)).Ok);

        async Task PipeAsync(string line)
        {
            _shell.In = line + "\n";
            Assert.Equal(Exit.Done, await _shell.RunAsync("--plain", "--room", "tide-gauge"));
        }

        async Task<List<string>> SaidInAsync(Guid room) => [.. (await HistoryOnDisk.ReadAsync(server.Database, room)).Select(message => message.Text).Where(text => text.Length > 0)];
    }

    private LineProcess Start() => LineProcess.Start(["--plain"], ("HOME", _shell.Home));

    private static bool Shows(string screen, params string[] texts) => Array.TrueForAll(texts, text => screen.Contains(text, StringComparison.Ordinal));

    private static bool IsOffline(string screen) => Shows(screen, "○ offline");

    /// <summary>Whether the row of a room that isn't shown ends in no count.</summary>
    private static bool IsRead(string screen, string room) => screen.Split('\n').Any(line => line.Split('│')[0].Trim() == $"# {room}");

    private async Task SignInAsync(ServerProcess server, SignedIn person)
    {
        _shell.In = person.Token + "\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", server.Address.ToString(), "--token"));
    }

    private async Task JoinAsync(Guid room) => Assert.Equal(Exit.Done, await _shell.RunAsync("join", room.ToString()));

    // The clients keep what they read a moment later.
    private Task UntilKeptAsync(params string[] texts) => TestDeadline.UntilAsync(() =>
        Directory.Exists(RowsFolder) && Directory.GetFiles(RowsFolder, "*.rows") is [var file] && Shows(File.ReadAllText(file), texts));
}
