using System.Text.RegularExpressions;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>The server under <c>strace</c>, which writes down the calls of which the order matters, and may falsify some.</summary>
internal static partial class Tracer
{
    /// <summary>What surrounds a traced server.</summary>
    /// <param name="file">Where the trace goes; a file for each start.</param>
    /// <param name="inject">What shall be falsified, as strace's <c>-e inject=</c> has it; none: nothing.</param>
    public static Support.ServerPlace Place(string file, string? inject = null) => new()
    {
        // -D: the server is our child and strace its companion, so that signals and exit codes are the server's.
        Prefix =
        [
            "strace", "-D", "-f", "-y", "-qq", "-A", "-s", "16384", "--seccomp-bpf", "-o", file,
            "-e", "trace=pwrite64,pwritev,write,writev,fsync,fdatasync,sendto,sendmsg", "-e", "signal=none",
            .. inject is null ? Array.Empty<string>() : ["-e", $"inject={inject}"],
        ],
    };

    /// <summary>A message whose text is its id: so it stands as it is in the log's pages, in what is told to others, and in the acknowledgement.</summary>
    public static NewMessage Message()
    {
        var id = Guid.CreateVersion7();
        return new NewMessage { Id = id, Text = id.ToString() };
    }

    /// <param name="file">The trace.</param>
    /// <param name="messages">The ids of the messages that are looked for.</param>
    public static SyncTrace Read(string file, IEnumerable<Guid> messages) =>
        SyncTrace.Read(File.ReadLines(file), Id(), messages.Select(id => id.ToString()).ToHashSet());

    [GeneratedRegex("([0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})")]
    private static partial Regex Id();
}
