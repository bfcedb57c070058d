using System.Text;
using Chat.Tests.Support;

namespace Chat.Tests.RealInput;

/// <summary>Real text, as people wrote it in several languages: the collections of Debian's <c>fortunes</c> packages.</summary>
internal static class Fortunes
{
    private const string Folder = "/usr/share/games/fortunes";

    /// <summary>Lines with something to read, as many from each language as there are, up to a number in all.</summary>
    public static IReadOnlyList<string> Lines(int most)
    {
        if (!Directory.Exists(Folder)) Needs.Program("fortune");
        var languages = new[] { Folder }.Concat(Directory.GetDirectories(Folder)).Order(StringComparer.Ordinal)
            .Select(folder => new Queue<string>(Directory.GetFiles(folder).Order(StringComparer.Ordinal)
                .Where(f => !f.EndsWith(".dat", StringComparison.Ordinal) && !f.EndsWith(".u8", StringComparison.Ordinal) && new FileInfo(f).LinkTarget is null)
                .SelectMany(ReadLines)))
            .Where(lines => lines.Count > 0).ToList();
        var taken = new List<string>(most);
        while (taken.Count < most && languages.Count > 0)
        {
            foreach (var lines in languages)
                if (taken.Count < most && lines.TryDequeue(out var line)) taken.Add(line);
            languages.RemoveAll(lines => lines.Count == 0);
        }
        return taken;
    }

    private static IEnumerable<string> ReadLines(string file) => File.ReadLines(file, Encoding.UTF8)
        .Select(line => line.TrimEnd())
        .Where(line => !string.IsNullOrWhiteSpace(line) && line != "%" && !line.Any(c => (char.IsControl(c) && c != '\t') || c == '\uFFFD'));
}
