#pragma warning disable xUnit1051 // Within() ends every wait with the test, and a call that is cancelled is another thing to test.

using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;

namespace Chat.Tests.Client;

/// <summary>The client core over real sockets.</summary>
public sealed class ChatConnectionTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-client-").FullName;
    private RealServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RealServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Two_people_talk_over_every_transport(HttpTransportType transport)
    {
        await using var ann = await ConnectAsync(await _server.RegisterAsync("ann"), transport);
        await using var ben = await ConnectAsync(await _server.RegisterAsync("ben"), transport);
        var room = Value(await ann.CreateRoomAsync("harbour", "Boats").Within()).Room;
        Value(await ben.JoinRoomAsync(room).Within());
        ann.Open(room);
        ben.Open(room);

        var first = Value(await ann.PostAndWaitAsync(room, "Ahoy\r\nthere 🌊").Within());
        await UntilAsync(ben, state => Texts(state, room).Contains("Ahoy\nthere 🌊"));
        var second = Value(await ben.PostAndWaitAsync(room, "Aye").Within());
        await UntilAsync(ann, state => Texts(state, room).EndsWith(["Ahoy\nthere 🌊", "Aye"]));

        Assert.Equal(first.Number + 1, second.Number);
        await UntilAsync(ann, state => state.Rooms[room] is { Pending.Count: 0, Members.Count: 2, Here: 2 } && state.NameOf(ben.State.Me!.Value) == "ben");
        Assert.Equal("harbour", ben.State.Rooms[room].Header!.Name);

        ben.Seen(room, second.Number!.Value);
        await UntilAsync(ben, state => state.Unread(room) == 0);
        var message = ann.State.Rooms[room].Messages.Single(message => message.Id == first.Id);
        Value(await ann.EditMessageAsync(room, message.Id, message.Version, "Ahoy").Within());
        Value(await ben.DeleteMessageAsync(room, second.Id).Within());
        await UntilAsync(ben, state => Texts(state, room).EndsWith(["Ahoy", ""]));
        await TestDeadline.UntilAsync(() => ben.State.Rooms[room].Typing.Count == 1, () => ann.Typing(room));
    }

    [Fact]
    public async Task What_is_written_without_a_connection_survives_the_process_and_arrives_once()
    {
        var ann = await _server.RegisterAsync("ann");
        await using var witness = await ConnectAsync(ann);
        var room = Value(await witness.CreateRoomAsync("harbour").Within()).Room;
        await using (var cut = new ChatConnection(Options(ann, store: true, handler: _ => new NoNetwork())))
        {
            await cut.StartAsync();
            foreach (var text in new[] { "one", "two", "three" }) Value(await cut.PostAsync(room, text).Within());
            await UntilAsync(cut, state => state is { Connection: ConnectionState.Offline, Problem: not null, Outbox.Count: 3 });
        }

        await using var next = await ConnectAsync(ann, store: true);
        await UntilAsync(next, state => state.Outbox.Count == 0);
        Value(await next.PostAndWaitAsync(room, "four").Within());

        var page = Value(await next.ReadMessagesAsync(new ReadMessages { Room = room, After = 0 }).Within());
        Assert.Equal(["one", "two", "three", "four"], page.Messages.Where(message => message.Notice is null).Select(message => message.Text));
    }

    [Fact]
    public async Task Connection_that_is_cut_comes_back_and_catches_up()
    {
        using var wire = new Wire();
        await using var ann = await ConnectAsync(await _server.RegisterAsync("ann"));
        var ben = await _server.RegisterAsync("ben");
        await using var cut = new ChatConnection(Options(ben, HttpTransportType.LongPolling, handler: wire.Over));
        await cut.StartAsync();
        Value(await cut.WaitUntilLiveAsync().Within());
        var room = Value(await ann.CreateRoomAsync("harbour").Within()).Room;
        Value(await cut.JoinRoomAsync(room).Within());
        cut.Open(room);
        Value(await ann.PostAndWaitAsync(room, "before").Within());
        await UntilAsync(cut, state => Texts(state, room).EndsWith(["before"]));

        wire.Cut();
        await UntilAsync(cut, state => state.Connection == ConnectionState.Offline);
        Value(await ann.PostAndWaitAsync(room, "while away").Within());
        Value(await cut.PostAsync(room, "written away").Within());
        wire.Mend();
        cut.ReconnectNow();

        await UntilAsync(cut, state => Texts(state, room).EndsWith(["before", "while away", "written away"]) && state.Outbox.Count == 0);
    }

    [Fact]
    public async Task Second_program_of_a_person_sends_while_the_first_runs()
    {
        var ann = await _server.RegisterAsync("ann");
        await using var screen = await ConnectAsync(ann, store: true);
        var room = Value(await screen.CreateRoomAsync("harbour").Within()).Room;

        await using var verb = await ConnectAsync(ann, store: true);
        Value(await verb.PostAndWaitAsync(room, "from a script").Within());

        Assert.Null(screen.OutboxNotice);
        Assert.Contains("Another program", verb.OutboxNotice);
    }

    [Fact]
    public async Task Session_that_ended_is_told_and_not_tried_again()
    {
        var ann = await _server.RegisterAsync("ann");
        await using var connection = await ConnectAsync(ann);
        using var http = _server.Http();

        Value(await new AccountApi(http).SignOutAsync(ann.Token).Within());

        await UntilAsync(connection, state => state.Connection == ConnectionState.SignedOut);
        await using var next = new ChatConnection(Options(ann));
        await next.StartAsync();
        var refusal = await next.WaitUntilLiveAsync().Within();
        Assert.Equal(ErrorCodes.SignedOut, refusal.Error?.Code);
        Assert.Equal(ErrorCodes.SignedOut, (await new AccountApi(http).MeAsync(ann.Token).Within()).Error?.Code);
    }

    [Fact]
    public async Task Call_that_the_server_refuses_says_why()
    {
        await using var ann = await ConnectAsync(await _server.RegisterAsync("ann"));

        var refusal = await ann.JoinRoomAsync(Guid.NewGuid()).Within();

        Assert.Equal(ErrorCodes.NotFound, refusal.Error?.Code);
        Assert.Equal(ErrorCodes.Empty, (await ann.PostAsync(Guid.NewGuid(), " ").Within()).Error?.Code);
    }

    [Fact]
    public async Task Whoever_waits_hears_that_the_connection_was_closed()
    {
        var connection = new ChatConnection(Options(await _server.RegisterAsync("ann"), handler: _ => new NoNetwork()));
        await connection.StartAsync();
        var live = connection.WaitUntilLiveAsync();
        var posted = connection.PostAndWaitAsync(Guid.NewGuid(), "never sent");

        await connection.DisposeAsync().Within();

        Assert.False((await live.Within()).Ok);
        Assert.False((await posted.Within()).Ok);
        Assert.Equal(ClientErrors.Offline, (await connection.ListRoomsAsync().Within()).Error?.Code);
    }

    [Theory]
    [InlineData("https://chat.example", "https://chat.example/api/state")]
    [InlineData("https://chat.example:8443/", "https://chat.example:8443/api/state")]
    [InlineData("http://lan/talk", "http://lan/talk/api/state")]
    [InlineData("http://lan/talk/?from=mail#x", "http://lan/talk/api/state")]
    public void Server_may_lie_under_a_path(string server, string state) =>
        Assert.Equal(state, ServerAddress.PathAt(new Uri(server), AccountPaths.State).AbsoluteUri);

    [Fact]
    public async Task Address_of_something_else_is_told()
    {
        using var http = new HttpClient(new NoNetwork()) { BaseAddress = new Uri("http://127.0.0.1:9") };

        var outcome = await new AccountApi(http).StateAsync().Within();

        Assert.Equal(ClientErrors.Offline, outcome.Error?.Code);
        Assert.Throws<ArgumentException>(() => new ChatConnection(new ChatConnectionOptions { Server = new Uri("ftp://a"), Token = "" }));
    }

    private static T Value<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Ok, outcome.Error?.ToString());
        return outcome.Value!;
    }

    private static Texted Texts(ChatState state, Guid room) => new(state.Rooms.TryGetValue(room, out var held)
        ? [.. held.Messages.Where(message => message.Notice is null).Select(message => message.Text)]
        : []);

    private static async Task UntilAsync(ChatConnection connection, Func<ChatState, bool> isSo)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(TestDeadline.Never);
        await foreach (var state in connection.ReadStatesAsync(end.Token))
            if (isSo(state)) return;
        Assert.Fail("The connection ended first.");
    }

    private async Task<ChatConnection> ConnectAsync(
        Visitor visitor, HttpTransportType transport = HttpTransportType.WebSockets, bool store = false)
    {
        var connection = new ChatConnection(Options(visitor, transport, store));
        await connection.StartAsync();
        Value(await connection.WaitUntilLiveAsync().Within());
        return connection;
    }

    private ChatConnectionOptions Options(
        Visitor visitor,
        HttpTransportType transport = HttpTransportType.WebSockets,
        bool store = false,
        Func<HttpMessageHandler, HttpMessageHandler>? handler = null) => new()
        {
            Server = _server.Address,
            Token = visitor.Token,
            Me = visitor.Id,
            Transports = transport,
            StoreFolder = store ? _folder : null,
            MessageHandler = handler,
        };

    private sealed record Texted(IReadOnlyList<string> Texts)
    {
        public bool Contains(string text) => Texts.Contains(text);

        public bool EndsWith(string[] texts) => Texts.TakeLast(texts.Length).SequenceEqual(texts);
    }

    /// <summary>The way to the server, which can be cut.</summary>
    private sealed class Wire : IDisposable
    {
        private CancellationTokenSource _cut = new();

        public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

        public void Cut() => _cut.Cancel();

        public void Mend() => _cut = new CancellationTokenSource();

        public void Dispose() => _cut.Dispose();

        private sealed class Handler(Wire wire) : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, wire._cut.Token);
                try
                {
                    return await base.SendAsync(request, either.Token);
                }
                catch (OperationCanceledException) when (wire._cut.IsCancellationRequested)
                {
                    throw new HttpRequestException("The wire is cut.");
                }
            }
        }
    }

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("no network in this test");
    }
}
