using System.Globalization;
using System.Text;

namespace Chat.Client.Cli;

/// <summary>A text being written, with a caret between two characters as people see them.</summary>
internal sealed class LineEditor
{
    private string _killed = "";

    public string Text { get; private set; } = "";

    /// <summary>The caret, as an index into <see cref="Text"/>.</summary>
    public int Caret { get; private set; }

    public bool IsEmpty => Text.Length == 0;

    /// <summary>Replaces everything; the caret stands at the end.</summary>
    public void Set(string text)
    {
        Text = text;
        Caret = text.Length;
    }

    /// <summary>Replaces everything, and puts the caret somewhere.</summary>
    public void Set(string text, int caret)
    {
        Text = text;
        Caret = Math.Clamp(caret, 0, text.Length);
        SnapToCharacter();
    }

    /// <summary>The lines of the text.</summary>
    public int LineCount => Text.AsSpan().Count('\n') + 1;

    /// <summary>Writes at the caret. Line ends become line feeds; other controls don't come in.</summary>
    public void Insert(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
            if (c is '\n' or '\t' || !char.IsControl(c)) clean.Append(c);
        Text = Text.Insert(Caret, clean.ToString());
        Caret += clean.Length;
        SnapToCharacter();
    }

    public void Backspace() => Remove(Before(Caret), Caret);

    public void Delete() => Remove(Caret, After(Caret));

    public void Left() => Caret = Before(Caret);

    public void Right() => Caret = After(Caret);

    public void LineStart() => Caret = Caret == 0 ? 0 : Text.LastIndexOf('\n', Caret - 1) + 1;

    public void LineEnd()
    {
        var end = Text.IndexOf('\n', Caret);
        Caret = end < 0 ? Text.Length : end;
    }

    public void WordLeft() => Caret = AtCharacter(WordBefore(Caret));

    public void WordRight() => Caret = AtCharacter(WordAfter(Caret));

    /// <summary>To the same column of the line above.</summary>
    /// <returns>False when there is none.</returns>
    public bool Up() => ToLine(-1);

    /// <summary>To the same column of the line below.</summary>
    /// <returns>False when there is none.</returns>
    public bool Down() => ToLine(+1);

    public void KillWordLeft() => Kill(AtCharacter(SpaceBefore(Caret)), Caret);

    public void KillWordRight() => Kill(Caret, AtCharacter(WordAfter(Caret)));

    public void KillToLineStart()
    {
        var end = Caret;
        LineStart();
        Kill(Caret, end);
    }

    public void KillToLineEnd()
    {
        var start = Caret;
        LineEnd();
        Kill(start, Caret == start ? After(start) : Caret);
    }

    /// <summary>Takes everything away; <see cref="Yank"/> brings it back.</summary>
    public void KillAll() => Kill(0, Text.Length);

    public void Yank() => Insert(_killed);

    private void Kill(int from, int to)
    {
        if (from == to) return;
        _killed = Text[from..to];
        Remove(from, to);
    }

    private void Remove(int from, int to)
    {
        Text = Text.Remove(from, to - from);
        Caret = from;
        SnapToCharacter();
    }

    // What stood apart may have joined into one character, and the caret can't stand inside it.
    private void SnapToCharacter() => Caret = AtCharacter(Caret);

    private int Before(int at)
    {
        var last = 0;
        for (var i = 0; i < at; i += StringInfo.GetNextTextElementLength(Text, i)) last = i;
        return last;
    }

    private int After(int at) => at >= Text.Length ? Text.Length : at + StringInfo.GetNextTextElementLength(Text, at);

    private int WordBefore(int at)
    {
        while (at > 0 && !char.IsLetterOrDigit(Text[at - 1])) at--;
        while (at > 0 && char.IsLetterOrDigit(Text[at - 1])) at--;
        return at;
    }

    private int WordAfter(int at)
    {
        while (at < Text.Length && !char.IsLetterOrDigit(Text[at])) at++;
        while (at < Text.Length && char.IsLetterOrDigit(Text[at])) at++;
        return at;
    }

    private int SpaceBefore(int at)
    {
        while (at > 0 && char.IsWhiteSpace(Text[at - 1])) at--;
        while (at > 0 && !char.IsWhiteSpace(Text[at - 1])) at--;
        return at;
    }

    private bool ToLine(int by)
    {
        var lines = Text.Split('\n');
        var line = Text.AsSpan(0, Caret).Count('\n');
        if (line + by < 0 || line + by >= lines.Length) return false;
        var column = Caret;
        for (var i = 0; i < line; i++) column -= lines[i].Length + 1;
        var start = 0;
        for (var i = 0; i < line + by; i++) start += lines[i].Length + 1;
        Caret = AtCharacter(start + Math.Min(column, lines[line + by].Length));
        return true;
    }

    private int AtCharacter(int at)
    {
        var i = 0;
        while (i < at) i += StringInfo.GetNextTextElementLength(Text, i);
        return i;
    }
}
