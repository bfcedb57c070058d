using Chat.Client.Cli;
using Chat.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Console;

public sealed class VerbTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("send")]
    [InlineData("tail")]
    [InlineData("tail", "general", "--since", "abc")]
    [InlineData("tail", "general", "--since", "-1")]
    [InlineData("create")]
    [InlineData("--theme", "pink")]
    [InlineData("send", "general", "hi", "--timeout", "0")]
    [InlineData("login", "ftp://chat.example", "--user", "ann")]
    [InlineData("login")]
    [InlineData("login", "chat.example")]
    [InlineData("login", "chat.example", "--user", "ann")]
    [InlineData("login", "chat.example", "--web", "--user", "ann")]
    [InlineData("login", "chat.example", "--web", "--password-stdin")]
    [InlineData("login", "chat.example", "--web", "--token")]
    public async Task Wrong_usage_ends_with_2_and_a_sentence(params string[] arguments)
    {
        Assert.Equal(Exit.Usage, await _shell.RunAsync(arguments));
        Assert.StartsWith("chat: ", _shell.Error.ToString());
        Assert.Equal("", _shell.Out.ToString());
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        Assert.Equal(Exit.Done, await _shell.RunAsync("--help"));
        foreach (var verb in new[] { "login", "logout", "whoami", "rooms", "join", "create", "send", "tail" })
            Assert.Contains(verb, _shell.Out.ToString());
    }

    [Theory]
    [InlineData("whoami")]
    [InlineData("rooms")]
    [InlineData("join", "general")]
    [InlineData("create", "general")]
    [InlineData("send", "general", "hello")]
    [InlineData("tail", "general")]
    [InlineData("logout")]
    public async Task Without_a_session_verbs_end_with_3(params string[] arguments)
    {
        Assert.Equal(Exit.NotSignedIn, await _shell.RunAsync(arguments));
        Assert.Contains("not signed in", _shell.Error.ToString());
    }

    [Theory]
    [InlineData("whoami")]
    [InlineData("rooms")]
    [InlineData("send", "general", "hello")]
    [InlineData("tail", "general", "--no-follow")]
    public async Task Without_a_server_verbs_end_with_5(params string[] arguments)
    {
        _shell.Environment["CHAT_SERVER"] = "http://127.0.0.1:1";
        _shell.Environment["CHAT_TOKEN"] = "token";
        Assert.Equal(Exit.Unreachable, await _shell.RunAsync(arguments));
        Assert.Contains("could not be reached", _shell.Error.ToString());
    }

    [Fact]
    public async Task Refused_sign_in_ends_with_4_and_leaves_no_file()
    {
        await using var server = await ServerThatAnswersAsync(
            AccountPaths.SignIn, 403, new Error { Code = ErrorCodes.WrongPassword, Message = "User name or \e[31mpassword is wrong.", Final = true });
        _shell.In = "hunter22\n";
        Assert.Equal(Exit.Refused, await _shell.RunAsync("login", server.Urls.First(), "--user", "ann", "--password-stdin"));
        Assert.Equal("chat: User name or ␛[31mpassword is wrong.\n", _shell.Error.ToString());
        Assert.False(File.Exists(_shell.CredentialPath));
    }

    [Fact]
    public async Task A_server_that_knows_no_sign_in_by_its_page_is_told_apart()
    {
        await using var server = await ServerThatAnswersAsync(
            DevicePaths.Begin, 404, new Error { Code = ErrorCodes.NotFound, Message = "There is no such thing here.", Final = true });
        Assert.Equal(Exit.Refused, await _shell.RunAsync("login", server.Urls.First(), "--web"));
        Assert.Equal("chat: This server is older and can't sign you in by its page. Use --user NAME.\n", _shell.Error.ToString());
    }

    [Theory]
    [InlineData(429, ErrorCodes.Rate)]
    [InlineData(503, ErrorCodes.StorageFull)]
    public async Task What_may_succeed_later_ends_with_5(int status, string code)
    {
        await using var server = await ServerThatAnswersAsync(AccountPaths.Me, status, new Error { Code = code, Message = "Not now.", Final = false });
        _shell.Environment["CHAT_SERVER"] = server.Urls.First();
        _shell.Environment["CHAT_TOKEN"] = "token";
        Assert.Equal(Exit.Unreachable, await _shell.RunAsync("rooms"));
        Assert.Equal("chat: Not now.\n", _shell.Error.ToString());
    }

    [Theory]
    [InlineData(200, Exit.Refused, "answered something else than a ChatService server does")]
    [InlineData(404, Exit.Refused, "answered 404, as a ChatService server does not")]
    [InlineData(502, Exit.Unreachable, "answered 502. Try again in a moment.")]
    public async Task An_answer_in_an_encoding_that_nobody_knows_is_no_server_s(int status, int code, string told)
    {
        await using var server = await ServerThatAnswersAsync(AccountPaths.Me, status, "hello", "application/json; charset=nonsense");
        _shell.Environment["CHAT_SERVER"] = server.Urls.First();
        _shell.Environment["CHAT_TOKEN"] = "token";
        Assert.Equal(code, await _shell.RunAsync("whoami"));
        Assert.Contains(told, _shell.Error.ToString());
    }

    [Fact]
    public async Task Something_unexpected_ends_with_1_and_one_line()
    {
        await using var broken = new BrokenWriter();
        Assert.Equal(Exit.Crashed, await ChatCommand.RunAsync(_shell.Shell with { Out = broken }, ["completions", "bash"], TestContext.Current.CancellationToken));
        Assert.Equal("chat: Something unexpected ended it: Out of ␛[31mink␊and paper. (InvalidOperationException)\n", _shell.Error.ToString());
    }

    [Fact]
    public async Task A_server_in_the_environment_that_is_no_address_ends_with_2()
    {
        _shell.Environment["CHAT_SERVER"] = "ftp://chat.example";
        _shell.Environment["CHAT_TOKEN"] = "token";
        Assert.Equal(Exit.Usage, await _shell.RunAsync("rooms"));
        Assert.Contains("CHAT_SERVER is no address", _shell.Error.ToString());
    }

    [Fact]
    public async Task Settings_that_can_not_be_read_keep_a_session_from_a_place_that_nobody_chose()
    {
        await using var server = await ServerThatSignsInAsync();
        var settings = Path.Combine(Path.GetDirectoryName(_shell.CredentialPath)!, "config.json");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        await File.WriteAllTextAsync(settings, "{ \"secrets\": \"key-store\"", TestContext.Current.CancellationToken);
        _shell.In = "hunter22\n";
        string[] login = ["login", server.Urls.First(), "--user", "ann", "--password-stdin"];
        Assert.Equal(Exit.Local, await _shell.RunAsync(login));
        Assert.Contains(settings, _shell.Error.ToString());
        Assert.False(File.Exists(_shell.CredentialPath));
        Assert.Equal(Exit.Done, await _shell.RunAsync([.. login, "--secrets", "file"]));
        Assert.True(File.Exists(_shell.CredentialPath));
    }

    [Fact]
    public async Task An_ended_session_ends_with_3()
    {
        await using var server = await ServerThatAnswersAsync(
            AccountPaths.Me, 401, new Error { Code = ErrorCodes.SignedOut, Message = "The session has ended: sign in again.", Final = true });
        _shell.Environment["CHAT_SERVER"] = server.Urls.First();
        _shell.Environment["CHAT_TOKEN"] = "token";
        Assert.Equal(Exit.NotSignedIn, await _shell.RunAsync("rooms"));
    }

    [Fact]
    public async Task Signing_in_keeps_the_session_where_only_its_owner_reads_it()
    {
        await using var server = await ServerThatSignsInAsync();
        _shell.IsTerminal = true;
        _shell.Secrets.Enqueue("hunter22");
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", server.Urls.First(), "--user", "ann"));
        Assert.StartsWith("Signed in as ann at http://127.0.0.1", _shell.Out.ToString());
        Assert.DoesNotContain("hunter22", await File.ReadAllTextAsync(_shell.CredentialPath, TestContext.Current.CancellationToken));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_shell.CredentialPath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(_shell.CredentialPath)!));
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_refused_with_what_to_do()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are those of Unix.");
            return;
        }

        await using var server = await ServerThatSignsInAsync();
        _shell.In = "hunter22\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", server.Urls.First(), "--user", "ann", "--password-stdin"));
        File.SetUnixFileMode(_shell.CredentialPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(Exit.Local, await _shell.RunAsync("rooms"));
        Assert.Contains("chmod 600", _shell.Error.ToString());
    }

    [Fact]
    public async Task The_kept_token_never_goes_to_another_server()
    {
        await using var server = await ServerThatSignsInAsync();
        _shell.In = "hunter22\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", server.Urls.First(), "--user", "ann", "--password-stdin"));
        _shell.Environment["CHAT_SERVER"] = "http://127.0.0.1:1";
        Assert.Equal(Exit.NotSignedIn, await _shell.RunAsync("whoami"));
        Assert.Contains("CHAT_TOKEN", _shell.Error.ToString());
    }

    [Fact]
    public async Task The_full_screen_without_a_terminal_says_what_to_use_instead()
    {
        Assert.Equal(Exit.Usage, await _shell.RunAsync());
        Assert.Contains("needs a terminal", _shell.Error.ToString());
        Assert.Contains("chat tail", _shell.Error.ToString());
    }

    [Fact]
    public async Task An_empty_message_is_not_sent()
    {
        _shell.In = " \n";
        Assert.Equal(Exit.Usage, await _shell.RunAsync("send", "general"));
        Assert.Contains("nothing to send", _shell.Error.ToString());
    }

    [Theory]
    [InlineData("chat.example", "https://chat.example/")]
    [InlineData("localhost:5000", "http://localhost:5000/")]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("https://chat.example/team/?x=1#y", "https://chat.example/team/")]
    [InlineData("http://chat.local", "http://chat.local/")]
    [InlineData("ftp://chat.example", null)]
    [InlineData("https://user:word@chat.example", null)]
    [InlineData("", null)]
    public void Addresses_are_read_as_people_type_them(string typed, string? server)
    {
        Assert.Equal(server is not null, ServerAddress.TryParse(typed, out var uri));
        Assert.Equal(server, uri?.ToString());
    }

    private static Task<WebApplication> ServerThatSignsInAsync() =>
        ServerThatAnswersAsync(AccountPaths.SignIn, 200, new SignedIn { Person = new Person { Id = Guid.NewGuid(), Revision = 1, Name = "ann" }, Token = "secret-token" });

    private static async Task<WebApplication> ServerThatAnswersAsync<T>(string path, int status, T answer, string contentType = "application/json")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolver = ChatJson.Default);
        var server = builder.Build();
        server.Map(path, (HttpContext http) =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsJsonAsync(answer, options: null, contentType, TestContext.Current.CancellationToken);
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(char value) => throw new InvalidOperationException("Out of \e[31mink\nand paper.");

        public override void Write(string? value) => Write(' ');

        public override void WriteLine(string? value) => Write(' ');
    }
}
