using System.Text.Json;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>The session in the system's key store: as processes, with a real GNOME Keyring.</summary>
public sealed class KeyStoreVerbTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("chat-home-");
    private RealServer _server = null!;
    private Keyring _keyring = null!;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Other systems have other key stores.");
        _keyring = await Keyring.StartAsync();
        _server = await RealServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_keyring is not null) await _keyring.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task The_session_lies_in_the_key_store_and_in_no_file_each_profile_apart_and_goes_with_signing_out()
    {
        var (ann, ben) = (await _server.RegisterAsync("ann"), await _server.RegisterAsync("ben"));
        await RunAsync(ann.Token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "key-store");
        await RunAsync(ben.Token, 0, "login", _server.Address.ToString(), "--token", "--profile", "work", "--secrets", "key-store");
        Assert.Equal(new HashSet<string> { ann.Token, ben.Token }, await _keyring.SecretsAsync());
        Assert.StartsWith("ann at ", Assert.Single((await RunAsync("", 0, "whoami")).Lines), StringComparison.Ordinal);
        Assert.StartsWith("ben at ", Assert.Single((await RunAsync("", 0, "whoami", "--profile", "work")).Lines), StringComparison.Ordinal);
        await RunAsync("", 0, "create", "by-the-key-store");
        foreach (var file in _home.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(ann.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain(ben.Token, text, StringComparison.Ordinal);
        }

        await RunAsync("", 0, "logout");
        Assert.Equal([ben.Token], await _keyring.SecretsAsync());
        await RunAsync("", 3, "whoami");
        await RunAsync("", 0, "whoami", "--profile", "work");
    }

    [Fact]
    public async Task It_moves_from_the_one_place_to_the_other_and_leaves_nothing_behind()
    {
        var ann = await _server.RegisterAsync("ann");
        await RunAsync(ann.Token, 0, "login", _server.Address.ToString(), "--token");
        Assert.Empty(await _keyring.SecretsAsync());
        Assert.Contains(ann.Token, await CredentialsAsync(), StringComparison.Ordinal);

        await ConfigureAsync("""{ "secrets": "key-store" }""");
        await RunAsync(ann.Token, 0, "login", "--token");
        await RunAsync(ann.Token, 0, "login", "--token");
        Assert.Equal([ann.Token], await _keyring.SecretsAsync());
        Assert.DoesNotContain(ann.Token, await CredentialsAsync(), StringComparison.Ordinal);

        await RunAsync(ann.Token, 0, "login", "--token", "--secrets", "file");
        Assert.Empty(await _keyring.SecretsAsync());
        await RunAsync("", 0, "whoami");

        await ConfigureAsync("""{ "secrets": "a-drawer" }""");
        Assert.Contains("auto, file, key-store", (await RunAsync(ann.Token, 2, "login", "--token")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_is_gone_is_told_and_the_session_is_forgotten_by_signing_out()
    {
        var ann = await _server.RegisterAsync("ann");
        await RunAsync(ann.Token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "key-store");
        await _keyring.EmptyAsync();
        Assert.Contains("no longer holds the session", (await RunAsync("", 3, "whoami")).Errors, StringComparison.Ordinal);
        Assert.Contains("forgotten here", (await RunAsync("", 3, "logout")).Errors, StringComparison.Ordinal);
        Assert.Contains("not signed in", (await RunAsync("", 3, "logout")).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Also_what_a_file_names_that_is_refused_goes_when_another_takes_its_place(bool othersCanRead)
    {
        if (OperatingSystem.IsWindows()) return;
        var (ann, ben) = (await _server.RegisterAsync("ann"), await _server.RegisterAsync("ben"));
        await RunAsync(ann.Token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "key-store");
        var path = Path.Combine(_home.FullName, "chat", "credentials.json");
        if (othersCanRead) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        else await File.WriteAllTextAsync(path, "{", TestContext.Current.CancellationToken);
        await RunAsync("", 6, "whoami");
        await RunAsync(ben.Token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "key-store");
        Assert.Equal([ben.Token], await _keyring.SecretsAsync());
        await RunAsync("", 0, "logout");
        Assert.Empty(await _keyring.SecretsAsync());
        Assert.All(_home.GetFiles("*", SearchOption.AllDirectories), file => Assert.Equal(0, file.Length));
    }

    [Fact]
    public async Task What_is_out_of_reach_for_good_keeps_nothing_else_in_the_key_store_and_nobody_from_signing_out()
    {
        const string Away = "away /org/freedesktop/secrets/collection/away\n";
        var ann = await _server.RegisterAsync("ann");
        await RunAsync(ann.Token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "key-store");
        var path = Path.Combine(_home.FullName, "chat", "credentials.lock");
        var cancel = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(path, Away + await File.ReadAllTextAsync(path, cancel) + Away, cancel);
        Assert.Contains($"delete {path}", (await RunAsync(ann.Token, 0, "login", "--token", "--secrets", "file")).Errors, StringComparison.Ordinal);
        Assert.Empty(await _keyring.SecretsAsync());
        Assert.Equal(Away + Away, await File.ReadAllTextAsync(path, cancel));

        var (lines, errors) = await RunAsync("", 0, "logout");
        Assert.StartsWith("Signed out", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Contains($"delete {path}", errors, StringComparison.Ordinal);
        Assert.Contains($"delete {path}", (await RunAsync("", 6, "logout")).Errors, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains("not signed in", (await RunAsync("", 3, "logout")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_those_who_sign_in_at_once_the_last_one_stays_and_nothing_else()
    {
        string[] tokens = [(await _server.RegisterAsync("ann")).Token, (await _server.RegisterAsync("ben")).Token, (await _server.RegisterAsync("cleo")).Token];
        await Task.WhenAll(tokens.Select(token => RunAsync(token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "key-store")));
        Assert.Contains(Assert.Single(await _keyring.SecretsAsync()), tokens);
        await RunAsync("", 0, "whoami");
        var dan = await _server.RegisterAsync("dan");
        var again = RunAsync(dan.Token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "file");
        await Task.WhenAll(again, RunAsync("", 0, "logout"));
        Assert.Empty(await _keyring.SecretsAsync());
    }

    [Fact]
    public async Task A_script_is_told_at_once_that_the_key_store_is_locked_and_what_needs_no_token_goes_on()
    {
        var ann = await _server.RegisterAsync("ann");
        await RunAsync(ann.Token, 0, "login", _server.Address.ToString(), "--token", "--secrets", "key-store");
        await _keyring.LockAsync();
        var locked = (await RunAsync("", 6, "whoami")).Errors;
        Assert.Contains("is locked", locked, StringComparison.Ordinal);
        Assert.EndsWith("chat login --secrets file", locked, StringComparison.Ordinal);
        var stays = (await RunAsync("", 6, "logout")).Errors;
        Assert.Contains("still signed in", stays, StringComparison.Ordinal);
        Assert.Contains($"delete {Path.Combine(_home.FullName, "chat", "credentials.json")}", stays, StringComparison.Ordinal);
        Assert.DoesNotContain("--secrets", stays, StringComparison.Ordinal);
        await RunAsync(ann.Token, 6, "login", "--token", "--secrets", "key-store");
        Assert.Contains("ann at ", Assert.Single((await RunAsync("", 0, "profiles")).Lines), StringComparison.Ordinal);

        // The remedy works, and tells what it could not do, until that is done.
        stays = (await RunAsync(ann.Token, 0, "login", "--token", "--secrets", "file")).Errors;
        Assert.Contains("stays there", stays, StringComparison.Ordinal);
        Assert.DoesNotContain("--secrets", stays, StringComparison.Ordinal);
        Assert.Contains("stays there", (await RunAsync(ann.Token, 0, "login", "--token", "--secrets", "file")).Errors, StringComparison.Ordinal);
        await RunAsync("", 0, "whoami");
    }

    [Fact]
    public async Task A_person_at_a_terminal_gets_the_key_store_while_it_is_open_and_else_the_file_and_is_told_which()
    {
        var ann = await _server.RegisterAsync("ann");
        using var shell = new TestShell { IsTerminal = true };
        shell.Environment["DBUS_SESSION_BUS_ADDRESS"] = _keyring.Bus;
        shell.Environment["CHAT_SERVER"] = _server.Address.ToString();
        await LogInAsync(shell, ann.Token, Exit.Done);
        Assert.Equal("The session is kept in the key store.\n", Told(shell));
        Assert.Equal([ann.Token], await _keyring.SecretsAsync());
        Assert.Equal(Exit.Done, await shell.RunAsync("logout"));

        await _keyring.LockAsync();
        var ben = await _server.RegisterAsync("ben");
        await LogInAsync(shell, ben.Token, Exit.Done);
        var told = Told(shell);
        Assert.Contains($"The session is kept in {shell.CredentialPath}", told, StringComparison.Ordinal);
        Assert.Contains("is locked", told, StringComparison.Ordinal);
        Assert.Equal(ben.Token, JsonDocument.Parse(await File.ReadAllTextAsync(shell.CredentialPath, TestContext.Current.CancellationToken)).RootElement.GetProperty("token").GetString());

        // Asked for by name, it may ask to be unlocked; nothing here can show its question.
        await LogInAsync(shell, ben.Token, Exit.Local, "--secrets", "key-store");
        Assert.Contains("not unlocked", Told(shell), StringComparison.Ordinal);
    }

    private static async Task LogInAsync(TestShell shell, string token, int code, params string[] more)
    {
        shell.Error.GetStringBuilder().Clear();
        shell.Secrets.Enqueue(token);
        Assert.Equal(code, await shell.RunAsync(["login", .. more, "--token"]));
    }

    private static string Told(TestShell shell) => shell.Error.ToString();

    private Task<string> CredentialsAsync() =>
        File.ReadAllTextAsync(Path.Combine(_home.FullName, "chat", "credentials.json"), TestContext.Current.CancellationToken);

    private Task ConfigureAsync(string settings) =>
        File.WriteAllTextAsync(Path.Combine(_home.FullName, "chat", "config.json"), settings, TestContext.Current.CancellationToken);

    private async Task<(IReadOnlyList<string> Lines, string Errors)> RunAsync(string input, int code, params string[] arguments)
    {
        await using var chat = LineProcess.Start(
            arguments,
            ("HOME", _home.FullName), ("XDG_CONFIG_HOME", _home.FullName), ("DBUS_SESSION_BUS_ADDRESS", _keyring.Bus), ("CHAT_SERVER", ""), ("CHAT_TOKEN", ""));
        if (input.Length > 0) await chat.SayAsync(input);
        var ended = await chat.EndAsync();
        Assert.True(code == ended, $"{ended}: {chat.Errors}");
        return (chat.Lines, chat.Errors);
    }
}
