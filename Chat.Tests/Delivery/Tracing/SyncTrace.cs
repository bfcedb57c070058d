using System.Globalization;
using System.Text.RegularExpressions;

namespace Chat.Tests.Delivery;

/// <summary>
/// What a server's system calls say of the order of write, sync and acknowledgement: read from the output of
/// <c>strace -f -y</c> (strace(1)), in which lines stand in the order of events, and a call that others interrupt has a line
/// where it begins and one where it ends.
/// </summary>
internal sealed partial class SyncTrace
{
    private readonly IReadOnlySet<string> _names;
    private readonly List<(int Began, int Ended)> _syncs = [];
    private readonly Dictionary<string, int> _written = [];
    private readonly Dictionary<string, int> _told = [];

    private SyncTrace(IReadOnlySet<string> names) => _names = names;

    /// <summary>Syncs of the log that succeeded and were real.</summary>
    public int Syncs => _syncs.Count;

    /// <summary>Syncs that failed, or that only seemed to succeed.</summary>
    public int FailedSyncs { get; private set; }

    /// <param name="lines">The trace.</param>
    /// <param name="mark">Finds in the written and in the sent bytes what names a message; the first group is the name.</param>
    /// <param name="names">The names that are looked for.</param>
    public static SyncTrace Read(IEnumerable<string> lines, Regex mark, IReadOnlySet<string> names)
    {
        var trace = new SyncTrace(names);
        var begun = new Dictionary<int, (string Call, string Text, int Line)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (Line().Match(line) is not { Success: true } parts) continue;
            var process = int.Parse(parts.Groups["process"].ValueSpan, CultureInfo.InvariantCulture);
            var text = parts.Groups["text"].Value;
            if (Resumed().Match(text) is { Success: true } resumed)
            {
                if (begun.Remove(process, out var call)) trace.Take(call.Call, call.Text + resumed.Groups["rest"].Value, call.Line, number, mark);
            }
            else if (Called().Match(text) is { Success: true } called)
            {
                var call = called.Groups["call"].Value;
                if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal)) begun[process] = (call, text, number);
                else trace.Take(call, text, number, number, mark);
            }
        }
        return trace;
    }

    /// <summary>Messages that were acknowledged, or sent to anybody.</summary>
    public int Told => _told.Count;

    /// <summary>Messages that left the server before a sync had completed that began after they were written: sentences.</summary>
    public IEnumerable<string> Unsynced
    {
        get
        {
            foreach (var (name, sent) in _told)
            {
                if (!_written.TryGetValue(name, out var written)) yield return $"{name} was sent (line {sent}) before it was written to the log.";
                else if (!_syncs.Any(sync => sync.Began > written && sync.Ended < sent)) yield return $"{name} was written (line {written}) and sent (line {sent}) without a sync between.";
            }
        }
    }

    private void Take(string call, string text, int began, int ended, Regex mark)
    {
        var toLog = Log().IsMatch(text);
        switch (call)
        {
            case "fsync" or "fdatasync" when toLog:
                if (text.EndsWith("= 0", StringComparison.Ordinal)) _syncs.Add((began, ended));
                else FailedSyncs++;
                break;
            case "pwrite64" or "pwritev" or "write" or "writev" when toLog:
                // The first time counts: later pages of the log have it again, beside newer messages.
                Note(_written, ended);
                break;
            case "sendto" or "sendmsg" or "write" or "writev" when Socket().IsMatch(text):
                Note(_told, began);
                break;
        }

        void Note(Dictionary<string, int> lines, int line)
        {
            foreach (Match match in mark.Matches(text))
                if (_names.Contains(match.Groups[1].Value)) lines.TryAdd(match.Groups[1].Value, line);
        }
    }

    [GeneratedRegex(@"^(?<process>\d+) +(?<text>.*)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?<call>\w+)\(")]
    private static partial Regex Called();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>(?<rest>.*)$")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^\w+\(\d+<[^>]*chat\.db-wal>")]
    private static partial Regex Log();

    [GeneratedRegex(@"^\w+\(\d+<socket:")]
    private static partial Regex Socket();
}
