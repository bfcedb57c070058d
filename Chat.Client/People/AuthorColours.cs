namespace Chat.Client;

/// <summary>The colours of people who chose none: the same in every client.</summary>
public static class AuthorColours
{
    /// <summary>How many there are.</summary>
    public const int Count = 12;

    /// <summary>The colour that follows from an account's id, 1 to 12: FNV-1a over the id as text.</summary>
    public static int Of(Guid person)
    {
        var hash = 2166136261u;
        foreach (var c in person.ToString("D")) hash = (hash ^ c) * 16777619u;
        return 1 + (int)(hash % Count);
    }
}
