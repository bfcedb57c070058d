using System.CommandLine;
using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary><c>console</c>: measures the terminal client, its native build beside the one that is compiled while it runs, and beside WeeChat.</summary>
internal static class ConsoleCommand
{
    public const string NativeName = "native";
    public const string ManagedName = "compiled while it runs";

    public static Command Make(Option<string?> json, Option<string?> server, Option<bool> quick)
    {
        var report = new Option<bool>("--report") { Description = "Write the part \"The console\" of docs/benchmarks.md." };
        var only = new Option<string[]>("--only") { Description = "Only these workloads: C1 C4.", AllowMultipleArgumentsPerToken = true, HelpName = "names" };
        var console = new Option<string?>("--console") { Description = "Published clients, as native/chat and managed/chat, instead of publishing the sources.", HelpName = "folder" };
        var verb = new Command("console", "The terminal client: its start, a busy room, its memory, its verbs.") { quick, report, only, json, server, console };
        verb.Validators.Add(named =>
        {
            if (named.GetValue(console) is { } folder && !PublishedConsole.IsIn(folder)) named.AddError($"There is no native/chat and managed/chat in {folder}.");
        });
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(quick) ? Scale.Quick : Scale.Full, (parsed.GetValue(server), parsed.GetValue(console)), parsed.GetValue(json), parsed.GetValue(report), parsed.GetValue(only) ?? [], cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        Scale scale, (string? Server, string? Console) published, string? json, bool report, string[] only, CancellationToken cancellationToken)
    {
        var took = Stopwatch.StartNew();
        await Console.Error.WriteLineAsync("Publishing what isn't named …");
        using var server = published.Server is { } serverFolder ? PublishedServer.In(serverFolder) : await PublishedServer.PublishAsync(page: false, cancellationToken);
        using var console = published.Console is { } folder ? PublishedConsole.In(folder) : await PublishedConsole.PublishAsync(cancellationToken);
        var run = new BenchmarkRun(server, scale, Console.Error);
        if (WeeChatScreen.Program is null) run.Tell("WeeChat is not here (apt-get install weechat-curses): nothing is measured beside it.");

        await using var room = await ChatRoom.StartAsync(server, ScreenContender.Before, cancellationToken);
        await room.ReadAllAsync(cancellationToken);
        await using var native = new ChatScreen(NativeName, console.Native, room);
        await using var managed = new ChatScreen(ManagedName, console.Managed, room);
        await using var weechat = WeeChatScreen.Program is null ? null : new WeeChatScreen();
        IReadOnlyList<ScreenContender> contenders = weechat is null ? [native, managed] : [native, managed, weechat];
        IReadOnlyList<Workload> all =
        [
            new StartWorkload(contenders), new BusyWorkload(contenders), new MemoryWorkload(contenders), new SendWorkload(console), new WholeHistoryWorkload(console),
        ];
        IReadOnlyList<Workload> workloads = only.Length == 0 ? all : [.. all.Where(workload => only.Contains(workload.Name, StringComparer.OrdinalIgnoreCase))];

        var (measurements, failed) = await Runner.RunAsync(workloads, run, cancellationToken);
        ResultTable.Write(measurements, Console.Out);
        if (report) await ConsolePart.WriteAsync(measurements, workloads, console, scale, took.Elapsed, cancellationToken);
        if (json is not null) await ResultJson.WriteAsync(measurements, json, cancellationToken);
        return failed.Count == 0 ? 0 : 1;
    }
}
