using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Delivery;

/// <summary>The disk fills up, then space is made.</summary>
internal sealed class DiskFullRun : FaultRun
{
    private const int BallastBytes = 1_200_000;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public override string Name => "disk-full";

    public override string What => "a data folder on a disk of 8 MB that fills up while people write; then space is freed, and they go on";

    public override bool NeedsRoot => true;

    public override IReadOnlyList<string> Programs => ["mount"];

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var times = scale == Scale.Long ? 3 : 1;
        var faults = new List<string>();
        await using var loaded = await LoadedServer.StartAsync(5, [Enumerable.Range(0, 5)], furnish: folder => SmallDisk.MountAsync(folder, "8m"));
        for (var i = 0; i < times; i++) await File.WriteAllBytesAsync(Ballast(loaded, i), new byte[BallastBytes], cancellationToken);
        var recorder = await loaded.RecordAsync(perSecond: 25, clients: 4, shape: plan => plan with { MessageBytes = 1_500 });
        var room = loaded.Community.Rooms[0];
        for (var time = 0; time < times; time++)
        {
            var refusal = await FullAsync(loaded, room, cancellationToken);
            if (refusal is not { Final: false, Message.Length: > 0 }) faults.Add($"A full disk was answered with {refusal?.Code} as if for good.");
            var from = recorder.Counts.Acknowledged;
            tell($"full after {from} messages: {refusal?.Message}");
            File.Delete(Ballast(loaded, time));
            await recorder.UntilAsync(counts => counts.Acknowledged > from, Never);
        }
        // What waits now finds room as well.
        await SmallDisk.ResizeAsync(loaded.Data, "64m");
        var verdict = await loaded.JudgeAsync(Never);
        await using var reader = await loaded.DeviceAsync(4);
        var page = await Wire.Ok(reader.ReadMessages(new ReadMessages { Room = room, After = 0 }));
        if (page.Messages.Count == 0) faults.Add("The room can't be read any more.");
        return new RunResult
        {
            Verdicts = [verdict],
            Faults = faults,
            Figures =
            [
                new("times full", times) { AtLeast = times },
                new("messages acknowledged", verdict.Acknowledged) { AtLeast = 100 },
            ],
        };
    }

    private static string Ballast(LoadedServer loaded, int number) => Path.Combine(loaded.Data, $"ballast-{number}");

    /// <summary>Tries messages until one is refused for want of space.</summary>
    private static async Task<Error?> FullAsync(LoadedServer loaded, Guid room, CancellationToken cancellationToken)
    {
        await using var device = await loaded.DeviceAsync(4);
        var began = TimeProvider.System.GetTimestamp();
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (TimeProvider.System.GetElapsedTime(began) < Never && await turns.WaitForNextTickAsync(cancellationToken))
        {
            var outcome = await device.PostMessages(new PostMessages { Room = room, Messages = [Wire.Said(new string('x', 1_500))] });
            var error = outcome.Error ?? outcome.Value!.Results[0].Error;
            if (error?.Code == ErrorCodes.StorageFull) return error;
        }
        throw new TimeoutException("The disk never was full.");
    }
}
