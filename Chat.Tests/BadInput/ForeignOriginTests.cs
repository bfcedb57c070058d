using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests;

public sealed class ForeignOriginTests(BadInputPlace place) : IClassFixture<BadInputPlace>
{
    private static readonly (HttpMethod Method, string Path, string Accept)[] Doors =
    [
        (HttpMethod.Post, "/chat/negotiate?negotiateVersion=1", "*/*"), (HttpMethod.Get, "/chat?id=any", "text/event-stream"),
        (HttpMethod.Get, "/chat?id=any", "*/*"), (HttpMethod.Post, "/chat?id=any", "*/*"), (HttpMethod.Post, "/api/sign-out", "*/*"),
        (HttpMethod.Post, "/api/password", "*/*"), (HttpMethod.Post, "/api/sign-in", "*/*"), (HttpMethod.Post, "/api/register", "*/*"),
        (HttpMethod.Post, "/api/devices/look", "*/*"), (HttpMethod.Post, "/api/devices/answer", "*/*"), (HttpMethod.Post, "/api/devices", "*/*"),
    ];

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://localhost.elsewhere.example")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("not an origin")]
    public async Task A_page_of_another_origin_gets_nowhere_with_a_cookie(string origin)
    {
        using var http = place.Server.Http();
        foreach (var (method, path, accept) in Doors)
        {
            using var answer = await SendAsync(http, method, path, accept, origin);

            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {answer.StatusCode}");
            Assert.Equal(ErrorCodes.ForeignOrigin, (await answer.Content.ReadFromJsonAsync(ChatJson.Default.Error, TestContext.Current.CancellationToken).Within())!.Code);
        }

        using var socket = await RefusedAsync(origin);
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        // And the cookie is as good as before.
        using var me = await SendAsync(http, HttpMethod.Get, "/api/me", "*/*", null);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    [Fact]
    public async Task The_servers_own_page_gets_in_with_its_cookie()
    {
        var own = place.Server.Address.GetLeftPart(UriPartial.Authority);
        using var http = place.Server.Http();
        using var negotiated = await SendAsync(http, HttpMethod.Post, "/chat/negotiate?negotiateVersion=1", "*/*", own);
        using var socket = Socket(own, cookie: true);
        await socket.ConnectAsync(RawSocket.AddressOf(place.Server.Address), TestContext.Current.CancellationToken).Within();

        Assert.Equal(HttpStatusCode.OK, negotiated.StatusCode);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task A_bearer_gets_in_from_anywhere()
    {
        using var socket = Socket("https://elsewhere.example", cookie: false);
        socket.Options.SetRequestHeader("Authorization", $"Bearer {place.Ann.Token}");

        await socket.ConnectAsync(RawSocket.AddressOf(place.Server.Address), TestContext.Current.CancellationToken).Within();

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    private async Task<ClientWebSocket> RefusedAsync(string origin)
    {
        var socket = Socket(origin, cookie: true);
        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(RawSocket.AddressOf(place.Server.Address), TestContext.Current.CancellationToken).Within());
        return socket;
    }

    private ClientWebSocket Socket(string origin, bool cookie)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        if (cookie) socket.Options.SetRequestHeader("Cookie", $"{Protocol.SessionCookie}={place.Ann.Token}");
        return socket;
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, string accept, string? origin)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Add("Cookie", $"{Protocol.SessionCookie}={place.Ann.Token}");
        return http.SendAsync(request, TestContext.Current.CancellationToken).Within();
    }
}
