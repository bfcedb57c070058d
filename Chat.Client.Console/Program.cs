namespace Chat.Client.Cli;

internal static class Program
{
    public static Task<int> Main(string[] args) => ChatCommand.RunAsync(Shell.OfProcess(), args);
}
