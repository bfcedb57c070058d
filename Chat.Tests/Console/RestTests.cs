using Chat.Client.Cli;
using Chat.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Console;

public sealed class RestTests
{
    [Fact]
    public async Task A_rest_ends_with_what_happens_in_it_or_happened_before()
    {
        var time = new FakeTimeProvider();
        var rest = new Rest(time);
        time.Advance(TimeSpan.FromMinutes(1));
        rest.Wake();
        rest.Wait(TimeSpan.FromDays(1));
        foreach (var happens in new[] { rest.Wake, rest.Stir })
        {
            var resting = Task.Run(() => rest.Wait(TimeSpan.FromDays(1)), TestContext.Current.CancellationToken);
            happens();
            await resting.Within();
        }
    }

    [Fact]
    public void What_much_work_left_behind_is_cleared_away_once_in_the_first_quiet_moment()
    {
        var time = new FakeTimeProvider();
        var (allocated, collected) = (0L, 0);
        var rest = new Rest(time, new Leftovers(time, () => allocated, () => collected++));

        // Little was done; then much, but somebody is still at it.
        time.Advance(TimeSpan.FromMinutes(1));
        allocated += Leftovers.Worth - 1;
        Pause();
        Assert.Equal(0, collected);
        allocated += 1;
        rest.Wake();
        Pause();
        time.Advance(Leftovers.Quiet - TimeSpan.FromTicks(1));
        Pause();
        Assert.Equal(0, collected);

        time.Advance(TimeSpan.FromTicks(1));
        Pause();
        Pause();
        Assert.Equal(1, collected);
        allocated += Leftovers.Worth;
        Pause();
        Assert.Equal(2, collected);

        void Pause() => rest.Wait(TimeSpan.FromMilliseconds(1));
    }
}
