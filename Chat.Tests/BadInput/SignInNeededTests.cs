using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests;

public sealed class SignInNeededTests(BadInputPlace place) : IClassFixture<BadInputPlace>
{
    private static readonly string[] NoTokens = ["", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --", "short"];

    [Fact]
    public async Task Without_a_good_token_no_transport_lets_anybody_in()
    {
        using var http = place.Server.Http();
        foreach (var token in NoTokens)
        {
            foreach (var (method, path, accept) in ((HttpMethod, string, string)[])[
                (HttpMethod.Post, "/chat/negotiate?negotiateVersion=1", "*/*"), (HttpMethod.Get, "/chat?id=any", "text/event-stream"),
                (HttpMethod.Get, "/chat?id=any", "*/*"), (HttpMethod.Post, "/chat?id=any", "*/*"), (HttpMethod.Delete, "/chat?id=any", "*/*"),
                (HttpMethod.Get, "/api/me", "*/*"), (HttpMethod.Post, "/api/sign-out", "*/*"), (HttpMethod.Post, "/api/password", "*/*"),
                (HttpMethod.Post, "/api/devices/look", "*/*"), (HttpMethod.Post, "/api/devices/answer", "*/*")])
            {
                using var request = new HttpRequestMessage(method, path);
                request.Headers.Accept.ParseAdd(accept);
                if (token.Length > 0) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken).Within();

                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                Assert.Equal(ErrorCodes.SignedOut, (await answer.Content.ReadFromJsonAsync(ChatJson.Default.Error, TestContext.Current.CancellationToken).Within())!.Code);
            }
        }
    }

    [Fact]
    public async Task Without_a_good_token_the_upgrade_is_refused()
    {
        foreach (var token in NoTokens)
        {
            using var inHeader = new ClientWebSocket();
            if (token.Length > 0) inHeader.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            await RefusedAsync(inHeader, RawSocket.AddressOf(place.Server.Address));

            using var inQuery = new ClientWebSocket();
            await RefusedAsync(inQuery, RawSocket.AddressOf(place.Server.Address, Uri.EscapeDataString(token)));
        }

        static async Task RefusedAsync(ClientWebSocket socket, Uri address)
        {
            socket.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, TestContext.Current.CancellationToken).Within());
            Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
        }
    }

    [Fact]
    public async Task A_token_in_the_query_opens_the_hub_and_nothing_else()
    {
        using var http = place.Server.Http();

        using var negotiated = await http.PostAsync($"/chat/negotiate?negotiateVersion=1&access_token={place.Ann.Token}", null, TestContext.Current.CancellationToken);
        using var me = await http.GetAsync($"/api/me?access_token={place.Ann.Token}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, negotiated.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
    }
}
