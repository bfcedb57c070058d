using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>A client of <see cref="Polling"/>: asks every so often, or again as soon as it was answered.</summary>
internal sealed class PollingClient : RoomClient
{
    private readonly CancellationTokenSource _ended = new();
    private readonly HttpClient _http;
    private readonly string _path;
    private readonly TimeSpan _pause;
    private Exception? _failure;
    private long _bytes;

    /// <param name="server">The server.</param>
    /// <param name="place">Where it sits.</param>
    /// <param name="path"><see cref="Polling.PollPath"/> or <see cref="Polling.LongPollPath"/>.</param>
    /// <param name="pause">Between questions.</param>
    public PollingClient(IPEndPoint server, Place place, string path, TimeSpan pause) : base(place)
    {
        (_path, _pause) = (path, pause);
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new CountingStream(context.PlaintextStream, count => Interlocked.Add(ref _bytes, count))),
        })
        { BaseAddress = new Uri($"http://{server}") };
        _ = Task.Run(() => AskAsync(_ended.Token));
    }

    public override Exception? Failure => _failure;

    public override long Bytes => Interlocked.Read(ref _bytes);

    public override void Post(int sender, int number) => _ = SayAsync(Stamp.Text(sender, number, LoadPlan.TextBytes));

    public override void Dispose()
    {
        _ended.Cancel();
        _http.Dispose();
        _ended.Dispose();
    }

    private async Task SayAsync(string text)
    {
        try
        {
            using var answer = await _http.PostAsync(Polling.SayPath, new StringContent(text));
            if (!answer.IsSuccessStatusCode) Meter.Refuse(1);
        }
        catch (HttpRequestException e)
        {
            _failure = e;
        }
        Sender!.Acknowledge(1, Meter);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Everybody began at another moment.
            await Task.Delay(_pause * Random.Shared.NextDouble(), cancellationToken);
            var page = new Polling.Page(0, []);
            while (true)
            {
                page = await _http.GetFromJsonAsync<Polling.Page>(page.NextQuestion(_path), cancellationToken) ?? page;
                foreach (var text in page.Texts) Deliver(Encoding.UTF8.GetBytes(text));
                if (_pause > TimeSpan.Zero) await Task.Delay(_pause, cancellationToken);
            }
        }
        catch (Exception e)
        {
            if (!_ended.IsCancellationRequested) _failure = e;
        }
    }
}
