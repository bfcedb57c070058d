using Chat.Client.Cli;

namespace Chat.Tests.Console;

/// <summary>What the screen keeps on the disk.</summary>
public sealed class KeptTests : IDisposable
{
    private readonly TestShell _shell = new();
    private readonly Guid _room = Guid.NewGuid();
    private readonly Guid _other = Guid.NewGuid();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Drafts_come_back_for_each_room_and_only_their_owner_can_read_them()
    {
        var ui = new UiState();
        ui.Of(_room).Composer.Set("half a sen");
        ui.Of(_other).Composer.Set("another");
        new Drafts(File("drafts")).Save(ui);

        var later = Loaded();
        Assert.Equal("half a sen", later.Of(_room).Composer.Text);
        Assert.Equal("another", later.Of(_other).Composer.Text);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File("drafts").Path));
        Assert.StartsWith(Path.Combine(_shell.Home, ".local", "state", "chat", "drafts"), File("drafts").Path);
    }

    [Fact]
    public void Two_windows_keep_each_others_drafts_and_what_was_sent_goes()
    {
        var (one, two) = (new UiState(), new UiState());
        var (oneKeeps, twoKeeps) = (new Drafts(File("drafts")), new Drafts(File("drafts")));
        one.Of(_room).Composer.Set("from the first");
        oneKeeps.Save(one);
        two.Of(_other).Composer.Set("from the second");
        twoKeeps.Save(two);
        Assert.Equal("from the first", Loaded().Of(_room).Composer.Text);
        Assert.Equal("from the second", Loaded().Of(_other).Composer.Text);
        one.Of(_room).Composer.Set("");
        oneKeeps.Save(one);
        Assert.True(Loaded().Of(_room).Composer.IsEmpty);
        Assert.Equal("from the second", Loaded().Of(_other).Composer.Text);
    }

    [Fact]
    public void A_message_that_is_being_changed_is_no_draft()
    {
        var ui = new UiState();
        ui.Of(_room).Composer.Set("the text of a message");
        ui.Of(_room).Editing = new Editing(Guid.NewGuid(), 1, "the draft before");
        new Drafts(File("drafts")).Save(ui);
        Assert.Equal("the draft before", Loaded().Of(_room).Composer.Text);
    }

    [Fact]
    public void A_file_that_is_broken_or_of_another_person_says_nothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File("muted").Path)!);
        System.IO.File.WriteAllText(File("muted").Path, "[\"");
        Assert.Empty(new KeptRooms(File("muted")).Load());
        new KeptRooms(File("muted")).Set(_room, true);
        Assert.Equal([_room], new KeptRooms(File("muted")).Load());
        Assert.Empty(new KeptRooms(new StateFile(_shell.Shell, "muted", new Uri("http://127.0.0.1:1/"), Guid.NewGuid())).Load());
        Assert.Empty(new KeptRooms(File("muted")).Set(_room, false));
    }

    [Theory]
    [InlineData("vim -f", null, "vim|-f")]
    [InlineData("'/opt/my editor/ed' --wait \"a b\"", "nano", "/opt/my editor/ed|--wait|a b")]
    [InlineData("", "nano", "nano")]
    [InlineData("ed;reboot $(x)", null, "ed;reboot|$(x)")]
    public void The_editor_is_read_without_a_shell(string visual, string? editor, string words) =>
        Assert.Equal(words, string.Join('|', Editor.CommandOf(name => name switch { "VISUAL" => visual, "EDITOR" => editor, _ => null })));

    [Fact]
    public void Settings_that_cannot_be_read_are_told_and_left_out()
    {
        Assert.Equal((new ClientSettings().Notifications.Bell, (string?)null), Read(null));
        Assert.False(Read("{ \"notifications\": { \"bell\": false, }, } // as people write").Bell);
        var (bell, problem) = Read("{ \"notifications\": ");
        Assert.True(bell);
        Assert.Contains("config.json can't be read", problem);
    }

    private (bool Bell, string? Problem) Read(string? text)
    {
        var path = Path.Combine(_shell.Home, ".config", "chat", "config.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (text is not null) System.IO.File.WriteAllText(path, text);
        var (settings, problem) = ClientSettings.Read(_shell.Shell);
        return (settings.Notifications.Bell, problem);
    }

    private UiState Loaded()
    {
        var ui = new UiState();
        new Drafts(File("drafts")).Load(ui);
        return ui;
    }

    private StateFile File(string kind) => new(_shell.Shell, kind, new Uri("http://127.0.0.1:1/"), Saltmarsh.Me);
}
