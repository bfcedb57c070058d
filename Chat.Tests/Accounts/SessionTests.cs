using System.Net;
using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Accounts;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private RealServer _server = null!;
    private HttpClient _http = null!;
    private Visitor _ann = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync(new ServerParts { Clock = _clock });
        _http = _server.Http();
        _ann = await _server.RegisterAsync("ann");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Bearer_and_cookie_are_the_same_session()
    {
        var answer = await _http.SignInAsync("ann", cookie: true);
        var body = await answer.ReadAsync(ChatJson.Default.SignedIn);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        var token = cookie.Split(';')[0].Split('=')[1];

        Assert.Null(body.Token);
        Assert.StartsWith($"{Protocol.SessionCookie}=", cookie);
        Assert.Equal(43, token.Length);
        var attributes = cookie.Split("; ").Skip(1).Select(a => a.ToLowerInvariant()).ToList();
        Assert.Contains("httponly", attributes);
        Assert.Contains("samesite=lax", attributes);
        Assert.Contains("path=/", attributes);
        Assert.DoesNotContain("secure", attributes);
        Assert.Equal("ann", (await (await MeAsync(("Cookie", $"{Protocol.SessionCookie}={token}"))).ReadAsync(ChatJson.Default.Person)).Name);
        Assert.Equal("ann", (await (await MeAsync(("Authorization", $"Bearer {token}"))).ReadAsync(ChatJson.Default.Person)).Name);
    }

    [Fact]
    public async Task Cookie_is_secure_where_the_visitor_came_by_https()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AccountPaths.SignIn)
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new SignIn { UserName = "ann", Password = RealServer.Password, Cookie = true }, ChatJson.Default.SignIn),
            Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "chat.example" }, { "Origin", "https://chat.example" } },
        };

        var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken).Within();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split("; "));
    }

    [Theory]
    [InlineData("Authorization", "Bearer nonsense")]
    [InlineData("Authorization", "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Authorization", "Basic YW5uOmFubg==")]
    [InlineData("Cookie", "chat-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Cookie", "other=1")]
    public async Task Anything_but_a_living_session_is_signed_out(string header, string value) =>
        await (await MeAsync((header, value))).RefusedAsync(401, ErrorCodes.SignedOut);

    [Fact]
    public async Task Token_in_the_query_counts_on_the_hub_only() =>
        await (await _http.OpenAsync($"{AccountPaths.Me}?access_token={_ann.Token}")).RefusedAsync(401, ErrorCodes.SignedOut);

    [Fact]
    public async Task Session_that_nobody_used_for_sixty_days_is_over_and_use_prolongs_it()
    {
        for (var i = 0; i < 3; i++)
        {
            // While nothing runs: a day of the clock is 86,400 ticks for everything that ticks.
            await _server.RestartAsync(() => _clock.Advance(TimeSpan.FromDays(40)));
            Assert.Equal(HttpStatusCode.OK, await MeAsync());
            var used = _clock.GetUtcNow().ToUnixTimeMilliseconds();
            await TestDeadline.UntilAsync(() => LastUse() >= used, () => _clock.Advance(TimeSpan.FromSeconds(1)));
        }

        await _server.RestartAsync(() => _clock.Advance(TimeSpan.FromDays(61)));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync());

        async Task<HttpStatusCode> MeAsync()
        {
            using var http = _server.Http(_ann);
            return (await http.OpenAsync(AccountPaths.Me)).StatusCode;
        }
    }

    [Fact]
    public async Task Sign_out_ends_this_session_and_its_sockets_and_no_other()
    {
        var other = await _server.SignInAsync("ann", device: "phone");
        await using var here = await _server.ConnectAsync(_ann);
        await using var hereToo = await _server.ConnectAsync(_ann);
        await using var there = await _server.ConnectAsync(other);
        using var ann = _server.Http(_ann);

        var answer = await ann.PostAsync(AccountPaths.SignOut);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Task.WhenAll(here.Closed, hereToo.Closed);
        // What came before the end may be handed on after it.
        await TestDeadline.UntilAsync(() => here.Events<SignedOut>().Count != 0);
        Assert.Single(here.Events<SignedOut>());
        Assert.Null(here.ClosedBy);
        await (await ann.OpenAsync(AccountPaths.Me)).RefusedAsync(401, ErrorCodes.SignedOut);
        await (await ann.PostAsync(AccountPaths.SignOut)).RefusedAsync(401, ErrorCodes.SignedOut);
        Assert.True((await there.CallAsync<HeadsPage>("Heads", new HeadsRequest())).Ok);
    }

    [Fact]
    public async Task New_password_needs_the_old_one_and_ends_the_other_sessions()
    {
        var other = await _server.SignInAsync("ann");
        await using var here = await _server.ConnectAsync(_ann);
        await using var there = await _server.ConnectAsync(other);
        using var ann = _server.Http(_ann);

        await (await ann.ChangePasswordAsync("wrong password", "a new password")).RefusedAsync(401, ErrorCodes.WrongPassword);
        await (await ann.ChangePasswordAsync(RealServer.Password, "short")).RefusedAsync(400, ErrorCodes.WeakPassword);
        await (await _http.ChangePasswordAsync(RealServer.Password, "a new password")).RefusedAsync(401, ErrorCodes.SignedOut);
        Assert.True(there.IsOpen);
        Assert.Equal(HttpStatusCode.NoContent, (await ann.ChangePasswordAsync(RealServer.Password, "a new password")).StatusCode);

        await there.Closed;
        Assert.True((await here.CallAsync<HeadsPage>("Heads", new HeadsRequest())).Ok);
        using var http = _server.Http(other);
        await (await http.OpenAsync(AccountPaths.Me)).RefusedAsync(401, ErrorCodes.SignedOut);
        await (await _http.SignInAsync("ann")).RefusedAsync(401, ErrorCodes.WrongPassword);
        await (await _http.SignInAsync("ann", "a new password")).ReadAsync(ChatJson.Default.SignedIn);
    }

    [Fact]
    public async Task Wrong_current_passwords_lock_too()
    {
        using var ann = _server.Http(_ann);
        for (var i = 0; i < 5; i++) await (await ann.ChangePasswordAsync("wrong password", "a new password")).RefusedAsync(401, ErrorCodes.WrongPassword);

        await (await ann.ChangePasswordAsync(RealServer.Password, "a new password")).RefusedAsync(423, ErrorCodes.LockedOut);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Every_transport_needs_a_session_and_closes_when_it_ends(HttpTransportType transport)
    {
        var nobody = _ann with { Token = new string('A', 43) };
        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() => RawDevice.ConnectAsync(_server.Address, nobody, transports: transport));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        await using var device = await RawDevice.ConnectAsync(_server.Address, _ann, transports: transport);
        using var ann = _server.Http(_ann);
        await ann.PostAsync(AccountPaths.SignOut);
        await device.Closed;
    }

    [Theory]
    [InlineData("POST", "/chat/negotiate?negotiateVersion=1", null)]
    [InlineData("GET", "/chat", "websocket")]
    [InlineData("GET", "/chat?id=x", "text/event-stream")]
    [InlineData("GET", "/chat?id=x", null)]
    [InlineData("POST", "/chat?id=x", null)]
    public async Task Hub_without_a_session_is_401_on_every_path(string method, string path, string? kind)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (kind == "websocket")
        {
            request.Headers.Add("Connection", "Upgrade");
            request.Headers.Add("Upgrade", "websocket");
            request.Headers.Add("Sec-WebSocket-Version", "13");
            request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        }
        else if (kind is not null)
        {
            request.Headers.Add("Accept", kind);
        }

        await (await _http.SendAsync(request, TestContext.Current.CancellationToken).Within()).RefusedAsync(401, ErrorCodes.SignedOut);
    }

    private long LastUse()
    {
        using var db = _server.Services.GetRequiredService<ChatDatabase>().Read();
        return db.Sessions.Max(s => s.LastUsedAt);
    }

    private Task<HttpResponseMessage> MeAsync((string Name, string Value) header)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, AccountPaths.Me);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return _http.SendAsync(request, TestContext.Current.CancellationToken).Within();
    }
}
