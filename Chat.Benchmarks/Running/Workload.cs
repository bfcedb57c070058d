namespace Chat.Benchmarks;

/// <summary>Something that people do with a chat, as a load that can be repeated.</summary>
internal abstract class Workload
{
    /// <summary>Its name on the command line and in the results: <c>W1</c>.</summary>
    public abstract string Name { get; }

    /// <summary>In a line: the load, and what is measured against which yardstick.</summary>
    public abstract string Measures { get; }

    /// <summary>Runs it.</summary>
    /// <param name="run">How long and how often, the server, and where progress and curves go.</param>
    /// <param name="cancellationToken">Ends it; its servers end with it.</param>
    public abstract Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken);
}
