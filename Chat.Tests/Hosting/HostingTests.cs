using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Hosting;

public sealed class HostingTests : IAsyncLifetime
{
    private readonly Lines _log = new();
    private RealServer _server = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync(new ServerParts
        {
            Log = _log,
            Settings = new Dictionary<string, string>
            {
                ["Logging:LogLevel:Default"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
            },
        });
        _http = _server.Http();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData(AccountPaths.State)]
    [InlineData("/api/nothing")]
    public async Task Every_answer_tells_the_browser_to_run_nothing_that_is_not_from_here(string path)
    {
        var headers = (await _http.OpenAsync(path)).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        foreach (var part in (string[])["default-src 'self'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "font-src 'self'",
            "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types page"])
            Assert.Contains(part, policy.Split("; "));
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("camera=()", Assert.Single(headers.GetValues("Permissions-Policy")).Split(", "));
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.True(headers.Contains("Referrer-Policy"));
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task Route_of_the_page_is_the_page_and_its_built_files_are_kept_for_ever()
    {
        var page = await _http.OpenAsync("/set-up");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Within();
        var script = html.Split('"').First(part => part.StartsWith("/assets/") && part.EndsWith(".js"));
        var asset = await _http.OpenAsync(script);

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.True(page.Headers.CacheControl!.NoCache);
        Assert.Equal("public, max-age=31536000, immutable", Assert.Single(asset.Headers.GetValues("Cache-Control")));
        Assert.True((await asset.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken).Within()).Length > 1_000);
    }

    [Theory]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/api/sign-in")]
    [InlineData("POST", "/api/nothing/at/all")]
    [InlineData("GET", "/assets/gone-12345678.js")]
    [InlineData("GET", "/chat/nothing")]
    public async Task What_is_neither_page_nor_api_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        await (await _http.SendAsync(request, TestContext.Current.CancellationToken).Within()).RefusedAsync(404, ErrorCodes.NotFound);
    }

    [Fact]
    public async Task Body_over_the_limit_is_refused()
    {
        await _server.RegisterAsync("ann");

        await (await _http.RegisterAsync("bob", new string('x', 300_000))).RefusedAsync(400, ErrorCodes.TooLong);
    }

    [Fact]
    public async Task Token_in_the_hubs_query_is_in_no_log_whatever_the_settings_say()
    {
        var ann = await _server.RegisterAsync("ann");
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(_server.Address) { Scheme = "ws", Path = Protocol.HubPath, Query = $"access_token={ann.Token}" }.Uri;
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken).Within();
        var handshake = Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + "\u001e");
        await socket.SendAsync(handshake, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken).Within();
        await socket.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken).Within();
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken).Within();

        // That lines are taken down at all, of this very connection.
        Assert.Contains(_log.All, line => line.Contains("Microsoft.AspNetCore.Http.Connections"));
        Assert.DoesNotContain(_log.All, line => line.Contains(ann.Token));
        Assert.DoesNotContain(_log.All, line => line.Contains(_server.SetUpSecret!));
        Assert.DoesNotContain(_log.All, line => line.Contains(RealServer.Password));
    }

    [Fact]
    public async Task Healthy_server_says_so_and_one_whose_log_grows_says_that()
    {
        Assert.Equal("ok", await _http.GetStringAsync("/healthz", TestContext.Current.CancellationToken).Within());
        Assert.Equal("ready", await _http.GetStringAsync("/readyz", TestContext.Current.CancellationToken).Within());
        Assert.StartsWith("degraded: the database's log has 300 MB", Health.Describe(300L << 20));
    }

    [Fact]
    public async Task Draining_server_refuses_what_is_new_and_tells_its_clients_when_to_come_back()
    {
        var ann = await _server.RegisterAsync("ann");
        await using var one = await _server.ConnectAsync(ann);
        await using var other = await _server.ConnectAsync(ann);

        await _server.Services.GetRequiredService<Shutdown>().DrainAsync().Within();

        foreach (var device in (RawDevice[])[one, other])
        {
            await device.Closed;
            Assert.Null(device.ClosedBy);
            // What came before the end may be handed on after it.
            await TestDeadline.UntilAsync(() => device.Events<Draining>().Count != 0);
            Assert.InRange(Assert.Single(device.Events<Draining>()).RetryAfter, 2_000, 4_000);
        }

        var ready = await _http.OpenAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("draining", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Within());
        await (await _http.RegisterAsync("bob")).RefusedAsync(503, ErrorCodes.Draining);
        await (await _server.Http(ann).PostAsync("/chat/negotiate?negotiateVersion=1")).RefusedAsync(503, ErrorCodes.Draining);
        Assert.Equal("ok", await _http.GetStringAsync("/healthz", TestContext.Current.CancellationToken).Within());
    }

    [Fact]
    public void Data_folder_is_for_nobody_else()
    {
        // Windows has no such modes.
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_server.Data));
    }

    [Fact]
    public async Task Closed_registration_is_told_and_kept()
    {
        await using var closed = await RealServer.StartAsync(new ServerParts
        {
            Settings = new Dictionary<string, string> { ["Chat:Registration"] = "closed", ["Chat:Name"] = "Allotment" },
        });
        using var http = closed.Http();
        await closed.RegisterAsync("ann");

        var state = await (await http.OpenAsync(AccountPaths.State)).ReadAsync(ChatJson.Default.ServerState);
        Assert.Equal(("Allotment", false), (state.Name, state.RegistrationOpen));
        await (await http.RegisterAsync("bob")).RefusedAsync(403, ErrorCodes.RegistrationClosed);
    }

    [Theory]
    [InlineData("http://+:5080", "http://localhost:5080/")]
    [InlineData("http://*:80", "http://localhost/")]
    [InlineData("http://0.0.0.0:5080", "http://localhost:5080/")]
    [InlineData("http://[::]:5080", "http://localhost:5080/")]
    [InlineData("https://chat.example:8443", "https://chat.example:8443/")]
    public void Printed_address_can_be_opened(string listens, string opens) => Assert.Equal(opens, ServerAddresses.Reachable(listens));

    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> All => _lines;

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull
            {
                lines.Enqueue($"{category} {state}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
        }
    }
}
