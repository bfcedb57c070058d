namespace Chat.Benchmarks;

/// <summary>A line of a plot.</summary>
/// <param name="Plot">The plot's name; the lines of one plot share it: <c>W1 latency</c>.</param>
/// <param name="Line">Whose line it is: <c>ours</c>, <c>bare SignalR hub</c>.</param>
/// <param name="X">What the horizontal axis counts, with its unit.</param>
/// <param name="Y">What the vertical axis counts, with its unit.</param>
/// <param name="Points">The points, by X.</param>
public sealed record Curve(string Plot, string Line, string X, string Y, IReadOnlyList<(double X, double Y)> Points);
