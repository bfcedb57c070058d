using System.Diagnostics;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>What the shells offer.</summary>
public sealed class CompletionScriptTests : IDisposable
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

    private async Task<string> ScriptAsync(string shell)
    {
        _shell.Out.GetStringBuilder().Clear();
        Assert.Equal(Exit.Done, await _shell.RunAsync("completions", shell));
        return _shell.Out.ToString();
    }
}
