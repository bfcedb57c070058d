using Chat.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Client;

/// <summary>One connection to the hub, used once: reconnecting is the engine's, with a new one.</summary>
internal sealed class ChatSocket : IAsyncDisposable
{
    /// <summary>The engine's own beat notices a dead connection; this must only never come before it.</summary>
    private static readonly TimeSpan ServerTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(30);

    private readonly HubConnection _hub;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="options">Where and how.</param>
    /// <param name="received">Takes what arrives; awaited, so that a slow taker slows the reading.</param>
    /// <param name="closed">Told once, with the error if there was one.</param>
    public ChatSocket(ChatConnectionOptions options, Func<Action<ChatEngine>, Task> received, Action<Exception?> closed)
    {
        _time = options.Time;
        var builder = new HubConnectionBuilder().WithUrl(
            ServerAddress.PathAt(options.Server, Protocol.HubPath),
            options.Transports,
            http =>
            {
                http.AccessTokenProvider = () => Task.FromResult<string?>(options.Token);
                http.HttpMessageHandlerFactory = handler => new TransportWatch(Handler(options, handler), used => Transport = used);
                if (options.Proxy is { } proxy) http.Proxy = proxy;
                if (options.Authorities is { } own)
                    http.WebSocketConfiguration = socket => socket.RemoteCertificateValidationCallback = OwnAuthorities.Callback(own);
            });
        builder.AddJsonProtocol(json =>
        {
            json.PayloadSerializerOptions.DefaultIgnoreCondition = ChatJson.Default.Options.DefaultIgnoreCondition;
            json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ChatJson.Default);
        });
        builder.Services.Replace(ServiceDescriptor.Singleton(options.Logging));
        _hub = builder.Build();
        _hub.ServerTimeout = ServerTimeout;
        _hub.Closed += error =>
        {
            _closed.TrySetResult();
            closed(error);
            return Task.CompletedTask;
        };

        _hub.On<ChangeSet>(nameof(IChatClient.Changes), set => received(engine => engine.Event(set)));
        _hub.On<Beat>(nameof(IChatClient.Beat), beat => received(engine => engine.Event(beat)));
        _hub.On<HeadsChanged>(nameof(IChatClient.Heads), heads => received(engine => engine.Event(heads)));
        _hub.On<PresenceChanged>(nameof(IChatClient.Presence), presence => received(engine => engine.Event(presence)));
        _hub.On<TypingChanged>(nameof(IChatClient.Typing), typing => received(engine => engine.Event(typing)));
        _hub.On<Draining>(nameof(IChatClient.Draining), draining => received(engine => engine.Event(draining)));
        _hub.On<SignedOut>(nameof(IChatClient.SignedOut), signedOut => received(engine => engine.Event(signedOut)));
    }

    /// <summary>The transport that it uses once it is open.</summary>
    public HttpTransportType Transport { get; private set; } = HttpTransportType.WebSockets;

    /// <summary>Done once it closed.</summary>
    public Task Closed => _closed.Task;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(OpenTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await _hub.StartAsync(either.Token).ConfigureAwait(false);
    }

    /// <returns>An <see cref="Outcome{T}"/>, as the call says.</returns>
    public Task<object?> CallAsync(Call call) => _hub.InvokeCoreAsync(call.Method, call.OutcomeType, [call.Request]);

    public Task SendAsync(string method, object request) => _hub.SendCoreAsync(method, [request]);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static HttpMessageHandler Handler(ChatConnectionOptions options, HttpMessageHandler handler)
    {
        if (options.Authorities is { } own && handler is HttpClientHandler client)
            client.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => OwnAuthorities.Trust(certificate, chain, errors, own);
        return options.MessageHandler is { } wrap ? wrap(handler) : handler;
    }
}
