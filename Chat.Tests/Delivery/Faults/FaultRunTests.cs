using Chat.Tests.Support;

namespace Chat.Tests.Delivery;

/// <summary>Every fault run in its short form. Times and ratios belong to the long form, which writes the report.</summary>
public sealed class FaultRunTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. FaultRuns.All.Select(run => run.Name)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_lost_doubled_or_reordered_while(string run)
    {
        var fault = FaultRuns.Of(run);
        foreach (var program in fault.Programs) Needs.Program(program);
        if (fault.NeedsRoot) Needs.That(Environment.UserName == "root", $"{run} mounts a file system, which takes root");

        var result = await fault.RunAsync(Scale.Short, output.WriteLine, TestContext.Current.CancellationToken);

        foreach (var figure in result.Figures) output.WriteLine($"{figure}");
        foreach (var verdict in result.Verdicts) output.WriteLine($"{verdict}");
        Assert.Empty(result.AllFaults);
    }
}
