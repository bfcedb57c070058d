using System.Diagnostics;

namespace Chat.Tests.Support;

/// <summary>A small disk in memory, which fills up soon. Only root can have one.</summary>
internal sealed class SmallDisk(string folder) : IAsyncDisposable
{
    /// <summary>Makes one in a folder.</summary>
    /// <param name="folder">The folder, which need not be there yet.</param>
    /// <param name="size">As mount takes it: 64k, 8m.</param>
    public static async Task<IAsyncDisposable> MountAsync(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        await DoAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
        return new SmallDisk(folder);
    }

    public static Task ResizeAsync(string folder, string size) => DoAsync("mount", "-o", $"remount,size={size}", folder);

    /// <summary>Leaves no room.</summary>
    public static async Task FillAsync(string folder)
    {
        try
        {
            await using var file = new FileStream(Ballast(folder), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var block = new byte[1_024];
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Makes room again.</summary>
    public static void Free(string folder) => File.Delete(Ballast(folder));

    public async ValueTask DisposeAsync() => await DoAsync("umount", folder);

    private static string Ballast(string folder) => Path.Combine(folder, "ballast");

    private static async Task DoAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said}");
    }
}
