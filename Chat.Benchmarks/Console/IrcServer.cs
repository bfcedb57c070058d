using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>
/// As much of an IRC server (RFC 1459) as a client needs to sit in a channel: it welcomes, lets join, answers PING,
/// tells on joining what was said before, and then says what it is told to. It stores nothing.
/// </summary>
internal sealed class IrcServer : IAsyncDisposable
{
    public const string Channel = "#general";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<IEnumerable<(string Author, string Text)>> _before;
    private readonly Task _serving;
    private readonly SemaphoreSlim _writing = new(1);
    private NetworkStream? _client;

    /// <param name="before">What is told to whoever joins.</param>
    public IrcServer(Func<IEnumerable<(string Author, string Text)>> before)
    {
        _before = before;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Says something in the channel.</summary>
    public async Task SayAsync(string author, string text)
    {
        if (Volatile.Read(ref _client) is not { } client) throw new InvalidOperationException("Nobody is in the channel.");
        await WriteAsync(client, Said(author, text));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stopping.Dispose();
        _writing.Dispose();
    }

    // One client after the other: each contender is alone.
    private async Task ServeAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                client.NoDelay = true;
                await TalkAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // It has gone.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var nick = "me";
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            var words = line.Split(' ');
            if (words[0] == "NICK") nick = words[1].TrimStart(':');
            await WriteAsync(stream, words[0] switch
            {
                "CAP" when words[1] == "LS" => ":bench CAP * LS :\r\n",
                "USER" => $":bench 001 {nick} :Welcome\r\n:bench 005 {nick} CHANTYPES=# :are supported\r\n:bench 422 {nick} :No message of the day\r\n",
                "PING" => $":bench PONG bench {line[5..]}\r\n",
                "JOIN" => $":{nick}!{nick}@bench JOIN {Channel}\r\n:bench 353 {nick} = {Channel} :{nick} person0 person1 person2\r\n:bench 366 {nick} {Channel} :End\r\n" +
                    string.Concat(_before().Select(said => Said(said.Author, said.Text))),
                _ => "",
            });
            if (words[0] == "JOIN") Volatile.Write(ref _client, stream);
        }
    }

    private static string Said(string author, string text) => $":{author}!{author}@bench PRIVMSG {Channel} :{text}\r\n";

    private async Task WriteAsync(NetworkStream to, string lines)
    {
        await _writing.WaitAsync();
        try
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes(lines));
        }
        finally
        {
            _writing.Release();
        }
    }
}
