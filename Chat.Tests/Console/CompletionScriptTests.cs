using System.Diagnostics;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>What the shells offer.</summary>
public sealed class CompletionScriptTests(SharedServer server) : IClassFixture<SharedServer>, IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("chat login --secrets|", "auto file key-store")]
    [InlineData("chat login --secrets|k", "key-store")]
    [InlineData("chat --theme|", "dark light")]
    [InlineData("chat login|--sec", "--secrets")]
    [InlineData("chat|profi", "profiles")]
    public async Task Bash_offers_verbs_options_and_the_words_that_an_option_takes(string typed, string offered)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There is no bash.");
        var script = Path.Combine(_shell.Home, "chat.bash");
        await File.WriteAllTextAsync(script, await ScriptAsync("bash"), TestContext.Current.CancellationToken);
        var (before, word) = typed.Split('|') is [var words, var last] ? (words, last) : default;
        var start = new ProcessStartInfo("bash", ["-c", $"source '{script}'; COMP_WORDS=({before} '{word}'); COMP_CWORD={before.Split(' ').Length}; _chat; echo \"${{COMPREPLY[*]}}\""])
        {
            RedirectStandardOutput = true,
        };
        using var bash = Process.Start(start)!;
        Assert.Equal(offered, (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Within()).Trim());
    }

    [Fact]
    public async Task Zsh_and_fish_know_the_words_that_an_option_takes()
    {
        Assert.Contains(":place:(auto file key-store)'", await ScriptAsync("zsh"), StringComparison.Ordinal);
        Assert.Contains("-l secrets -x -a 'auto file key-store' -d", await ScriptAsync("fish"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "bash --norc --noprofile -i", "source ~/chat.bash")]
    [InlineData("zsh", "zsh -f -i", "fpath+=(~); autoload -U compinit; compinit -u -D")]
    [InlineData("fish", "fish --private -C \"function fish_prompt; echo -n ready\\> ; end\"", "source ~/chat.fish")]
    public async Task Names_of_rooms_are_put_in_as_they_are_and_run_nothing(string shell, string command, string load)
    {
        Needs.Program(shell);
        var ann = await server.PersonAsync("ann");
        var names = new[] { "$(touch pwned)", "`touch pwned`", "tide 'gauge'; touch pwned", "launch: at@noon=12" };
        await using (var chat = await server.Server.ConnectAsync(ann))
            foreach (var name in names) (await chat.CreateRoomAsync(name, null, true, TestContext.Current.CancellationToken).Within()).Value();

        // Rooms are asked of the real client; what is sent is only written down.
        var bin = Directory.CreateDirectory(Path.Combine(_shell.Home, "bin")).FullName;
        await ScriptFile.WriteAsync(Path.Combine(bin, "chat"), $"if [ \"$1\" = rooms ]; then exec {ConsoleSteps.Program} rooms; fi\nprintf '%s\\n' \"$@\" >> ~/sent\n");
        await File.WriteAllTextAsync(Path.Combine(_shell.Home, shell == "zsh" ? "_chat" : $"chat.{shell}"), await ScriptAsync(shell), TestContext.Current.CancellationToken);
        await using var terminal = await ConsoleSteps.OpenAsync(
            server.Server, ann, 120, 24, _shell.Home, command, ("PS1", "ready> "), ("PATH", $"{bin}:{Environment.GetEnvironmentVariable("PATH")}"));
        await terminal.UntilAsync("ready>");
        await terminal.SayAsync($"cd ~; {load}; echo loaded-$((1+1))".Replace("$((1+1))", shell == "fish" ? "(math 1+1)" : "$((1+1))", StringComparison.Ordinal));
        await terminal.UntilAsync("loaded-2");
        foreach (var begun in new[] { "\\$", "\\`", "tid", "launch" })
        {
            await terminal.TypeAsync($"chat send {begun}");
            await terminal.PressAsync("Tab", "Enter");
        }

        var sent = Path.Combine(_shell.Home, "sent");
        await TestDeadline.UntilAsync(() => File.Exists(sent) && File.ReadAllLines(sent).Length >= 2 * names.Length);
        Assert.Equal(names.SelectMany(name => new[] { "send", name }), await File.ReadAllLinesAsync(sent, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(_shell.Home, "pwned")));
    }

    private async Task<string> ScriptAsync(string shell)
    {
        _shell.Out.GetStringBuilder().Clear();
        Assert.Equal(Exit.Done, await _shell.RunAsync("completions", shell));
        return _shell.Out.ToString();
    }
}
