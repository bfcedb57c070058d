namespace Chat.Tests.Delivery;

/// <summary>How much of a fault run.</summary>
internal enum Scale
{
    /// <summary>A part of the gate: counts and generous deadlines only.</summary>
    Short,

    /// <summary>For the published report: times and ratios are judged as well.</summary>
    Long,
}

/// <summary>
/// Load on the real server while something goes wrong. The tests run it short, the delivery report runs it long.
/// </summary>
internal abstract class FaultRun
{
    /// <summary>As it is named on the command line, such as <c>kill</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What is done, in a sentence for the report.</summary>
    public abstract string What { get; }

    /// <summary>Programs that it needs beside the server, such as <c>strace</c>; without them it can't run.</summary>
    public virtual IReadOnlyList<string> Programs => [];

    /// <summary>Whether only root can do it: mounts, foreign users.</summary>
    public virtual bool NeedsRoot => false;

    /// <param name="scale">How much.</param>
    /// <param name="tell">Takes a line of progress.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public abstract Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken);
}

/// <summary>What came out of a fault run.</summary>
internal sealed record RunResult
{
    /// <summary>What the checker found in the histories that were recorded; more than one when there were several recorders.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>What was counted and measured, in the order of the report.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>What is wrong whatever the machine: sentences.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>All that is wrong whatever the machine, the checker's findings among it.</summary>
    public IEnumerable<string> AllFaults => Faults
        .Concat(Verdicts.SelectMany(verdict => verdict.Findings))
        .Concat(Figures.Where(figure => !figure.DependsOnMachine && !figure.IsMet).Select(figure => $"{figure} misses its bound."));
}

/// <summary>A figure of a run, with its bound if it has one.</summary>
/// <param name="Name">What it is, such as <c>cycles</c> or <c>ready after kill -9, longest</c>.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Its unit; none for counts.</param>
internal sealed record Figure(string Name, double Value, string Unit = "")
{
    public double? AtMost { get; init; }

    public double? AtLeast { get; init; }

    /// <summary>A time or a ratio: judged in the report, never in a test.</summary>
    public bool DependsOnMachine { get; init; }

    public bool IsMet => !(Value > AtMost) && !(Value < AtLeast);

    public override string ToString() => FormattableString.Invariant(
        $"{Name}: {Value:#,0.##}{(Unit.Length > 0 ? " " + Unit : "")}{(AtMost is { } most ? $" (at most {most:#,0.##})" : "")}{(AtLeast is { } least ? $" (at least {least:#,0.##})" : "")}");
}
