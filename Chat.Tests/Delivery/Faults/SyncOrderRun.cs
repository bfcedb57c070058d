using System.Collections.Concurrent;
using ServerProcess = Chat.Tests.Support.ServerProcess;

namespace Chat.Tests.Delivery;

/// <summary>The server's system calls are watched: does a sync lie between each message's write and its acknowledgement?</summary>
internal sealed class SyncOrderRun : FaultRun
{
    private const int Writers = 8;

    public override string Name => "sync-order";

    public override string What =>
        "a trace of the server's system calls: between each message's write to the log and the first byte about it on a socket a sync of the log has begun and succeeded; and, to see that the look can fail, the same over a disk that only says so";

    public override IReadOnlyList<string> Programs => ["strace"];

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var messages = scale == Scale.Long ? 4_000 : 400;
        var real = await TraceAsync(messages, null);
        tell($"{real.Told} messages told, {real.Syncs} syncs");
        var lying = await TraceAsync(messages / 4, "fsync,fdatasync:retval=0");
        return new RunResult
        {
            Faults = [.. real.Unsynced.Take(10)],
            Figures =
            [
                new("messages told to somebody", real.Told) { AtLeast = messages },
                new("syncs of the log", real.Syncs) { AtLeast = 1 },
                new("messages told before they were synced", real.Unsynced.Count()) { AtMost = 0 },
                new("control, a disk that lies: messages told", lying.Told) { AtLeast = messages / 4 },
                new("control: of them found told before they were synced", lying.Unsynced.Count()) { AtLeast = messages / 4 },
            ],
        };
    }

    private static async Task<SyncTrace> TraceAsync(int messages, string? inject)
    {
        var folder = Directory.CreateTempSubdirectory("chat-trace-").FullName;
        var file = Path.Combine(folder, "trace");
        var data = Path.Combine(folder, "data");
        var ids = new ConcurrentBag<Guid>();
        var community = await Benchmarks.Community.MakeAsync(data, Writers, [Enumerable.Range(0, Writers)]);
        await using (var server = await ServerProcess.StartNewAsync(Tracer.Place(file, inject) with { Data = data }, LoadedServer.Limits))
        {
            await Parallel.ForAsync(0, Writers, async (writer, _) =>
            {
                var person = community.People[writer];
                await using var device = await Device.ConnectAsync(server.Address, new Seat(person.Name, person.Caller, person.Token));
                // Half of them look on as well: what reaches others is told, too.
                if (writer % 2 == 0) await device.WatchAsync(community.Rooms[0]);
                for (var number = writer; number < messages; number += Writers)
                {
                    var message = Tracer.Message();
                    ids.Add(message.Id);
                    await device.PostAsync(community.Rooms[0], message);
                }
            });
            await server.StopAsync();
        }
        var trace = Tracer.Read(file, ids);
        Directory.Delete(folder, recursive: true);
        return trace;
    }
}
