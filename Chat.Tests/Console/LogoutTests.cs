using Chat.Client;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>What stays on the machine of somebody who signs out.</summary>
public sealed class LogoutTests : IAsyncLifetime
{
    private readonly TestShell _shell = new();
    private RealServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RealServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_that_was_read_begun_or_muted_stays()
    {
        var ann = await SignInAsync("ann");
        await ReadAndMuteAsync(ann);
        Assert.NotEmpty(Files());
        Assert.Equal(Exit.Done, await _shell.RunAsync("logout"));
        Assert.Empty(Files());
        Assert.Equal("", _shell.Error.ToString());
    }

    [Fact]
    public async Task Nothing_stays_of_an_account_that_another_takes_the_place_of()
    {
        var ann = await SignInAsync("ann");
        await ReadAndMuteAsync(ann);
        await SignInAsync("ben");
        Assert.Equal([".config/chat/credentials.json"], Files());
    }

    [Fact]
    public async Task What_another_profile_of_the_account_keeps_stays()
    {
        var ann = await SignInAsync("ann");
        await ReadAndMuteAsync(ann);
        _shell.In = (await _server.SignInAsync("ann")).Token + "\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", _server.Address.ToString(), "--token", "--profile", "other"));
        var before = Files();
        Assert.Equal(Exit.Done, await _shell.RunAsync("logout"));
        Assert.Equal(before.Where(file => file != ".config/chat/credentials.json"), Files());
        Assert.Equal(Exit.Done, await _shell.RunAsync("logout", "--profile", "other"));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task What_was_never_sent_stays_and_is_told()
    {
        var ann = await SignInAsync("ann");
        await WriteWithoutSendingAsync(ann);
        Assert.Equal(Exit.Done, await _shell.RunAsync("logout"));
        Assert.Contains("A message was never sent", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, ChatConnection.CountWaiting(KeptHere.OutboxFolder(_shell.Shell), _server.Address, ann.Id));
    }

    [Fact]
    public async Task What_was_never_sent_by_an_account_that_another_takes_the_place_of_stays_and_is_told()
    {
        var ann = await SignInAsync("ann");
        await WriteWithoutSendingAsync(ann);
        await SignInAsync("ben");
        Assert.Contains("A message was never sent", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("until ann at ", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, ChatConnection.CountWaiting(KeptHere.OutboxFolder(_shell.Shell), _server.Address, ann.Id));
    }

    [Fact]
    public async Task All_stays_when_the_session_of_the_next_can_not_be_kept()
    {
        var ann = await SignInAsync("ann");
        await ReadAndMuteAsync(ann);
        var before = Files();
        Directory.CreateDirectory(_shell.CredentialPath + ".new");
        _shell.In = (await _server.RegisterAsync("ben")).Token + "\n";
        Assert.Equal(Exit.Local, await _shell.RunAsync("login", _server.Address.ToString(), "--token"));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task The_session_ends_at_the_server_also_where_nothing_can_be_written()
    {
        var ann = await SignInAsync("ann");
        await ReadAndMuteAsync(ann);
        File.Delete(_shell.LockPath);
        Directory.CreateDirectory(_shell.LockPath);
        Assert.Equal(Exit.Done, await _shell.RunAsync("logout"));
        Assert.Empty(Files());
        Directory.Delete(_shell.LockPath);
        _shell.In = ann.Token + "\n";
        Assert.Equal(Exit.NotSignedIn, await _shell.RunAsync("login", _server.Address.ToString(), "--token"));
    }

    [Fact]
    public async Task What_can_not_be_removed_is_told_and_the_session_is_gone()
    {
        var ann = await SignInAsync("ann");
        await ReadAndMuteAsync(ann);
        var rows = Directory.GetFiles(KeptHere.RowsFolder(_shell.Shell), "*.rows").Single();
        File.Delete(rows);
        Directory.CreateDirectory(rows);
        Assert.Equal(Exit.Local, await _shell.RunAsync("logout"));
        Assert.Contains("Not all that was kept of ann at ", _shell.Error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.CredentialPath));
    }

    private async Task<Visitor> SignInAsync(string name)
    {
        var person = await _server.RegisterAsync(name);
        _shell.In = person.Token + "\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("login", _server.Address.ToString(), "--token"));
        return person;
    }

    private async Task WriteWithoutSendingAsync(Visitor person)
    {
        await using var away = new ChatConnection(new ChatConnectionOptions { Server = _server.Address, Token = "none", Me = person.Id, StoreFolder = KeptHere.OutboxFolder(_shell.Shell) });
        await away.StartAsync(TestContext.Current.CancellationToken);
        Assert.True((await away.PostAsync(Guid.NewGuid(), "never sent").Within()).Ok);
    }

    private async Task ReadAndMuteAsync(Visitor person)
    {
        _shell.In = "/create tide\nhello\n";
        Assert.Equal(Exit.Done, await _shell.RunAsync("--plain"));
        var (ui, room) = (new UiState(), Guid.NewGuid());
        ui.Of(room).Composer.Set("half a sen");
        new Drafts(new StateFile(_shell.Shell, Drafts.Kind, _server.Address, person.Id)).Save(ui);
        foreach (var kind in new[] { KeptRooms.Muted, KeptRooms.Favourites }) new KeptRooms(new StateFile(_shell.Shell, kind, _server.Address, person.Id)).Set(room, isIn: true);
        Assert.Contains("hello", File.ReadAllText(Directory.GetFiles(KeptHere.RowsFolder(_shell.Shell), "*.rows").Single()), StringComparison.Ordinal);
    }

    // But the empty files by which one chat at a time changes the session.
    private List<string> Files() =>
        [.. Directory.GetFiles(_shell.Home, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "credentials.lock" || new FileInfo(file).Length > 0).Select(file => Path.GetRelativePath(_shell.Home, file)).Order(StringComparer.Ordinal)];
}
