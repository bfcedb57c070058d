using Chat.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>A bare client's way to the server: connects again and again until it is disposed of.</summary>
internal sealed class WireLink(Uri server, string token, Action<object> receive, Action connected, Action lost) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource _stop = new();
    private volatile HubConnection? _hub;
    private Task _running = Task.CompletedTask;

    public bool IsOpen => _hub is not null;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Calls a method.</summary>
    /// <returns>Null when there was no connection or it broke before the answer: then the outcome is unknown.</returns>
    public async Task<Outcome<T>?> CallAsync<T>(string method, object request)
    {
        if (_hub is not { } hub) return null;
        try
        {
            return await hub.InvokeCoreAsync<Outcome<T>>(method, [request], _stop.Token);
        }
        catch (Exception)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ConnectOnceAsync();
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // The server is away; it is tried again.
            }
            catch (Exception)
            {
                return;
            }
            await Task.Delay(Pause, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task ConnectOnceAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hub = Build();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync(_stop.Token);
        var welcome = await hub.InvokeCoreAsync<Outcome<Welcome>>(
            nameof(IChatHub.Hello), [new Hello { Protocol = Protocol.Version, Client = "recorder" }], _stop.Token);
        if (!welcome.Ok) return;
        _hub = hub;
        connected();
        try
        {
            await closed.Task.WaitAsync(_stop.Token);
        }
        finally
        {
            _hub = null;
            lost();
        }
    }

    private HubConnection Build()
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(server, Protocol.HubPath), options =>
            {
                options.AccessTokenProvider = () => Task.FromResult<string?>(token);
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .AddJsonProtocol(options => options.PayloadSerializerOptions = Wire.Json)
            .Build();
        hub.On<ChangeSet>(nameof(IChatClient.Changes), set => receive(set));
        hub.On<Beat>(nameof(IChatClient.Beat), async beat =>
        {
            receive(beat);
            await hub.SendCoreAsync(nameof(IChatHub.AnswerBeat), [new BeatAnswer()]);
        });
        return hub;
    }
}
