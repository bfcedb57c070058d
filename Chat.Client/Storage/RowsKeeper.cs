using System.Threading.Channels;

namespace Chat.Client;

/// <summary>Keeps the rows of one person on this machine while the client runs: beside its loop, and seldom.</summary>
/// <param name="file">Where they are kept.</param>
/// <param name="owner">Whose they are.</param>
/// <param name="take">Takes the rows from the engine.</param>
/// <param name="time">The clock.</param>
/// <param name="problem">Told why they can't be kept, once.</param>
internal sealed class RowsKeeper(RowsFile file, Guid owner, Func<CachedChat?> take, TimeProvider time, Action<Exception> problem) : IAsyncDisposable
{
    private const int Tries = 40;
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstApart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private Task _keeping = Task.CompletedTask;
    private bool _told;
    private volatile bool _cleared;

    /// <summary>What an earlier process kept; from now on this one keeps.</summary>
    public CachedChat? Begin()
    {
        var kept = file.Read();
        _keeping = Task.Run(KeepAsync);
        return kept;
    }

    /// <summary>Something has changed: soon it is kept. Cheap, so that it can be told of every change.</summary>
    public void Changed(ConnectionState connection)
    {
        // Rows change while the server tells them; who has no session any more reads on nowhere.
        if (connection == ConnectionState.SignedOut) _cleared = true;
        else if (connection != ConnectionState.Live) return;
        _changes.Writer.TryWrite(true);
        if (_cleared) _ending.Cancel();
    }

    /// <summary>Keeps what is still to be kept.</summary>
    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        await _ending.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        _ending.Dispose();
    }

    // What is opened first is kept soon; later, the whole is written seldom.
    private async Task KeepAsync()
    {
        var apart = FirstApart;
        while (await _changes.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await PauseAsync(FirstAfter).ConfigureAwait(false);
            while (_changes.Reader.TryRead(out _)) { }
            await PauseAsync(await TryKeepAsync().ConfigureAwait(false) ? apart : AfterFailure).ConfigureAwait(false);
            apart = apart * 2 < Apart ? apart * 2 : Apart;
        }
    }

    private async Task<bool> TryKeepAsync()
    {
        try
        {
            var rows = take();
            if (_cleared || (rows is not null && rows.Person != owner)) file.Delete();
            else if (rows is not null)
                for (var i = 0; i < Tries && !file.TryWrite(rows); i++) await Task.Delay(BetweenTries, time).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_told) problem(e);
            _told = true;
            return false;
        }
    }

    private async Task PauseAsync(TimeSpan pause) =>
        await Task.Delay(pause, time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
