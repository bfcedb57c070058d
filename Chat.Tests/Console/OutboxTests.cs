using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>What waits to be sent: what was said to be kept is, what was said not to be sent is not, and whichever client is connected next sends it.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly TestShell _shell = new();
    private ServerProcess _server = null!;
    private SignedIn _ann = null!;
    private Guid _general;

    private string State => Path.Combine(_shell.Home, ".local", "state");

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartNewAsync();
        _ann = await _server.SetUpAsync("ann");
        _shell.In = _ann.Token + "\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", _server.Address.ToString(), "--token"));
        await using var ann = await _server.ConnectAsync(_ann);
        _general = ann.State.Memberships.Keys.Single();
        await ann.SaysAsync(_general, "First.");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _shell.Dispose();
    }

    [Fact]
    public async Task What_there_was_no_room_for_is_not_sent_later_after_all()
    {
        Needs.That(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can mount a small disk");
        await using var disk = await SmallDisk.MountAsync(State, "64k");
        await using (var first = Start())
        {
            await first.UntilAsync(": First.");
            Assert.Equal(Exit.Done, await first.EndAsync());
        }

        await _server.KillAsync();
        await using (var away = Start())
        {
            await away.UntilAsync(": First.");
            await away.SayAsync("Kept.");
            await away.UntilAsync("1 message waits");
            await SmallDisk.FillAsync(State);
            await away.SayAsync("No room for this" + new string('.', 8_000));
            await away.UntilAsync(line => line.Contains("could not be stored", StringComparison.Ordinal));
            SmallDisk.Free(State);
            await away.SayAsync("/quit");
            Assert.Equal(Exit.Done, await away.CodeAsync());
        }

        await _server.StartAsync();
        await using var later = Start();
        await later.SayAsync("Room again.");
        await later.UntilAsync(": Room again.");
        Assert.Equal(["First.", "Kept.", "Room again."], await SaidAsync());
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_nothing_is_left_to_the_outbox()
    {
        BlockOutbox();
        _shell.Error.GetStringBuilder().Clear();
        Assert.Equal(Exit.Local, await _shell.RunAsync("send", "--queue", _general.ToString(), "Not kept."));
        Assert.StartsWith("chat: Nothing was sent", _shell.Error.ToString(), StringComparison.Ordinal);

        await _server.KillAsync();
        Assert.Equal(Exit.Local, await _shell.RunAsync("send", "--queue", _general.ToString(), "Not kept."));
        Assert.DoesNotContain("It is kept", _shell.Error.ToString(), StringComparison.Ordinal);
        await _server.StartAsync();
        Assert.Equal(["First."], await SaidAsync());
    }

    [Fact]
    public async Task Who_signs_in_by_the_environment_is_told_as_well_that_nothing_can_be_kept()
    {
        BlockOutbox();
        var config = Directory.CreateDirectory(Path.Combine(_shell.Home, ".config", "chat")).FullName;
        await File.WriteAllTextAsync(Path.Combine(config, "config.json"), "{", TestContext.Current.CancellationToken);
        (string, string)[] session = [("HOME", _shell.Home), ("CHAT_SERVER", _server.Address.ToString()), ("CHAT_TOKEN", _ann.Token!)];
        await using var plain = LineProcess.Start(["--plain"], session);
        await plain.UntilAsync(line => line.Contains("can't be used", StringComparison.Ordinal));
        await using var screen = await Support.Terminal.OpenAsync(160, 24, ConsoleSteps.Program, [.. session, ("XDG_CONFIG_HOME", ""), ("XDG_STATE_HOME", ""), ("XDG_CACHE_HOME", ""), ("LANG", "C.UTF-8")]);
        await screen.UntilAsync("config.json");
        await screen.UntilAsync("can't be used");
    }

    [Fact]
    public async Task What_a_script_left_to_the_outbox_goes_out_by_the_chat_that_runs()
    {
        await using var chat = Start();
        await chat.UntilAsync(": First.");
        await _server.KillAsync();
        await chat.UntilAsync("-- reconnecting");
        Assert.Equal(Exit.Done, await _shell.RunAsync("send", "--queue", _general.ToString(), "Back at nine"));
        await _server.StartAsync();
        await chat.SayAsync("/retry");
        await chat.UntilAsync(": Back at nine");
        Assert.Equal(["First.", "Back at nine"], await SaidAsync());
    }

    [Fact]
    public async Task With_a_token_of_the_environment_messages_are_kept_once_the_server_was_reached()
    {
        using var script = new TestShell();
        (script.Environment["CHAT_SERVER"], script.Environment["CHAT_TOKEN"]) = (_server.Address.ToString(), _ann.Token!);
        await _server.KillAsync();
        Assert.Equal(Exit.Unreachable, await script.RunAsync("send", "--queue", _general.ToString(), "Too early."));
        Assert.Contains("Nothing was kept", script.Error.ToString(), StringComparison.Ordinal);

        await _server.StartAsync();
        Assert.Equal(Exit.Done, await script.RunAsync("rooms"));
        await _server.KillAsync();
        Assert.Equal(Exit.Done, await script.RunAsync("send", "--queue", _general.ToString(), "Kept."));
        await _server.StartAsync();
        Assert.Equal(Exit.Done, await script.RunAsync("send", "--queue", "--wait", _general.ToString(), "After it."));
        Assert.Equal(["First.", "Kept.", "After it."], await SaidAsync());
        Assert.DoesNotContain(Directory.EnumerateFiles(script.Home, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(_ann.Token!, StringComparison.Ordinal));
    }

    private LineProcess Start() => LineProcess.Start(["--plain"], ("HOME", _shell.Home));

    // Root may write everywhere, but not below a file.
    private void BlockOutbox()
    {
        Directory.CreateDirectory(Path.Combine(State, "chat"));
        File.WriteAllText(Path.Combine(State, "chat", "outbox"), "");
    }

    private async Task<List<string>> SaidAsync() =>
        [.. (await HistoryOnDisk.ReadAsync(_server.Database, _general)).Select(message => message.Text).Where(text => text.Length > 0)];
}
