using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>Writes as much as the server takes.</summary>
internal static class Flood
{
    private const int AtOnce = 4;
    private const int Messages = 6;
    private const int Characters = 15_000;

    /// <summary>Devices of one person post batches of 90 KB, until enough.</summary>
    /// <param name="told">Is told how many messages of a batch were taken, after each.</param>
    /// <returns>Messages that were taken.</returns>
    public static async Task<long> WriteAsync(LoadedServer loaded, int person, Guid room, CancellationToken enough, Action<int>? told = null)
    {
        var text = new string('x', Characters);
        long taken = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            await using var device = await loaded.DeviceAsync(person);
            while (!enough.IsCancellationRequested)
            {
                var posted = await Wire.Ok(device.PostMessages(new PostMessages { Room = room, Messages = [.. Enumerable.Range(0, Messages).Select(_ => Wire.Said(text))] }));
                var ok = posted.Results.Count(r => r.Status == PostStatus.Ok);
                Interlocked.Add(ref taken, ok);
                told?.Invoke(ok);
            }
        }));
        return taken;
    }

    /// <summary>The bytes of the server's write-ahead log.</summary>
    public static long LogSize(LoadedServer loaded)
    {
        var log = new FileInfo(loaded.Server.Database + "-wal");
        return log.Exists ? log.Length : 0;
    }
}
