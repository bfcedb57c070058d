using System.Text.Json;
using Chat.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Support;

/// <summary>A bare connection to the hub: calls and events as they are on the wire, no client core between.</summary>
public sealed class RawDevice : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly Lock _lock = new();
    private readonly List<object> _events = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RawDevice(Uri server, string token, HttpTransportType transports)
    {
        _hub = new HubConnectionBuilder()
            .WithUrl(new Uri(server, Protocol.HubPath), transports, options =>
                options.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .AddJsonProtocol(options => options.PayloadSerializerOptions = new JsonSerializerOptions(ChatJson.Default.Options))
            .Build();
        _hub.Closed += error =>
        {
            ClosedBy = error;
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
        On<ChangeSet>(nameof(IChatClient.Changes));
        On<Beat>(nameof(IChatClient.Beat));
        On<HeadsChanged>(nameof(IChatClient.Heads));
        On<Draining>(nameof(IChatClient.Draining));
        On<SignedOut>(nameof(IChatClient.SignedOut));
        On<PresenceChanged>(nameof(IChatClient.Presence));
        On<TypingChanged>(nameof(IChatClient.Typing));
    }

    /// <summary>What this device says of itself with each beat.</summary>
    public BeatAnswer Says { get; set; } = new();

    /// <summary>Ends with the connection.</summary>
    public Task Closed => _closed.Task.Within();

    /// <summary>What it ended with; none when it was closed in order.</summary>
    public Exception? ClosedBy { get; private set; }

    public bool IsOpen => _hub.State == HubConnectionState.Connected;

    /// <summary>Connects and says hello.</summary>
    public static async Task<RawDevice> ConnectAsync(
        Uri server, Visitor visitor, Hello? hello = null, HttpTransportType transports = HttpTransportType.WebSockets)
    {
        var device = new RawDevice(server, visitor.Token, transports);
        await device._hub.StartAsync(TestContext.Current.CancellationToken).Within();
        var welcome = await device.CallAsync<Welcome>("Hello", hello ?? new Hello { Protocol = Protocol.Version, Client = "test/0" });
        Assert.True(welcome.Ok, welcome.Error?.Message);
        return device;
    }

    /// <summary>Calls a hub method.</summary>
    public Task<Outcome<T>> CallAsync<T>(string method, object request) =>
        _hub.InvokeCoreAsync<Outcome<T>>(method, [request], TestContext.Current.CancellationToken).Within();

    /// <summary>Watches a room.</summary>
    public async Task WatchAsync(Guid room)
    {
        var answer = await CallAsync<WatchAnswers>("Watch", new WatchRequest { Items = [new WatchItem { Scope = Scope.Room(room).ToString() }] });
        Assert.Equal(WatchKinds.Snapshot, Assert.Single(answer.Value!.Answers).Kind);
    }

    /// <summary>What came so far of a kind, in order.</summary>
    public IReadOnlyList<T> Events<T>()
    {
        lock (_lock) return [.. _events.OfType<T>()];
    }

    /// <summary>Forgets the events that came so far.</summary>
    public void Forget()
    {
        lock (_lock) _events.Clear();
    }

    /// <summary>The first event of a kind that matches, of all that came and will come.</summary>
    public async Task<T> EventAsync<T>(Func<T, bool>? match = null, Action? between = null)
    {
        T? found = default;
        await TestDeadline.UntilAsync(() => Events<T>().Where(e => match?.Invoke(e) ?? true).Take(1).Any(e => { found = e; return true; }), between);
        return found!;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private void On<T>(string name) where T : notnull => _hub.On<T>(name, data =>
    {
        lock (_lock) _events.Add(data);
    });
}
