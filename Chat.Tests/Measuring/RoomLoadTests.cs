using System.Text;
using System.Text.Json;
using Chat.Benchmarks;
using Chat.Tests.Support;

namespace Chat.Tests.Measuring;

public sealed class RoomLoadTests
{
    [Fact]
    public async Task A_small_room_is_measured_beside_its_yardstick_and_everybody_gets_everything()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The server's CPU time is read from /proc.");
        var run = new BenchmarkRun(
            PublishedServer.In(AppContext.BaseDirectory), new Scale(1, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), true), TextWriter.Null);
        var workload = new RoomWorkload("W1", "a small room", new LoadPlan(1, 4, 2, 100), Target.Ratio(0.6));

        var measurements = await workload.RunAsync(run, TestContext.Current.CancellationToken).Within();

        Assert.All(measurements, measurement => Assert.Empty(measurement.Faults));
        var latency = JsonDocument.Parse(ResultJson.Line(measurements.Single(m => m.Metric == "latency, median"))).RootElement;
        Assert.Equal("W1", latency.GetProperty("workload").GetString());
        Assert.InRange(latency.GetProperty("ours").GetDouble(), 0.001, TestDeadline.Never.TotalMilliseconds);
        Assert.InRange(latency.GetProperty("yardstick").GetDouble(), 0.001, TestDeadline.Never.TotalMilliseconds);
        Assert.Equal(latency.GetProperty("ours").GetDouble() / latency.GetProperty("yardstick").GetDouble(), latency.GetProperty("ratio").GetDouble(), 6);
        Assert.True(measurements[0].Figures["deliveries/s"] > 0);
        Assert.NotEmpty(run.Curves);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, 0, 0)]
    [InlineData(new[] { 0, 2 }, 1, 0)]
    [InlineData(new[] { 0, 1, 1 }, 0, 1)]
    [InlineData(new[] { 1, 0 }, 1, 1)]
    public void What_a_watcher_misses_or_gets_again_is_counted(int[] numbers, int lost, int doubled)
    {
        using var watcher = new Watcher();

        watcher.Take(string.Concat(numbers.Select(number => Stamp.Text(0, number, LoadPlan.TextBytes))));

        Assert.Equal((numbers.Length, lost, doubled), (watcher.Meter.Deliveries, watcher.Meter.Lost, watcher.Meter.Doubled));
    }

    private sealed class Watcher : RoomClient
    {
        public Watcher() : base(new Place(new Sender[1], 0, 0, 1)) => Place.AllSenders[0] = new Sender(0, this);

        public override Exception? Failure => null;
        public override long Bytes => 0;
        public override void Post(int sender, int number) { }
        public override void Dispose() => Meter.Dispose();
        public void Take(string record) => Deliver(Encoding.ASCII.GetBytes(record));
    }
}
