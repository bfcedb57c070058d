using Chat.Client;

namespace Chat.Tests.Client;

public sealed class OutboxLogTests : IDisposable
{
    private static readonly Guid Ann = Guid.NewGuid();
    private static readonly Guid Room = Guid.NewGuid();

    private readonly string _folder = Directory.CreateTempSubdirectory("chat-outbox-").FullName;

    private string FilePath => Path.Combine(_folder, "outbox-0.jsonl");

    [Fact]
    public void Entries_come_back_in_the_order_in_which_they_were_written()
    {
        var entries = Enumerable.Range(1, 100).Select(i => Entry($"message {i}\nwith a second line")).ToArray();
        using (var log = Open())
        {
            foreach (var entry in entries) Put(log, entry);
            Put(log, entries[41] with { Tries = 2 });
            log.Append([new OutboxRecord { Forget = entries[0].Id }, new OutboxRecord { Forget = entries[99].Id }]);
        }

        using var again = Open();

        Assert.False(again.Damaged);
        Assert.Equal(entries[1..99].Select(entry => entry.Id), again.Entries.Select(entry => entry.Id));
        Assert.Equal(2, again.Entries.ElementAt(40).Tries);
        Assert.Equal(entries[50], again.Entries.ElementAt(49));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void Torn_last_line_costs_that_entry_only_and_is_told(int bytes)
    {
        var (whole, torn) = (Entry("whole"), Entry("torn"));
        using (var log = Open())
        {
            Put(log, whole);
            Put(log, torn);
        }

        using (var file = new FileStream(FilePath, FileMode.Open)) file.SetLength(file.Length - bytes);
        var next = Entry("next");
        using (var log = Open())
        {
            // A line of which only its end is missing is read whole.
            Assert.True(log.Damaged);
            Assert.Equal(bytes == 1 ? [whole, torn] : [whole], log.Entries);
            Put(log, next);
        }

        using var again = Open();

        Assert.False(again.Damaged);
        Assert.Contains(next, again.Entries);
        Assert.True(File.Exists(FilePath + ".damaged"));
    }

    [Fact]
    public void Damage_in_the_middle_costs_that_line_only()
    {
        var entries = new[] { Entry("one"), Entry("two"), Entry("three") };
        using (var log = Open())
            foreach (var entry in entries) Put(log, entry);
        var lines = File.ReadAllLines(FilePath);
        File.WriteAllLines(FilePath, [lines[0], "\0\0\0{", lines[2]]);

        using var again = Open();

        Assert.True(again.Damaged);
        Assert.Equal([entries[0], entries[2]], again.Entries);
    }

    [Fact]
    public void Entry_is_in_the_file_before_it_counts_as_stored()
    {
        using var log = Open();

        Put(log, Entry("on disk"));

        using var reader = new StreamReader(new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Contains("on disk", reader.ReadToEnd());
    }

    [Fact]
    public void What_was_sent_does_not_stay_readable()
    {
        using var log = Open();
        var entry = Entry("secret");
        Put(log, entry);

        log.Append([new OutboxRecord { Forget = entry.Id }]);

        Assert.Equal(0, new FileInfo(FilePath).Length);
    }

    [Fact]
    public void File_of_what_is_long_gone_is_written_anew()
    {
        using var log = Open();
        var kept = Entry("refused, and kept");
        Put(log, kept);
        foreach (var entry in Enumerable.Range(0, 200).Select(_ => Entry(new string('x', 10_000))))
            log.Append([new OutboxRecord { Put = entry }, new OutboxRecord { Forget = entry.Id }]);

        Assert.InRange(new FileInfo(FilePath).Length, 1, 1 << 20);
        Assert.Equal([kept], log.Entries);
    }

    [Fact]
    public void Second_process_can_not_open_it()
    {
        using var log = Open();

        Assert.Null(OutboxLog.TryOpen(FilePath));
    }

    [Fact]
    public void Second_process_has_an_outbox_of_its_own_and_the_next_takes_over_what_it_left()
    {
        var (first, notice) = OutboxFolder.Open(_folder);
        var (second, secondNotice) = OutboxFolder.Open(_folder);
        var (mine, left) = (Entry("from the first"), Entry("from the second"));
        Put(first!, mine);
        Put(second!, left);
        second!.Dispose();
        first!.Dispose();

        var (next, nextNotice) = OutboxFolder.Open(_folder);
        using var opened = next!;
        var (beside, _) = OutboxFolder.Open(_folder);
        using var other = beside!;

        Assert.Null(notice);
        Assert.Contains("Another program", secondNotice);
        Assert.Null(nextNotice);
        Assert.Equal([mine, left], opened.Entries);
        Assert.Empty(other.Entries);
    }

    [Fact]
    public void Emptied_folder_goes_with_what_ended_processes_left_and_nothing_else()
    {
        var folder = Path.Combine(_folder, "of-ann");
        OutboxFolder.Open(folder).Log!.Dispose();
        File.WriteAllText(Path.Combine(folder, "outbox-0.jsonl.damaged"), "half a li");
        File.WriteAllText(Path.Combine(folder, "outbox-1.jsonl.lock"), "");
        File.WriteAllText(Path.Combine(folder, "begun-meanwhile"), "");

        Assert.Equal(0, OutboxFolder.DeleteEmpty(folder));
        Assert.Equal(["begun-meanwhile"], Directory.GetFiles(folder).Select(Path.GetFileName));

        File.Delete(Path.Combine(folder, "begun-meanwhile"));
        Assert.Equal(0, OutboxFolder.DeleteEmpty(folder));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Lock_that_can_not_be_made_is_not_taken_for_another_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs symbolic links");
        File.CreateSymbolicLink(FilePath + ".lock", FilePath + ".lock");

        var (log, notice) = OutboxFolder.Open(_folder);

        Assert.Null(log);
        Assert.Contains("can't be used", notice);
    }

    [Fact]
    public void Folder_that_can_not_be_made_is_told()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var (log, notice) = OutboxFolder.Open(Path.Combine(file, "below"));

        Assert.Null(log);
        Assert.Contains("can't be used", notice);
    }

    [Fact]
    public void Folder_differs_by_server_and_person_and_names_neither()
    {
        var paths = new[]
        {
            OutboxFolder.PathOf(_folder, new Uri("https://a.example"), Ann),
            OutboxFolder.PathOf(_folder, new Uri("https://b.example"), Ann),
            OutboxFolder.PathOf(_folder, new Uri("https://a.example"), Room),
        };

        Assert.Equal(3, paths.Distinct().Count());
        Assert.Equal(paths[0], OutboxFolder.PathOf(_folder, new Uri("https://a.example/"), Ann));
        Assert.All(paths, path => Assert.DoesNotContain("example", path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static OutboxEntry Entry(string text) =>
        new() { Id = Guid.CreateVersion7(), Person = Ann, Room = Room, Text = text, ComposedAt = 1, Seen = 4 };

    private static void Put(OutboxLog log, OutboxEntry entry) => log.Append([new OutboxRecord { Put = entry }]);

    private OutboxLog Open() => OutboxLog.TryOpen(FilePath) ?? throw new InvalidOperationException("Another has it.");
}
