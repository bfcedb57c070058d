using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Delivery;
using Chat.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Console;

/// <summary>A server that is live, and doesn't come to tell of one's rooms.</summary>
public sealed class SlowHeadsTests : IDisposable
{
    private readonly TestShell _ann = new();
    private readonly WaitsClock _clock = new();

    public void Dispose() => _ann.Dispose();

    [Theory]
    [InlineData("rooms")]
    [InlineData("unread", "--count")]
    [InlineData("read", "--all")]
    [InlineData("watch", "--", "true")]
    [InlineData("send", "gauge", "Which gauge?")]
    public async Task What_it_did_not_tell_of_is_never_left_out_in_silence(params string[] arguments)
    {
        var (isSlow, asked, over) = (false, new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await RealServer.StartAsync(new ServerParts
        {
            Services = services => services.With<HeadsRequest, HeadsPage>(nameof(IChatHub.Heads), async call =>
            {
                if (!Volatile.Read(ref isSlow)) return await call.Next(call.Request);
                asked.TrySetResult();
                await over.Task;
                return await call.Next(call.Request);
            }),
        });
        await _ann.RegisterAsync(server, "ann");
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge"));
        _ann.Out.GetStringBuilder().Clear();
        Volatile.Write(ref isSlow, true);
        try
        {
            var verb = ChatCommand.RunAsync(_ann.Shell with { Time = _clock }, arguments, TestContext.Current.CancellationToken);
            await asked.Task.Within();

            // The client is live; the verb has noticed once it waits for the rooms.
            await TestDeadline.UntilAsync(() => _clock.Waits == 2);
            await TestDeadline.UntilAsync(() => verb.IsCompleted, () => _clock.Advance(TimeSpan.FromSeconds(1)));
            Assert.Equal(Exit.Unreachable, await verb);
            Assert.Equal("", _ann.Out.ToString());
            Assert.Contains("did not tell of all your rooms in time", _ann.Error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            over.SetResult();
        }
    }

    /// <summary>Counts the verb's waits: for the connection, then for the rooms.</summary>
    private sealed class WaitsClock : FakeTimeProvider
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
        private int _waits;

        public int Waits => Volatile.Read(ref _waits);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == Longest) Interlocked.Increment(ref _waits);
            return timer;
        }
    }
}
