namespace Chat.Benchmarks;

/// <summary>A full-screen client in a room, and those who speak there.</summary>
internal abstract class ScreenContender : IAsyncDisposable
{
    /// <summary>What has been said in the room before anybody comes.</summary>
    public const int Before = 200;

    private static readonly TimeSpan Never = TimeSpan.FromSeconds(120);

    /// <summary>A home of its own: settings and what is kept.</summary>
    protected string Home { get; } = Directory.CreateTempSubdirectory("chat-home-").FullName;

    /// <summary>What it is called in the results.</summary>
    public abstract string Name { get; }

    /// <summary>What the first frame has in it, and nothing before it.</summary>
    public abstract string FirstFrame { get; }

    /// <summary>What was said last.</summary>
    public abstract string Newest { get; }

    /// <summary>Starts the client.</summary>
    public abstract ScreenProgram Open();

    /// <summary>Starts the client and waits until the newest message is on its screen.</summary>
    public async Task<ScreenProgram> ShowAsync(CancellationToken cancellationToken)
    {
        var program = Open();
        try
        {
            await program.UntilAsync(Newest, cancellationToken);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets others say something in the room, and then a mark; ends when it is on a client's screen.</summary>
    public async Task SpeakAsync(ScreenProgram shown, IReadOnlyList<string> texts, double? rate, CancellationToken cancellationToken)
    {
        await SpeakAsync(texts, rate, cancellationToken);
        var seen = shown.Await(NextMark());
        await SpeakAsync([Newest], null, cancellationToken);
        await seen.WaitAsync(Never, cancellationToken);
    }

    /// <summary>Lets others say something in the room.</summary>
    /// <param name="texts">What, in order.</param>
    /// <param name="rate">How many a second, evenly spaced; none: as many as are taken.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected abstract Task SpeakAsync(IReadOnlyList<string> texts, double? rate, CancellationToken cancellationToken);

    /// <summary>Makes the <see cref="Newest"/> another.</summary>
    protected abstract string NextMark();

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Home, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Says something at its time.</summary>
    protected static async Task PacedAsync(IReadOnlyList<string> texts, double? rate, Func<int, string, Task> say, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < texts.Count; i++)
        {
            if (rate is { } perSecond)
            {
                var wait = TimeSpan.FromSeconds(i / perSecond) - TimeProvider.System.GetElapsedTime(began);
                if (wait > TimeSpan.Zero) await Task.Delay(wait, cancellationToken);
            }

            await say(i, texts[i]);
        }
    }
}
