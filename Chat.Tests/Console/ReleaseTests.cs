using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>What people get: made and used as they do. Takes minutes, and so only when it is asked for: <c>./test.sh Release</c>.</summary>
public sealed class ReleaseTests(MadeRelease release) : IClassFixture<MadeRelease>
{
    [Fact(Explicit = true)]
    public async Task Release_archive_has_one_program_and_what_a_system_wants_beside_it()
    {
        var files = await release.FilesAsync();

        Assert.Equal(
            [
                "bin/chat", "share/bash-completion/completions/chat", "share/doc/chat/LICENSE", "share/fish/vendor_completions.d/chat.fish",
                "share/man/man1/chat.1", "share/zsh/site-functions/_chat",
            ],
            files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["bin/chat"], files.Where(file => file.Value).Select(file => file.Key));

        var share = Path.Combine(Path.GetDirectoryName(await release.ProgramAsync())!, "..", "share");
        Assert.StartsWith(".TH CHAT 1", await ReadAsync(share, "man", "man1", "chat.1"));
        Assert.Contains("complete -F _chat chat", await ReadAsync(share, "bash-completion", "completions", "chat"));
        Assert.StartsWith("#compdef chat", await ReadAsync(share, "zsh", "site-functions", "_chat"));
        Assert.Contains("complete -c chat", await ReadAsync(share, "fish", "vendor_completions.d", "chat.fish"));
    }

    [Fact(Explicit = true)]
    public async Task Release_program_signs_in_sends_tails_and_draws_its_screen_and_has_all_it_needs_in_it()
    {
        var program = await release.ProgramAsync();
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        var home = Directory.CreateTempSubdirectory("chat-home-");

        async Task<LineProcess> RunAsync(int code, string input, params string[] arguments)
        {
            var chat = LineProcess.StartProgram(program, arguments, ("HOME", home.FullName));
            if (input.Length > 0) await chat.SayAsync(input);
            var ended = await chat.EndAsync();
            Assert.True(ended == code, $"{string.Join(' ', arguments)}: {ended}\n{string.Join('\n', chat.Lines)}\n{chat.Errors}");
            return chat;
        }

        await using (await RunAsync(Exit.NotSignedIn, "", "rooms")) { }
        await using (await RunAsync(Exit.Done, ServerPeople.Password, "login", server.Address.ToString(), "--user", "ann", "--password-stdin")) { }
        await using (await RunAsync(Exit.Done, "", "send", "general", "from", "the", "release")) { }
        await using (await RunAsync(Exit.Refused, "", "send", "nowhere", "hello")) { }
        await using (var help = await RunAsync(Exit.Done, "", "send", "--help")) Assert.Contains("Examples:", help.Lines);
        await using (var tail = await RunAsync(Exit.Done, "", "tail", "general", "--no-follow", "--json"))
            Assert.Contains("\"text\":\"from the release\"", tail.Lines[^1]);

        await using var terminal = await ConsoleSteps.OpenAsync(server, ann, 80, 24, home.FullName, $"'{program}'");
        await terminal.UntilAsync("from the release");
        await terminal.SayAsync("and from its screen");
        await terminal.UntilAsync(screen => screen.Contains("│ and from its screen", StringComparison.Ordinal) && screen.Contains("Message #general", StringComparison.Ordinal) && !screen.Contains('…'));

        // All that the process has mapped is its own file and the system's libraries.
        var maps = await File.ReadAllLinesAsync($"/proc/{await terminal.ProcessAsync()}/maps", TestContext.Current.CancellationToken);
        var folder = Path.GetDirectoryName(program)!;
        Assert.Equal([program], maps.Select(line => line[(line.LastIndexOf(' ') + 1)..]).Where(file => file.StartsWith(folder, StringComparison.Ordinal)).Distinct());
        Assert.DoesNotContain(maps, line => line.Contains("libicu", StringComparison.Ordinal) || line.Contains("onig", StringComparison.Ordinal));
    }

    [Fact(Explicit = true)]
    public async Task Release_tool_installs_from_its_folder_and_answers()
    {
        await using var version = LineProcess.StartProgram(await release.ToolAsync(), ["--version"]);
        Assert.Equal(Exit.Done, await version.EndAsync());
        Assert.StartsWith(typeof(Exit).Assembly.GetName().Version!.ToString(3), version.Lines[0]);
    }

    private static Task<string> ReadAsync(params string[] path) => File.ReadAllTextAsync(Path.Combine(path), TestContext.Current.CancellationToken);
}
