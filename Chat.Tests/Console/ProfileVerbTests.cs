using System.Text.Json;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>Several accounts side by side, and settings that are broken.</summary>
public sealed class ProfileVerbTests : IAsyncLifetime
{
    private readonly TestShell _shell = new();
    private RealServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RealServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Each_profile_has_a_session_of_its_own()
    {
        await LogInAsync("ann");
        await LogInAsync("ben", "--profile", "work");
        Assert.Equal("ann", await WhoAsync());
        Assert.Equal("ben", await WhoAsync("--profile", "work"));
        _shell.Environment["CHAT_PROFILE"] = "work";
        Assert.Equal("ben", await WhoAsync());
        Assert.Equal("ann", await WhoAsync("--profile", "default"));

        var profiles = await LinesAsync("profiles", "--json");
        Assert.Equal(["default ann False", "work ben True"], profiles.Select(line => JsonDocument.Parse(line).RootElement)
            .Select(profile => $"{profile.GetProperty("profile")} {profile.GetProperty("name")} {profile.GetProperty("chosen")}"));

        Assert.Equal(Exit.Done, await _shell.RunAsync("logout"));
        Assert.Equal(Exit.NotSignedIn, await _shell.RunAsync("whoami"));
        Assert.Contains("chat login SERVER --profile work", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("ann", await WhoAsync("--profile", "default"));
        Assert.Single(await LinesAsync("profiles"));
    }

    [Fact]
    public async Task A_named_profile_goes_before_the_token_of_the_environment()
    {
        await LogInAsync("ann", "--profile", "work");
        _shell.Environment["CHAT_SERVER"] = _server.Address.ToString();
        _shell.Environment["CHAT_TOKEN"] = (await _server.RegisterAsync("ben")).Token;
        Assert.Equal("ben", await WhoAsync());
        Assert.Equal("ann", await WhoAsync("--profile", "work"));
    }

    [Fact]
    public async Task A_token_signs_in_from_standard_input_or_the_environment_and_is_kept_for_its_owner_only()
    {
        var ann = await _server.RegisterAsync("ann");
        _shell.In = ann.Token + "\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", _server.Address.ToString(), "--token"));
        Assert.Equal("ann", await WhoAsync());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_shell.CredentialPath));

        _shell.Environment["CHAT_TOKEN"] = (await _server.RegisterAsync("ben")).Token;
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", _server.Address.ToString(), "--token", "--profile", "bot"));
        _shell.Environment.Remove("CHAT_TOKEN");
        Assert.Equal("ben", await WhoAsync("--profile", "bot"));

        _shell.In = "not a session\n";
        Assert.Equal(Exit.NotSignedIn, await _shell.RunAsync("login", _server.Address.ToString(), "--token", "--profile", "other"));
        _shell.In = "";
        Assert.Equal(Exit.Usage, await _shell.RunAsync("login", _server.Address.ToString(), "--token"));
        Assert.Equal(Exit.Usage, await _shell.RunAsync("login", _server.Address.ToString(), "--token", "--user", "ann"));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_name_that_is_no_profile_is_wrong_usage(string name)
    {
        Assert.Equal(Exit.Usage, await _shell.RunAsync("whoami", "--profile", name));
        Assert.StartsWith("chat: ", _shell.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_broken_session_file_says_what_to_do(string content)
    {
        await LogInAsync("ann");
        await File.WriteAllTextAsync(_shell.CredentialPath, content, TestContext.Current.CancellationToken);
        Assert.Equal(Exit.Local, await _shell.RunAsync("rooms"));
        Assert.Contains("Run `chat login` again.", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(_shell.CredentialPath, _shell.Error.ToString(), StringComparison.Ordinal);
        await LogInAsync("ben");
        Assert.Equal("ben", await WhoAsync());
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_session_is_told_and_a_session_that_can_not_be_kept_is_ended()
    {
        Directory.CreateDirectory(_shell.CredentialPath);
        Assert.Equal(Exit.Local, await _shell.RunAsync("rooms"));
        Assert.Contains("can't be read", _shell.Error.ToString(), StringComparison.Ordinal);

        await _server.RegisterAsync("ann");
        _shell.Environment["XDG_CONFIG_HOME"] = Path.Combine(_shell.Home, "a-file");
        await File.WriteAllTextAsync(Path.Combine(_shell.Home, "a-file"), "", TestContext.Current.CancellationToken);
        _shell.In = RealServer.Password + "\n";
        Assert.Equal(Exit.Local, await _shell.RunAsync("login", _server.Address.ToString(), "--user", "ann", "--password-stdin"));
        Assert.Contains("can't be kept in", _shell.Error.ToString(), StringComparison.Ordinal);
    }

    private async Task LogInAsync(string name, params string[] more)
    {
        _shell.In = RealServer.Password + "\n";
        await _server.RegisterAsync(name);
        Assert.Equal(Exit.Done, await _shell.RunAsync(["login", _server.Address.ToString(), "--user", name, "--password-stdin", .. more]));
    }

    private async Task<string> WhoAsync(params string[] more)
    {
        var line = Assert.Single(await LinesAsync(["whoami", "--json", .. more]));
        return JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!;
    }

    private async Task<string[]> LinesAsync(params string[] arguments)
    {
        _shell.Out.GetStringBuilder().Clear();
        Assert.True(await _shell.RunAsync(arguments) == Exit.Done, _shell.Error.ToString());
        return _shell.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
