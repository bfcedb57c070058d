namespace Chat.Client.Cli;

/// <summary>What was sent from a composer, to be written again: the newest first, and behind it what one was writing.</summary>
internal sealed class SentLines
{
    private const int Most = 200;
    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    /// <summary>Remembers a line; the next recall begins with it.</summary>
    public void Add(string line)
    {
        _lines.Remove(line);
        _lines.Add(line);
        if (_lines.Count > Most) _lines.RemoveAt(0);
        (_at, _draft) = (_lines.Count, "");
    }

    /// <summary>The line before.</summary>
    /// <param name="now">What stands in the composer.</param>
    /// <returns>None: there is no older one.</returns>
    public string? Older(string now)
    {
        if (_at == 0) return null;
        if (_at == _lines.Count) _draft = now;
        return _lines[--_at];
    }

    /// <summary>The line after, at last what one was writing.</summary>
    /// <returns>None: there is no newer one.</returns>
    public string? Newer()
    {
        if (_at == _lines.Count) return null;
        return ++_at == _lines.Count ? _draft : _lines[_at];
    }
}
