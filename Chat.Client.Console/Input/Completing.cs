namespace Chat.Client.Cli;

/// <summary>A word that is being completed: what may stand in its place, and which of it stands there now.</summary>
/// <param name="Before">The text before the word.</param>
/// <param name="After">The text after it.</param>
/// <param name="Choices">What fits, the likeliest first; at least one.</param>
/// <param name="Index">Which of them stands there.</param>
internal sealed record Completing(string Before, string After, IReadOnlyList<string> Choices, int Index = 0)
{
    /// <summary>The whole text, with the choice in its place.</summary>
    public string Text => Before + Choices[Index] + After;

    /// <summary>Behind the choice.</summary>
    public int Caret => Before.Length + Choices[Index].Length;

    /// <summary>The choice after this one, or before it; round and round.</summary>
    public Completing Next(int by) => this with { Index = (Index + by + Choices.Count) % Choices.Count };
}
