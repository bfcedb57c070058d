using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>What <c>--json</c> prints is what docs/console.md promises: each example there is run.</summary>
public sealed partial class JsonShapesTests
{
    [Fact]
    public async Task Each_documented_line_has_the_fields_that_the_verb_prints()
    {
        await using var server = await RealServer.StartAsync();
        using var ben = new TestShell();
        await ben.RegisterAsync(server, "ben");
        await server.RegisterAsync("ines");
        using var ines = new TestShell();
        foreach (var (command, documented) in Examples())
        {
            Assert.Equal(Exit.Done, await ben.RunAsync("send", "general", "The float is in."));
            ines.In = command.Contains("--password-stdin", StringComparison.Ordinal) ? RealServer.Password : "a line";
            ines.Out.GetStringBuilder().Clear();
            var code = await ines.RunAsync([.. Words(command).Skip(1).Select(word => word.Replace("https://chat.example", server.Address.ToString(), StringComparison.Ordinal))]);
            Assert.True(code == Exit.Done, $"{command}: {code} {ines.Error}");
            var printed = ines.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEmpty(printed);
            Assert.All(printed, line => Assert.Equal($"{command}: {Shape(documented)}", $"{command}: {Shape(line)}"));
        }
    }

    [Fact]
    public void Each_verb_that_has_the_option_is_documented()
    {
        using var shell = new TestShell();
        var documented = Examples().Select(example => Words(example.Command)[1]).ToHashSet();
        var verbs = ChatCommand.Make(shell.Shell).Subcommands.Where(verb => verb.Options.Any(option => option.Name == "--json")).Select(verb => verb.Name);
        Assert.Equal(documented.Order(StringComparer.Ordinal), verbs.Order(StringComparer.Ordinal));
    }

    private static List<(string Command, string Line)> Examples()
    {
        var text = File.ReadAllText(Repository.File("docs", "console.md"));
        var part = text[text.IndexOf("### What `--json` prints", StringComparison.Ordinal)..];
        return [.. Example().Matches(part[..part.IndexOf("\n## ", StringComparison.Ordinal)]).Select(found => (found.Groups[1].Value, found.Groups[2].Value))];
    }

    private static List<string> Words(string command) => [.. Word().Matches(command).Select(word => word.Value.Trim('"'))];

    // Names in their order, and of what kind each is.
    private static string Shape(string line)
    {
        using var read = JsonDocument.Parse(line);
        return Shape(read.RootElement);
    }

    private static string Shape(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(field => $"{field.Name}: {Shape(field.Value)}"))}}}",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        var kind => kind.ToString(),
    };

    [GeneratedRegex(@"^\$ (chat .*)\n(\{.*\})$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word();
}
