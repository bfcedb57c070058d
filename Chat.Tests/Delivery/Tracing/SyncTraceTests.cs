using System.Text.RegularExpressions;

namespace Chat.Tests.Delivery;

public sealed partial class SyncTraceTests
{
    private const string Write = """7 pwrite64(40</data/chat.db-wal>, "page #one page", 4096, 0) = 4096""";
    private const string Sync = "7 fdatasync(40</data/chat.db-wal>) = 0";
    private const string Send = """8 sendmsg(90<socket:[5]>, {msg_iov=[{iov_base="#one ok"}]}, MSG_NOSIGNAL) = 7""";

    [Fact]
    public void Sync_between_write_and_sending_is_seen() => Assert.Empty(Unsynced(Write, Sync, Send));

    [Theory]
    [InlineData(Write, Send)]
    [InlineData(Sync, Write, Send)]
    [InlineData(Write, Send, Sync)]
    [InlineData(Write, "7 fdatasync(40</data/chat.db-wal>) = -1 EIO (Input/output error) (INJECTED)", Send)]
    [InlineData(Write, "7 fdatasync(40</data/chat.db-wal>) = 0 (INJECTED)", Send)]
    [InlineData(Write, "7 fdatasync(41</data/chat.db>) = 0", Send)]
    [InlineData(Write, "7 fdatasync(40</data/chat.db-wal> <unfinished ...>", Send, "7 <... fdatasync resumed>) = 0")]
    [InlineData("6 fdatasync(40</data/chat.db-wal> <unfinished ...>", Write, "6 <... fdatasync resumed>) = 0", Send)]
    [InlineData(Send, Write, Sync)]
    public void Everything_else_is_none(params string[] lines) => Assert.Single(Unsynced(lines));

    [Fact]
    public void Interrupted_calls_count_from_their_begin_to_their_end() => Assert.Empty(Unsynced(
        """7 pwrite64(40</data/chat.db-wal>, "#one", 4096, 0 <unfinished ...>""", "9 futex(0x1, FUTEX_WAIT) = 0", "7 <... pwrite64 resumed>) = 4096",
        "7 fdatasync(40</data/chat.db-wal> <unfinished ...>", "7 <... fdatasync resumed>) = 0", Send));

    private static IEnumerable<string> Unsynced(params string[] lines) => SyncTrace.Read(lines, Mark(), new HashSet<string> { "one" }).Unsynced;

    [GeneratedRegex("#(one)")]
    private static partial Regex Mark();
}
