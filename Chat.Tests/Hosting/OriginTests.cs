using System.Net;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Hosting;

public sealed class OriginTests : IAsyncLifetime
{
    private const string Foreign = "https://evil.example";
    private const string Negotiate = "/chat/negotiate?negotiateVersion=1";
    private RealServer _server = null!;
    private HttpClient _http = null!;
    private Visitor _ann = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync(new ServerParts
        {
            Settings = new Dictionary<string, string>
            {
                ["Chat:PublicUrl"] = "https://chat.example",
                ["Chat:AllowedOrigins"] = "https://a.example https://b.example:8443",
            },
        });
        _http = _server.Http();
        _ann = await _server.RegisterAsync("ann");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("POST", Negotiate, Foreign)]
    [InlineData("GET", "/chat", Foreign)]
    [InlineData("POST", "/chat?id=x", Foreign)]
    [InlineData("DELETE", "/chat?id=x", Foreign)]
    [InlineData("GET", AccountPaths.Me, Foreign)]
    [InlineData("GET", AccountPaths.State, Foreign)]
    [InlineData("POST", AccountPaths.SignOut, Foreign)]
    [InlineData("POST", AccountPaths.SignIn, Foreign)]
    [InlineData("POST", Negotiate, "null")]
    [InlineData("POST", Negotiate, "https://chat.example.evil.example")]
    [InlineData("POST", Negotiate, "http://chat.example")]
    [InlineData("POST", Negotiate, "https://b.example")]
    public async Task Page_of_another_origin_can_not_use_a_visitors_cookie(string method, string path, string origin) =>
        await (await SendAsync(method, path, origin, cookie: true)).RefusedAsync(403, ErrorCodes.ForeignOrigin);

    [Theory]
    [InlineData("https://chat.example")]
    [InlineData("https://a.example")]
    [InlineData("https://b.example:8443")]
    [InlineData(null)]
    public async Task Own_and_allowed_origins_can(string? origin)
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("POST", Negotiate, origin, cookie: true)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", AccountPaths.Me, origin, cookie: true)).StatusCode);
    }

    [Fact]
    public async Task Address_that_the_visitor_typed_is_an_own_origin()
    {
        var typed = _server.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync("POST", Negotiate, typed, cookie: true)).StatusCode);
        await (await SendAsync("POST", Negotiate, typed.Replace("http:", "https:"), cookie: true)).RefusedAsync(403, ErrorCodes.ForeignOrigin);
    }

    [Theory]
    [InlineData(Foreign)]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Bearer_may_come_from_anywhere(string? origin)
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("POST", Negotiate, origin, cookie: false)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("POST", $"{Negotiate}&access_token={_ann.Token}", origin, cookie: null)).StatusCode);
    }

    [Fact]
    public async Task Proxy_on_this_machine_tells_the_address_that_the_visitor_typed()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("POST", Negotiate, "https://other.example", cookie: true, forwardedHost: "other.example")).StatusCode);
        await (await SendAsync("POST", Negotiate, "https://other.example", cookie: true)).RefusedAsync(403, ErrorCodes.ForeignOrigin);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string? origin, bool? cookie, string? forwardedHost = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (cookie == true) request.Headers.Add("Cookie", $"{Protocol.SessionCookie}={_ann.Token}");
        if (cookie == false) request.Headers.Add("Authorization", $"Bearer {_ann.Token}");
        if (forwardedHost is not null)
        {
            request.Headers.Add("X-Forwarded-Host", forwardedHost);
            request.Headers.Add("X-Forwarded-Proto", "https");
        }

        return _http.SendAsync(request, TestContext.Current.CancellationToken).Within();
    }
}
