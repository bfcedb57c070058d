using System.Net.Sockets;
using Chat.Client;
using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Console;

/// <summary>A key store that asks, that is silent, that knows only the old way, or that isn't there.</summary>
public sealed class KeyStoreTests : IAsyncLifetime
{
    private readonly TestShell _shell = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly Heard _told = new();
    private readonly Credentials _session = new(new Uri("https://chat.example/"), null, Guid.NewGuid(), "ann", null, "an-entry");
    private OwnBus _bus = null!;

    private Person Ann => new() { Id = _session.PersonId, Name = _session.PersonName, Revision = 1 };

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Other systems have other key stores.");
        _bus = await OwnBus.StartAsync();
        _shell.Environment["DBUS_SESSION_BUS_ADDRESS"] = _bus.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _told.DisposeAsync();
        if (_bus is not null) await _bus.DisposeAsync();
    }

    [Fact]
    public async Task A_person_may_take_the_time_to_unlock_it()
    {
        using var service = await ScriptedSecretService.StartAsync(_bus, "a-token", isLocked: true);
        var token = Token(isTerminal: true);
        await service.Asked.Within();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("Waiting for the key store.", await _told.Line.Within(), StringComparison.Ordinal);
        service.Answer(unlock: true);
        Assert.Equal("a-token", (await token.Within()).Value);
    }

    [Fact]
    public async Task Whoever_does_not_unlock_it_is_told_the_way_out()
    {
        using var service = await ScriptedSecretService.StartAsync(_bus, isLocked: true);
        var token = Token(isTerminal: true);
        await service.Asked.Within();
        service.Answer(unlock: false);
        AssertRefused("The key store was not unlocked.", await token.Within());
        Assert.False(_told.Line.IsCompleted);
    }

    [Fact]
    public async Task A_script_has_it_ask_nobody()
    {
        using var service = await ScriptedSecretService.StartAsync(_bus, isLocked: true);
        AssertRefused("The key store is locked", await Token(isTerminal: false).Within());
        Assert.False(service.Asked.IsCompleted);
    }

    [Theory]
    [InlineData(false, "did not answer within 5 seconds")]
    [InlineData(true, "did not answer within 60 seconds")]
    public async Task One_that_never_answers_is_not_waited_for_without_an_end(bool isTerminal, string problem)
    {
        using var service = await ScriptedSecretService.StartAsync(_bus, isSilent: true);
        AssertRefused(problem, await PassTimeAsync(Token(isTerminal)));
    }

    [Fact]
    public async Task Neither_is_a_bus_that_never_answers()
    {
        var path = Path.Combine(_shell.Home, "bus");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        _shell.Environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + path;
        AssertRefused("did not answer within 5 seconds", await PassTimeAsync(Token(isTerminal: false)));
    }

    [Theory]
    [InlineData(null, "no program on the session bus")]
    [InlineData("", "no session bus")]
    [InlineData("disabled:", "can't be reached")]
    [InlineData("unix:path=/nowhere/bus", "can't be reached")]
    public async Task Where_there_is_none_that_is_said(string? bus, string problem)
    {
        if (bus is not null) _shell.Environment["DBUS_SESSION_BUS_ADDRESS"] = bus;
        AssertRefused(problem, await Token(isTerminal: false).Within());
    }

    [Fact]
    public async Task What_lies_in_another_database_than_the_one_that_is_open_is_not_taken_for_gone()
    {
        var session = _session with { KeyStoreCollection = ScriptedSecretService.Two };
        using (await ScriptedSecretService.StartEmptyAsync(_bus, ScriptedSecretService.One))
            AssertRefused("something else open", await Token(isTerminal: false, session).Within());
        using (await ScriptedSecretService.StartEmptyAsync(_bus, ScriptedSecretService.One, ScriptedSecretService.Two))
            Assert.Equal(ErrorCodes.SignedOut, (await Token(isTerminal: false, session).Within()).Error?.Code);
        using var service = await ScriptedSecretService.StartBlindAsync(_bus, "a-token");
        AssertRefused("is locked", await Token(isTerminal: false, session).Within());
        var token = Token(isTerminal: true, session);
        await service.Asked.Within();
        service.Answer(unlock: true);
        Assert.Equal("a-token", (await token.Within()).Value);
    }

    [Fact]
    public async Task What_it_kept_without_saying_so_is_removed_when_the_profile_is_used_again()
    {
        using var service = await ScriptedSecretService.StartKeepingSilentlyAsync(_bus);
        var shell = _shell.Shell with { Time = _clock };
        var put = ReplaceAsync(KeptSession.InKeyStore);
        await service.Given.Within();
        var refused = await PassTimeAsync(put);
        Assert.Contains("did not answer", refused.Error?.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.CredentialPath));
        Assert.True(service.Holds);

        var kept = await ReplaceAsync(KeptSession.InFile).Within();
        await KeptSession.FinishAsync(shell, KeptSession.InFile, _session.Server, Ann, kept.Value!).Within();
        Assert.False(service.Holds);
        Assert.Equal("", await File.ReadAllTextAsync(_shell.LockPath, TestContext.Current.CancellationToken));

        Task<Outcome<KeptSession.Kept>> ReplaceAsync(string place) => KeptSession.ReplaceAsync(shell, place, _session.Server, "a-token", Ann, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Signing_out_removes_it_as_well_though_nobody_is_signed_in()
    {
        using var service = await ScriptedSecretService.StartKeepingSilentlyAsync(_bus);
        var put = KeptSession.ReplaceAsync(_shell.Shell with { Time = _clock }, KeptSession.InKeyStore, _session.Server, "a-token", Ann, TestContext.Current.CancellationToken);
        await service.Given.Within();
        Assert.False((await PassTimeAsync(put)).Ok);

        // By a clock that stands still the store has all the time that it takes.
        Assert.Equal(Exit.Done, await ChatCommand.RunAsync(_shell.Shell with { Time = _clock }, ["logout"], TestContext.Current.CancellationToken).Within());
        Assert.Contains("is removed", _shell.Out.ToString(), StringComparison.Ordinal);
        Assert.False(service.Holds);
        Assert.Equal(Exit.NotSignedIn, await _shell.RunAsync("logout"));
    }

    [Fact]
    public async Task One_chat_at_a_time_changes_a_session()
    {
        var shell = _shell.Shell with { Time = _clock, Error = _told };
        var first = (await SessionChange.BeginAsync(shell, TestContext.Current.CancellationToken)).Value!;
        var tired = await PassTimeAsync(SessionChange.BeginAsync(shell, TestContext.Current.CancellationToken));
        Assert.Equal(ClientErrors.Storage, tired.Error?.Code);
        Assert.Contains("Another chat", await _told.Line.Within(), StringComparison.Ordinal);
        var second = SessionChange.BeginAsync(shell, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await PassTimeAsync(second)).Value!.Dispose();

        // A file of the same name that another makes would let both change the session.
        Assert.Equal("", await File.ReadAllTextAsync(_shell.LockPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_read_goes_before_the_key_store_is_waited_for()
    {
        var shell = _shell.Shell with { Time = _clock };
        var (ben, drafts) = (Ann with { Id = Guid.NewGuid(), Name = "ben" }, new StateFile(_shell.Shell, Drafts.Kind, _session.Server, Ann.Id));
        (await ReplaceAsync(Ann)).Change.Dispose();
        drafts.Write(new Dictionary<Guid, string> { [Guid.NewGuid()] = "half a sen" }, StateJson.Default.DictionaryGuidString);
        await File.WriteAllTextAsync(_shell.LockPath, "an-entry\n", TestContext.Current.CancellationToken);

        using var service = await ScriptedSecretService.StartAsync(_bus, isSilent: true);
        var finished = FinishAsync(await ReplaceAsync(ben));
        Assert.False(File.Exists(drafts.Path));
        Assert.False(finished.IsCompleted);
        await PassTimeAsync(finished);
        Assert.Contains("stays there", _shell.Error.ToString(), StringComparison.Ordinal);

        async Task<KeptSession.Kept> ReplaceAsync(Person person) =>
            (await KeptSession.ReplaceAsync(shell, KeptSession.InFile, _session.Server, "a-token", person, TestContext.Current.CancellationToken)).Value!;

        async Task<bool> FinishAsync(KeptSession.Kept kept)
        {
            await KeptSession.FinishAsync(shell, KeptSession.InFile, _session.Server, Ann, kept);
            return true;
        }
    }

    [Fact]
    public async Task What_can_be_no_token_ends_the_session_with_words()
    {
        using var service = await ScriptedSecretService.StartAsync(_bus, "a\ntoken");
        var token = (await Token(isTerminal: false).Within()).Error;
        Assert.Equal(ErrorCodes.SignedOut, token?.Code);
        Assert.Contains("a line break", token!.Message, StringComparison.Ordinal);
        Assert.EndsWith("Run `chat login` again.", token.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bus_of_who_is_signed_in_to_the_desktop_is_found_from_cron_as_well()
    {
        Assert.Equal("unix:path=/a", SessionBus.Address(name => name == "DBUS_SESSION_BUS_ADDRESS" ? "unix:path=/a" : "/run"));
        Assert.Null(SessionBus.Address(_ => null, _shell.Home));

        // Its numbers: the real one, the effective one, and two more.
        var number = File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];
        var own = Directory.CreateDirectory(Path.Combine(_shell.Home, number));
        File.WriteAllText(Path.Combine(own.FullName, "bus"), "");
        Assert.Equal(Path.Combine(own.FullName, "bus"), Uri.UnescapeDataString(SessionBus.Address(_ => null, _shell.Home)!["unix:path=".Length..]));
    }

    private Task<Outcome<string>> Token(bool isTerminal, Credentials? session = null)
    {
        _shell.IsTerminal = isTerminal;
        return new KeyStore(_shell.Shell with { Time = _clock, Error = _told }).TokenOfAsync(session ?? _session, wayOut: true, TestContext.Current.CancellationToken);
    }

    private async Task<T> PassTimeAsync<T>(Task<T> task)
    {
        await TestDeadline.UntilAsync(() => task.IsCompleted, () => _clock.Advance(TimeSpan.FromSeconds(1)));
        return await task;
    }

    /// <summary>Hears what is complained of, from whichever thread.</summary>
    private sealed class Heard : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override void WriteLine(string? value) => _line.TrySetResult(value ?? "");
    }

    private static void AssertRefused(string problem, Outcome<string> outcome)
    {
        Assert.Equal(ClientErrors.Storage, outcome.Error?.Code);
        Assert.Contains(problem, outcome.Error!.Message, StringComparison.Ordinal);
        Assert.EndsWith("chat login --secrets file", outcome.Error.Message, StringComparison.Ordinal);
    }
}
