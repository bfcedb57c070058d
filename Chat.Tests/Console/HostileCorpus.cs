using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Console;

/// <summary>What a person could write who wants the terminals of others, and what may reach a terminal.</summary>
internal static partial class HostileCorpus
{
    public const string DisplayName = "Ben\e]0;owned\a\e[31m\u202E\u009b2J";
    public const string UserName = "ben\e]52;c;AA\a\u2066\U000E0041";
    public const string RoomName = "gen\e[2Jeral\u202E\u009d0;owned\u009c";
    public const string Topic = "\e]0;owned\a about \u009b31m nothing\u0085";
    public const string Notice = "told\e[?1049l\eP$qm\e\\";

    /// <summary>The last message, a harmless one.</summary>
    public const string Last = "The last one is harmless.";

    public static IReadOnlyList<string> Texts { get; } =
    [
        // Operating system commands: title, palette, folder, link, clipboard, notification, files.
        "\e]0;owned\a", "\e]2;owned\e\\", "\e]4;1;#ff0000\a", "\e]7;file:///etc\a", "\e]8;;http://evil.example\e\\click\e]8;;\e\\", "\e]9;owned\a",
        "\e]10;?\a", "\e]52;c;cm0gLXJmIC8=\a", "\e]99;;owned\e\\", "\e]133;A\a", "\e]777;notify;owned;owned\a", "\e]1337;File=inline=1:AAAA\a", "\e]50;#1\a",
        // Control sequences: cursor, erase, scroll, modes, colours, reports, windows, soft reset.
        "\e[2J\e[H", "\e[10;10H", "\e[3J", "\e[5S", "\e[?1049l", "\e[?1000h\e[?2004l", "\e[?25l", "\e[31;5m", "\e[6n\e[c\e[>c\e[5n", "\e[21t\e[8;5;5t\e[2t", "\e[!p", "\e[1;1r",
        "\e[>4;2m\e[=5u", "\e[0\"q", "\e[200~pasted\e[201~",
        // Strings: device control, status, sixel, tmux, application, private, start of string.
        "\eP$qm\e\\", "\eP+q544e\e\\", "\ePq#0;2;0;0;0~-\e\\", "\ePtmux;\e\e]52;c;AA\a\e\\", "\e_Ga=T;AAAA\e\\", "\e^private\e\\", "\eXstring\e\\", "\ekscreen\e\\",
        // Two characters and less.
        "\ec", "\e7\e8", "\e(0lqk\e(B", "\eN\eO", "\e#8", "\eM\eD\eE", "\e", "\e[", "\e]", "\eP",
        // The same without the escape.
        "\u009b2J\u009b31m", "\u009d0;owned\u009c", "\u0090q\u009c", "\u0085\u0084\u008d\u008e\u009a\u009f",
        // Single controls.
        "\a\a\a", "a\b\b\bb", "a\rb", "a\vb\fc", "\u000e\u000f\u0005\u0018\u001a\u007f",
        // Directions, what hides, what stacks, tags, line ends that are none.
        "\u202Egnp.exe\u202C", "\u2066\u2067\u2068\u2069\u200E\u200F\u061C", "a\u200Bb\u2060c\uFEFFd\u00ADe", "\U000E0001\U000E0041\U000E007F", "a" + string.Concat(Enumerable.Repeat("\u0301", 60)),
        "\u2028\u2029", "\uFFF9\uFFFA\uFFFB", "\u3164\u115F\u2800", "https://good.example/\e]8;;http://evil.example\a", "https://good.example/\u202E\u0007", "ftp://evil.example/\u0007",
        "posing\nann 09:00: as somebody else\r\n-- new",
    ];

    // Words, line ends, and what joins letters.
    [GeneratedRegex("""\G(?:[^\p{C}\u2028\u2029]|[\uD800-\uDB3F\uDB41-\uDB7F][\uDC00-\uDFFF]|[\r\n\t\u200C\u200D])""")]
    private static partial Regex Words { get; }

    // And what the full screen itself says to a terminal: colours, places, modes, erasing, the shape of the caret, the keyboard,
    // questions at the start, an empty title, and links that lead to http and https, or nowhere.
    [GeneratedRegex(
        """\G(?:[^\p{C}\u2028\u2029]|[\uD800-\uDB3F\uDB41-\uDB7F][\uDC00-\uDFFF]|[\r\n\u200C\u200D]|\e\[[0-9;]*[mHJ]|\e\[\?[0-9;]+[hl]|\e[=>]|\e\[[0-9] q|\e\[(?:\?u|[<>=][0-9;]*u|[0-9]+t|6n|>?0?c|[0-9]*;?[0-9]*t)|\e\]0;(?:\a|\e\\)|\e\](?:10|11);\?(?:\a|\e\\)|\e\]8;;(?:https?://[!-~]*|about:blank)?\e\\|\e_Gi=[0-9]+,[ -~]*\e\\)""")]
    private static partial Regex WordsAndScreen { get; }

    /// <summary>Looks at every byte that was written to a terminal.</summary>
    /// <param name="written">The bytes.</param>
    /// <param name="screen">By the full screen, which says something to the terminal itself; else only words are good.</param>
    public static void AssertHarmless(byte[] written, bool screen)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(written);
        var at = 0;
        for (var piece = (screen ? WordsAndScreen : Words).Match(text); piece.Success; piece = piece.NextMatch()) at = piece.Index + piece.Length;
        Assert.True(at == text.Length, $"This reached the terminal, from its middle on: {Shown(text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)])}");
    }

    /// <summary>Puts all of it into a server's database, past every check: as if the server had none.</summary>
    public static async Task PoisonAsync(string database)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        await connection.OpenAsync();
        for (var i = 0; i < Texts.Count; i++) await RunAsync("UPDATE Messages SET Text = $new WHERE Text = $old", ("$new", Texts[i]), ("$old", Placeholder(i)));
        await RunAsync("UPDATE Messages SET NoticeKind = $new WHERE Text = 'notice'", ("$new", Notice));
        await RunAsync("UPDATE Messages SET NoticeValue = $new WHERE NoticeKind IS NOT NULL", ("$new", Notice));

        // Halves of a pair, as no client of ours could send them.
        await RunAsync("UPDATE Messages SET Text = CAST(X'68616C7665733AEDA080EDB080' AS TEXT) WHERE Text = 'halves'");
        await RunAsync("UPDATE Accounts SET DisplayName = $shown, UserName = $name WHERE UserName = 'ben'", ("$shown", DisplayName), ("$name", UserName));
        await RunAsync("UPDATE Rooms SET Name = $new, Topic = $topic", ("$new", RoomName), ("$topic", Topic));

        async Task RunAsync(string sql, params (string Name, string Value)[] values)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }
    }

    /// <summary>What stands in the place of all messages before the database is poisoned.</summary>
    public static IEnumerable<string> Placeholders => [.. Texts.Select((_, i) => Placeholder(i)), "notice", "halves", Last];

    private static string Placeholder(int i) => $"placeholder {i}";

    private static string Shown(string text) => string.Concat(text.Select(c => char.IsControl(c) || c > 0x7E ? $"\\u{(int)c:x4}" : c.ToString()));
}
