using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Console;

/// <summary><c>chat login --web</c>: the waiting, by a clock that only the test moves.</summary>
public sealed class WebLoginTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private readonly TestShell _shell = new();
    private readonly TaskCompletionSource<Uri> _opened = new();
    private RealServer _server = null!;
    private Visitor _ann = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync(new ServerParts { Clock = _clock });
        _ann = await _server.RegisterAsync("ann");
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Allowed_on_the_page_it_is_signed_in()
    {
        var (login, code) = await BeginAsync("--web");
        await AnswerAsync(code, allow: true);
        Assert.Equal(Exit.Done, await EndAsync(login));
        Assert.Equal($"Signed in as ann at {ServerAddress.Show(_server.Address)}.\n", _shell.Out.ToString());
        Assert.Contains($"type the code {code}.", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"    {_server.Address}devices#{code}\n", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_shell.CredentialPath));
        Assert.Equal(Exit.Done, await _shell.RunAsync("whoami"));
    }

    [Fact]
    public async Task Enter_in_place_of_a_name_signs_in_by_the_page()
    {
        (_shell.IsTerminal, _shell.In) = (true, "\n");
        var (login, code) = await BeginAsync();
        await AnswerAsync(code, allow: true);
        Assert.Equal(Exit.Done, await EndAsync(login));

        _shell.In = "ann\n";
        _shell.Secrets.Enqueue(RealServer.Password);
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", _server.Address.ToString()));
    }

    [Fact]
    public async Task Not_allowed_it_ends_with_4()
    {
        var (login, code) = await BeginAsync("--web");
        await AnswerAsync(code, allow: false);
        Assert.Equal(Exit.Refused, await EndAsync(login));
        Assert.EndsWith("chat: It was not allowed on the page.\n", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.CredentialPath));
    }

    [Fact]
    public async Task What_nobody_answers_ends_with_3_and_says_what_to_do()
    {
        var (login, _) = await BeginAsync("--web", "--profile", "work");
        Assert.Equal(Exit.NotSignedIn, await EndAsync(login, nobodyAnswers: true));
        Assert.EndsWith($"chat: Nobody allowed it in time. Run `chat login {ServerAddress.Show(_server.Address)} --web --profile work` again.\n", _shell.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_of_the_server_is_told_with_what_to_do()
    {
        var (login, _) = await BeginAsync("--web");
        await _server.RestartAsync();
        Assert.Equal(Exit.NotSignedIn, await EndAsync(login));
        Assert.Contains("it was restarted, or its answer was lost on the way. Run `chat login ", _shell.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_and_that_is_said_once()
    {
        var (login, _) = await BeginAsync("--web");
        await _server.StopAsync();
        Assert.Equal(Exit.NotSignedIn, await EndAsync(login, nobodyAnswers: true));
        Assert.Equal(2, _shell.Error.ToString().Split("Still waiting.").Length);
    }

    [Fact]
    public async Task Given_up_nobody_can_allow_it_any_more()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (login, code) = await BeginAsync(stop.Token, "--web");
        await stop.CancelAsync();
        Assert.Equal(130, await login.Within());
        using var page = _server.Http(_ann);
        await (await page.AnswerDeviceAsync(code, allow: true)).RefusedAsync(404, ErrorCodes.WrongCode);
    }

    private Task<(Task<int> Login, string Code)> BeginAsync(params string[] arguments) => BeginAsync(TestContext.Current.CancellationToken, arguments);

    private async Task<(Task<int> Login, string Code)> BeginAsync(CancellationToken stop, params string[] arguments)
    {
        var shell = _shell.Shell with { Time = _clock, OpenPage = page => _opened.TrySetResult(page) };
        var login = ChatCommand.RunAsync(shell, ["login", _server.Address.ToString(), .. arguments], stop);
        if (await Task.WhenAny(login, _opened.Task).Within() == login) Assert.Fail($"It ended with {await login}: {_shell.Error}");
        return (login, (await _opened.Task).Fragment.TrimStart('#'));
    }

    /// <summary>Lets time go on until it has ended: slowly enough for answers that take a while, unless nobody answers anyway.</summary>
    private async Task<int> EndAsync(Task<int> login, bool nobodyAnswers = false)
    {
        var looks = 0;
        await TestDeadline.UntilAsync(() => login.IsCompleted, () =>
        {
            if (nobodyAnswers || ++looks % 20 == 0) _clock.Advance(TimeSpan.FromSeconds(2));
        });
        return await login;
    }

    private async Task AnswerAsync(string code, bool allow)
    {
        using var page = _server.Http(_ann);
        Assert.True((await page.AnswerDeviceAsync(code, allow)).IsSuccessStatusCode);
    }
}
