using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Chat.Client.Cli;

/// <summary>The person's own editor, for a text that is too long for a line. Started without a shell.</summary>
internal static class Editor
{
    private const int LargestFile = 1 << 20;
    private static readonly string[] Usual = ["editor", "nano", "vi"];

    /// <summary>Lets a person change a text in their editor; the terminal must be free.</summary>
    /// <returns>The new text, none to leave it as it was; and what is to be said.</returns>
    public static (string? Text, string? Problem) Write(Func<string, string?> environment, string text)
    {
        var command = CommandOf(environment);
        if (command.Count == 0) return (null, "There is no editor: set VISUAL or EDITOR.");

        DirectoryInfo? folder = null;
        try
        {
            // A folder that only this person can look into; what they write is nobody else's.
            folder = Directory.CreateTempSubdirectory("chat-");
            var file = Path.Combine(folder.FullName, "message.txt");
            File.WriteAllText(file, text);
            var start = new ProcessStartInfo(command[0], [.. command.Skip(1), file]) { UseShellExecute = false };
            start.Environment.Remove("CHAT_TOKEN");
            using var process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0) return (null, $"{command[0]} ended with {process.ExitCode}: nothing is changed.");
            if (new FileInfo(file).Length > LargestFile) return (null, "That is too long for a message: nothing is changed.");
            return (File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n'), null);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return (null, $"{command[0]} can't be used ({e.Message}): nothing is changed.");
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    /// <summary>The editor and its arguments: <c>VISUAL</c>, else <c>EDITOR</c>, else a usual one.</summary>
    public static IReadOnlyList<string> CommandOf(Func<string, string?> environment)
    {
        foreach (var variable in new[] { "VISUAL", "EDITOR" })
            if (Words(environment(variable) ?? "") is { Count: > 0 } command) return command;
        return [.. Usual.Where(name => ProgramSearch.Find(environment, name) is not null).Take(1)];
    }

    /// <summary>Words with blanks between; quotes hold a word together. Nothing else of a shell is known.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        foreach (var c in line)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                word ??= new StringBuilder();
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (word is not null) words.Add(word.ToString());
                word = null;
            }
            else (word ??= new StringBuilder()).Append(c);
        }

        if (word is not null) words.Add(word.ToString());
        return words;
    }
}
