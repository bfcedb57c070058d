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
}
