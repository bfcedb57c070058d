using Chat.Client;

namespace Chat.Tests.Client;

/// <summary>The file of what is kept: whole, or nothing; one person's; shared by several processes.</summary>
public sealed class RowsFileTests : IDisposable
{
    private static readonly Uri Server = new("https://chat.example/");
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("chat-rows-").FullName, "rows");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void Rows_come_back_as_they_were_and_only_their_owner_can_read_them()
    {
        var rows = KeptRows.Of(3, [KeptRows.Room(1, 9, KeptRows.Messages(30, "Ünï \"quoted\"\n林"))]);
        Assert.True(Open().TryWrite(rows));
        Assert.Equivalent(rows, Open().Read(), strict: true);
        Assert.Null(new RowsFile(_folder, Server, KeptRows.Ben).Read());
        Assert.Null(new RowsFile(_folder, new Uri("https://other.example/"), KeptRows.Ann).Read());
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Open().Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_or_changed_is_thrown_away()
    {
        Assert.True(Open().TryWrite(KeptRows.Of(1, [KeptRows.Room(1)])));
        var whole = File.ReadAllBytes(Open().Path);
        for (var length = 0; length < whole.Length; length += 1 + (length / 5)) Reads(whole[..length]);
        for (var at = 0; at < whole.Length; at += 1 + (at / 5)) Reads([.. whole[..at], (byte)(whole[at] ^ 4), .. whole[(at + 1)..]]);
        Reads([.. whole, (byte)' ']);
        Reads("chat-rows 2 "u8.ToArray());
        Reads(new byte[whole.Length]);

        Assert.True(Open().TryWrite(KeptRows.Of(1, [KeptRows.Room(2)])));
        Assert.Equal(KeptRows.Id(2), Open().Read()!.Rooms.Single().Room);

        void Reads(byte[] bytes)
        {
            File.WriteAllBytes(Open().Path, bytes);
            Assert.Null(Open().Read());
        }
    }

    [Fact]
    public void A_file_of_another_form_or_person_is_thrown_away()
    {
        Assert.True(Open().TryWrite(KeptRows.Of(1, [KeptRows.Room(1)])));
        File.Copy(Open().Path, new RowsFile(_folder, Server, KeptRows.Ben).Path);
        Assert.Null(new RowsFile(_folder, Server, KeptRows.Ben).Read());
        File.WriteAllText(Open().Path, File.ReadAllText(Open().Path).Replace("chat-rows 1 ", "chat-rows 2 ", StringComparison.Ordinal));
        Assert.Null(Open().Read());
    }

    [Fact]
    public void Two_processes_keep_what_both_have_read()
    {
        var (one, two) = (Open(), Open());
        Assert.Null(one.Read());
        Assert.Null(two.Read());
        Assert.True(one.TryWrite(KeptRows.Of(1, [KeptRows.Room(1, 5, KeptRows.Messages(2))], [1, 2])));
        Assert.True(two.TryWrite(KeptRows.Of(1, [KeptRows.Room(1, 4), KeptRows.Room(2)], [1, 2])));
        Assert.True(one.TryWrite(KeptRows.Of(1, [KeptRows.Room(1, 5, KeptRows.Messages(2))], [1, 2])));
        Assert.Equal([2, 1], Open().Read()!.Rooms.OrderByDescending(room => room.Messages.Count).Select(room => room.Messages.Count));
    }

    [Fact]
    public void While_another_process_writes_it_is_told_so()
    {
        Assert.True(Open().TryWrite(KeptRows.Of(1, [KeptRows.Room(1)])));
        using (new FileStream(Open().Path + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.False(Open().TryWrite(KeptRows.Of(2, [])));
            Assert.NotNull(Open().Read());
        }

        Assert.True(Open().TryWrite(KeptRows.Of(2, [])));
    }

    [Fact]
    public void What_lies_there_already_is_not_written_again_and_what_was_deleted_is()
    {
        var (one, rows) = (Open(), KeptRows.Of(1, [KeptRows.Room(1), KeptRows.Room(2)]));
        Assert.True(one.TryWrite(rows));
        var longAgo = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(one.Path, longAgo);
        Assert.True(one.TryWrite(rows));
        Assert.True(Open().TryWrite(rows));
        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(one.Path));
        File.Delete(one.Path);
        Assert.True(one.TryWrite(rows));
        Assert.Equivalent(rows, Open().Read(), strict: true);
    }

    [Fact]
    public void Where_there_is_no_room_nothing_half_written_stays_nor_is_it_taken_for_another_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        Assert.True(Open().TryWrite(KeptRows.Of(1, [KeptRows.Room(1)])));
        File.CreateSymbolicLink(Open().Path + ".next", "/dev/full");
        Assert.Throws<IOException>(() => Open().TryWrite(KeptRows.Of(2, [KeptRows.Room(2)], [1, 2])));
        Assert.Equal([Open().Path, Open().Path + ".lock"], Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
        Assert.Equal(KeptRows.Id(1), Open().Read()!.Rooms.Single().Room);

        File.Delete(Open().Path + ".lock");
        File.CreateSymbolicLink(Open().Path + ".lock", Open().Path + ".lock");
        Assert.Throws<IOException>(() => Open().TryWrite(KeptRows.Of(2, [])));
    }

    [Fact]
    public void What_a_killed_process_was_writing_does_no_harm()
    {
        Assert.True(Open().TryWrite(KeptRows.Of(1, [KeptRows.Room(1)])));
        File.WriteAllText(Open().Path + ".next", "half a fi");
        Assert.Equal(KeptRows.Id(1), Open().Read()!.Rooms.Single().Room);
        Assert.True(Open().TryWrite(KeptRows.Of(2, [KeptRows.Room(2)], [1, 2])));
        Assert.Equal(2, Open().Read()!.Rooms.Count);
        Assert.False(File.Exists(Open().Path + ".next"));
    }

    [Fact]
    public void The_file_is_bounded_and_rooms_shown_last_stay()
    {
        var heavy = KeptRows.Messages(16, new string('林', 16_000));
        Assert.True(Open().TryWrite(KeptRows.Of(1, [.. Enumerable.Range(1, CacheBounds.Rooms).Select(i => KeptRows.Room(i, 50, heavy))])));
        Assert.InRange(new FileInfo(Open().Path).Length, 1, CacheBounds.Bytes + 200);
        var rooms = Open().Read()!.Rooms.Select(room => KeptRows.NumberOf(room.Room)).ToList();
        Assert.InRange(rooms.Count, 1, CacheBounds.Rooms - 1);
        Assert.Equal(Enumerable.Range(CacheBounds.Rooms - rooms.Count + 1, rooms.Count), rooms);
    }

    [Fact]
    public void Deleted_is_deleted()
    {
        var file = Open();
        file.Delete();
        Assert.False(Directory.Exists(_folder));
        Assert.True(Open().TryWrite(KeptRows.Of(1, [KeptRows.Room(1)])));
        File.WriteAllText(file.Path + ".next", "half a fi");
        file.Delete();
        Assert.True(file.TryWrite(KeptRows.Of(1, [KeptRows.Room(1)])));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private RowsFile Open() => new(_folder, Server, KeptRows.Ann);
}
