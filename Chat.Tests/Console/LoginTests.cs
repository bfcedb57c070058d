using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>A session that is kept stays, whoever reads what is told of it.</summary>
public sealed class LoginTests
{
    [Fact]
    public async Task Nobody_who_reads_what_is_told_ends_the_session_that_was_kept()
    {
        await using var server = await RealServer.StartAsync();
        await server.RegisterAsync("ann");
        using var shell = new TestShell { In = RealServer.Password + "\n" };
        string[] arguments = ["login", server.Address.ToString(), "--user", "ann", "--password-stdin"];
        Assert.Equal(Exit.Done, await ChatCommand.RunAsync(shell.Shell with { Out = new ClosedPipe() }, arguments, TestContext.Current.CancellationToken));
        Assert.Equal(Exit.Done, await shell.RunAsync("whoami"));
        Assert.StartsWith("ann at ", shell.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_no_token_is_refused_wherever_it_comes_from()
    {
        await using var server = await RealServer.StartAsync();
        var ann = await server.RegisterAsync("ann");
        using var shell = new TestShell();
        shell.In = "two words\n";
        Assert.Equal(Exit.NotSignedIn, await shell.RunAsync("login", server.Address.ToString(), "--token"));
        shell.In = ann.Token + "\n";
        Assert.Equal(Exit.Done, await shell.RunAsync("login", server.Address.ToString(), "--token"));

        shell.Environment["CHAT_TOKEN"] = ann.Token + "\r";
        await RefusedAsync("Set it to the token alone.");
        shell.Environment.Remove("CHAT_TOKEN");

        var kept = await File.ReadAllTextAsync(shell.CredentialPath, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(shell.CredentialPath, kept.Replace(ann.Token, "a\\nb", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await RefusedAsync("Run `chat login` again.");
        Assert.Equal(Exit.NotSignedIn, await shell.RunAsync("logout"));
        Assert.Contains("forgotten here", shell.Error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(shell.CredentialPath));

        async Task RefusedAsync(string remedy)
        {
            shell.Error.GetStringBuilder().Clear();
            Assert.Equal(Exit.NotSignedIn, await shell.RunAsync("whoami"));
            Assert.Contains("a line break", shell.Error.ToString(), StringComparison.Ordinal);
            Assert.EndsWith(remedy + "\n", shell.Error.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>As a pipe whose reader has gone: EPIPE.</summary>
    private sealed class ClosedPipe : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Broken pipe", 32);
    }
}
