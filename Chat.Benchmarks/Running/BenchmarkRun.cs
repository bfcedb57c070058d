namespace Chat.Benchmarks;

/// <summary>What the workloads of one run share.</summary>
/// <param name="server">The shipped server, published once for the run.</param>
/// <param name="scale">How long and how often.</param>
/// <param name="progress">Where progress is told; standard output is the table's.</param>
internal sealed class BenchmarkRun(PublishedServer server, Scale scale, TextWriter progress)
{
    private readonly List<Curve> _curves = [];

    /// <summary>The program under test.</summary>
    public PublishedServer Server { get; } = server;

    /// <summary>How long and how often.</summary>
    public Scale Scale { get; } = scale;

    /// <summary>The lines of the plots, in the order in which they were drawn.</summary>
    public IReadOnlyList<Curve> Curves => _curves;

    /// <summary>Tells in a line what happens now.</summary>
    public void Tell(string line) => progress.WriteLine(line);

    /// <summary>Adds a line to a plot.</summary>
    public void Draw(Curve curve) => _curves.Add(curve);
}

/// <summary>How long and how often a workload measures.</summary>
/// <param name="Rounds">How many rounds the medians are over.</param>
/// <param name="WarmUp">Load before each measured window.</param>
/// <param name="Window">The measured window.</param>
/// <param name="IsQuick">Whether sizes are reduced as well.</param>
internal sealed record Scale(int Rounds, TimeSpan WarmUp, TimeSpan Window, bool IsQuick)
{
    /// <summary>Load before the first round: a server that runs for months is not measured while its code is being compiled anew.</summary>
    public TimeSpan RunIn { get; init; }

    /// <summary>For the published figures.</summary>
    public static Scale Full { get; } = new(5, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), false) { RunIn = TimeSpan.FromSeconds(15) };

    /// <summary>For a first look; all workloads take less than three minutes together.</summary>
    public static Scale Quick { get; } = new(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), true);
}
