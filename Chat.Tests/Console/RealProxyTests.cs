using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>Through a real proxy that asks for a user and a password.</summary>
public sealed class RealProxyTests(RealProxyTests.Place place) : IClassFixture<RealProxyTests.Place>
{
    [Fact]
    public async Task One_signs_in_writes_and_follows_a_room_through_a_tunnel()
    {
        await place.Server.RegisterAsync("tunnel");
        using var ann = new TestShell();
        ann.Environment["HTTPS_PROXY"] = place.Proxy.As();
        ann.In = RealServer.Password + "\n";
        Assert.Equal(Exit.Done, await ann.RunAsync("login", place.Secure, "--user", "tunnel", "--password-stdin", "--ca-file", place.CaFile));
        Assert.Equal(Exit.Done, await ann.RunAsync("create", "gauge"));
        await using var tail = LineProcess.Start(["tail", "gauge"], ("HOME", ann.Home), ("HTTPS_PROXY", place.Proxy.As()));
        foreach (var said in new[] { "The float is in.", "Readings are live." })
        {
            Assert.Equal(Exit.Done, await ann.RunAsync("send", "gauge", said));
            await tail.UntilAsync(": " + said);
        }

        Assert.Equal("", tail.Errors);
        Assert.Equal("", ann.Error.ToString());
        Assert.Equal(Exit.Done, await ann.RunAsync("status"));
        Assert.Contains("way      WebSocket\n", ann.Out.ToString(), StringComparison.Ordinal);
        await TestDeadline.UntilAsync(() => place.Proxy.Passed.Contains($"CONNECT 127.0.0.1:{new Uri(place.Secure).Port} me ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_makes_no_tunnel_is_no_obstacle_for_plain_http_and_the_detour_is_told()
    {
        using var ann = await place.ShellAsync("detour", place.Open);
        ann.Environment["HTTP_PROXY"] = place.Proxy.As();
        Assert.Equal(Exit.Done, await ann.RunAsync("create", "detour"));
        Assert.Contains("WebSocket is refused on the way; connected by server-sent events.", ann.Error.ToString(), StringComparison.Ordinal);
        await using var tail = LineProcess.Start(["tail", "detour"], [.. ann.Environment.Select(variable => (variable.Key, variable.Value))]);
        foreach (var said in new[] { "The float is in.", "Readings are live." })
        {
            Assert.Equal(Exit.Done, await ann.RunAsync("send", "detour", said));
            await tail.UntilAsync(": " + said);
        }

        ann.Out.GetStringBuilder().Clear();
        Assert.Equal(Exit.Done, await ann.RunAsync("status"));
        Assert.Contains("way      server-sent events, as WebSocket is refused on the way\n", ann.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains($"proxy    {place.Proxy.Address}\n", ann.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Squid.Password, ann.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_full_screen_and_plain_mode_tell_the_detour_once()
    {
        using var ann = await place.ShellAsync("looker", place.Open);
        ann.Environment["HTTP_PROXY"] = place.Proxy.As();
        (string, string)[] variables = [.. ann.Environment.Select(variable => (variable.Key, variable.Value)), ("HOME", ann.Home), ("LANG", "C.UTF-8")];
        await using var plain = LineProcess.Start(["--plain"], variables);
        await using var terminal = await Support.Terminal.OpenAsync(90, 24, ConsoleSteps.Program, variables);
        await terminal.UntilAsync("● by server-sent events");
        await plain.UntilAsync("-- connected as looker by server-sent events, as WebSocket is refused on the way");
        await terminal.UntilAsync("Message #general");
        await plain.UntilAsync(line => line.StartsWith("-- #general", StringComparison.Ordinal));
        await terminal.SayAsync("Said on the screen.");
        await plain.UntilAsync(": Said on the screen.");
        await plain.SayAsync("Said by lines.");
        await terminal.UntilAsync("Said by lines.");
        await terminal.UntilAsync(screen => !screen.Contains("server-sent", StringComparison.Ordinal));
        Assert.Equal(Exit.Done, await plain.EndAsync());
        Assert.Single(plain.Lines, line => line.Contains("server-sent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "me:no-longer-so@", "does not take this user and password")]
    [InlineData("HTTP_PROXY", "me:no-longer-so@", "does not take this user and password")]
    [InlineData("ALL_PROXY", "", "asks for a user and a password")]
    public async Task A_password_that_the_proxy_does_not_know_is_told_without_showing_it(string variable, string user, string told)
    {
        using var ann = await place.ShellAsync(null, variable == "HTTP_PROXY" ? place.Open : place.Secure);
        ann.Environment[variable] = $"http://{user}127.0.0.1:{place.Proxy.Port}";
        Assert.Equal(Exit.Unreachable, await ann.RunAsync("rooms"));
        Assert.Contains($"The proxy {place.Proxy.Address} {told}", ann.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no-longer-so", ann.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(Exit.Unreachable, await ann.RunAsync("status"));
        Assert.DoesNotContain("no-longer-so", ann.Out.ToString() + ann.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_the_proxy_makes_no_tunnel_to_is_told()
    {
        var closed = new Uri(place.Open).Port;
        using var ann = await place.ShellAsync(null, $"https://127.0.0.1:{closed}");
        ann.Environment["HTTPS_PROXY"] = place.Proxy.As();
        Assert.Equal(Exit.Unreachable, await ann.RunAsync("rooms"));
        Assert.Contains($"The proxy {place.Proxy.Address} lets nobody through to 127.0.0.1:{closed}.", ann.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Squid.Password, ann.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NO_PROXY_leads_around_a_proxy_that_is_not_there()
    {
        using var ann = await place.ShellAsync("around", place.Secure);
        ann.Environment["HTTPS_PROXY"] = "http://127.0.0.1:1";
        Assert.Equal(Exit.Unreachable, await ann.RunAsync("rooms"));
        Assert.Contains("The proxy http://127.0.0.1:1 itself can't be reached", ann.Error.ToString(), StringComparison.Ordinal);
        ann.Environment["NO_PROXY"] = "10.0.0.0/8,127.0.0.1";
        Assert.Equal(Exit.Done, await ann.RunAsync("status"));
        Assert.Contains("way      WebSocket\n", ann.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("proxy    ", ann.Out.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A server with an open and a secure port, and before them a proxy that makes tunnels to the secure one only.</summary>
    public sealed class Place : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-proxy-");
        private readonly TestAuthority _authority = new();

        public RealServer Server { get; private set; } = null!;

        internal Squid Proxy { get; private set; } = null!;

        public string Open => Server.Address.ToString();

        public string Secure => Server.SecureAddress.ToString();

        public string CaFile => Path.Combine(_folder.FullName, "ca.pem");

        public async ValueTask InitializeAsync()
        {
            await File.WriteAllTextAsync(CaFile, _authority.Pem);
            Server = await RealServer.StartAsync(new ServerParts { Certificate = _authority.Issue() });
            Proxy = await Squid.StartAsync(closed: Server.Address.Port);
        }

        /// <summary>The shell of somebody who is signed in; without a name of nobody.</summary>
        internal async Task<TestShell> ShellAsync(string? name, string server)
        {
            var shell = new TestShell();
            shell.Environment["CHAT_SERVER"] = server;
            shell.Environment["CHAT_TOKEN"] = name is null ? "token" : (await Server.RegisterAsync(name)).Token;
            shell.Environment["CHAT_CA_FILE"] = CaFile;
            return shell;
        }

        public async ValueTask DisposeAsync()
        {
            // Where squid is missing it was never started.
            if (Proxy is { } proxy) await proxy.DisposeAsync();
            await Server.DisposeAsync();
            _authority.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
