using System.CommandLine;

namespace Chat.Client.Cli;

internal static class Program
{
    public static Task<int> Main(string[] args) =>
        new RootCommand("The terminal client of ChatService.").Parse(args).InvokeAsync();
}
