using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Chat.Contracts;
using Chat.Server;

namespace Chat.Tests.Delivery;

/// <summary>
/// Connects, joins, watches, sends, leaves and disconnects again and again, at a server in the same process, and counts what
/// is left: a process of its own, where nothing else opens files or takes memory. Its last line is <see cref="CyclesCounts"/>.
/// </summary>
internal static class CyclesProgram
{
    private const int AtOnce = 8;

    public static async Task<int> RunAsync(string count, TextWriter output)
    {
        var cycles = int.Parse(count, CultureInfo.InvariantCulture);
        await using var server = await CoreServer.StartAsync();
        await using var owner = await server.DeviceAsync(await server.SeatAsync(), answersBeats: true);
        var room = await owner.RoomAsync();
        await owner.WatchAsync(room);
        var seats = new List<Seat>();
        for (var i = 0; i < AtOnce; i++) seats.Add(await server.SeatAsync());

        // What is made once, on the way, is there before the first count.
        await CycleAsync(server, room, seats, Math.Max(200, cycles / 10));
        LoadLibraries();
        owner.Forget();
        var before = await CountAsync(server, null);
        await CycleAsync(server, room, seats, cycles);
        owner.Forget();
        var after = await CountAsync(server, before);
        var members = (await Wire.Ok(owner.ReadMembers(new ReadMembers { Room = room }))).Members.Count;
        await output.WriteLineAsync(JsonSerializer.Serialize(new CyclesCounts(before, after, members)));
        return 0;
    }

    /// <summary>Loads whatever the libraries in use refer to: the runtime opens a file when code that needs it is first compiled, be it after thousands of cycles.</summary>
    private static void LoadLibraries()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(library => !library.IsDynamic).ToDictionary(library => library.GetName().Name!);
        var open = new Queue<Assembly>(loaded.Values);
        while (open.TryDequeue(out var library))
        {
            foreach (var name in library.GetReferencedAssemblies())
            {
                if (loaded.ContainsKey(name.Name!)) continue;
                try
                {
                    var next = Assembly.Load(name);
                    loaded[name.Name!] = next;
                    open.Enqueue(next);
                }
                catch (FileNotFoundException)
                {
                    // For another system, or a part of a package that isn't used here.
                }
            }
        }
    }

    private static Task CycleAsync(CoreServer server, Guid room, List<Seat> seats, int cycles) =>
        Parallel.ForEachAsync(seats, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seat, _) =>
        {
            for (var cycle = 0; cycle < cycles / AtOnce; cycle++)
            {
                await using var device = await server.DeviceAsync(seat);
                await Wire.Ok(device.JoinRoom(new JoinRoom(room)));
                await device.WatchAsync(room);
                await device.PostAsync(room, $"cycle {cycle} of {seat.Name}");
                await Wire.Ok(device.LeaveRoom(new LeaveRoom(room)));
            }
        });

    /// <summary>Counts when everything has come to rest; for ever when it does not.</summary>
    private static async Task<CyclesCount> CountAsync(CoreServer server, CyclesCount? wanted)
    {
        var (connections, feeds) = (server.Get<ChatConnections>(), server.Get<ChangeFeed>());
        using var never = new CancellationTokenSource(Wire.Never);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            var open = Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(LinkTarget).ToList();
            var database = open.Count(target => target.Contains("/chat.db", StringComparison.Ordinal));
            var count = new CyclesCount(connections.Count, connections.People.Count(), feeds.Count, open.Count - database, database, heap);
            var isThere = wanted is null
                ? count is { Connections: 1, People: 1 }
                : count.Connections == wanted.Connections && count.People == wanted.People && count.Scopes == wanted.Scopes && count.Descriptors <= wanted.Descriptors;
            if (isThere) return count;
            try
            {
                await looks.WaitForNextTickAsync(never.Token);
            }
            catch (OperationCanceledException)
            {
                return count;
            }
        }
    }

    /// <summary>What a descriptor stands for; nothing when it was closed just now.</summary>
    private static string LinkTarget(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}

/// <summary>What a server holds.</summary>
/// <param name="Connections">Connections to the hub.</param>
/// <param name="People">People who have one.</param>
/// <param name="Scopes">Scopes that somebody watches.</param>
/// <param name="Descriptors">Open file descriptors of the process, but for the database's.</param>
/// <param name="DatabaseDescriptors">
/// Those of the database's files: as many as were read from at once. SQLite keeps the descriptor of a connection that was
/// closed for the next one, since closing it would drop the process's locks on the file
/// (<see href="https://www.sqlite.org/src/file/src/os_unix.c">os_unix.c</see>, POSIX advisory locks).
/// </param>
/// <param name="Heap">Bytes in the heap after a full collection.</param>
internal sealed record CyclesCount(int Connections, int People, int Scopes, int Descriptors, int DatabaseDescriptors, long Heap);

/// <param name="Before">Before the cycles, after a warm-up.</param>
/// <param name="After">After them.</param>
/// <param name="Members">Members of the room, of whom all but its owner left.</param>
internal sealed record CyclesCounts(CyclesCount Before, CyclesCount After, int Members);
