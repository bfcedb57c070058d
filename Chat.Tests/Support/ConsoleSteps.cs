using Chat.Contracts;

namespace Chat.Tests.Support;

/// <summary>What people do at the terminal.</summary>
internal static class ConsoleSteps
{
    /// <summary>The client, as it was built.</summary>
    public static string Program => $"dotnet {Repository.Program("Chat.Client.Console", "chat.dll")}";

    /// <summary>Opens the full screen for somebody, with folders of its own.</summary>
    public static Task<Terminal> OpenAsync(ServerProcess server, SignedIn person, int columns, int rows) =>
        OpenAsync(server, person, columns, rows, Directory.CreateTempSubdirectory("chat-home-").FullName);

    /// <summary>Opens the full screen, or something else, for somebody with a home.</summary>
    /// <param name="server">The server.</param>
    /// <param name="person">Who.</param>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="rows">The terminal's height.</param>
    /// <param name="home">Where everything of theirs lies.</param>
    /// <param name="command">What is run instead of the client, such as a shell.</param>
    /// <param name="variables">More of the environment.</param>
    public static Task<Terminal> OpenAsync(
        ServerProcess server, SignedIn person, int columns, int rows, string home, string? command = null, params (string Name, string Value)[] variables) =>
        Terminal.OpenAsync(
            columns, rows, command ?? Program,
            [
                ("HOME", home), ("XDG_CONFIG_HOME", home), ("XDG_STATE_HOME", home), ("XDG_DATA_HOME", home), ("XDG_CACHE_HOME", home), ("LANG", "C.UTF-8"),
                ("CHAT_SERVER", server.Address.ToString()), ("CHAT_TOKEN", person.Token!), .. variables,
            ]);

    /// <summary>Opens the full screen for somebody who has signed in from a home: what was read is kept there.</summary>
    public static Task<Terminal> OpenSignedInAsync(string home, int columns = 90, int rows = 24, string arguments = "") =>
        Terminal.OpenAsync(columns, rows, Program + arguments, ("HOME", home), ("XDG_CONFIG_HOME", ""), ("XDG_STATE_HOME", ""), ("XDG_CACHE_HOME", ""), ("LANG", "C.UTF-8"));

    /// <summary>Writes a message and presses Enter.</summary>
    public static async Task SayAsync(this Terminal terminal, string text)
    {
        await terminal.TypeAsync(text);
        await terminal.UntilAsync(screen => screen.Contains(text, StringComparison.Ordinal));
        await terminal.PressAsync("Enter");
    }
}
