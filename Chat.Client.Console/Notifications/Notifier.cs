using System.ComponentModel;
using System.Diagnostics;

namespace Chat.Client.Cli;

/// <summary>One thing that people are told of.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Author">Who wrote it; none: it could not be read.</param>
/// <param name="Text">What was written.</param>
/// <param name="Count">How many there are, this one included.</param>
internal sealed record ToldNews(string Room, string? Author, string Text, long Count);

/// <summary>Tells people of what is new: by the bell, the terminal, the desktop, and a program of theirs.</summary>
/// <param name="settings">Which of them.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="write">Writes to the terminal.</param>
internal sealed class Notifier(NotifierSettings settings, Func<string, string?> environment, Action<string> write)
{
    private const int LongestText = 200;
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);
    private readonly TerminalNotice _terminal = TerminalNotices.Of(settings.Terminal, environment);
    private readonly string? _notifySend = settings.Desktop ? NotifySend(environment) : null;

    /// <summary>Tells of one thing. Only in the screen's thread.</summary>
    public void Tell(ToldNews news)
    {
        var (title, text) = Words(news);
        if (settings.Bell) write("\a");
        if (_terminal != TerminalNotice.None) write(TerminalNotices.Write(_terminal, title, text, environment("TMUX") is { Length: > 0 }));
        else if (_notifySend is { } program) Start([program, "--app-name=chat", "--", title, Escaped(text)], news);
        if (settings.Command.Count > 0) Start(settings.Command, news);
    }

    private (string Title, string Text) Words(ToldNews news)
    {
        var room = "#" + Inert.Line(news.Room);
        var title = news.Count > 1 || news.Author is null ? $"{news.Count} new in {room}" : $"{Inert.Line(news.Author)} in {room}";
        if (!settings.ShowText || news.Author is null) return (title, "");
        var text = Inert.Line(news.Text);
        if (text.Length > LongestText) text = string.Concat(text.EnumerateRunes().Take(LongestText)) + "…";
        return (title, news.Count > 1 ? $"{Inert.Line(news.Author)}: {text}" : text);
    }

    // The desktop reads markup in it.
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private void Start(IReadOnlyList<string> command, ToldNews news)
    {
        // Nothing of it reaches the terminal, which is ours.
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CHAT_TOKEN");
        start.Environment["CHAT_ROOM"] = news.Room;
        start.Environment["CHAT_AUTHOR"] = news.Author ?? "";
        start.Environment["CHAT_TEXT"] = settings.ShowText ? news.Text.Replace('\0', '\uFFFD') : "";
        start.Environment["CHAT_COUNT"] = news.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            _ = FinishAsync(Process.Start(start)!);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // There are other ways to be told, and a sentence for each message would be worse than none.
        }
    }

    private static async Task FinishAsync(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            var read = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null), process.StandardError.BaseStream.CopyToAsync(Stream.Null));
            try
            {
                await Task.WhenAll(read, process.WaitForExitAsync()).WaitAsync(LongestRun).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
            }
            catch (IOException)
            {
                // It ended in the middle of what it said.
            }
        }
    }

    private static string? NotifySend(Func<string, string?> environment)
    {
        // Over ssh there is no desktop that would show it, and asking for one takes seconds.
        if (environment("DISPLAY") is not { Length: > 0 } && environment("WAYLAND_DISPLAY") is not { Length: > 0 }) return null;
        return ProgramSearch.Find(environment, "notify-send");
    }
}
