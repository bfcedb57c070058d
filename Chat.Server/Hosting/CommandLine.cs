namespace Chat.Server;

/// <summary>What the program does beside serving.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Chat.Server [--urls http://localhost:5080] [--Chat:DataFolder data] [--Chat:Name NAME] …
            Serves. All settings: docs/self-hosting.md.

        Chat.Server reset-password NAME [--Chat:DataFolder data]
            Gives an account a new password, read from the terminal or from standard input, and ends its sessions.
            The server may run meanwhile.
        """;

    /// <summary>The verb that the arguments name; none: serve.</summary>
    public static Func<IServiceProvider, Task<int>>? Verb(string[] args) => args switch
    {
        [] => null,
        ["--help" or "-h" or "help", ..] => _ => SayAsync(Console.Out, Usage, 0),
        ["reset-password", var name, ..] when !name.StartsWith('-') => services => ResetPassword.RunAsync(services, name, Console.In, Console.Out, Console.Error),
        ["reset-password", ..] => _ => SayAsync(Console.Error, "Whose password? Say: reset-password NAME", 2),
        [var first, ..] when !first.StartsWith('-') && !first.Contains('=') => _ => SayAsync(Console.Error, $"There is no command \"{first}\".\n\n{Usage}", 2),
        _ => null,
    };

    private static async Task<int> SayAsync(TextWriter to, string text, int result)
    {
        await to.WriteLineAsync(text);
        return result;
    }
}
