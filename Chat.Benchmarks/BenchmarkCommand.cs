using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary>The command line: <c>all</c>, <c>quick</c>, a verb per workload, and what else there is.</summary>
internal static class BenchmarkCommand
{
    private static readonly Option<string?> Json = new("--json") { Description = "Write one JSON object a line to this file.", HelpName = "file" };
    private static readonly Option<string?> Server = new("--server") { Description = "A published server, instead of publishing the sources.", HelpName = "folder" };
    private static readonly Option<bool> Quick = new("--quick") { Description = "One short round, smaller sizes." };

    public static RootCommand Make()
    {
        var root = new RootCommand("Measures ChatService beside the framework's own limit, on the same machine in the same run.")
        {
            RunVerb("all", "Every workload, medians of five; writes the report.", () => Catalogue.All, Scale.Full, report: true),
            RunVerb("quick", "Every workload, one short round: less than three minutes.", () => Catalogue.All, Scale.Quick, report: false),
        };
        foreach (var workload in Catalogue.All)
        {
            var verb = RunVerb(workload.Name, workload.Measures, () => [workload], Scale.Full, report: false);
            verb.Aliases.Add(workload.Name.ToLowerInvariant());
            verb.Add(Quick);
            root.Add(verb);
        }
        var console = ConsoleCommand.Make(Json, Server, Quick);
        console.Validators.Add(CheckPlaces);
        root.Add(console);
        root.Add(SeedCommand.Make());
        root.Add(YardstickVerb());
        return root;
    }

    private static Command RunVerb(string name, string description, Func<IReadOnlyList<Workload>> workloads, Scale scale, bool report)
    {
        var verb = new Command(name, description) { Json, Server };
        verb.Validators.Add(CheckPlaces);
        verb.SetAction((parsed, cancel) => RunAsync(
            workloads(), parsed.GetValue(Quick) ? Scale.Quick : scale, parsed.GetValue(Server), parsed.GetValue(Json), report, cancel));
        return verb;
    }

    /// <summary>What is wrong with the places named is said before anything is measured.</summary>
    private static void CheckPlaces(CommandResult named)
    {
        if (named.GetValue(Json) is { } json && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(json))))
            named.AddError($"The folder of {json} is not there. Make it, or name another file.");
        if (named.GetValue(Server) is { } server && !File.Exists(PublishedServer.ProgramIn(server)))
            named.AddError($"There is no published server in {server}. Publish one: dotnet publish Chat.Server -c Release -o {server}");
    }

    [Conditional("DEBUG")]
    private static void WarnOfDebug() =>
        Console.Error.WriteLine("This is a Debug build: its yardsticks are slower than they need to be, and no ratio is worth anything. Use -c Release.");

    private static Command YardstickVerb()
    {
        var name = new Argument<string>("name");
        var url = new Argument<string>("url");
        var folder = new Argument<string>("folder");
        name.AcceptOnlyFromAmong([.. Yardstick.Names]);
        var verb = new Command(Yardstick.Verb, "Serves a yardstick; the benchmarks start it by themselves.") { name, url, folder };
        verb.Hidden = true;
        verb.SetAction((parsed, _) => Yardstick.ServeAsync(parsed.GetRequiredValue(name), parsed.GetRequiredValue(url), parsed.GetRequiredValue(folder)));
        return verb;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<Workload> workloads, Scale scale, string? published, string? json, bool report, CancellationToken cancellationToken)
    {
        WarnOfDebug();
        if (published is null) await Console.Error.WriteLineAsync("Publishing Chat.Server …");
        using var server = published is null ? await PublishedServer.PublishAsync(page: report, cancellationToken) : PublishedServer.In(published);
        await ServerProcess.LeaveFirstCoreAsync();
        var run = new BenchmarkRun(server, scale, Console.Error);
        run.Tell($"Chat.Server: {RuntimeSettings.Of(server)}; defaults but for {string.Join(' ', ChatContender.Options)}");
        run.Tell($"Yardsticks: {RuntimeSettings.OfYardsticks}");
        var took = Stopwatch.StartNew();
        var (measurements, failed) = await Runner.RunAsync(workloads, run, cancellationToken);
        ResultTable.Write(measurements, Console.Out);
        if (report) await BenchmarkReport.WriteAsync(measurements, failed, run, took.Elapsed, cancellationToken);
        if (json is not null) await ResultJson.WriteAsync(measurements, json, cancellationToken);
        return failed.Count == 0 && measurements.All(m => m.Faults.Count == 0) ? 0 : 1;
    }
}
