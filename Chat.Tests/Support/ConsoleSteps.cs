using Chat.Contracts;

namespace Chat.Tests.Support;

/// <summary>What people do at the terminal.</summary>
internal static class ConsoleSteps
{
    /// <summary>Opens the full screen for somebody, with folders of its own.</summary>
    public static Task<Terminal> OpenAsync(ServerProcess server, SignedIn person, int columns, int rows)
    {
        var home = Directory.CreateTempSubdirectory("chat-home-").FullName;
        return Terminal.OpenAsync(
            columns, rows, $"dotnet {Repository.Program("Chat.Client.Console", "chat.dll")}",
            ("HOME", home), ("XDG_CONFIG_HOME", home), ("XDG_STATE_HOME", home), ("XDG_DATA_HOME", home), ("LANG", "C.UTF-8"),
            ("CHAT_SERVER", server.Address.ToString()), ("CHAT_TOKEN", person.Token!));
    }

    /// <summary>Writes a message and presses Enter.</summary>
    public static async Task SayAsync(this Terminal terminal, string text)
    {
        await terminal.TypeAsync(text);
        await terminal.UntilAsync(screen => screen.Contains(text, StringComparison.Ordinal));
        await terminal.PressAsync("Enter");
    }
}
