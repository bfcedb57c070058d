namespace Chat.Benchmarks;

/// <summary>
/// Words that are said last, and waited for on a screen. None of their letters is in other texts: a client that writes only the cells
/// that change writes each of them.
/// </summary>
internal static class Mark
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private static int _made;

    /// <summary>One that was not there yet.</summary>
    public static string Next()
    {
        var number = Interlocked.Increment(ref _made);
        return $"ZQX{Letters[number / 400 % 20]}{Letters[number / 20 % 20]}{Letters[number % 20]}KJ";
    }
}
